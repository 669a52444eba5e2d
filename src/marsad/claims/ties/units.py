"""The units of a report: a name is one unit, every other word and mark stands for itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from marsad.knowledge.ties import Forms, TieWords
from marsad.model import Mention, MentionKind, Span
from marsad.text.analysis import Analysis
from marsad.text.normalize import fold

ACTORS = frozenset({MentionKind.ACTOR, MentionKind.PERSON})
PERSONS = frozenset({MentionKind.PERSON})
DOERS = frozenset({MentionKind.ACTOR})
PLACES = frozenset({MentionKind.PLACE})
POWERS = frozenset({MentionKind.ACTOR, MentionKind.PERSON, MentionKind.PLACE})
SEPARATORS = frozenset("،,؛;")

# Where names overlap, the kind with the lower rank wins.
_RANK = {
    MentionKind.ACTOR: 0,
    MentionKind.PERSON: 1,
    MentionKind.DATE: 2,
    MentionKind.PLACE: 3,
    MentionKind.FACILITY: 4,
    MentionKind.GOODS: 5,
}
_ADJECTIVE = "adjective"
_ANAPHOR = "anaphor"
_AND = ("و", "ف")
_WITH_PRONOUN = frozenset({"معها", "معهم"})
_TOWNS = frozenset({"مدين", "بلد", "قري"})  # as _head leaves المدينة، البلدة، القرية
_ARTICLES = ("وال", "بال", "لل", "ال", "ب", "ل", "و")


@dataclass(slots=True)
class Unit:
    """A name or a word. `word` is folded, `bare` is the word without a leading و or ف.

    For a name `prep` holds the clitics in front of it (و, ب, ل ...). `again` marks a name said again by its
    kind alone ("البلدة"): its mention is the one it goes back to.
    """

    word: str
    bare: str
    first: int
    last: int
    sentence: int
    clause: int
    mention: Mention | None = None
    prep: str = ""
    again: bool = False

    @property
    def joined(self) -> bool:
        """Whether the unit begins with "and"."""
        return self.prep[:1] == "و" if self.mention else self.word != self.bare


def make_units(text: Analysis, mentions: Sequence[Mention], words: TieWords) -> list[Unit]:
    """The units of a text, in its order; names said again by their kind have the name they go back to.

    A name that holds a tie ("القوات الموالية للحكومة") covers only what stands before the tie.
    """
    names = _names(text, mentions, words)
    units: list[Unit] = []
    tokens, n = text.tokens, 0
    whole = words.whole
    while n < len(tokens):
        word = tokens[n].text
        bare = word[1:] if len(word) > 3 and word[0] in _AND and word not in whole else word
        name = names.get(n)
        if name is None:
            units.append(Unit(word, bare, n, n + 1, text.sentence_of[n], text.clause_of[n]))
            n += 1
            continue
        end, mention = name
        start = tokens[n].start
        prep = fold(text.content[start : mention.span.start]) if mention.span.start > start else ""
        units.append(Unit(word, bare, n, end, text.sentence_of[n], text.clause_of[n], mention, prep))
        n = end
    _Resolver(text, words, units).resolve()
    return units


def is_tie(word: str, ties: Forms) -> bool:
    """Whether a word ties a name to the next one: الموالية, المدعومة."""
    return any(form.cue.frame == "after" for form in ties.get(word, ()))


def _parts(word: str, words: TieWords) -> bool:
    """Whether a word inside a name begins what is told of it: [التحالف] بقيادة السعودية, الذي تقوده السعودية."""
    return is_tie(word, words.relation) or word in words.helpers


def is_mark(word: str) -> bool:
    """Whether a unit's word is a punctuation mark."""
    return len(word) == 1 and not word.isalnum()


def same_name(left: Mention, right: Mention) -> bool:
    """Whether one name is the other or a part of it: "قوات النظام" and "قوات النظام السوري"."""
    one, other = _words_of(left.value), _words_of(right.value)
    return one <= other or other <= one


@lru_cache(maxsize=1 << 12)
def _words_of(name: str) -> frozenset[str]:
    return frozenset(fold(name).split())


def is_whole_land(mention: Mention, words: TieWords) -> bool:
    """Whether a place is a whole country, of which no one reports who holds it."""
    value = fold(mention.value)
    return value in words.links.powers or value in words.links.lands


def _names(text: Analysis, mentions: Sequence[Mention], words: TieWords) -> dict[int, tuple[int, Mention]]:
    """First token of each chosen name: the token after it, and the name."""
    tokens, convoys = text.tokens, words.links.convoys
    chosen = sorted((m for m in mentions if m.kind in _RANK), key=lambda m: (_RANK[m.kind], m.span.start - m.span.end))
    starts = {token.start: n for n, token in enumerate(tokens)}
    taken: set[int] = set()
    names: dict[int, tuple[int, Mention]] = {}
    patrons: list[tuple[int, int]] = []
    for mention in chosen:
        first = _token_at(starts, mention.span.start)
        if first in taken:
            continue
        whole = first
        while whole < len(tokens) and tokens[whole].start < mention.span.end:
            whole += 1
        if mention.rule == _ADJECTIVE and (first == 0 or tokens[first - 1].text not in convoys):
            continue
        last = tie = whole
        if mention.kind is MentionKind.ACTOR:
            tie = next((k for k in range(first + 1, whole) if _parts(tokens[k].text, words)), whole)
            last = tie - 1 if tie < whole and tokens[tie - 1].text in words.links.relatives else tie
        if last == first or not taken.isdisjoint(range(first, last)):
            continue
        if last < whole:
            patrons.append((tie + 1, whole))
        taken.update(range(first, last))
        names[first] = last, mention
    for first, last in patrons:
        if taken.isdisjoint(range(first, last)) and (patron := _patron(text, first, last)) is not None:
            names[patron[0]] = last, patron[1]
    return names


