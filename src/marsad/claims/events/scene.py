"""The scene of a report: its words, and which mentions stand where among them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from marsad.claims.attribution import Attribution
from marsad.claims.events.cast import Member, gather
from marsad.claims.events.land import Land, Natures, name_key
from marsad.claims.modality import Stance
from marsad.claims.tolls import Toll
from marsad.knowledge.actors import ActorPack
from marsad.knowledge.actors import name_key as actor_key
from marsad.knowledge.calendar import in_gregorian
from marsad.knowledge.place_words import PlaceWords
from marsad.knowledge.triggers import Triggers
from marsad.knowledge.words import WordClasses
from marsad.model.codes import MentionKind
from marsad.model.dates import DateRange
from marsad.model.mention import Mention
from marsad.model.report import Report, Span
from marsad.text.analysis import Analysis

ANY_DAY = date(2020, 1, 1)
NAMES = (MentionKind.PLACE, MentionKind.FACILITY, MentionKind.PERSON, MentionKind.ACTOR)


class At(NamedTuple):
    """A mention and the tokens `[first, last)` it covers."""

    mention: Mention
    first: int
    last: int


class Scene:
    """A report, its analysis, and its mentions by kind in text order, indexed by sentence."""

    def __init__(  # noqa: PLR0913, PLR0917  a scene is all that the earlier steps found
        self,
        report: Report,
        text: Analysis,
        mentions: Sequence[Mention],
        words: WordClasses,
        tolls: Iterable[Toll],
        stance: Stance,
        attribution: Attribution,
        natures: Natures,
        place_words: PlaceWords,
        actors: ActorPack,
    ) -> None:
        self.report = report
        self.mentions = mentions
        self.place_words = place_words
        self.text = text
        self.stance = stance
        self.attribution = attribution
        self.actors = actors
        self.starts = {token.start: index for index, token in enumerate(text.tokens)}
        self.light = [words.lighten(token.text) for token in text.tokens]
        self.classes = [words.classes(word) for word in self.light]
        self.by_kind: dict[MentionKind, list[At]] = {kind: [] for kind in MentionKind}
        self.by_sentence: dict[tuple[MentionKind, int], list[At]] = {}
        for mention in mentions:
            self.by_kind[mention.kind].append(self.locate(mention))
        for kind, located in self.by_kind.items():
            located.sort(key=lambda at: (at.first, at.last))
            for at in located:
                self.by_sentence.setdefault((kind, text.sentence_of[at.first]), []).append(at)
        self.named: dict[int, At] = {}
        for kind in NAMES:
            for at in self.by_kind[kind]:
                for index in range(at.first, at.last):
                    self.named[index] = at
        self.land = Land(self.by_kind[MentionKind.PLACE], text.sentence_of, natures)
        self.reference = report.published or self.latest_day()
        self.resolved = self.resolve_dates()
        self._dated = [token for token, days in self.resolved.items() if days is not None]
        published = self.reference
        self.names_publication = any(days is not None and days.end == published for days in self.resolved.values())
        self.tolls: dict[int, list[Toll]] = {}
        for toll in tolls:
            self.tolls.setdefault(text.sentence_of[toll.cue], []).append(toll)
        self._keys: dict[tuple[MentionKind, int], frozenset[object]] = {}
        self._days: dict[int, frozenset[object]] = {}
        self._triggers: dict[int, list[tuple[int, str]]] = {}
        self._kinds: dict[int, frozenset[str]] = {}
        self._means: dict[int, tuple[str, ...]] = {}
        self._hints: dict[int, tuple[str, ...]] = {}
        self._known: dict[str, tuple[str, tuple[str, ...]]] = {}

    def latest_day(self) -> date:
        """Where nobody knows the day of publication: the latest day the text dates in full, to judge ages by."""
        expressions = (at.mention.date for at in self.by_kind[MentionKind.DATE])
        full = (days for expression in expressions if expression and (days := expression.resolve(None, None)))
        return max((days.end for days in full), default=ANY_DAY)

    def resolve_dates(self) -> dict[int, DateRange | None]:
        """The days each date mention speaks of, by its first token; "the same day" goes back to the date before."""
        resolved: dict[int, DateRange | None] = {}
        previous: DateRange | None = None
        for at in self.by_kind[MentionKind.DATE]:
            said = in_gregorian(at.mention.date, self.reference) if at.mention.date else None
            days = said.resolve(self.reference, previous) if said else None
            resolved[at.first] = days
            previous = days or previous
        return resolved

    def locate(self, mention: Mention) -> At:
        """Where a mention stands among the tokens."""
        first = self.token_at(mention.span.start)
        last = first + 1
        tokens = self.text.tokens
        while last < len(tokens) and tokens[last].start < mention.span.end:
            last += 1
        return At(mention, first, last)

    def token_at(self, offset: int) -> int:
        """The token that holds a character offset (a name may begin after its clitics, inside a token)."""
        if (index := self.starts.get(offset)) is not None:
            return index
        tokens = self.text.tokens
        low, high = 0, len(tokens)
        while low < high:
            middle = (low + high) // 2
            if tokens[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return min(low, len(tokens) - 1)

    def in_sentence(self, kind: MentionKind, sentence: int) -> list[At]:
        """Mentions of a kind in a sentence, in text order."""
        return self.by_sentence.get((kind, sentence), [])

    def tolls_in(self, sentence: int) -> list[Toll]:
        """Counts of victims told in a sentence."""
        return self.tolls.get(sentence, [])

    def keys(self, kind: MentionKind, sentence: int) -> frozenset[object]:
        """What the mentions of a kind in a sentence say, folded for comparing."""
        known = self._keys.get((kind, sentence))
        if known is None:
            known = frozenset(name_key(at.mention.value) for at in self.in_sentence(kind, sentence))
            self._keys[kind, sentence] = known
        return known

    def days(self, sentence: int) -> frozenset[object]:
        """The days that the dates of a sentence resolve to."""
        known = self._days.get(sentence)
        if known is None:
            dates = self.in_sentence(MentionKind.DATE, sentence)
            known = frozenset(days for at in dates if (days := self.resolved[at.first]))
            self._days[sentence] = known
        return known

    def triggers_in(self, sentence: int, triggers: Triggers) -> list[tuple[int, str]]:
        """The tokens of a sentence that read as triggers, each with the class of its first reading; remembered."""
        known = self._triggers.get(sentence)
        if known is None:
            first, last = self.text.sentences[sentence]
            read = ((index, triggers.find(self.text.tokens[index].text)) for index in range(first, last))
            known = self._triggers[sentence] = [(index, words[0].group) for index, words in read if words]
        return known

    def means_in(self, sentence: int, triggers: Triggers) -> tuple[str, ...]:
        """The classes of instruments and settings that a sentence names; remembered."""
        known = self._means.get(sentence)
        if known is None:
            tokens = self.text.tokens[slice(*self.text.sentences[sentence])]
            means = (kind for token in tokens for kind in triggers.means(token.text))
            known = self._means[sentence] = tuple(dict.fromkeys(means))
        return known

    def last_date(self, token: int) -> DateRange | None:
        """The days of the last date before a token that means any."""
        at = bisect_left(self._dated, token)
        return self.resolved[self._dated[at - 1]] if at else None

    def date_hints(self, at: At) -> Iterator[str]:
        """How far a date lies from publication and how wide it is, in words."""
        days = self.resolved[at.first]
        if days is None:
            yield "unresolved"
            return
        width = (days.end - days.start).days
        yield "width " + ("day" if width == 0 else "days" if width <= 7 else "month" if width <= 31 else "long")
        yield "age " + age((self.reference - days.end).days)
        yield "from " + age((self.reference - days.start).days)

    def hints_at(self, token: int) -> tuple[str, ...]:
        """What speaks at a token of denial, plans, tallies, history, figures of speech; remembered."""
        known = self._hints.get(token)
        if known is None:
            known = self._hints[token] = tuple(self.stance.hints_at(token))
        return known

    def place_hints(self, at: At) -> Iterator[str]:
        """What is known of a place that bears on its being where something happened."""
        yield f"place {at.mention.rule}"

    @cached_property
    def cast(self) -> list[Member]:
        """The armed actors and persons of the report, each with all its mentions."""
        named = (*self.by_kind[MentionKind.ACTOR], *self.by_kind[MentionKind.PERSON])
        return gather(named, lambda name: self.actor_known(name)[1])

    @cached_property
    def _cast_by_sentence(self) -> dict[int, list[tuple[int, At]]]:
        found: dict[int, list[tuple[int, At]]] = {}
        for number, member in enumerate(self.cast):
            for at in member.mentions:
                found.setdefault(self.text.sentence_of[at.first], []).append((number, at))
        return found

    def cast_in(self, sentence: int) -> list[tuple[int, At]]:
        """The members of the cast that a sentence names, by their number, each with its mention."""
        return self._cast_by_sentence.get(sentence, [])

    def kinds_of(self, member: Member) -> frozenset[str]:
        """The kinds that the packs give to the names of a member; remembered."""
        known = self._kinds.get(id(member))
        if known is None:
            named = (self.actor_known(at.mention.value)[0] for at in member.mentions)
            known = self._kinds[id(member)] = frozenset(kind for kind in named if kind)
        return known

    def actor_known(self, name: str) -> tuple[str, tuple[str, ...]]:
        """The kind of a known actor and whom the packs take it for, by the first known name in a phrase.

        Of several of that name those of the report's country come first. "عناصر من تنظيم الدولة" gives
        ("rebel", ("is",)); an unknown one gives ("", ()).
        """
        known = self._known.get(name)
        if known is None:
            words = actor_key(name).split()
            found = (self.actors.names.longest(words, at, word) for at, word in enumerate(words))
            ids = self._own_first(next((match[1].ids for match in found if match), ()))
            known = self._known[name] = (self.actors.actors[ids[0]].kind if ids else "", ids)
        return known

    def _own_first(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Actors of one name, those of the country the report speaks of first: الجيش الوطني of Yemen or of Libya."""
        return tuple(sorted(ids, key=lambda actor: not actor.startswith(f"{self.land.country.lower()}-")))

    def span(self, first: int, last: int) -> Span:
        """The original span of tokens `[first, last)`."""
        return self.text.span(first, last)


def age(days: int) -> str:
    """Days before publication, in steps an editor would name."""
    if days < 0:
        return "future"
    for most, name in (
        (0, "today"),
        (1, "yesterday"),
        (3, "days"),
        (8, "week"),
        (40, "month"),
        (366, "year"),
    ):
        if days <= most:
            return name
    return "history"
