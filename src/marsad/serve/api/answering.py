"""The incidents that answer a question, as rows: claims are found by the ledger, the rest is on the board."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock

from marsad.incidents import merge
from marsad.ledger import Asked, Ledger
from marsad.serve.api.board import Board, View, newest_first
from marsad.serve.api.remembering import Remembered
from marsad.serve.api.shapes.incidents import IncidentRow
from marsad.serve.api.summarising import DISAGREE, row_of

_DISAGREE = frozenset(DISAGREE)
REMEMBERED = 64  # answers
MOST_PAST = 4_000  # incidents as they were known on some day


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """What incidents as a whole must be; None where it does not matter."""

    single_source: bool | None = None
    contested: bool | None = None
    edited: bool | None = None
    placed: bool | None = None

    def holds(self, row: IncidentRow) -> bool:
        """Whether an incident is as wished."""
        return (
            self.single_source in (None, row.single_source)
            and self.contested in (None, is_contested(row))
            and self.edited in (None, row.edited)
            and self.placed in (None, row.latitude is not None)
        )


def is_contested(row: IncidentRow) -> bool:
    """Whether sources disagree on what happened, when, where, or to how many."""
    return bool(row.contested) and not _DISAGREE.isdisjoint(row.contested)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which incidents are asked for: one of their claims answers `asked`, and they are as `wished`."""

    asked: Asked
    wished: Wished = Wished()


class Answers:
    """Answers, the last few remembered for as long as the ledger does not change."""

    def __init__(self, ledger: Ledger, board: Board) -> None:
        self._ledger, self._board = ledger, board
        self._lock = Lock()
        self._known = Remembered(REMEMBERED)
        self._past: dict[tuple[str, str, date], IncidentRow] = {}

    def incidents(self, question: Question, view: View | None = None) -> Sequence[IncidentRow]:
        """The incidents that answer, the latest first."""
        now = view or self._board.view()
        return self._known.get((now.stamp, question), lambda: self._find(question, now))

    def _find(self, question: Question, view: View) -> Sequence[IncidentRow]:
        rows = self._told(question.asked, view)
        return rows if question.wished == Wished() else [row for row in rows if question.wished.holds(row)]

    def _told(self, asked: Asked, view: View) -> Sequence[IncidentRow]:
        if asked == Asked(kinds=asked.kinds):
            return [row for row in view.rows if not row.rejected]
        numbers = self._ledger.browse.claim_numbers(asked)
        found = sorted(set(map(view.of_claim.get, numbers)) - {None})  # type: ignore[type-var]
        rows = [view.rows[at] for at in found if at is not None]
        return rows if asked.known_by is None else self._as_known(rows, asked, view)

    def _as_known(self, rows: Sequence[IncidentRow], asked: Asked, view: View) -> Sequence[IncidentRow]:
        """The incidents as they could be known on a day: those of which more was told later are merged anew."""
        day = asked.known_by
        if day is None:
            return rows
        later = [row.id for row in rows if row.last_known_on > day]
        past = self._remembered(later, day, view)
        missing = [name for name in later if name not in past]
        for name, members in zip(missing, self._ledger.members_of(missing, known_by=day), strict=False):
            past[name] = row_of(merge(members), view.places, view.by_name[name].noted)
        with self._lock:
            if len(self._past) > MOST_PAST:
                self._past.clear()
            self._past.update({(view.stamp, name, day): past[name] for name in missing if name in past})
        return sorted((past.get(row.id, row) for row in rows), key=newest_first)

    def _remembered(self, names: Sequence[str], day: date, view: View) -> dict[str, IncidentRow]:
        with self._lock:
            return {name: row for name in names if (row := self._past.get((view.stamp, name, day)))}
