"""From mentions to claims: events, control, movement, relations and flows."""

from dataclasses import dataclass

from marsad.claims.control import find_controls
from marsad.claims.events import find_events, set_scene
from marsad.claims.flows import find_flows
from marsad.claims.movement import find_movements
from marsad.claims.relations import find_relations
from marsad.knowledge import Knowledge
from marsad.model import Claim, Control, Event, Flow, Mention, Movement, Relation, Report
from marsad.text.analysis import Analysis


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of one report, by kind."""

    events: tuple[Event, ...]
    controls: tuple[Control, ...]
    movements: tuple[Movement, ...]
    relations: tuple[Relation, ...]
    flows: tuple[Flow, ...]

    @property
    def all(self) -> tuple[Claim, ...]:
        """Every claim, in the order that `Reading.claims` numbers them."""
        return (*self.events, *self.controls, *self.movements, *self.relations, *self.flows)


def find_claims(report: Report, text: Analysis, mentions: list[Mention], knowledge: Knowledge) -> Claims:
    """All claims a report makes."""
    scene = set_scene(report, text, mentions, knowledge)
    return Claims(
        events=tuple(find_events(scene, knowledge)),
        controls=tuple(find_controls(text, mentions, knowledge.ties)),
        movements=tuple(find_movements(text, mentions, knowledge.ties)),
        relations=tuple(find_relations(text, mentions, knowledge.ties)),
        flows=tuple(find_flows(text, mentions, knowledge.ties)),
    )
