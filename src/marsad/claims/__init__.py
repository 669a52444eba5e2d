"""From mentions to claims: events, control, movement, relations and flows."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from marsad.claims.control import controls_of
from marsad.claims.events import find_events, set_scene
from marsad.claims.flows import flows_of
from marsad.claims.movement import movements_of
from marsad.claims.relations import relations_of
from marsad.claims.ties import UnitRow
from marsad.knowledge import Knowledge
from marsad.knowledge.calibration import Calibration
from marsad.model import Claim, Control, Event, Flow, Mention, Movement, Relation, Report
from marsad.model.claim import Provenance
from marsad.text.analysis import Analysis

C = TypeVar("C", Event, Control, Movement, Relation, Flow)


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
    sure = knowledge.calibration
    return Claims(
        events=_calibrated("event", find_events(scene, knowledge), sure),
        controls=_calibrated("control", controls_of(row), sure),
        movements=_calibrated("movement", movements_of(row), sure),
        relations=_calibrated("relation", relations_of(row), sure),
        flows=_calibrated("flow", flows_of(row), sure),
    )


def _calibrated(kind: str, claims: Iterable[C], sure: Calibration) -> tuple[C, ...]:
    """Claims with the confidence that claims like them have earned."""
    return tuple(replace(claim, provenance=_as_sure_as(claim.provenance, kind, sure)) for claim in claims)


def _as_sure_as(provenance: Provenance, kind: str, sure: Calibration) -> Provenance:
    return replace(provenance, confidence=sure.of(kind, provenance.confidence))
