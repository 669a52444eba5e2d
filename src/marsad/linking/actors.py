"""Which known actor a mention means: by its name, by class noun and land, by the report's day and country.

A name that several actors bear is told apart by when they existed and by the country the report is about; where that
does not tell, the link is None and the candidates stand beside it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from marsad.knowledge.actor_words import ARTICLE, ActorWords
from marsad.knowledge.actors import ActorPack, name_key
from marsad.model.codes import MentionKind
from marsad.model.entity import Actor
from marsad.model.mention import Mention
from marsad.model.reading import Candidate, Link
from marsad.model.report import Report
from marsad.text.normalize import fold

EXACT, SHORTENED, DESCRIBED, RECALLED = 1.0, 0.9, 0.7, 0.6
OUTLIVED = 0.5  # taken off a name whose bearer did not exist on the report's day
AT_HOME = 0.3  # given to an actor of the country that the report is about
FULLER = 0.2  # given to an actor whom the report names unmistakably elsewhere
CLEAR = 0.1  # how far the best candidate must lead the next
GRACE = timedelta(days=60)  # news goes on naming what has just ended
_FORCES = fold("القوات")
_ARMY = fold("الجيش")
_AIRCRAFT = fold("الطيران")


@dataclass(frozen=True, slots=True)
class _Guess:
    """Whom a mention may mean before day and country are weighed."""

    ids: tuple[str, ...]
    score: float
    reason: str


def link_actors(
    report: Report,
    mentions: Iterable[Mention],
    pack: ActorPack,
    words: ActorWords,
    countries: Mapping[str, float] | None = None,
) -> tuple[Link, ...]:
    """A link for every actor mention, in their order; `countries` weighs the lands that the report's places lie in.

    "قوات النظام" is Assad's in a report of 2019, "الجيش الوطني" is Yemen's beside مأرب; "التنظيم" is the last تنظيم.
    """
    linker = _Linker(pack, words)
    actors = [mention for mention in mentions if mention.kind == MentionKind.ACTOR]
    guesses = [linker.guess(mention) for mention in actors]
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
            if country is not None:
                votes[country] += 1
    total = sum(votes.values())
    return _Context({country: votes[country] / total for country in votes}, frozenset(sure))


@dataclass(frozen=True, slots=True)
class _Linker:
    """Looks mentions up in the pack."""

    pack: ActorPack
    words: ActorWords

    def guess(self, mention: Mention) -> _Guess | None:
        """Whom the words of a mention may mean, day and country left aside; None where they name no one."""
        key = name_key(mention.value)
        entry = self.pack.names.entry(key)
        if entry is not None:
            return _Guess(entry.ids, EXACT, f"named {mention.value}")
        if mention.rule == "anaphor" or not key:
            return None
        for shorter in self._shortened(key.split()):
            entry = self.pack.names.entry(" ".join(shorter))
            if entry is not None:
                return _Guess(entry.ids, SHORTENED, f"named {' '.join(shorter)} but for words that only describe")
        return self._described(key.split())

    def _shortened(self, key: Sequence[str]) -> Iterator[Sequence[str]]:
        """A name without class noun in front or adjectives behind: ميليشيا [قاطرجي], [حزب الله] اللبناني."""
        last = len(key)
        while last > 1 and self._is_adjective(key[last - 1]):
            last -= 1
            yield key[:last]
        if len(key) > 1 and key[0].removeprefix(ARTICLE) in self.words.nouns:
            yield from (key[1:end] for end in range(len(key), last - 1, -1) if end > 1)

    def _is_adjective(self, word: str) -> bool:
        return word.removeprefix(ARTICLE) in self.words.adjectives

    def _described(self, key: Sequence[str]) -> _Guess | None:
        """A class noun with a land's adjective: "الطيران الحربي الروسي" and "قصف [روسي]" are Russia's."""
        noun = self.words.nouns.get(key[0].removeprefix(ARTICLE))
        for word in reversed(key):
            adjective = self.words.adjectives.get(word.removeprefix(ARTICLE))
            if adjective is None or adjective.kind == "quality":
                continue
            for name in _main_forces(word.removeprefix(ARTICLE), noun.part if noun else ""):
                entry = self.pack.names.entry(name)
                if entry is not None:
                    return _Guess(entry.ids, DESCRIBED, f"described as {word}")
        return None

    def recall(self, mention: Mention, before: Sequence[Link]) -> Link:
        """The last linked actor that the class noun fits: التنظيم after تنظيم الدولة."""
        noun = name_key(mention.value).split(" ")[0].removeprefix(ARTICLE)
        for link in reversed(before) if noun else ():
            if link.target is None:
                continue
            first_words = {name_key(name).split(" ")[0] for name in self.pack.spellings[link.target]}
            if noun in first_words or ARTICLE + noun in first_words:
                name = self.pack.actors[link.target].name
                reason = f"{mention.value} after {link.mention.value}"
                candidate = Candidate(id=link.target, name=name, score=RECALLED, reason=reason)
                return Link(
                    mention=mention, target=link.target, score=RECALLED, reason=reason, candidates=(candidate,)
                )
        return Link(mention=mention, target=None, score=0.0, reason="no known actor bears this name")


def _main_forces(adjective: str, part: str) -> Iterator[str]:
    """The names under which a land's own forces are known, by its adjective: القوات الروسية, الجيش الروسي."""
    stem = adjective
    for ending in ("يتين", "يين", "يون", "يان", "يه", "يا"):
        if stem.endswith(ending) and len(stem) > len(ending) + 2:
            stem = stem[: -len(ending)] + "ي"
            break
    if part == "craft":
        yield f"{_AIRCRAFT} {ARTICLE}{stem}"
    yield f"{_FORCES} {ARTICLE}{stem}ه"
    yield f"{_ARMY} {ARTICLE}{stem}"
    yield f"{ARTICLE}{stem}ون"


def _candidates(pack: ActorPack, guess: _Guess, day: date | None, context: _Context) -> list[Candidate]:
    """All whom a name may mean, likeliest first; their reasons tell what spoke for and against them."""
    ranked = [_weigh(pack.actors[identity], guess, day, context) for identity in guess.ids]
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
    return Link(
        mention=mention, target=best.id, score=best.score, reason=best.reason, candidates=tuple(candidates)
    )
