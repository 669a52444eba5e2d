"""The ledger: every report as it was read, every reading, every claim, every word people had against them.

    >>> with Ledger.open("marsad.db", create=True) as ledger:         # doctest: +SKIP
    ...     ledger.find(Asked(within="دير الزور", known_by=date(2024, 1, 10)))

The only place that speaks SQL: a SQLite file by default, PostgreSQL by URL.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import URL, Engine

from marsad.errors import LedgerError
from marsad.ledger import (
    adding,
    bulk,
    edits,
    finding,
    forgetting,
    incidents,
    judging,
    loading,
    outlets,
    people,
    verifying,
)
from marsad.ledger.adding import Added, Item, Mark, Plan, sighting_of
from marsad.ledger.bulk import Grouped, Loaded
from marsad.ledger.finding import Asked, Meant, Near
from marsad.ledger.incidents import Grouping
from marsad.ledger.known import KnownThings, actor_facts, known_place, places_over
from marsad.ledger.migrating import prepare
from marsad.ledger.opening import DEFAULT, VARIABLE, UnstorableError, locate, make_engine, reading, shown, writing
from marsad.ledger.outlets import OutletSummary
from marsad.ledger.people import ActorSummary
from marsad.ledger.verifying import Fault, Proof
from marsad.model import ClaimRecord, Edit, Judgement, Outlet, Reading, Tombstone
from marsad.model.incident import Pair

if TYPE_CHECKING:
    from marsad.knowledge import Knowledge

__all__ = [
    "DEFAULT",
    "VARIABLE",
    "ActorSummary",
    "Added",
    "Asked",
    "Fault",
    "Grouped",
    "Grouping",
    "Item",
    "Ledger",
    "Loaded",
    "Mark",
    "Meant",
    "Near",
    "OutletSummary",
    "Plan",
    "Proof",
    "UnstorableError",
    "sighting_of",
]


class Ledger:
    """An open ledger. Everything that changes it happens whole or not at all, and many may use it at once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known = KnownThings(None)

    @classmethod
    def open(cls, where: str | Path | URL | None = None, *, create: bool = False) -> Self:
        """The ledger at a file or URL, brought up to this version; `create` makes one where there is none."""
        url = where if isinstance(where, URL) else locate(where)
        engine = make_engine(url)
        try:
            prepare(engine, create=create)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def where(self) -> str:
        """Where it is, without a password."""
        return shown(self._engine.url)

    def knowing(self, knowledge: "Knowledge") -> Self:
        """Write down what the places and actors are that readings mean, as this knowledge has them."""
        self._known = KnownThings(knowledge)
        return self

    # --- adding and forgetting

    def plan(self, item: Item, mark: Mark, *, again: bool = False, forgotten: bool = False) -> Plan:
        """What a report needs: reading, noting that it was seen, or nothing."""
        with reading(self._engine) as connection:
            return adding.plan(connection, item, mark, again=again, forgotten=forgotten)

    def add(self, items: Iterable[Item], *, again: bool = False) -> list[Added]:
        """Put these reports in, all in one transaction: after a crash each is whole or absent."""
        items = list(items)
        with writing(self._engine) as connection:
            written = self._known.write(connection, [item.reading for item in items if item.reading])
            outcomes = [adding.add(connection, item, again=again) for item in items]
        self._known.remember(written)
        return outcomes

    def known_among(self, texts: Sequence[str]) -> set[str]:
        """Those of these sha256 whose reports are here."""
        with reading(self._engine) as connection:
            return bulk.known_among(connection, texts)

    def count_reports(self) -> int:
        """How many reports are here."""
        with reading(self._engine) as connection:
            return bulk.count_reports(connection)

    def load(self, loaded: Sequence[Loaded], *, alone: bool) -> Counter[Added]:
        """Put in reports that were read elsewhere, all in one transaction; see `marsad.ledger.bulk.load`."""
        with writing(self._engine) as connection:
            written = self._known.write(connection, [each.reading for each in loaded])
            outcomes = bulk.load(connection, loaded, alone=alone)
        self._known.remember(written)
        return outcomes

    def write_groups(self, grouped: Grouped) -> bool:
        """Put in near copies and incidents that were found elsewhere; see `marsad.ledger.bulk.write_groups`."""
        with writing(self._engine) as connection:
            return bulk.write_groups(connection, grouped)

    def forget(self, report: str, *, reason: str, who: str) -> Tombstone:
        """Delete a report, named by id or sha256, with all that was read in it; what is left is a tombstone."""
        with writing(self._engine) as connection:
            tombstone = forgetting.forget(connection, report, reason=reason, who=who)
        self._wipe()
        return tombstone

    def _wipe(self) -> None:
        """Empty SQLite's write-ahead log, in which deleted words would stand for a while."""
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                raw = connection.connection
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def tombstones(self) -> list[Tombstone]:
        """What was forgotten."""
        with reading(self._engine) as connection:
            return forgetting.tombstones_of(connection)

    # --- people's words

    def edit(self, claim: str, slot: str, value: str | None, *, who: str, why: str) -> None:
        """A person says what a value of a claim is (see marsad.model.Edit)."""
        edit = Edit(claim=claim, slot=slot, value=value, who=who, at=datetime.now(UTC), why=why)
        with writing(self._engine) as connection:
            if slot == "place" and value is not None:
                self._known.write_place(connection, value)
                if not known_place(connection, value):
                    raise LedgerError(f"{value}: no known place has this id")
            edits.add_edit(connection, edit)

    def edits(self, claim: str | None = None) -> list[Edit]:
        """What people said of a claim, or of all."""
        with reading(self._engine) as connection:
            return edits.edits_of(connection, claim)

    def judge(self, judged: Iterable[Judgement]) -> None:
        """Write judgements down."""
        with writing(self._engine) as connection:
            judging.add_judgements(connection, judged)

    def withdraw(self, judgement: int, *, who: str) -> None:
        """Take a judgement back."""
        with writing(self._engine) as connection:
            judging.withdraw(connection, judgement, who=who, at=datetime.now(UTC))

    def judgements(self) -> dict[int, Judgement]:
        """The judgements in force, by number."""
        with reading(self._engine) as connection:
            return judging.judgements_in_force(connection)

    # --- asking

    def find(self, asked: Asked, *, limit: int | None = None, skip: int = 0) -> list[ClaimRecord]:
        """The claims asked for, the latest first."""
        with reading(self._engine) as connection:
            return finding.find_claims(connection, asked, limit=limit, skip=skip)

    def count(self, asked: Asked) -> int:
        """How many claims there are of those asked for."""
        with reading(self._engine) as connection:
            return finding.count_claims(connection, asked)

    def points(self, place: str) -> list[tuple[str, float, float]]:
        """Id, latitude and longitude of the places that are called so."""
        with reading(self._engine) as connection:
            return finding.points_of(connection, place)

    def actors(self, asked: Asked, *, limit: int | None = None) -> list[ActorSummary]:
        """The known actors of the claims asked for, those of most claims first."""
        with reading(self._engine) as connection:
            return people.summaries(connection, asked, limit=limit)

    def tally(self, asked: Asked, column: str, most: int) -> list[tuple[str, int]]:
        """The commonest "type" or "place" of the claims asked for, with their number."""
        with reading(self._engine) as connection:
            return people.tally(connection, asked, column, most)

    def places_over(self) -> dict[str, list[tuple[str, str, str | None, str, str]]]:
        """For each known place, itself and all it lies in: id, name, Latin name, kind, country."""
        with reading(self._engine) as connection:
            return places_over(connection)

    def actor_facts(self) -> list[tuple[str, str, str | None, str, str | None]]:
        """Every known actor: id, name, Latin name, kind, country."""
        with reading(self._engine) as connection:
            return actor_facts(connection)

    def meant_by(self, asked: str) -> Meant:
        """Who an actor that is asked for is: its ids, those of its parts, its folded name."""
        with reading(self._engine) as connection:
            return finding.meant_by(connection, asked)

    def reading(self, report: str) -> Reading | None:
        """The reading of a report, named by its sha256, that holds now."""
        with reading(self._engine) as connection:
            return loading.load_reading(connection, report)

    def content(self, report: str) -> str | None:
        """Title, newline and text of the report of this sha256."""
        with reading(self._engine) as connection:
            return loading.content_of(connection, report)

    def verify(self, proof: Proof) -> Iterator[Fault]:
        """Every fault of the ledger; `proof` counts what was looked at."""
        with reading(self._engine) as connection:
            yield from verifying.verify(connection, proof)

    # --- incidents

    def fresh_claims(self) -> list[ClaimRecord]:
        """The claims of events that are in no incident yet, or changed since."""
        with reading(self._engine) as connection:
            return incidents.fresh_claims(connection)

    def claims_around(self, days: Iterable[date]) -> list[ClaimRecord]:
        """The claims of events whose days come near some of these."""
        with reading(self._engine) as connection:
            return incidents.claims_around(connection, days)

    def areas_of(self, places: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The ids of what each place lies in, and its own."""
        with reading(self._engine) as connection:
            return incidents.areas_of(connection, places)

    def regroup(self, compared: Sequence[ClaimRecord], pairs: Sequence[Pair], make: Grouping) -> int:
        """Take in compared claims and group what hangs together with them; how many claims were placed."""
        with writing(self._engine) as connection:
            return incidents.regroup(connection, compared, pairs, make)

    def group_again(self, touched: Collection[str], make: Grouping) -> int:
        """Group anew what hangs together with some claims; how many claims were placed."""
        with writing(self._engine) as connection:
            return incidents.group_again(connection, touched, make)

    def find_incidents(
        self, asked: Asked, *, single_source: bool | None = None, limit: int | None = None, skip: int = 0
    ) -> list[list[ClaimRecord]]:
        """The claims of each incident that answers, the latest incident first."""
        with reading(self._engine) as connection:
            return incidents.find_incidents(connection, asked, single_source=single_source, limit=limit, skip=skip)

    def incident_names(self, asked: Asked) -> Iterator[str]:
        """The names of the incidents that answer, the latest first; they are not held in memory."""
        with reading(self._engine) as connection:
            yield from incidents.incident_names(connection, asked)

    def members_of(self, names: Sequence[str], *, known_by: date | None = None) -> list[list[ClaimRecord]]:
        """The claims of each of these incidents, in their order."""
        with reading(self._engine) as connection:
            return incidents.members_of(connection, names, known_by=known_by)

    def gone_claims(self, since: date) -> list[str]:
        """The keys of claims that were no longer found when their report was read again on that day or later."""
        with reading(self._engine) as connection:
            return incidents.gone_claims(connection, since)

    def count_incidents(self, asked: Asked, *, single_source: bool | None = None) -> int:
        """How many incidents answer."""
        with reading(self._engine) as connection:
            return incidents.count_incidents(connection, asked, single_source=single_source)

    def members(self, incident: str, *, known_by: date | None = None) -> list[ClaimRecord]:
        """The claims of an incident, which any name it ever had leads to; LedgerError for no such name."""
        with reading(self._engine) as connection:
            name = incidents.incident_of(connection, incident)
            found = incidents.members_of(connection, [name], known_by=known_by) if name else []
        if not name:
            raise LedgerError(f"{incident}: the ledger has no such incident; `marsad incidents` lists them")
        if not found:
            raise LedgerError(f"{incident}: nothing was known of it by {known_by}")
        return found[0]

    def incident_of(self, claim: str) -> str | None:
        """The name of the incident that a claim, or an older name of the incident, leads to."""
        with reading(self._engine) as connection:
            return incidents.incident_of(connection, claim)

    def pairs_of(self, claims: Collection[str]) -> list[Pair]:
        """The compared pairs that have one of these claims in them, the likeliest first."""
        with reading(self._engine) as connection:
            return incidents.pairs_of(connection, claims)

    # --- outlets

    def describe(self, outlet: Outlet, *, who: str) -> None:
        """Say what is known of an outlet."""
        with writing(self._engine) as connection:
            outlets.describe(connection, outlet, who=who)

    def outlets(self) -> list[OutletSummary]:
        """Every outlet that is described or has reports, the largest first."""
        with reading(self._engine) as connection:
            return outlets.summaries(connection)

    def known_until(self) -> date | None:
        """The last day of which the ledger knows something."""
        with reading(self._engine) as connection:
            days = finding.days_of_claims(connection)
        return None if days is None else days.end
