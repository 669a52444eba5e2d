"""Events: cues are judged, folded into stories, and each story's slots are filled."""

from marsad.claims.attribution import attribute
from marsad.claims.events.assemble import EventModels, tell_events
from marsad.claims.events.land import natures_of
from marsad.claims.events.scene import Scene
from marsad.claims.modality import Stance
from marsad.claims.tolls import find_tolls
from marsad.knowledge import Knowledge
from marsad.model import Event, Mention, MentionKind, Report
from marsad.text.analysis import Analysis


def set_scene(report: Report, text: Analysis, mentions: list[Mention], knowledge: Knowledge) -> Scene:
    """A report made ready for the event models."""
    sources = [mention for mention in mentions if mention.kind is MentionKind.SOURCE]
    return Scene(
        report,
        text,
        mentions,
        knowledge.words,
        tolls=find_tolls(text, knowledge.people),
        stance=Stance(text, knowledge.speech, report.published),
        attribution=attribute(text, sources, knowledge.speech),
        natures=natures_of(knowledge.gazetteer),
        place_words=knowledge.place_words,
        actors=knowledge.actors,
    )


def find_events(scene: Scene, knowledge: Knowledge) -> list[Event]:
    """All events of a report, tallies and plans marked as such."""
    return tell_events(scene, knowledge, EventModels.of(knowledge))


__all__ = ["Scene", "find_events", "set_scene"]
