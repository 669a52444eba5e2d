"""Which source speaks where: a report's words parted among those it quotes and its own voice."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from heapq import merge
from typing import NamedTuple

from marsad.knowledge.speech import Found, Speech
from marsad.model.mention import Mention
from marsad.text.analysis import Analysis
from marsad.text.normalize import fold

NOBODY = -1
BESIDE = 3  # words between a reporting verb and the source it belongs to
WHOLE = "source.per"
SPEAKING = frozenset(("say", "add", "claim", "deny"))


class Attribution:
    """For every token the source that governs it, or None for the outlet's own voice."""

    __slots__ = ("_governors", "_sources")

    def __init__(self, sources: Sequence[Mention], governors: list[int]) -> None:
        self._sources = sources
        self._governors = governors

    def source_at(self, token: int) -> Mention | None:
        """The source whose words these are."""
        governor = self._governors[token]
        return None if governor == NOBODY else self._sources[governor]


class Turn(NamedTuple):
    """What may change who speaks at a token: a named source, or a reporting word with none beside it."""

    token: int
    source: int
    kind: str


def attribute(text: Analysis, sources: Sequence[Mention], speech: Speech) -> Attribution:
    """Who speaks where: a verb of saying governs the rest of its sentence, "بحسب" its whole sentence.

    "وأضاف أن" goes on with the last source; a quotation that runs over several sentences keeps its speaker.
    """
    starts = [token.start for token in text.tokens]
    places = [max(bisect_right(starts, source.span.start) - 1, 0) for source in sources]
    speakers = _speakers(sources, speech)
    named = [
        Turn(place, speaker, source.rule) for place, speaker, source in zip(places, speakers, sources, strict=True)
    ]
    hits = speech.reporting.find([token.text for token in text.tokens])
    turns = list(merge(named, _unnamed(hits, places)))
    anchors = [turn.token for turn in turns]
    governors = [NOBODY] * len(text.tokens)
    last_speaker = NOBODY
    for first, last in text.sentences:
        if first == last:  # the title of a report without one
            continue
        here = turns[bisect_left(anchors, first) : bisect_left(anchors, last)]
        last_speaker = _govern(text, governors, (first, last), here, last_speaker)
    return Attribution(sources, governors)


def _speakers(sources: Sequence[Mention], speech: Speech) -> list[int]:
    """The source that speaks through each: a bare "البيان" is the statement of whoever spoke before it."""
    speakers: list[int] = []
    for number, source in enumerate(sources):
        name = fold(source.value)
        bare_paper = name.startswith("ال") and speech.source_heads.get(name) == "paper"
        speakers.append(speakers[-1] if bare_paper and speakers else number)
    return speakers


def _unnamed(hits: Sequence[Found[str]], places: Sequence[int]) -> Iterator[Turn]:
    """Reporting words without a source of their own."""
    beside = {place + step for place in places for step in range(-BESIDE, BESIDE + 1)}
    for hit in hits:
        if hit.value == "own" or (hit.value in SPEAKING and hit.last not in beside):
            yield Turn(hit.first, NOBODY, hit.value)


def _govern(
    text: Analysis, governors: list[int], sentence: tuple[int, int], turns: Sequence[Turn], last_speaker: int
) -> int:
    """Give the words of one sentence their speakers; the last one, whom a following "وأضاف" goes on with."""
    first, last = sentence
    speaker = _open_speaker(text, governors, first)
    whole = NOBODY
    start = first
    for turn in turns:
        governors[start : turn.token] = [speaker] * (turn.token - start)
        start = turn.token
        if turn.source != NOBODY:
            last_speaker = turn.source
        if turn.kind == WHOLE:
            whole = turn.source
        else:
            speaker = NOBODY if turn.kind == "own" else last_speaker
    governors[start:last] = [speaker] * (last - start)
    if whole == NOBODY and text.depth[first] and speaker != NOBODY:
        whole = speaker
    if whole != NOBODY:
        governors[first:last] = [whole if governor == NOBODY else governor for governor in governors[first:last]]
    return last_speaker


def _open_speaker(text: Analysis, governors: list[int], first: int) -> int:
    """The speaker of a quotation that the sentence before left open."""
    if first == 0 or not text.depth[first - 1] or not text.depth[first]:
        return NOBODY
    return governors[first - 1]
