"""The review queue: what a person should look at first, by doubt times impact."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from threading import Lock

from marsad.incidents.reasons import UNSURE
from marsad.ledger import Ledger
from marsad.ledger.doubting import DoubtLine
from marsad.model import Modality
from marsad.model.incident import Pair
from marsad.serve.api.board import View
from marsad.serve.api.shapes.incidents import IncidentRow
from marsad.serve.api.summarising import DISAGREE

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
    codes: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
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
    """The queue of a ledger, worked out once for as long as the ledger does not change."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = Lock()
        self._known: tuple[str, Queue] | None = None

    def queue(self, view: View) -> Queue:
        """What waits for a person."""
        with self._lock:
            if self._known is None or self._known[0] != view.stamp:
                self._known = view.stamp, self._work_out(view)
            return self._known[1]

    def _work_out(self, view: View) -> Queue:
        lines = self._ledger.browse.doubt_lines()
        judged = self._ledger.browse.judged_pairs()
        values = [doubt for line in lines if (doubt := value_doubt(line, view.by_name))]
        pairs = self._ledger.browse.pairs_between(*UNSURE)
        incident_of = {line.key: line.incident for line in lines}
        doubts = [*values, *grouping_doubts(pairs, incident_of, judged, view.by_name)]
        doubts.sort(key=lambda doubt: (-doubt.doubt * doubt.impact, doubt.id))
        return Queue(doubts, sum(line.edited for line in lines) + len(judged))


def value_doubt(line: DoubtLine, rows: Mapping[str, IncidentRow]) -> Doubtful | None:
    """The doubt about a claim's values; None where there is little, or where a person looked already."""
    row = rows.get(line.incident)
    if line.edited or row is None:
        return None
    reasons = {
        "low_confidence": (1 - line.confidence, ("type",)),
        "no_place": (NO_PLACE * (line.place_id is None), ("place",)),
        "no_day": (NO_DAY * (line.first_day is None), ("days",)),
        "contested": (DISPUTED * any(slot in DISAGREE for slot in row.contested), _disputed(row)),
        "unconfirmed": (UNSURE_SAID * (line.modality == Modality.UNCONFIRMED), ("modality",)),
    }
    doubt = min(1.0, sum(weight for weight, _ in reasons.values()))
    if doubt < LEAST:
        return None
    codes = tuple(
        code for code, (weight, _) in reasons.items() if weight > 0 and (code != "low_confidence" or weight > LEAST)
    )
    slots = tuple(dict.fromkeys(slot for code in codes for slot in reasons[code][1]))
    return Doubtful(
        id=f"v:{line.key}",
        doubt=round(doubt, 4),
        impact=impact_of([row]),
        left=line.key,
        incidents=(row.id,),
        codes=codes,
        slots=slots,
    )


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
