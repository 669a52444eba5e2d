"""What a report tells of its land before any of its places is known: who publishes it, and whom it names."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from marsad.knowledge.actors import ActorPack, name_key
from marsad.knowledge.outlets import outlet_key
from marsad.model.codes import MentionKind
from marsad.model.mention import Mention
from marsad.model.report import Report, Span

ABROAD = "external"  # the class of actors that are named far from home


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """The outlet's region; the share of each land among the actors named without doubt; where actors are named."""

    region: str | None = None
    lands: Mapping[str, float] = field(default_factory=dict)
    actors: frozenset[Span] = frozenset()


def hints_of(report: Report, mentions: Iterable[Mention], pack: ActorPack, outlets: Mapping[str, str]) -> Hints:
    """The hints of a report: "ألوية الفرقان في القنيطرة" is of Syria, for its actor is."""
    named = [mention for mention in mentions if mention.kind is MentionKind.ACTOR]
    sure: dict[str, str] = {}
    spans: set[Span] = set()
    for mention in named:
        entry = pack.names.entry(name_key(mention.value))
        if entry is None:
            continue
        spans.add(mention.span)
        actor = pack.actors[entry.ids[0]]
        if len(entry.ids) == 1 and actor.country and actor.kind != ABROAD:
            sure[actor.id] = actor.country
    lands = Counter(sure.values())
    return Hints(
        region=outlets.get(outlet_key(report.outlet)) if report.outlet else None,
        lands={land: count / lands.total() for land, count in lands.items()},
        actors=frozenset(spans),
    )
