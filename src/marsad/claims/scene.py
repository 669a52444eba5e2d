"""A report as a row of units: names are one unit each, all other words stand for themselves.

Claims that tie names together (who holds what, who moves where, who leads whom) are read off this row: from a cue
word one looks left and right for the nearest fitting name.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from marsad.knowledge.ties import Form, Forms, TieWords
from marsad.model import Control, Mention, MentionKind, Movement, Span
from marsad.text.analysis import Analysis
from marsad.text.normalize import fold

C = TypeVar("C", Control, Movement)

ACTORS = frozenset({MentionKind.ACTOR, MentionKind.PERSON})
PERSONS = frozenset({MentionKind.PERSON})
DOERS = frozenset({MentionKind.ACTOR})
PLACES = frozenset({MentionKind.PLACE})
POWERS = frozenset({MentionKind.ACTOR, MentionKind.PERSON, MentionKind.PLACE})
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
_MARKS = frozenset("\"«»“”'‘’()[]#-–—ـ`…")
_SEPARATORS = frozenset("،,؛;")
_AND = ("و", "ف")
MODE = True


@dataclass(slots=True)
class Unit:
    """A name or a word. `word` is folded, `bare` is the word without a leading و or ف.

    For a name `prep` holds the clitics in front of it (و, ب, ل ...). `again` marks a name said again by its kind
    alone ("البلدة"): its mention is the one it goes back to.
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


@dataclass(slots=True)
class Hit:
    """A cue found at units [first, last)."""

    form: Form
    first: int
    last: int