def _patron(text: Analysis, first: int, last: int) -> tuple[int, Mention] | None:
    """Whom a name carries behind its tie, where no mention of its own says so: التحالف بقيادة [السعودية]."""
    tokens = text.tokens
    while first < last and tokens[first].text in ("من", "مع", "قبل"):
        first += 1
    word = tokens[first].text if first < last else ""
    if len(word) < 4 or word in _WITH_PRONOUN:
        return None
    letters = 1 if word.startswith(("ل", "ب")) else 0
    span = Span(tokens[first].start + letters, tokens[last - 1].end)
    value = text.content[span.start : span.end]
    value = "ا" + value if value.startswith("ل") and word.startswith("لل") else value
    return first, Mention(kind=MentionKind.ACTOR, span=span, value=value, rule="patron")


def _token_at(starts: dict[int, int], offset: int) -> int:
    """The token that holds an offset; names may begin inside a word, behind its clitics."""
    while offset >= 0 and offset not in starts:
        offset -= 1
    return starts.get(offset, 0)


class _Resolver:
    """Gives "البلدة" and "التنظيم" the names they go back to, in one pass from left to right."""

    def __init__(self, text: Analysis, words: TieWords, units: list[Unit]) -> None:
        self.text, self.words, self.units = text, words, units
        self.links = words.links
        self.place: Mention | None = None
        self.town: Mention | None = None
        self.place_by_head: dict[str, Mention] = {}
        self.actors: list[tuple[tuple[str, ...], Mention]] = []
        self.kin = {_head(word): names for word, names in words.kin.items()}

    def resolve(self) -> None:
        """Resolve every unit."""
        again = self.words.again
        for n, unit in enumerate(self.units):
            if unit.mention is not None:
                self._remember(n, unit, unit.mention)
            elif unit.bare in again:
                self._resolve_word(n, unit, *again[unit.bare])

    def _remember(self, n: int, unit: Unit, mention: Mention) -> None:
        before = self.units[n - 1].bare if n and self.units[n - 1].mention is None else ""
        if mention.kind is MentionKind.PLACE:
            if not is_whole_land(mention, self.words) and not self._lies_in_land(mention):
                self.place = mention
                first = fold(mention.value).partition(" ")[0]
                if first not in self.links.place_heads and first not in self.links.directions:
                    self.town = mention
                if before:
                    self.place_by_head[_head(before)] = mention
        elif mention.kind is MentionKind.ACTOR:
            own = tuple(fold(mention.value).split())
            if mention.rule == _ANAPHOR:
                self._resolve_actor(unit, mention, own[-1])
            else:
                self.actors.append(((_head(before), *own), mention))

    def _lies_in_land(self, mention: Mention) -> bool:
        """Whether a place is only a part of a country: شمال سوريا."""
        first, _, rest = fold(mention.value).partition(" ")
        return first in self.links.directions and (rest in self.links.lands or rest in self.links.powers)

    def _resolve_word(self, n: int, unit: Unit, word: str, prep: str) -> None:
        """ "البلدة" alone goes back; before a name it only says its kind: "البلدة الخضراء"."""
        follower = self.units[n + 1] if n + 1 < len(self.units) else None
        named = follower.mention.kind if follower and follower.mention and not follower.prep else None
        found = None
        if word in self.links.places_again and named not in PLACES:
            found = self.place_by_head.get(_head(word)) or (self.town if _head(word) in _TOWNS else self.place)
        elif word in self.links.actors_again and named not in DOERS:
            found = self._last_of_class(word)
        if found is not None:
            span = self.text.span(unit.first, unit.last)
            unit.mention, unit.prep, unit.again = replace(found, span=span), prep, True

    def _resolve_actor(self, unit: Unit, mention: Mention, word: str) -> None:
        """Give "التنظيم" its name; "الطرفين" names nobody, and "الفصائل" stays as it is."""
        if word in self.links.sides:
            unit.mention = None
            return
        found = self._last_of_class(word) if word in self.links.actors_again else None
        if found is not None:
            unit.mention, unit.again = replace(found, span=mention.span), True

    def _last_of_class(self, word: str) -> Mention | None:
        """The last actor of a class: "الحركة" goes back to "حركة الشباب", "التنظيم" to "داعش"."""
        wanted = _head(word)
        kin = self.kin.get(wanted, frozenset())
        for own, mention in reversed(self.actors):
            if fold(mention.value) != word and any(part in kin or _head(part) == wanted for part in own):
                return mention
        return None


def _head(word: str) -> str:
    """المدينة، مدينة، لمدينتي: one form of a head noun."""
    for prefix in _ARTICLES:
        if word.startswith(prefix) and len(word) - len(prefix) > 2:
            word = word.removeprefix(prefix)
            break
    return word.removesuffix("ه").removesuffix("ات")
