"""Which source speaks where: a report's words parted among those it quotes and its own voice."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from marsad.knowledge.speech import Found, Speech
from marsad.model.mention import Mention
from marsad.text.analysis import Analysis

NOBODY = -1
BESIDE = 3  # words between a reporting verb and the source it belongs to


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


def attribute(text: Analysis, sources: Sequence[Mention], speech: Speech) -> Attribution:
    """Who speaks where: a verb of saying governs the rest of its sentence, "بحسب" its whole sentence.

    "وأضاف أن" goes on with the last source; a quotation that runs over several sentences keeps its speaker.
    """
    governors = [NOBODY] * len(text.tokens)
    starts = [token.start for token in text.tokens]
    places = [max(bisect_right(starts, source.span.start) - 1, 0) for source in sources]
    hits = speech.reporting.find([token.text for token in text.tokens])
    anchors = [hit.first for hit in hits]
    last_source = NOBODY
    for first, last in text.sentences:
        here = range(bisect_left(places, first), bisect_left(places, last))
        said = hits[bisect_left(anchors, first) : bisect_left(anchors, last)]
        carried = _open_speaker(text, governors, first)
        last_source = _govern(governors, (first, last), [(places[i], i, sources[i].rule) for i in here], said, last_source, carried)
    return Attribution(sources, governors)


def _govern(
    governors: list[int],
    sentence: tuple[int, int],
    named: list[tuple[int, int, str]],
    said: list[Found[str]],
    last_source: int,
    carried: int,
) -> int:
    """Give the words of one sentence their speakers; the source that a following "وأضاف" goes on with."""
    first, last = sentence
    speaker = carried
    turns: list[tuple[int, int]] = [(first, carried)]
    whole = NOBODY
    owned = {place for place, _, _ in named}
    for place, source, rule in named:
        if rule == "source.per":
            whole = source
        else:
            turns.append((place, source))
        last_source = source
    for hit in said:
        beside = any(place - BESIDE <= hit.last <= place + BESIDE for place in owned)
        if hit.value == "own":
            turns.append((hit.first, NOBODY))
        elif not beside and hit.value in ("say", "add", "claim", "deny"):
            before = [source for place, source, _ in named if place < hit.first]
            turns.append((hit.first, before[-1] if before else last_source))
    turns.sort()
    for (start, speaker), end in zip(turns, [start for start, _ in turns[1:]] + [last], strict=True):
        for token in range(start, end):
            governors[token] = speaker
    if whole != NOBODY:
        for token in range(first, last):
            if governors[token] == NOBODY:
                governors[token] = whole
    return last_source


def _open_speaker(text: Analysis, governors: list[int], first: int) -> int:
    """The speaker of a quotation that the sentence before left open."""
    if first == 0 or not text.depth[first - 1] or not text.depth[first]:
        return NOBODY
    return governors[first - 1]