class Scene:
    """The units of one report and the walks over them."""

    def __init__(self, text: Analysis, mentions: Sequence[Mention], words: TieWords) -> None:
        self.text = text
        self.words = words
        self.coined: dict[int, Mention] = {}
        links = words.links
        self.heads = links["place_head"] | links["actor_head"] | links["title"] | links["amount"]
        self.place_heads, self.actor_heads = links["place_head"], links["actor_head"]
        self.relatives, self.prepositions = links["relative"], links["preposition"]
        self.negations, self.attempts, self.intents = links["negation"], links["attempt"], links["intent"]
        self.powers, self.power_adverbs = links["power"], links["power_adverb"]
        self.driven_out = links["driven_out"]
        self.convoys, self.supports = links["convoy"], links["support"]
        self.alongside, self.times = links["alongside"], links["time"]
        self.posts, self.not_places = links["post"], links["not_place"]
        self.helpers = frozenset(
            word for word, rows in words.relation.items() if any(row.cue.frame == "relverb" for row in rows)
        )
        self.crowds, self.offices = links["crowd"], links["office"]
        self.sides = links["side"]
        self.lands = links["land"]
        self.feminine, self.people = links["feminine"], links["people"]
        self.kin = {_head(group[4:]): names for group, names in links.items() if group.startswith("kin:")}
        self.genitives, self.own_men, self.achieve = links["genitive"], links["own_men"], links["achieve"]
        self.media = links["media"]
        self.successes = links["success"]
        self.directions, self.speech, self.there = links["direction"], links["speech"], links["there"]
        self.places_again, self.actors_again = links["again:place"], links["again:actor"]
        self.units = _units(text, mentions, words, self.convoys)
        self._resolve_again()

    # -- names said again ------------------------------------------------------------------------------------

    def _resolve_again(self) -> None:
        """Give "البلدة" and "التنظيم" the name they go back to."""
        place: Mention | None = None
        place_by_head: dict[str, Mention] = {}
        actors: list[tuple[str, Mention]] = []
        units = self.units
        for n, unit in enumerate(units):
            if unit.mention is not None:
                kind = unit.mention.kind
                if kind is MentionKind.PLACE and not self.is_whole_land(n) and not self._lies_in_land(n):
                    place = unit.mention
                    if n and units[n - 1].mention is None:
                        place_by_head[_head(units[n - 1].bare)] = place
                elif kind is MentionKind.ACTOR:
                    own = fold(unit.mention.value).split()
                    if unit.mention.rule == _ANAPHOR:
                        self._resolve_actor(unit, own[-1], actors)
                        continue
                    head = units[n - 1].bare if n and units[n - 1].mention is None else ""
                    actors.append((" ".join((_head(head), *own)), unit.mention))
                continue
            follower = units[n + 1] if n + 1 < len(units) else None
            next_kind = (
                follower.mention.kind
                if follower is not None and follower.mention and not follower.prep
                else None
            )
            bare, prep = _without_preposition(unit.bare)
            if bare in self.places_again and next_kind not in PLACES:
                found = place_by_head.get(_head(bare)) or place
            elif bare in self.actors_again and next_kind not in DOERS:
                found = self._last_of_class(bare, actors)
            else:
                continue
            if found is not None:
                span = self.text.span(unit.first, unit.last)
                unit.mention, unit.prep, unit.again = replace(found, span=span), prep, True

    def _last_of_class(self, word: str, actors: Sequence[tuple[str, Mention]]) -> Mention | None:
        """The last actor of a class: "الحركة" goes back to "حركة الشباب", "التنظيم" to "داعش"."""
        wanted = _head(word)
        kin = self.kin.get(wanted, frozenset())
        for own, mention in reversed(actors):
            if any(_head(part) == wanted or part in kin for part in own.split()) and fold(mention.value) != word:
                return mention
        return None

    def _resolve_actor(self, unit: Unit, word: str, actors: Sequence[tuple[str, Mention]]) -> None:
        """Give "التنظيم" its name; "الطرفين" names nobody, and "الفصائل" stays as it is."""
        if word in self.sides:
            unit.mention = None
            return
        found = self._last_of_class(word, actors) if word in self.actors_again else None
        if found is not None and unit.mention is not None:
            unit.mention, unit.again = replace(found, span=unit.mention.span), True

    # -- walks -----------------------------------------------------------------------------------------------

    def hits(self, forms: Forms) -> Iterator[Hit]:
        """All cues of a table, longest spelling first, left to right."""
        units = self.units
        for n, unit in enumerate(units):
            if unit.mention is not None and not unit.again:
                continue
            found = forms.get(unit.word) or forms.get(unit.bare)
            if not found:
                continue
            for form in found:
                end = n + 1 + len(form.rest)
                if form.rest and tuple(u.bare for u in units[n + 1 : end]) != form.rest:
                    continue
                yield Hit(form, n, end)
                break

    def kind(self, n: int) -> MentionKind | None:
        """The kind of name at a unit."""
        mention = self.units[n].mention
        return mention.kind if mention else None

    def within(self, n: int, sentence: int) -> bool:
        """Whether unit `n` exists and belongs to the sentence."""
        return 0 <= n < len(self.units) and self.units[n].sentence == sentence

    def right(
        self,
        n: int,
        kinds: Collection[MentionKind],
        reach: int = 6,
        stop: Collection[str] = frozenset(),
        free: Collection[str] = frozenset(),
    ) -> int | None:
        """The first name of these kinds at or after unit `n`, at most `reach` telling words away."""
        sentence = self.units[n].sentence if n < len(self.units) else -1
        while self.within(n, sentence):
            unit = self.units[n]
            if unit.mention is not None:
                if unit.mention.kind in kinds:
                    return n
                if unit.mention.kind is not MentionKind.DATE:
                    reach -= 1
            elif unit.word in stop or unit.bare in stop:
                return None
            elif unit.word not in _MARKS and unit.bare not in self.heads and unit.bare not in free:
                reach -= 1
            if reach < 0:
                return None
            n += 1
        return None

    def left(
        self,
        n: int,
        kinds: Collection[MentionKind],
        reach: int = 6,
        stop: Collection[str] = frozenset(),
        free: Collection[str] = frozenset(),
    ) -> int | None:
        """The first name of these kinds at or before unit `n`, at most `reach` telling words away."""
        sentence = self.units[n].sentence if 0 <= n < len(self.units) else -1
        while self.within(n, sentence):
            unit = self.units[n]
            if unit.mention is not None:
                if unit.mention.kind in kinds:
                    return n
                if unit.mention.kind is not MentionKind.DATE:
                    reach -= 1
            elif unit.word in stop or unit.bare in stop:
                return None
            elif unit.word not in _MARKS and unit.bare not in self.heads and unit.bare not in free:
                reach -= 1
            if reach < 0:
                return None
            n -= 1
        return None

    def list_from(self, n: int, kinds: Collection[MentionKind]) -> list[int]:
        """The names coordinated with the one at `n`, to its right: "العشارة وصبيخان ودوير"."""
        return [n, *self._coordinated(n, kinds, 1)]

    def list_to(self, n: int, kinds: Collection[MentionKind]) -> list[int]:
        """The names coordinated with the one at `n`, to its left, in text order."""
        return [*reversed(self._coordinated(n, kinds, -1)), n]

    def _coordinated(self, n: int, kinds: Collection[MentionKind], step: int) -> list[int]:
        found: list[int] = []
        sentence, here = self.units[n].sentence, n
        joined = self.units[n].joined
        gap = 0
        k = n + step
        while self.within(k, sentence) and gap < 4:
            unit = self.units[k]
            if unit.mention is not None:
                linked = (unit.joined if step > 0 else self.units[here].joined) or joined
                if unit.mention.kind not in kinds or not linked:
                    break
                found.append(k)
                here, joined, gap = k, False, -1
            elif unit.word == "و" or unit.word in _SEPARATORS:
                joined = True
            elif unit.bare in self.place_heads or unit.bare in self.actor_heads or unit.word in _MARKS:
                joined = joined or unit.joined
            else:
                break
            gap += 1
            k += step
        return found

    def clause_words(self, n: int, reach: int = 7) -> Iterator[str]:
        """The words before unit `n` in its sentence, nearest first."""
        sentence = self.units[n].sentence
        k = n - 1
        while self.within(k, sentence) and reach > 0:
            unit = self.units[k]
            if unit.word in _SEPARATORS or unit.word in ".:":
                return
            if unit.bare in self.relatives and unit.mention is None and unit.bare != "ما":
                return
            if unit.mention is None:
                yield unit.bare
            reach -= 1
            k -= 1

    def subject(self, cue: Hit, *, stop: Collection[str] = frozenset()) -> int | None:
        """Who does what a cue says.

        After the verb ("سيطر الجيش على البلدة"), before it ("الجيش الذي سيطر"), or, when the verb hides it,
        the last actor said before.
        """
        found = self.after_verb(cue.last, stop)
        if found is None:
            found = self._before_verb(self._verb_group(cue.first), cue)
        return found

    def _verb_group(self, verb: int) -> int:
        """The first unit of "يحاولون اقتحام", "تمكن من السيطرة": the subject stands before the whole."""
        first = verb
        while first and self.units[first - 1].mention is None:
            bare = self.units[first - 1].bare
            if (
                bare not in self.attempts
                and bare not in self.successes
                and bare not in ("من", "ان", "في", "علي")
            ):
                break
            first -= 1
        return first

    def after_verb(self, n: int, stop: Collection[str] = frozenset(), reach: int = 4) -> int | None:
        """The actor that follows its verb: "انسحبت مجموعات من الحركة", "دخل رتل للجيش"."""
        if n >= len(self.units):
            return None
        sentence, part, close = self.units[n].sentence, False, reach < 2
        while self.within(n, sentence) and reach > 0:
            unit = self.units[n]
            if unit.mention is not None:
                if unit.mention.kind in DOERS:
                    return n if not unit.prep or (part and unit.prep == "ل") else None
                if unit.mention.kind is not MentionKind.DATE:
                    return None
            elif unit.word in stop or unit.bare in self.speech or (close and unit.word in _SEPARATORS):
                return None
            elif unit.bare in self.prepositions:
                if not (part and unit.bare == "من"):
                    return None
            elif unit.bare in self.actor_heads:
                part = True
            elif part and unit.bare[0] == "ل" and self.is_head(unit.bare[1:]):
                pass
            elif unit.bare not in self.heads and unit.word not in _MARKS and unit.word not in _SEPARATORS:
                reach -= 1
            n += 1
        return None

    def _before_verb(self, verb: int, cue: Hit | None = None) -> int | None:
        """The subject that stands before its verb; of several the nearest that agrees with it in gender."""
        sentence = self.units[verb].sentence
        if verb > 1 and self.units[verb - 1].bare in self.relatives:
            antecedent = self.left(verb - 2, DOERS, 2)
            if antecedent is not None and self.is_patron(antecedent):
                antecedent = self.left(antecedent - 1, DOERS, 2) or antecedent
            if antecedent is not None:
                return antecedent
        chosen: int | None = None
        oblique: int | None = None
        for k in range(verb - 1, max(verb - 31, -1), -1):
            if self.units[k].sentence != sentence:
                break
            if self.kind(k) not in DOERS:
                continue
            if self.is_oblique(k):
                oblique = k if oblique is None else oblique
            elif self.agrees(k, cue):
                return k
            else:
                chosen = k if chosen is None else chosen
        if chosen is not None or oblique is not None:
            return chosen if chosen is not None else oblique
        for k in range(verb - 1, -1, -1):
            if self.units[k].sentence < sentence - 1:
                break
            if self.kind(k) in DOERS and not self.is_oblique(k):
                return k
        return None

    def agrees(self, n: int, cue: Hit | None) -> bool:
        """Whether the actor at `n` may be the subject of a verb behind it: استعادت القوات, not المسلحين."""
        if cue is None or cue.form.tense.name == "word":
            return True
        verb = self.units[cue.first].bare
        past = cue.form.tense.name == "past"
        if verb.endswith(("وا", "ون")):
            wanted = "people"
        elif (past and verb.endswith("ت")) or (not past and verb.startswith("ت")):
            wanted = "feminine"
        else:
            wanted = "masculine"
        return wanted == self.gender(n)

    def gender(self, n: int) -> str:
        """The agreement that an actor's first word asks of a verb behind it."""
        unit = self.units[n]
        before = self.units[n - 1].bare if n and self.units[n - 1].mention is None else ""
        word = before if before in self.actor_heads and not unit.prep else fold(self.mention(n).value).split()[0]
        if word in self.people or (len(word) > 5 and word.endswith(("ون", "ين"))):
            return "people"
        if word in self.feminine or word.endswith(("ه", "ات")):
            return "feminine"
        return "masculine"

    def is_patron(self, n: int) -> bool:
        """Whether the name at `n` only says who stands behind another: "المدعومين من إيران"."""
        k = n - 1
        while k >= 0 and self.units[k].mention is None:
            bare = self.units[k].bare
            if _is_tie(bare, self.words.relation):
                return True
            if bare not in self.prepositions and bare not in self.heads:
                return False
            k -= 1
        return False

    def is_oblique(self, n: int) -> bool:
        """Whether the name at `n` follows a preposition: "ضد التنظيم", "للنظام", or is joined to one that does."""
        unit = self.units[n]
        k = n - 1
        if unit.prep.strip("وف"):
            return not (unit.prep == "ل" and k >= 0 and self.units[k].bare in self.convoys)
        while k >= 0 and self.units[k].mention is None:
            bare = self.units[k].bare
            if bare in self.alongside or bare in self.helpers or bare in self.genitives:
                return True
            if bare in self.prepositions or (bare[0] in "بل" and self.is_head(bare[1:])):
                return True
            if bare not in self.heads and self.units[k].word not in _MARKS and not _is_nisba(bare):
                return False
            k -= 1
        if k < 0 or self.units[k].mention is None or self.units[k].sentence != unit.sentence:
            return False
        return self.units[k + 1].joined and self.kind(k) in ACTORS and self.is_oblique(k)

    def dyad(self, n: int) -> Iterator[tuple[int, int]]:
        """The two sides that "الطرفين" at unit `n` goes back to: the last two different actors said before."""
        last: int | None = None
        for k in range(n - 1, -1, -1):
            if self.kind(k) not in DOERS:
                continue
            if last is None:
                last = k
            elif not same_name(self.mention(k), self.mention(last)):
                yield k, last
                return

    def mention(self, n: int) -> Mention:
        """The name at a unit that is one."""
        mention = self.units[n].mention
        assert mention is not None
        return mention

    def is_power(self, n: int) -> bool:
        """Whether the name at `n` may act: an actor, a person, or a state or capital named as one."""
        mention = self.units[n].mention
        return mention is not None and (mention.kind in ACTORS or fold(mention.value) in self.powers)

    def is_whole_land(self, n: int) -> bool:
        """Whether the place at `n` is a whole country, of which no one reports who holds it."""
        value = fold(self.mention(n).value)
        return value in self.powers or value in self.lands

    def _lies_in_land(self, n: int) -> bool:
        """Whether the place at `n` is only a part of a country: شمال سوريا."""
        first, *rest = fold(self.mention(n).value).split()
        return first in self.directions and (" ".join(rest) in self.lands or rest[-1:][0:1] and rest[-1] in self.powers)

    def is_head(self, word: str) -> bool:
        """Whether a word, perhaps with half an article (لرئيس of للرئيس), says the kind of the name after it."""
        return word in self.heads or (word.startswith("ل") and "ا" + word in self.heads)

    def climb(self, place: int) -> list[int]:
        """From the wider place to the ones it locates: "عفرين شمالي سوريا، التي" is about عفرين."""
        for _ in range(2):
            name = self.units[place].word
            k = place - 1
            located = self.units[place].prep.endswith("ب") or name in self.directions or name[1:] in self.directions
            while k >= 0 and self.units[k].mention is None:
                word = self.units[k].bare
                if word not in self.place_heads and word not in self.directions and word[1:] not in self.place_heads:
                    break
                located = located or word in self.directions or (word[0] == "ب" and word[1:] in self.place_heads)
                k -= 1
            wider = self.left(k, PLACES, 0) if located and k >= 0 else None
            if wider is None:
                break
            place = wider
        return self.list_to(place, PLACES)

    def last_places(self, n: int) -> list[int]:
        """The places said last before unit `n`, in this sentence or the one before."""
        if n <= 0:
            return []
        sentence = self.units[n].sentence
        for k in range(n - 1, -1, -1):
            if self.units[k].sentence < sentence - 1:
                break
            if self.kind(k) is MentionKind.PLACE:
                return self.climb(k)
        return []

    def guarded(self, n: int, group: frozenset[str], reach: int = 5) -> bool:
        """Whether a word of the group (negation, attempt, intent) stands before unit `n` in its clause.

        A word of success that is nearer ends the search: "هجوم تمكن من خلاله من السيطرة" is no attempt.
        """
        for word in self.clause_words(n, reach):
            if word in group or (word[0] in "بلو" and word[1:] in group):
                return True
            if word in self.successes:
                return False
        return False

    def without_headlines(self, claims: list[C], key: Callable[[C], tuple[str, Mention]]) -> list[C]:
        """Claims less those of the headline that the text tells again of the same actor, nearer by."""
        end = self.text.tokens[self.text.sentences[0].last - 1].end if self.text.sentences else 0
        told = [key(claim) for claim in claims if claim.provenance.evidence.start >= end]
        return [
            claim
            for claim in claims
            if claim.provenance.evidence.start >= end
            or not any(code == key(claim)[0] and same_name(who, key(claim)[1]) for code, who in told)
        ]

    def evidence(self, units: Iterable[int]) -> Span:
        """The clauses that hold the cue and its names, of the cue's own sentence, without outer punctuation."""
        chosen = list(units)
        sentence = self.units[chosen[0]].sentence
        chosen = [n for n in chosen if self.units[n].sentence == sentence]
        first, last = min(chosen), max(chosen)
        while first > 0 and self.units[first - 1].clause == self.units[first].clause:
            first -= 1
        while last + 1 < len(self.units) and self.units[last + 1].clause == self.units[last].clause:
            last += 1
        while first < last and _is_mark(self.units[first].word):
            first += 1
        while last > first and _is_mark(self.units[last].word):
            last -= 1
        return self.text.span(self.units[first].first, self.units[last].last)


