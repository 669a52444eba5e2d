"""The phrases that name an armed actor: a known name, or a class noun with owner, adjectives and ties.

"قوات النظام السوري", 'لواء "غفعاتي"', "مسلحون مجهولون", "القوات الموالية للنظام".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from marsad.knowledge.actor_words import ARTICLE, ActorWords, Adjective, LinkWord, Noun
from marsad.knowledge.actors import ActorPack, NameEntry
from marsad.text.clitics import stems
from marsad.text.normalize import fold

OPEN, CLOSE = "«", "»"  # what all quotation marks are written as here
LONGEST_PHRASE = 9  # words after a class noun that may belong to it
LONGEST_QUOTED = 6
DEEPEST = 3  # names inside names
STATE = "-state"
MOST_REMEMBERED = 1 << 17
TELLING = frozenset(("nation", "side"))
AND = "و"
_FROM = fold("من")
_FEMININE = fold("ة")
_PLURALS = ("ين", "ون")
_BY = "ب"
_CLOSERS = {CLOSE: OPEN, ")": "(", "]": "[", "/": "/"}
_PRONOUNS = {
    "ل": frozenset(("له", "لها", "لهم", "لهما")),
    "مع": frozenset(("معه", "معها", "معهم")),
    "من": frozenset(("منه", "منها", "منهم")),
    "ب": frozenset(("به", "بها", "بهم")),
}


class Reading(NamedTuple):
    """A word as the start of an actor: the clitics before it, its stem, and what the stem is."""

    prefix: str
    stem: str
    noun: Noun | None
    definite: bool
    named: bool


class Phrase(NamedTuple):
    """An actor at the tokens [first, last), behind the clitics `prefix` of the first.

    `inner` are actors named inside this one; `head` are the tokens that a shared name begins with: القوات in
    "القوات الروسية والسورية".
    """

    first: int
    last: int
    prefix: str
    stem: str
    rule: str
    entry: NameEntry | None = None
    inner: tuple["Phrase", ...] = ()
    head: tuple[int, int] | None = None


class ActorFinder:
    """The names and words of actors, and what each word met so far may begin."""

    def __init__(self, pack: ActorPack, words: ActorWords) -> None:
        self.names = pack.names
        self.words = words
        self._readings: dict[str, tuple[Reading, ...]] = {}
        self._acts: dict[str, bool] = {}

    def readings(self, word: str) -> tuple[Reading, ...]:
        """How a word may begin an actor; for most words, not at all."""
        known = self._readings.get(word)
        if known is None:
            if len(self._readings) > MOST_REMEMBERED:
                self._readings.clear()
            known = self._readings[word] = tuple(self._read(word))
        return known

    def _read(self, word: str) -> list[Reading]:
        found: list[Reading] = []
        for prefix, stem in stems(word):
            definite = stem.startswith(ARTICLE)
            noun = self.words.nouns.get(stem[2:] if definite else stem)
            named = stem in self.names
            if prefix.endswith(_BY) and stem in self.words.links:
                continue  # بقيادة is a tie, not a command
            if noun is not None or named:
                found.append(Reading(prefix, stem, noun, definite, named))
        return found

    def is_act(self, word: str) -> bool:
        """Whether a word is a deed whose adjective names its doer: قصف, والغارات."""
        known = self._acts.get(word)
        if known is None:
            if len(self._acts) > MOST_REMEMBERED:
                self._acts.clear()
            known = self._acts[word] = self.has_role("act", word) or self.has_role("anaphor", word)
        return known

    def adjective(self, word: str) -> tuple[Adjective | None, bool]:
        """A word as an adjective, and whether it carries the article."""
        if word.startswith(ARTICLE):
            return self.words.adjectives.get(word[2:]), True
        # شرقي دير الزور is a direction
        return None if word in self.words.context["place"] else self.words.adjectives.get(word), False

    def link(self, word: str) -> LinkWord | None:
        """A word as a tie: الموالية, المدعومين."""
        return self.words.links.get(word[2:] if word.startswith(ARTICLE) else word)

    def is_context(self, role: str, word: str) -> bool:
        """Whether a word as it stands plays a role around actors."""
        return word in self.words.context[role]

    def has_role(self, role: str, word: str) -> bool:
        """Whether a word plays a role once clitics or the article are taken off."""
        known = self.words.context[role]
        return any(stem in known or (stem.startswith(ARTICLE) and stem[2:] in known) for _, stem in stems(word))


@dataclass(frozen=True, slots=True)
class PhraseReader:
    """Reads the actor phrases of one text: folded words, quotation marks as `OPEN` and `CLOSE`."""

    words: Sequence[str]
    finder: ActorFinder

    def longest(self, at: int, depth: int = 0) -> Phrase | None:
        """The longest actor that begins at a word; of two as long, the one with fewer clitics."""
        best: Phrase | None = None
        for reading in self.finder.readings(self.words[at]):
            for found in (self.named(at, reading), self.classed(at, reading, depth)):
                if found is not None and (best is None or found.last > best.last):
                    best = found
        return best

    def named(self, at: int, reading: Reading) -> Phrase | None:
        """A known name and the nationality that follows it: حزب الله اللبناني.

        A land after a word of place ("في تركيا") is no actor.
        """
        match = self.finder.names.longest(self.words, at, reading.stem) if reading.named else None
        if match is None:
            return None
        last, entry = match
        state = entry.ids[0].endswith(STATE)
        if state and self._is_only_a_place(at, reading):
            return None
        definite = self.words[last - 1].startswith(ARTICLE) or reading.noun is None
        feminine = None if reading.noun is not None else self.words[last - 1].endswith(_FEMININE)
        while last < len(self.words):
            adjective, article = self.finder.adjective(self.words[last])
            if adjective is None or article != definite or state:
                break
            if feminine is not None and self.words[last].endswith(_FEMININE) != feminine:
                break
            if adjective.kind != "nation" and not (reading.noun is not None and reading.definite):
                break
            last += 1
        last = self._close_quotation(at, last)
        return Phrase(at, last, reading.prefix, reading.stem, "state" if state else "name", entry)

    def _is_only_a_place(self, at: int, reading: Reading) -> bool:
        before = self.words[at - 1] if at else ""
        bare = not reading.prefix or self.words[at][0] == AND
        return bare and self.finder.is_context("place", before)

    def classed(self, at: int, reading: Reading, depth: int) -> Phrase | None:
        """A class noun with all that belongs to it: "قوات النظام السوري", "الطيران الحربي الروسي"."""
        noun = reading.noun
        if noun is None or depth > DEEPEST or self._is_label(at, noun, reading):
            return None
        if at and self.finder.is_context("office", self.words[at - 1]):
            return None
        last, inner = self._owner(at + 1, noun, reading, depth) if at + 1 < len(self.words) else (at + 1, ())
        owned = last > at + 1
        if owned and noun.part == "member":
            return None
        last, told, more = self._described(last, noun, reading, depth, owned=owned)
        rule = _standing(noun, reading, owned=owned, told=told) or self._served(at, noun, reading)
        if rule is None or (rule != "class" and not told and self._men_of(last)):
            return None
        last = self._close_quotation(at, last)
        return Phrase(at, last, reading.prefix, reading.stem, rule, None, inner + more)

    def _described(
        self, last: int, noun: Noun, reading: Reading, depth: int, *, owned: bool
    ) -> tuple[int, bool, tuple[Phrase, ...]]:
        """Where adjectives and tie after a noun end, whether they tell who it is, and whom the tie names."""
        told = False
        definite = owned or reading.definite
        size = min(len(self.words), last + LONGEST_PHRASE)
        while last < size:
            adjective, article = self.finder.adjective(self.words[last])
            if adjective is None or article != definite or self._is_tie(last):
                break
            if owned and adjective.kind == "label":
                break  # "ميليشيات الحوثي الإرهابية" judges and does not name
            told = told or adjective.kind != "quality" or noun.part in ("group", "state", "fighter")
            last += 1
        end, inner = self._tie(last, depth) if last < size else (last, ())
        return end, told or end > last, inner

    def _is_label(self, at: int, noun: Noun, reading: Reading) -> bool:
        """Whether a fighter's noun is only an adjective here: "هجوم انتحاري", "التنظيم الإرهابي"."""
        if noun.part != "fighter" or reading.prefix or not at:
            return False
        before = self.words[at - 1]
        if reading.definite:
            one = not reading.stem.endswith(_PLURALS)
            return one and before.startswith(ARTICLE) and not self.finder.is_context("stop", before)
        return self.finder.has_role("act", before) or self.finder.has_role("deed", before)

    def _served(self, at: int, noun: Noun, reading: Reading) -> str | None:
        """A body that is one only after its men: "رجال الأمن", "عناصر من الأمن"; الأمن alone is security."""
        if noun.alone != "served" or not reading.definite or not at:
            return None
        before = self.words[at - 2] if self.words[at - 1] == _FROM and at > 1 else self.words[at - 1]
        men = any(known.noun is not None and known.noun.part == "member" for known in self.finder.readings(before))
        return "class" if men else None

    def _owner(self, at: int, noun: Noun, reading: Reading, depth: int) -> tuple[int, tuple[Phrase, ...]]:
        """Where the owner or name right after a class noun ends: قوات [النظام], لواء ["غفعاتي"]."""
        word = self.words[at]
        if word == OPEN and noun.part == "group" and noun.names:
            return self._quoted_owner(at, depth)
        if reading.definite:
            return (at + 1 if noun.numbered and _is_unit_number(word) else at), ()
        if noun.owners:
            return (at + 1 if word in noun.owners else at), ()
        if word == "#" and at + 1 < len(self.words):
            at += 1
        for inside in self.finder.readings(self.words[at]):
            if inside.prefix:
                continue
            owner = self._owner_actor(at, inside, depth)
            if owner is not None:
                return owner.last, (owner._replace(rule="complement"), *owner.inner)
            if noun.part == "group" and inside.noun is not None and inside.noun.part == "group":
                return at + 1, ()
        if noun.numbered and _is_unit_number(self.words[at]):
            return at + 1, ()
        return (self._unknown_name(at) if noun.names else at), ()

    def _quoted_owner(self, at: int, depth: int) -> tuple[int, tuple[Phrase, ...]]:
        """Where a name ends that a quotation mark opens: لواء ["غفعاتي"], قوات ["جيش" الاحتلال]."""
        last = self._quoted(at)
        actor = self.longest(at + 1, depth + 1) if at + 1 < len(self.words) else None
        if actor is not None and actor.last > last > at:
            return actor.last, (actor._replace(rule="complement"), *actor.inner)
        return last, ()

    def _owner_actor(self, at: int, reading: Reading, depth: int) -> Phrase | None:
        """The actor that owns a body: قوات [النظام السوري], طائرات [التحالف]."""
        named = self.named(at, reading)
        nested = self.classed(at, reading, depth + 1)
        best = max(
            (found for found in (named, nested) if found is not None),
            key=lambda found: found.last,
            default=None,
        )
        return None if best is None or best.rule == "fighters" else best

    def _quoted(self, at: int) -> int:
        """The end of a short quotation that opens at `at`, or `at`."""
        for position in range(at + 2, min(at + 2 + LONGEST_QUOTED, len(self.words))):
            if self.words[position] == CLOSE:
                return position + 1
            if not self.words[position].isalnum():
                break
        return at

    def _unknown_name(self, at: int) -> int:
        """The end of a name in no pack: a definite word, or one that opens a name with the next ones."""
        last = at
        while last < at + 2 and self.finder.is_context("opener", self.words[last]) and self._is_name_word(last + 1):
            last += 1
        if last > at:
            return last + 1
        return at + 1 if self.words[at].startswith(ARTICLE) and self._is_name_word(at) else at

    def _is_name_word(self, at: int) -> bool:
        if at >= len(self.words):
            return False
        word = self.words[at]
        return len(word) > 2 and word.isalpha() and not self.finder.is_context("stop", word)

    def _is_tie(self, at: int) -> bool:
        """Whether a word that could be an adjective opens a tie: "معارضة للحكومة"."""
        link = self.finder.link(self.words[at])
        return link is not None and self._after_preposition(at + 1, link) is not None

    def _tie(self, at: int, depth: int) -> tuple[int, tuple[Phrase, ...]]:
        """Where a tie to another body ends: القوات [الموالية للنظام السوري], مسلحين [موالين لها]."""
        link = self.finder.link(self.words[at])
        start = self._after_preposition(at + 1, link) if link is not None and link.whole else None
        if link is None or start is None:
            return at, ()
        if self.words[start] in _PRONOUNS.get(link.preposition, ()):
            return start + 1, ()
        patron = self.longest(start, depth + 1)
        if patron is None or patron.rule in ("fighters", "anaphor"):
            return at, ()
        return patron.last, (patron._replace(rule="complement"), *patron.inner)

    def _after_preposition(self, at: int, link: LinkWord) -> int | None:
        """What a tie's preposition governs: the word itself with ل and ب, the next one with مع and من."""
        if at >= len(self.words):
            return None
        word = self.words[at]
        if word == link.preposition:
            return at + 1 if at + 1 < len(self.words) else None
        if len(link.preposition) == 1 and word.startswith(link.preposition):
            return at
        return at if word in _PRONOUNS.get(link.preposition, ()) else None

    def _men_of(self, at: int) -> bool:
        """Whether men are told by the body they belong to: مسلحين [من تنظيم الدولة]."""
        if at + 1 >= len(self.words):
            return False
        start: int | None
        if self.words[at] == _FROM:
            start = at + 1
        else:
            link = self.finder.link(self.words[at])
            start = self._after_preposition(at + 1, link) if link is not None and not link.whole else None
        return start is not None and self.longest(start, DEEPEST) is not None

    def _close_quotation(self, first: int, last: int) -> int:
        """The end of a name, its closing mark included if the opening one stands inside it."""
        if last < len(self.words) and self.words[last] in _CLOSERS:
            close = self.words[last]
            inside = sum(word in (close, _CLOSERS[close]) for word in self.words[first:last])
            return last + inside % 2
        return last


def _standing(noun: Noun, reading: Reading, *, owned: bool, told: bool) -> str | None:
    """What a class noun amounts to by its owner and adjectives or alone; None for no actor."""
    complete = owned or told
    if noun.part == "member":
        return "fighters" if told else None
    if noun.part == "fighter":
        stands = noun.alone == "always" or (noun.alone == "class" and reading.definite)
        return "fighters" if complete or stands else None
    kind = "craft" if noun.part in ("craft", "unit") else "class"
    if complete or noun.alone == "always":
        return kind
    if not reading.definite or noun.alone not in ("class", "anaphor"):
        return None
    return kind if noun.alone == "class" else "anaphor"


def _is_unit_number(word: str) -> bool:
    """اللواء 35, الفرقة الرابعة."""
    return word.isdigit() or word in _ORDINALS


_ORDINALS = frozenset(
    fold(ARTICLE + stem + ending)
    for stem in ("ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر")
    for ending in ("", "ة")
) | {fold("الأول"), fold("الأولى")}
