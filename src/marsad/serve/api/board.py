"""The board: every incident as a row in memory, kept up with the ledger, so that lists and maps come at once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from threading import Lock

import msgspec

from marsad.incidents import merge
from marsad.ledger import Ledger
from marsad.ledger.geography import ActorNames, PlaceFacts
from marsad.serve.api.shapes.incidents import IncidentRow
from marsad.serve.api.summarising import row_of

CHUNK = 500  # incidents that are worked out at once
_WORLD = ("claims", "edits")  # what grows when places and actors may have come


@dataclass(frozen=True, slots=True)
class Stored:
    """A row as the ledger keeps it, with the rows of the claims that are in it."""

    row: IncidentRow
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The ledger as it was at a moment, named by `stamp`: incidents the latest first, places, actors.

    `of_claim` gives the place in `rows` of the incident that a row of `claims` is in. `restricted` are outlets,
    with the roles that see their words.
    """

    stamp: str
    counters: Mapping[str, int]
    rows: list[IncidentRow]
    by_name: Mapping[str, IncidentRow]
    of_claim: Mapping[int, int]
    places: Mapping[str, PlaceFacts]
    actors: Mapping[str, ActorNames]
    restricted: Mapping[str, tuple[str, ...]]

    @property
    def claimed(self) -> tuple[int | None, ...]:
        """The state of the claims alone: the same for as long as no claim comes, goes or changes."""
        return tuple(
            self.counters.get(name) for name in ("claims", "readings", "edits", "edit_withdrawals", "tombstones")
        )


@dataclass(slots=True)
class _Held:
    """What the board has of the ledger, and up to which version."""

    stored: dict[str, Stored] = field(default_factory=dict)
    version: int = -1


class Board:
    """All incidents of a ledger; many threads may ask at once."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = Lock()
        self._held = _Held()
        self._view: View | None = None
        self._decode = msgspec.json.Decoder(Stored).decode

    def view(self) -> View:
        """The ledger as it is now."""
        counters = self._ledger.summaries.counters()
        view = self._view
        if view is not None and view.counters == counters:
            return view
        with self._lock:
            if self._view is None or self._view.counters != counters:
                self._view = self._renewed(self._view)
            return self._view

    def _renewed(self, old: View | None) -> View:
        counters = self._ledger.summaries.counters()
        same_world = old is not None and all(old.counters.get(name) == counters.get(name) for name in _WORLD)
        places = old.places if old and same_world else self._ledger.browse.places()
        actors = old.actors if old and same_world else self._ledger.browse.actors()
        if self._follow() or old is None:
            self._work_out(places)
            counters = self._ledger.summaries.counters()
            old = None
        held = self._held.stored
        rows = old.rows if old else sorted((each.row for each in held.values()), key=newest_first)
        return View(
            stamp=blake2b(repr(sorted(counters.items())).encode(), digest_size=8).hexdigest(),
            counters=counters,
            rows=rows,
            by_name=old.by_name if old else {name: each.row for name, each in held.items()},
            of_claim=old.of_claim if old else {key: at for at, row in enumerate(rows) for key in held[row.id].claims},
            places=places,
            actors=actors,
            restricted=self._ledger.browse.restricted(),
        )

    def _follow(self) -> bool:
        """Take over what the ledger has that is newer; whether there was any."""
        version, kept = self._ledger.summaries.since(self._held.version)
        for each in kept:
            stored = self._read(each.body)
            if stored is None:
                self._held.stored.pop(each.incident, None)
            else:
                self._held.stored[each.incident] = stored
        self._held.version = version
        return bool(kept)

    def _read(self, body: bytes | None) -> Stored | None:
        """A row as it was kept; one that another Marsad kept otherwise is worked out anew."""
        try:
            return None if body is None else self._decode(body)
        except msgspec.DecodeError:
            return None

    def _work_out(self, places: Mapping[str, PlaceFacts]) -> None:
        """The rows that are missing."""
        names = self._ledger.summaries.names()
        missing = {*self._ledger.summaries.stale(), *(names - self._held.stored.keys())}
        self._held.stored |= work_out(self._ledger, missing, places)


def work_out(ledger: Ledger, names: Collection[str], places: Mapping[str, PlaceFacts]) -> dict[str, Stored]:
    """The rows of incidents, made from their claims and kept in the ledger."""
    made: dict[str, Stored] = {}
    wanted = sorted(names)
    for start in range(0, len(wanted), CHUNK):
        some = wanted[start : start + CHUNK]
        rows = ledger.summaries.claims_of(some)
        found = [merge(members) for members in ledger.members_of(some)]
        noted = ledger.browse.count_notes(member.key for each in found for member in each.members)
        fresh = {
            each.id: Stored(row_of(each, places, sum(noted[member.key] for member in each.members)), rows[each.id])
            for each in found
            if each.id in rows
        }
        ledger.summaries.keep({name: msgspec.json.encode(stored) for name, stored in fresh.items()})
        made |= fresh
    return made


def keep_rows(ledger: Ledger) -> None:
    """Work out what is missing now, so that a server has it at once."""
    if missing := ledger.summaries.stale():
        work_out(ledger, missing, ledger.browse.places())


def newest_first(row: IncidentRow) -> tuple[int, str]:
    """The order of lists: the latest day first, unknown days last."""
    return -(row.first_day or date.min).toordinal(), row.id
