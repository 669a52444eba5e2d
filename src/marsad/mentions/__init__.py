"""From words to mentions: who, where, when, what, how many and who says so."""

from marsad.knowledge import Knowledge
from marsad.mentions.actors import ActorFinder, find_actors
from marsad.mentions.datelines import outside_dateline
from marsad.mentions.dates import find_dates
from marsad.mentions.facilities import find_facilities
from marsad.mentions.goods import find_goods
from marsad.mentions.persons import PersonFinder, find_persons
from marsad.mentions.places import PlaceFinder, find_places
from marsad.mentions.sources import find_sources
from marsad.model import Mention
from marsad.text.analysis import Analysis


class MentionFinder:
    """Finds the mentions of all kinds; made once, it remembers what it learned of single words."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._places = PlaceFinder(knowledge.gazetteer, knowledge.place_words, knowledge.triggers.verbs())
        self._actors = ActorFinder(knowledge.actors, knowledge.actor_words)
        self._persons = PersonFinder(knowledge.persons)

    def find(self, text: Analysis) -> list[Mention]:
        """All mentions of a text in its order."""
        knowledge = self._knowledge
        actors, persons = find_actors(text, self._actors), find_persons(text, self._persons)
        places = outside(find_places(text, self._places), [*actors, *persons])
        found: list[Mention] = [
            *places,
            *find_facilities(text, places, self._places),
            *actors,
            *persons,
            *find_goods(text, knowledge.ties),
            *find_dates(text, knowledge.calendar),
            *find_sources(text, knowledge.speech),
        ]
        told = outside_dateline(found, text.content)
        return sorted(told, key=lambda mention: (mention.span, mention.kind, mention.value))


def outside(places: list[Mention], owners: list[Mention]) -> list[Mention]:
    """The places that are not part of a longer name: دير الزور in "مجلس دير الزور العسكري" is none."""
    holders: dict[int, int] = {}
    for owner in owners:
        if owner.rule != "kunya":
            holders[owner.span.start] = max(owner.span.end, holders.get(owner.span.start, 0))
    ends = sorted(holders.items())
    kept: list[Mention] = []
    at = 0
    open_until, opened = 0, 0
    for place in sorted(places, key=lambda mention: mention.span.start):
        while at < len(ends) and ends[at][0] <= place.span.start:
            if ends[at][1] > open_until:
                opened, open_until = ends[at]
            at += 1
        inside = place.span.end <= open_until and place.span.end - place.span.start < open_until - opened
        if not inside:
            kept.append(place)
    return kept
