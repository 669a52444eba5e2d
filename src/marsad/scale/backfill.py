"""`marsad backfill`: an archive of any size, read and grouped on Spark into a folder of Parquet tables.

    input ──> reports ──> readings, claims ──> copies, origins ──> pairs, members ──> incidents, control

Every stage leaves its tables and a mark of what they were made from. Given again, the command does what is not done.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from marsad.errors import ScaleError
from marsad.scale.storage import Folder
from marsad.scale.tables import VERSION

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from marsad.scale.spark.intake import Part

STATE = "marsad.json"
TABLES = ("readings", "claims", "dead", "copies", "origins", "pairs", "members", "incidents", "control")
GROUPING = ("copies", "pairs", "members", "incidents", "control")
Tell = Callable[[str, int, int], None]  # a stage, how many of its tasks are done, and how many there are


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be read into which folder, and how. `today` and `retrieved` hold for the folder once it is begun."""

    source: str
    output: str
    published: date | None = None
    today: date | None = None
    packs: tuple[Path, ...] = ()


@dataclass(slots=True)
class Outcome:
    """How many of everything there are."""

    counts: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        return ", ".join(f"{count} {name}" for name, count in self.counts.items())


def backfill(spark: "SparkSession", asked: Asked, tell: Tell = lambda *_: None) -> Outcome:
    """Read the input into the folder and group what it says; what is done already is not done again."""
    from marsad.scale.spark.intake import files_of, take_in
    from marsad.scale.spark.reading import Places, read_parts

    output = Folder(asked.output)
    files = files_of(asked.source)
    begun = begin(output, asked)
    sign = sha256(msgspec.json.encode([files, str(asked.published)])).hexdigest()
    work = output.folder("work/reports")
    if begun.get("taken") != sign:
        output.note(STATE, begun | {"taken": None})
        with watched(spark, "taking in", tell):
            parts = take_in(spark, files, work, output.folder("dead/taken_in"), published=asked.published)
        begun |= {"taken": sign, "parts": [asdict(part) for part in parts]}
        output.note(STATE, begun)
    parts = _parts(begun)
    places = Places(
        work=work,
        readings=output.folder("readings"),
        claims=output.folder("claims"),
        dead=output.folder("dead/read"),
        packs=asked.packs,
        today=date.fromisoformat(begun["today"]),
        retrieved=datetime.fromisoformat(begun["retrieved"]),
    )
    with watched(spark, "reading", tell):
        done = read_parts(spark, parts, places).collect()
    _drop_old((places.readings, places.claims, places.dead), {part.name for part in parts})
    counts = {name: sum(row[name] for row in done) for name in ("reports", "claims", "failures")}
    counts["failures"] += _count(output.folder("dead/taken_in"))
    mark = sha256(msgspec.json.encode(sorted(filter(None, map(places.readings.mark_of, _names(parts)))))).hexdigest()
    return Outcome(counts | _group(spark, output, asked.packs, mark, tell))


def begin(output: Folder, asked: Asked) -> dict[str, Any]:
    """What is noted of the folder, begun now if it is new."""
    noted = output.noted(STATE)
    if noted is None:
        if output.files(""):
            raise ScaleError(f"{output.url}: the folder holds other files; name an empty or a new one")
        now = datetime.now(UTC).replace(microsecond=0)
        noted = {
            "version": VERSION,
            "retrieved": now.isoformat(),
            "today": str(asked.today or now.date()),
            "stages": {},
        }
        output.note(STATE, noted)
    if noted["version"] != VERSION:
        raise ScaleError(
            f"{output.url}: its tables are of version {noted['version']}, this Marsad writes {VERSION}: name a new one"
        )
    if asked.today and noted["today"] != str(asked.today):
        raise ScaleError(
            f"{output.url}: it was begun with --today {noted['today']}; say the same, or name a new folder"
        )
    return noted


def _parts(begun: dict[str, Any]) -> "list[Part]":
    from marsad.scale.spark.intake import Part

    return [Part(**each) for each in begun["parts"]]


def _names(parts: "Iterable[Part]") -> list[str]:
    return [part.name for part in parts]


def _drop_old(folders: Iterable[Folder], wanted: set[str]) -> None:
    """Remove what was read of an input that has changed since."""
    for folder in folders:
        for name in folder.files():
            if name not in wanted:
                folder.remove(name)


def _count(folder: Folder) -> int:
    return sum(batch.num_rows for name in folder.files() for batch in folder.read(name))


def _group(spark: "SparkSession", output: Folder, packs: tuple[Path, ...], mark: str, tell: Tell) -> dict[str, int]:
    """The stages after reading: how many rows each of them has."""
    from marsad.scale.spark.control import find_periods
    from marsad.scale.spark.copies import find_copies
    from marsad.scale.spark.incidents import find_members, find_pairs, merge_all

    at = output.folder
    stages: dict[str, tuple[str, Callable[[], int]]] = {
        "copies": ("near copies", lambda: find_copies(spark, at("readings"), at("copies"), at("origins"), mark)),
        "pairs": ("compared pairs", lambda: find_pairs(spark, at("claims"), at("pairs"), packs, mark)),
        "members": ("claims in incidents", lambda: find_members(spark, at("claims"), at("pairs"), at("members"), mark)),
        "incidents": (
            "incidents",
            lambda: merge_all(spark, at("claims"), at("origins"), at("members"), at("incidents"), mark),
        ),
        "control": ("periods of control", lambda: find_periods(spark, at("claims"), at("control"), mark)),
    }
    counts: dict[str, int] = {}
    for name, (said, run) in stages.items():
        noted = output.noted(STATE) or {}
        done = noted["stages"].get(name, {})
        if done.get("mark") != mark:
            with watched(spark, said, tell):
                done = {"mark": mark, "rows": run()}
            output.note(STATE, noted | {"stages": noted["stages"] | {name: done}})
        counts[said] = done["rows"]
    return counts


class watched:  # noqa: N801 -- used as a statement
    """Tells twice a second how far Spark is with what is run inside."""

    def __init__(self, spark: "SparkSession", stage: str, tell: Tell) -> None:
        self._tracker = spark.sparkContext.statusTracker()
        self._stage, self._tell = stage, tell
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(0.5):
            infos = [self._tracker.getStageInfo(stage) for stage in self._tracker.getActiveStageIds()]
            told = [info for info in infos if info is not None]
            if told:
                self._tell(
                    self._stage, sum(info.numCompletedTasks for info in told), sum(info.numTasks for info in told)
                )
