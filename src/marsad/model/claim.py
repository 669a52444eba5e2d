"""Claims: what a report says, never what is true. Five kinds: event, control, movement, relation, flow.

Slots hold mentions of the text, not ids of known things: links stand beside claims, so that a better gazetteer
changes links and leaves the reading of the text alone.
"""

from dataclasses import dataclass

from marsad.model.codes import Change, EventType, Manner, Modality, Outcome, Role, Tie, VictimGroup
from marsad.model.mention import Mention
from marsad.model.quantity import CountRange
from marsad.model.report import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a claim comes from: the clause that says it, who said it, and the rules that read it.

    `source` is None for the outlet's own voice. `confidence` is the probability that the claim is right as a whole.
    """

    evidence: Span
    source: Mention | None = None
    modality: Modality = Modality.ASSERTED
    rules: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorSlot:
    """An actor of an event and the part it plays."""

    actor: Mention
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualties:
    """One row of a toll: outcome, group and how many; `mention` is where the text says it."""

    outcome: Outcome
    group: VictimGroup
    count: CountRange
    mention: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something happened at a place and time."""

    provenance: Provenance
    type: EventType
    trigger: Mention
    date: Mention | None = None
    place: Mention | None = None
    admin: tuple[Mention, ...] = ()
    facility: Mention | None = None
    actors: tuple[ActorSlot, ...] = ()
    casualties: tuple[Casualties, ...] = ()
    cause: Span | None = None
    ongoing: bool = False
    aggregate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Who took, lost, holds, contests or sways a place or a facility in it."""

    provenance: Provenance
    place: Mention
    holder: Mention
    change: Change
    facility: Mention | None = None
    previous: Mention | None = None
    date: Mention | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """An armed actor went from somewhere to somewhere."""

    provenance: Provenance
    actor: Mention
    manner: Manner
    origin: Mention | None = None
    destination: Mention | None = None
    date: Mention | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A lasting tie between two actors or persons."""

    provenance: Provenance
    subject: Mention
    tie: Tie
    object: Mention
    place: Mention | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Goods, people or money move on a route."""

    provenance: Provenance
    goods: tuple[Mention, ...]
    illicit: bool
    origin: Mention | None = None
    destination: Mention | None = None
    via: Mention | None = None
    actor: Mention | None = None


Claim = Event | Control | Movement | Relation | Flow
