"""From mentions to claims: events, control, movement, relations and flows."""

from dataclasses import dataclass

from marsad.claims.control import controls_of
from marsad.claims.events import find_events, set_scene
from marsad.claims.flows import flows_of
from marsad.claims.movement import movements_of
from marsad.claims.relations import relations_of
from marsad.claims.ties import UnitRow
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
    row = UnitRow(text, mentions, knowledge.ties)
    scene = set_scene(report, text, mentions, knowledge)
    return Claims(
        events=tuple(find_events(scene, knowledge)),
        controls=tuple(controls_of(row)),
        movements=tuple(movements_of(row)),
        relations=tuple(relations_of(row)),
        flows=tuple(flows_of(row)),
    )