def same_name(left: Mention, right: Mention) -> bool:
    """Whether one name is the other or a part of it: "قوات النظام" and "قوات النظام السوري"."""
    a, b = set(fold(left.value).split()), set(fold(right.value).split())
    return a <= b or b <= a


def _units(
    text: Analysis, mentions: Sequence[Mention], words: TieWords, convoys: frozenset[str]
) -> list[Unit]:
    """One unit a word or name; where names overlap the actor wins, then the longer.

    A name that holds a tie ("القوات الموالية للحكومة") covers only what stands before it, so that the tie is read.
    """
    tokens = text.tokens
    chosen = sorted(
        (m for m in mentions if m.kind in _RANK),
        key=lambda m: (_RANK[m.kind], m.span.start - m.span.end),
    )
    starts = {token.start: n for n, token in enumerate(tokens)}
    taken: set[int] = set()
    begins: dict[int, tuple[int, Mention]] = {}
    patrons: list[tuple[int, int]] = []
    for mention in chosen:
        first = _token_at(starts, mention.span.start)
        last = first
        while last < len(tokens) and tokens[last].start < mention.span.end:
            last += 1
        if mention.rule == _ADJECTIVE and (first == 0 or tokens[first - 1].text not in convoys):
            continue
        whole = last
        if mention.kind is MentionKind.ACTOR:
            last = next((k for k in range(first + 1, last) if _is_tie(tokens[k].text, words.relation)), last)
        if last == first or not taken.isdisjoint(range(first, last)):
            continue
        if last < whole:
            patrons.append((last + 1, whole))
        taken.update(range(first, last))
        begins[first] = last, mention
    for first, last in patrons:
        if taken.isdisjoint(range(first, last)):
            patron = _patron(text, first, last)
            if patron is not None:
                begins[patron[0]] = last, patron[1]
    units: list[Unit] = []
    n = 0
    while n < len(tokens):
        token = tokens[n]
        word = token.text
        end, mention = begins.get(n, (n + 1, None))
        bare = word[1:] if len(word) > 3 and word[0] in _AND and word not in words.whole else word
        prep = ""
        if mention is not None and mention.span.start > token.start:
            prep = fold(text.content[token.start : mention.span.start])
        units.append(Unit(word, bare, n, end, text.sentence_of[n], text.clause_of[n], mention, prep))
        n = end
    return units


