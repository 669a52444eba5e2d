"""The review queue: what a person should look at first, by doubt times impact."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from marsad.incidents.reasons import UNSURE
from marsad.ledger import Ledger
from marsad.ledger.doubting import DoubtLine
from marsad.model import Modality
from marsad.model.incident import Pair
from marsad.serve.api.board import View
from marsad.serve.api.remembering import Remembered
from marsad.serve.api.shapes.incidents import IncidentRow
from marsad.serve.api.summarising import DISAGREE

REMEMBERED = 4  # queues and what they are made from
LEAST = 0.35  # doubts below are not worth a person's time
NO_PLACE, DISPUTED, UNSURE_SAID, NO_DAY = 0.25, 0.2, 0.1, 0.1  # what is added to the doubt of a claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """A doubt: about the values of the claim `left`, or about `left` and `right` being one happening."""

    id: str
    doubt: float
    impact: float
    left: str
    incidents: tuple[str, ...]
    line: DoubtLine | None = None
    pair: Pair | None = None

    @property
    def kind(self) -> str:
        """What is in doubt."""
        return "value" if self.pair is None else "grouping"


@dataclass(frozen=True, slots=True)
class Queue:
    """All doubts of a moment, the largest first, and how many people settled."""

    doubts: Sequence[Doubtful]
    done: int


class Reviewing:
    """The queue of a ledger, worked out once for as long as what it is made from does not change."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._known = Remembered(REMEMBERED)

    def queue(self, view: View) -> Queue:
        """What waits for a person."""
        return self._known.get(view.stamp, lambda: self._work_out(view))

    def _work_out(self, view: View) -> Queue:
        lines = self._ledger.browse.doubt_lines()
        counters = view.counters
        grouped = tuple(counters.get(name) for name in ("incident_members", "incident_pairs", "judgements"))
        judged = self._ledger.browse.judged_pairs()
        doubts = [
            *_value_doubts(lines, view.by_name),
            *self._known.get(("grouping", grouped), lambda: self._groupings(lines, judged, view)),
        ]
        doubts.sort(key=lambda doubt: (-doubt.doubt * doubt.impact, doubt.id))
        return Queue(doubts, sum(line.edited for line in lines) + len(judged))

    def _groupings(
        self, lines: Sequence[DoubtLine], judged: Collection[tuple[str, str]], view: View
    ) -> Sequence[Doubtful]:
        incident_of = {line.key: line.incident for line in lines}
        compared = "pairs", view.counters.get("incident_pairs")
        pairs = self._known.get(compared, lambda: self._ledger.browse.pairs_between(*UNSURE))
        return grouping_doubts(pairs, incident_of, judged, view.by_name)


def _value_doubts(lines: Sequence[DoubtLine], rows: Mapping[str, IncidentRow]) -> list[Doubtful]:
    """The doubts about claims of which nobody said anything yet."""
    impacts: dict[str, float] = {}
    found = []
    for line in lines:
        row = rows.get(line.incident)
        if line.edited or row is None:
            continue
        doubt = doubt_of(line, row)
        if doubt >= LEAST:
            if row.id not in impacts:
                impacts[row.id] = impact_of([row])
            found.append(
                Doubtful(
                    id=f"v:{line.key}",
                    doubt=doubt,
                    impact=impacts[row.id],
                    left=line.key,
                    incidents=(row.id,),
                    line=line,
                )
            )
    return found


def doubt_of(line: DoubtLine, row: IncidentRow) -> float:
    """How far a claim is to be doubted, from 0 to 1."""
    doubt = 1 - line.confidence + NO_PLACE * (line.place_id is None) + NO_DAY * (line.first_day is None)
    doubt += DISPUTED * bool(_disputed(row)) + UNSURE_SAID * (line.modality == Modality.UNCONFIRMED)
    return round(min(1.0, doubt), 4)


def grounds_of(line: DoubtLine, row: IncidentRow) -> dict[str, tuple[str, ...]]:
    """Why a claim is to be doubted, and the slots that are in doubt for it."""
    found = {
        "low_confidence": ("type",) if 1 - line.confidence >= LEAST else (),
        "no_place": ("place",) * (line.place_id is None),
        "no_day": ("days",) * (line.first_day is None),
        "contested": _disputed(row),
        "unconfirmed": ("modality",) * (line.modality == Modality.UNCONFIRMED),
    }
    return {code: slots for code, slots in found.items() if slots}


def _disputed(row: IncidentRow) -> tuple[str, ...]:
    return tuple(slot for slot in row.contested if slot in DISAGREE)


def grouping_doubts(
    pairs: Collection[Pair],
    incident_of: Mapping[str, str],
    judged: Collection[tuple[str, str]],
    rows: Mapping[str, IncidentRow],
) -> list[Doubtful]:
    """One doubt for each two incidents: that of their pair of which the machine is least sure."""
    asked: dict[tuple[str, ...], Doubtful] = {}
    settled = {_both(pair, incident_of) for pair in judged}
    for pair in pairs:
        both = _both(pair[:2], incident_of)
        found = [rows[name] for name in both if name in rows]
        if both in settled or len(found) != len(both):
            continue
        doubt = round(1 - abs(2 * pair.chance - 1), 4)
        if both not in asked or doubt > asked[both].doubt:
            asked[both] = Doubtful(
                id=f"g:{pair.left}:{pair.right}",
                doubt=doubt,
                impact=impact_of(found),
                left=pair.left,
                incidents=both,
                pair=pair,
            )
    return list(asked.values())


def _both(pair: tuple[str, str], incident_of: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted({incident_of.get(key, "") for key in pair}))


def impact_of(rows: Sequence[IncidentRow]) -> float:
    """How much hangs on a doubt: more people killed, more claims; a lone source has nobody to contradict it."""
    killed = sum(row.killed.best or 0 for row in rows if row.killed)
    lone = any(row.single_source for row in rows)
    return round(1 + log2(1 + killed) + 0.25 * log2(sum(row.claims for row in rows)) + 0.25 * lone, 4)
