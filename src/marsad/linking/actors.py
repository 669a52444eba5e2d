"""Which known actor a mention means: by its name, by class noun and land, by the report's day and country.

A name that several actors bear is told apart by when they existed and by the country the report is about;
where that does not tell, the link is None and the candidates stand beside it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from marsad.knowledge.actor_words import ARTICLE, ActorWords, Adjective
from marsad.knowledge.actors import ActorPack, name_key
from marsad.linking.provisional import provisional_id
from marsad.model.codes import MentionKind
from marsad.model.entity import Actor
from marsad.model.mention import Mention
from marsad.model.reading import Candidate, Link
from marsad.model.report import Report
from marsad.text.normalize import fold

ANAPHOR = "anaphor"  # the rule of mentions that mean someone named before: التنظيم
FIGHTER = "fighter"  # the part of nouns for men: جنود, عسكريا
MEMORY = 200  # links looked back at for what a class noun recalls; keeps long reports linear
EXACT, SHORTENED, DESCRIBED, RECALLED = 1.0, 0.9, 0.7, 0.6
OUTLIVED = 0.5  # taken off a name whose bearer did not exist on the report's day
AT_HOME = 0.3  # given to an actor of the country that the report is about
FULLER = 0.2  # given to an actor whom the report names unmistakably elsewhere
CLEAR = 0.1  # how far the best candidate must lead the next
THEATRES = {"IL": "PS"}  # where the news of a land's forces mostly happens
GRACE = timedelta(days=60)  # news goes on naming what has just ended
_FORCES = fold("القوات")
_ARMY = fold("الجيش")
_AIRCRAFT = fold("الطيران")
_GOVERNMENT = fold("الحكومة")
_AUTHORITIES = fold("السلطات")


@dataclass(frozen=True, slots=True)
class _Guess:
    """Whom a mention may mean before day and country are weighed; `anywhere`: a body that every land has."""

    ids: tuple[str, ...]
    score: float
    reason: str
    anywhere: bool = False


def link_actors(
    report: Report,
    mentions: Iterable[Mention],
    pack: ActorPack,
    words: ActorWords,
    countries: Mapping[str, float] | None = None,
) -> tuple[Link, ...]:
    """A link for every actor mention, in their order; `countries` weighs the lands of the report's places.

    "قوات النظام" is Assad's in a report of 2019; "التنظيم" is the last تنظيم that was named.
    """
    linker = _Linker(pack, words)
    actors = [mention for mention in mentions if mention.kind == MentionKind.ACTOR]
    seen: dict[tuple[str, str], _Guess | None] = {}
    for mention in actors:
        if (mention.value, mention.rule) not in seen:
            seen[mention.value, mention.rule] = linker.guess(mention)
    guesses = [seen[mention.value, mention.rule] for mention in actors]
    context = _context(pack, guesses, countries or {})
    links: list[Link] = []
    for mention, guess in zip(actors, guesses, strict=True):
        if guess is None:
            links.append(linker.recall(mention, links))
        else:
            links.append(_decide(mention, _candidates(pack, guess, report.published, context)))
    return tuple(links)


@dataclass(frozen=True, slots=True)
class _Context:
    """What the whole report tells: its countries, and actors whom it names unmistakably."""

    countries: Mapping[str, float]
    sure: frozenset[str]


def _context(pack: ActorPack, guesses: Iterable[_Guess | None], countries: Mapping[str, float]) -> _Context:
    votes = Counter({country: 2 * weight for country, weight in countries.items()})
    sure: set[str] = set()
    for guess in guesses:
        if guess is not None and len(guess.ids) == 1 and guess.score >= SHORTENED:
            sure.add(guess.ids[0])
            country = pack.actors[guess.ids[0]].country
            for land in (country, THEATRES.get(country or "")):
                if land is not None:
                    votes[land] += 1
    total = sum(votes.values())
    return _Context({country: votes[country] / total for country in votes}, frozenset(sure))


class _Linker:
    """Looks mentions up in the pack."""

    def __init__(self, pack: ActorPack, words: ActorWords) -> None:
        self.pack = pack
        self.words = words

    def guess(self, mention: Mention) -> _Guess | None:
        """Whom the words of a mention may mean, day and country left aside; None where they name no one."""
        key = name_key(mention.value)
        entry = self.pack.names.entry(key)
        if entry is not None:
            return _Guess(entry.ids, EXACT, f"named {mention.value}")
        words = key.split()
        if mention.rule == ANAPHOR or not words:
            return None
        head = self._head(words)
        if len(head) < len(words) and (entry := self.pack.names.entry(" ".join(head))) is not None:
            return _Guess(entry.ids, EXACT, f"named {' '.join(head)}")
        return self._shortened(head) or self._described(head) or self._of_some_land(head)

    def _head(self, key: Sequence[str]) -> Sequence[str]:
        """A name without whom it serves or fights: قوات الحشد الشعبي [المدعومة من الحكومة العراقية].

        One soldier's adjective is no land: "عسكريا روسيا" is عسكري روسي.
        """
        if len(key) == 2 and self._is_man(key[0]) and self._adjective(key[1].removesuffix("ا")) is not None:
            return (key[0], key[1].removesuffix("ا"))
        for at, word in enumerate(key[1:], start=1):
            link = self.words.links.get(word.removeprefix(ARTICLE))
            if link is not None and at + 1 < len(key) and key[at + 1].startswith(link.preposition):
                return key[:at]
        return key

    def _shortened(self, key: Sequence[str]) -> _Guess | None:
        """A name without class noun in front or adjectives behind: ميليشيا [قاطرجي], [حزب الله] اللبناني."""
        for shorter, dropped in self._shorter(key):
            entry = self.pack.names.entry(" ".join(shorter))
            ids = tuple(each for each in entry.ids if self._fits(each, dropped)) if entry is not None else ()
            if ids:
                return _Guess(ids, SHORTENED, f"named {' '.join(shorter)}")
        return None

    def _shorter(self, key: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
        """Shorter names and the adjectives that each leaves out."""
        last = len(key)
        while last > 1 and self._adjective(key[last - 1]) is not None:
            last -= 1
            yield key[:last], key[last:]
        if len(key) > 1 and key[0].removeprefix(ARTICLE) in self.words.nouns:
            yield from ((key[1:end], key[end:]) for end in range(len(key), last - 1, -1) if end > 1)

    def _is_man(self, word: str) -> bool:
        """Whether a word is one man in the accusative, whose adjective looks like a land: عسكريا روسيا."""
        noun = self.words.nouns.get(word)
        return noun is not None and noun.part == FIGHTER and word.endswith("ا")

    def _adjective(self, word: str) -> Adjective | None:
        return self.words.adjectives.get(word.removeprefix(ARTICLE))

    def _fits(self, identity: str, dropped: Sequence[str]) -> bool:
        """Whether an actor may be called by these adjectives: وزارة الداخلية الليبية is not Egypt's."""
        home = self.pack.actors[identity].country
        lands = {adjective.country for adjective in map(self._adjective, dropped) if adjective} - {None}
        return home is None or not lands or home in lands

    def _described(self, key: Sequence[str]) -> _Guess | None:
        """A class noun with a land's adjective: "الطيران الحربي الروسي" and "قصف [روسي]" are Russia's."""
        noun = self.words.nouns.get(key[0].removeprefix(ARTICLE))
        for word in reversed(key):
            adjective = self._adjective(word)
            if adjective is None or adjective.kind not in ("nation", "side"):
                continue
            base = self.words.lands.get(adjective.country or "") or _masculine(word.removeprefix(ARTICLE))
            for name in _main_forces(base, noun.part if noun else ""):
                entry = self.pack.names.entry(name)
                if entry is not None and not entry.pejorative:
                    return _Guess(entry.ids, DESCRIBED, f"described as {word}")
            state = f"{(adjective.country or '').lower()}-state"
            if state in self.pack.actors:
                return _Guess((state,), DESCRIBED, f"described as {word}")
        return None

    def _of_some_land(self, key: Sequence[str]) -> _Guess | None:
        """A body that every land has: الجيش, "وزارة الدفاع"; the report's country tells whose."""
        if not key[-1].startswith(ARTICLE):
            return None
        if len(key) > 1 and key[0] in self.words.nouns and key[1].removeprefix(ARTICLE) in self.words.nouns:
            key = key[1:]  # قيادة الجيش
        bare = " ".join(key)
        found: dict[str, None] = {}
        for adjective in self.words.lands.values():
            for form in (f"{bare} {ARTICLE}{adjective}", f"{bare} {ARTICLE}{adjective}ه"):
                entry = self.pack.names.entry(form)
                if entry is not None:
                    found.update(dict.fromkeys(entry.ids))
        return _Guess(tuple(found), DESCRIBED, f"{bare} of the country", anywhere=True) if found else None

    def recall(self, mention: Mention, before: Sequence[Link]) -> Link:
        """The last linked actor that the class noun fits: التنظيم after تنظيم الدولة."""
        noun = name_key(mention.value).removeprefix(ARTICLE)
        for link in reversed(before[-MEMORY:]) if noun and " " not in noun else ():
            if link.target is None:
                continue
            first_words = {name_key(name).split(" ")[0] for name in self.pack.spellings[link.target]}
            if noun in first_words or ARTICLE + noun in first_words:
                name = self.pack.actors[link.target].name
                reason = f"{mention.value} after {link.mention.value}"
                candidate = Candidate(id=link.target, name=name, score=RECALLED, reason=reason)
                return Link(
                    mention=mention,
                    target=link.target,
                    score=RECALLED,
                    reason=reason,
                    candidates=(candidate,),
                )
        return Link(
            mention=mention,
            target=None,
            score=0.0,
            reason="no known actor bears this name",
            provisional=None if mention.rule == ANAPHOR else provisional_id(mention.value, self.words.kinds),
        )