def _patron(text: Analysis, first: int, last: int) -> tuple[int, Mention] | None:
    """Whom a name carries behind its tie, where no mention of its own says so: التحالف بقيادة [السعودية]."""
    tokens = text.tokens
    while first < last and tokens[first].text in ("من", "مع", "قبل"):
        first += 1
    word = tokens[first].text if first < last else ""
    if len(word) < 4 or word in ("معها", "معهم"):
        return None
    letters = 1 if word.startswith(("ل", "ب")) and len(word) > 3 else 0
    span = Span(tokens[first].start + letters, tokens[last - 1].end)
    value = text.content[span.start : span.end]
    value = "ا" + value if value.startswith("ل") and word.startswith("لل") else value
    return first, Mention(kind=MentionKind.ACTOR, span=span, value=value, rule="patron")


def _is_tie(word: str, ties: Forms) -> bool:
    return any(form.cue.frame == "after" for form in ties.get(word, ()))


def _token_at(starts: dict[int, int], offset: int) -> int:
    """The token that holds an offset; names may begin inside a word, behind its clitics."""
    back = offset
    while back >= 0 and back not in starts:
        back -= 1
    return starts.get(back, 0)


def _head(word: str) -> str:
    """المدينة، مدينة، لمدينتي: one form of a head noun."""
    for prefix in ("وال", "بال", "لل", "ال", "ب", "ل", "و"):
        if word.startswith(prefix) and len(word) - len(prefix) > 2:
            word = word.removeprefix(prefix)
            break
    return word.removesuffix("ه").removesuffix("ات")


def _without_preposition(word: str) -> tuple[str, str]:
    """بالبلدة: البلدة, ب; للتنظيم: التنظيم, ل."""
    if word.startswith("بال") and len(word) > 5:
        return word[1:], "ب"
    if word.startswith("لل") and len(word) > 4:
        return "ا" + word[1:], "ل"
    return word, ""


def _is_nisba(word: str) -> bool:
    """اليمني، الكردية: an adjective of a land or people."""
    return word.startswith("ال") and word.endswith(("ي", "يه", "يين", "يون"))


def _is_mark(word: str) -> bool:
    return len(word) == 1 and not word.isalnum()
