"""From words to mentions: who, where, when, what, how many and who says so."""

from marsad.knowledge import Knowledge
from marsad.mentions.actors import ActorFinder, find_actors
from marsad.mentions.dates import find_dates
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
        self._places = PlaceFinder(knowledge.gazetteer, knowledge.place_words)
        self._actors = ActorFinder(knowledge.actors, knowledge.actor_words)
        self._persons = PersonFinder(knowledge.persons)

    def find(self, text: Analysis) -> list[Mention]:
        """All mentions of a text in its order."""
        knowledge = self._knowledge
        found = [
            *find_places(text, self._places),
            *find_actors(text, self._actors),
            *find_persons(text, self._persons),
            *find_goods(text, knowledge.ties),
            *find_dates(text, knowledge.calendar),
            *find_sources(text, knowledge.speech),
        ]
        return sorted(found, key=lambda mention: (mention.span, mention.kind, mention.value))