def _masculine(adjective: str) -> str:
    """روسيه, روسيين, روسيا: روسي."""
    for ending in ("يتين", "يين", "يون", "يان", "يه", "يا"):
        if adjective.endswith(ending) and len(adjective) > len(ending) + 2:
            return adjective[: -len(ending)] + "ي"
    return adjective


def _main_forces(adjective: str, part: str) -> Iterator[str]:
    """The names under which a land's own forces are known, by its adjective: القوات الروسية, الجيش الروسي."""
    if part == "state":
        yield from (f"{noun} {ARTICLE}{adjective}ه" for noun in (_GOVERNMENT, _AUTHORITIES))
        return
    if part == "craft":
        yield f"{_AIRCRAFT} {ARTICLE}{adjective}"
    yield f"{_FORCES} {ARTICLE}{adjective}ه"
    yield f"{_ARMY} {ARTICLE}{adjective}"
    yield f"{ARTICLE}{adjective}ون"


def _candidates(pack: ActorPack, guess: _Guess, day: date | None, context: _Context) -> list[Candidate]:
    """All whom a name may mean, likeliest first; their reasons tell what spoke for and against them."""
    actors = [pack.actors[identity] for identity in guess.ids]
    if guess.anywhere:
        actors = [actor for actor in actors if actor.country in context.countries]
    ranked = [_weigh(actor, guess, day, context) for actor in actors]
    return sorted(ranked, key=lambda candidate: (-candidate.score, candidate.id))


def _weigh(actor: Actor, guess: _Guess, day: date | None, context: _Context) -> Candidate:
    score = guess.score
    reasons = [guess.reason]
    if day is not None and actor.until is not None and day > actor.until + GRACE:
        score -= OUTLIVED
        reasons.append(f"it ended on {actor.until}")
    elif day is not None and actor.since is not None and day < actor.since:
        score -= OUTLIVED
        reasons.append(f"it began on {actor.since}")
    share = context.countries.get(actor.country or "", 0.0)
    if share:
        score += AT_HOME * share
        reasons.append(f"the report is about {actor.country}")
    if len(guess.ids) > 1 and actor.id in context.sure:
        score += FULLER
        reasons.append("the report names it in full")
    return Candidate(id=actor.id, name=actor.name, score=round(max(0.0, score), 3), reason="; ".join(reasons))


def _decide(mention: Mention, candidates: Sequence[Candidate]) -> Link:
    """The best candidate if it leads clearly, else no target and all candidates."""
    if not candidates:
        return Link(mention=mention, target=None, score=0.0, reason="the report does not tell of which country")
    best = candidates[0]
    if len(candidates) > 1 and best.score - candidates[1].score < CLEAR:
        tied = " or ".join(candidate.name for candidate in candidates if best.score - candidate.score < CLEAR)
        return Link(
            mention=mention,
            target=None,
            score=best.score,
            reason=f"may be {tied}",
            candidates=tuple(candidates),
        )
    return Link(mention=mention, target=best.id, score=best.score, reason=best.reason, candidates=tuple(candidates))
