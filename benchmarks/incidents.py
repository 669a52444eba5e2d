"""Incidents against judged pairs: how well claims are grouped, and the weights of the levels.

    python benchmarks/incidents.py score            pairwise and B-cubed figures
    python benchmarks/incidents.py errors           the pairs that are judged wrongly, with what speaks for and against
    python benchmarks/incidents.py train            writes m and u of every level to data/core/incident_levels.tsv

The pairs are spans of corpus reports (the shared `incidents_dev.jsonl` and the own `tests/gold/incidents.jsonl`, with
their groups). They are scored twice, so that errors of reading and of grouping are told apart: through the claims that
the reader makes of the reports, where a span stands for the claim whose evidence overlaps it most, and with the claims
given right, from annotations. Figures named "in cross-validation" come of weights that were trained without any pair
that hangs together with the one that is judged.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from annotations import content_of, load_annotations, load_reports, span_of, unpack_claim
from given import given_reading, report_of

from marsad.incidents import Row, compare, group
from marsad.incidents.comparing import LEAST, PRIOR
from marsad.incidents.levels import Level, load_levels
from marsad.knowledge.packs import SHIPPED
from marsad.ledger import Asked, Item, Ledger, sighting_of
from marsad.model import ClaimKind, ClaimRecord, Outcome
from marsad.model.incident import Pair
from marsad.reader import Reader, reader_of
from marsad.serve.incidents import rows_of

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("MARSAD_SHARED", ROOT.parent / "shared"))
CORPUS = SHARED / "corpus" / "reports.jsonl.gz"
OWN = ROOT / "tests" / "gold"
PAIRS = (SHARED / "gold" / "incidents_dev.jsonl", OWN / "incidents.jsonl")
GROUPS = (SHARED / "gold" / "incident_groups_dev.jsonl", OWN / "incident_groups.jsonl")
GOLDS = (SHARED / "gold" / "dev.jsonl", SHARED / "gold" / "train.jsonl")
LEVELS = SHIPPED / "core" / "incident_levels.tsv"
SMOOTH = 1.0  # imaginary pairs on every level, so that none is impossible
FOLDS = 5
BY_HAND = ("report",)  # no judged pair is of one report
MOST = {  # strikes 20 km apart are two, whatever else of them agrees; pairs judged otherwise are places read wrongly
    ("place", "some way"): 0.005,
    ("place", "far"): 0.003,
}
Table = dict[str, tuple[Level, ...]]
Spot = dict[str, Any]  # id, start, end
Events = dict[str, list[dict[str, Any]]]


class Judged(NamedTuple):
    """Two spans that a person judged, with the claims that stand for them, and the fold they are judged in."""

    left: str | None
    right: str | None
    same: bool
    fold: int

    @property
    def keys(self) -> tuple[str, str]:
        return min(str(self.left), str(self.right)), max(str(self.left), str(self.right))

    @property
    def given(self) -> bool:
        return self.left is not None and self.right is not None


@dataclass(frozen=True, slots=True)
class Bench:
    """Claims of one kind (read, or given right) with all that is judged of them."""

    records: dict[str, ClaimRecord]
    rows: list[Row]
    pairs: list[Pair]  # every pair that blocking brings together
    judged: list[Judged]
    groups: list[tuple[int, list[str]]]  # fold, claims


def load(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


# --- claims


def given_events(reports: Mapping[str, dict[str, Any]]) -> Events:
    """The annotated events of reports, each happening of a report once."""
    found: Events = defaultdict(list)
    for gold in load(OWN / "incident_claims.jsonl"):
        content = content_of(reports[gold["id"]])
        found[gold["id"]] += [unpack_claim(event, content) for event in gold["events"]]
    golds = load_annotations(ROOT / "training" / "annotations.jsonl", CORPUS)
    golds += [gold for path in GOLDS for gold in load(path)]
    for gold in golds:
        if gold["id"] in reports:
            content = content_of(reports[gold["id"]])
            known = [span_of(event["evidence"], content) for event in found[gold["id"]]]
            found[gold["id"]] += [
                event
                for event in gold["events"]
                if not any(_overlap(span_of(event["evidence"], content), each) > 0 for each in known)
            ]
    return found


def _overlap(one: Sequence[int] | None, other: Sequence[int] | None) -> int:
    return min(one[1], other[1]) - max(one[0], other[0]) if one and other else 0


def claims_of(
    reports: Mapping[str, dict[str, Any]], reader: Reader, events: Events | None
) -> tuple[list[ClaimRecord], list[Row]]:
    """The events of reports, as they are read or as they are given, through a ledger as a user's are."""
    with TemporaryDirectory() as folder, Ledger.open(Path(folder) / "pairs.db", create=True) as ledger:
        ledger.knowing(reader.knowledge)
        items = []
        for row in reports.values():
            report = report_of(row)
            reading = reader.read(report) if events is None else given_reading(report, events[row["id"]], reader)
            items.append(Item(report, sighting_of(report, "corpus"), reading))
        ledger.add(items)
        records = [claim for claim in ledger.find(Asked(kinds=(ClaimKind.EVENT,))) if not claim.aggregate]
        return records, rows_of(ledger, records)


def claim_on(span: Spot, claims: Mapping[str, Sequence[ClaimRecord]], taken: Callable[[str], bool]) -> str | None:
    """The claim whose evidence overlaps a span most."""
    best, most = None, 0
    for claim in claims.get(span["id"], ()):
        shared = _overlap((claim.evidence.start, claim.evidence.end), (span["start"], span["end"]))
        if shared > most and taken(claim.key):
            best, most = claim.key, shared
    return best


def bench(told: Sequence[dict[str, Any]], groups: Sequence[dict[str, Any]], *, given: bool) -> Bench:
    ids = {span["id"] for row in told for span in (row["a"], row["b"])}
    ids |= {span["id"] for row in groups for span in row["members"]}
    reports = dict(sorted(load_reports(CORPUS, ids).items()))
    records, rows = claims_of(reports, reader_of(), given_events(reports) if given else None)
    by_report: dict[str, list[ClaimRecord]] = defaultdict(list)
    for record in records:
        by_report[record.report_id].append(record)

    def stands(span: Spot) -> str | None:
        return claim_on(span, by_report, lambda _: True)

    fold_of = folds(told, groups)
    judged = [
        Judged(stands(row["a"]), stands(row["b"]), row["verdict"] == "same", fold_of[_spot(row["a"])])
        for row in told
        if row["verdict"] != "unsure"
    ]
    meant = [
        (fold_of[_spot(row["members"][0])], [key for span in row["members"] if (key := stands(span))]) for row in groups
    ]
    pairs = compare(rows, least=1e-12)
    return Bench({record.key: record for record in records}, rows, pairs, judged, meant)


def _spot(span: Spot) -> tuple[str, int, int]:
    return span["id"], span["start"], span["end"]


def folds(told: Sequence[dict[str, Any]], groups: Sequence[dict[str, Any]]) -> dict[tuple[str, int, int], int]:
    """A fold for every span; spans of one incident, and those that were judged beside it, are in one."""
    leader: dict[tuple[str, int, int], tuple[str, int, int]] = {}

    def find(spot: tuple[str, int, int]) -> tuple[str, int, int]:
        leader.setdefault(spot, spot)
        while leader[spot] != spot:
            spot = leader[spot]
        return spot

    for row in told:
        leader[find(_spot(row["a"]))] = find(_spot(row["b"]))
    for row in groups:
        for span in row["members"]:
            leader[find(_spot(span))] = find(_spot(row["members"][0]))
    sizes = Counter(find(_spot(row["a"])) for row in told)
    sizes.update({find(spot): 0 for spot in list(leader)})
    loads = [0] * FOLDS
    chosen = {}
    for each in sorted(sizes, key=lambda spot: (-sizes[spot], spot)):
        chosen[each] = min(range(FOLDS), key=lambda number: (loads[number], number))
        loads[chosen[each]] += sizes[each]
    return {spot: chosen[find(spot)] for spot in list(leader)}


# --- weights


def train(benches: Sequence[Bench], *, without: int | None = None) -> Table:
    """How often each level holds: m in judged pairs of one happening, u in blocked pairs that nobody called one.

    Claims as they are read and as they are given teach alike, so that the weights bear with errors of reading.
    """
    told: list[Sequence[int]] = []
    others: list[Sequence[int]] = []
    for bench in benches:
        levels_of = {(pair.left, pair.right): pair.levels for pair in bench.pairs}
        same = {pair.keys for pair in bench.judged if pair.same and pair.given}
        taught = {pair.keys for pair in bench.judged if pair.same and pair.given and pair.fold != without}
        told += [levels_of[keys] for keys in sorted(taught) if keys in levels_of]
        others += [levels for keys, levels in levels_of.items() if keys not in same]
    return {
        comparison: tuple(_trained(level, at, number, table, told, others) for number, level in enumerate(table))
        for at, (comparison, table) in enumerate(load_levels().items())
    }


def _trained(
    level: Level,
    at: int,
    number: int,
    table: Sequence[Level],
    same: Sequence[Sequence[int]],
    others: Sequence[Sequence[int]],
) -> Level:
    if level.name == "unsaid" or level.comparison in BY_HAND:
        return level
    spoken = [index for index, each in enumerate(table) if each.name != "unsaid"]
    counted = sum(levels[at] in spoken for levels in same)
    m = (sum(levels[at] == number for levels in same) + SMOOTH) / (counted + SMOOTH * len(spoken))
    m = min(m, MOST.get((level.comparison, level.name), 1.0))
    counted = sum(levels[at] in spoken for levels in others)
    u = (sum(levels[at] == number for levels in others) + SMOOTH) / (counted + SMOOTH * len(spoken))
    return replace(level, m=round(m, 4), u=round(u, 4))


def chance_of(levels: Sequence[int], table: Table, prior: float = PRIOR) -> float:
    """What Splink makes of the levels of a pair."""
    odds = prior / (1 - prior)
    for number, each in zip(levels, table.values(), strict=True):
        if each[number].name != "unsaid":
            odds *= each[number].m / each[number].u
    return round(odds / (1 + odds), 4)


def write_levels(table: Table) -> None:
    lines = []
    for line in LEVELS.read_text("utf-8").splitlines():
        cells = line.split("\t")
        found = [level for level in table.get(cells[0], ()) if level.name == cells[1]]
        if found and found[0].name != "unsaid":
            cells[2:4] = f"{found[0].m:g}", f"{found[0].u:g}"
        lines.append("\t".join(cells))
    LEVELS.write_text("\n".join(lines) + "\n", encoding="utf-8")


# --- figures


def grouped(bench: Bench, table: Table) -> dict[str, str]:
    """The incident of each claim, with these weights."""
    pairs = [replace_chance(pair, chance_of(pair.levels, table)) for pair in bench.pairs]
    found = group([row.key for row in bench.rows], [pair for pair in pairs if pair.chance >= LEAST])
    return {key: members[0] for members in found for key in members}


def replace_chance(pair: Pair, chance: float) -> Pair:
    return Pair(pair.left, pair.right, chance, pair.levels)


def told_same(pair: Judged, incident_of: Mapping[str, str]) -> bool:
    return pair.given and incident_of.get(str(pair.left), "") == incident_of.get(str(pair.right), "-")


def pairwise(judged: Iterable[tuple[Judged, Mapping[str, str]]], *, given: bool) -> tuple[float, float, float]:
    """Precision, recall, F1 of "one incident" over judged pairs."""
    hits = read = wanted = 0
    for pair, incident_of in judged:
        if given and not pair.given:
            continue
        told = told_same(pair, incident_of)
        hits += told and pair.same
        read += told
        wanted += pair.same
    return ratios(hits, hits, read, wanted)


def ratios(found: float, right: float, read: float, wanted: float) -> tuple[float, float, float]:
    precision, recall = (right / read if read else 0.0), (found / wanted if wanted else 0.0)
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def b_cubed(
    groups: Sequence[tuple[int, Sequence[str]]], incident_of: Callable[[int], Mapping[str, str]]
) -> tuple[float, float, float]:
    """B-cubed over the claims of judged groups."""
    precision = recall = count = 0.0
    for fold in sorted({fold for fold, _ in groups}):
        owner = {key: number for number, (each, members) in enumerate(groups) if each == fold for key in members}
        incidents = incident_of(fold)
        for key, number in owner.items():
            told = {other for other in owner if incidents.get(other) == incidents.get(key)}
            meant = {other for other in owner if owner[other] == number}
            precision += len(told & meant) / len(told)
            recall += len(told & meant) / len(meant)
            count += 1
    return ratios(recall, precision, count, count)


def figures(bench: Bench, by_fold: Sequence[Mapping[str, str]]) -> dict[str, tuple[float, float, float]]:
    judged = [(pair, by_fold[pair.fold]) for pair in bench.judged]
    return {
        "pairs with both claims": pairwise(judged, given=True),
        "pairs": pairwise(judged, given=False),
        "B-cubed": b_cubed(bench.groups, lambda fold: by_fold[fold]),
    }


def score(read: Bench, right: Bench) -> dict[str, float]:
    """All figures: claims given right in cross-validation, and both kinds with the shipped weights."""
    crossed = []
    for fold in range(FOLDS):
        table = train((right, read), without=fold)
        crossed.append((grouped(right, table), grouped(read, table)))
    shipped = [load_levels()] * FOLDS
    told = {
        "given right, in cross-validation": figures(right, [one for one, _ in crossed]),
        "as read, in cross-validation": figures(read, [other for _, other in crossed]),
        "given right, shipped weights": figures(right, [grouped(right, table) for table in shipped]),
        "as read, shipped weights": figures(read, [grouped(read, table) for table in shipped]),
    }
    return {
        f"{kind}, {name} {which}": round(value, 4)
        for kind, found in told.items()
        for name, values in found.items()
        for which, value in zip(("precision", "recall", "F1"), values, strict=True)
    }


def show_errors(bench: Bench) -> None:
    incident_of = grouped(bench, load_levels())
    levels_of = {(pair.left, pair.right): pair for pair in bench.pairs}
    for pair in bench.judged:
        if not pair.given or told_same(pair, incident_of) == pair.same:
            continue
        found = levels_of.get(pair.keys)
        chance = chance_of(found.levels, load_levels()) if found else "not compared"
        print(f"--- {'missed' if pair.same else 'wrongly joined'} {chance}")
        if found:
            names = [table[number].name for table, number in zip(load_levels().values(), found.levels, strict=True)]
            print("   ", dict(zip(load_levels(), names, strict=True)))
        for key in pair.keys:
            claim = bench.records[key]
            place = claim.place and (claim.place.value, claim.place.target)
            print(f"    {claim.report_id} {claim.published} {claim.days} {claim.type} {place} {claim.quote[:150]!r}")
            print("       ", [slot.target or slot.value for slot in claim.actors], claim.toll(Outcome.KILLED))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("score", "errors", "train"))
    parser.add_argument("--read", action="store_true", help="errors of claims as they are read")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    told = [row for path in PAIRS for row in load(path)]
    groups = [row for path in GROUPS for row in load(path)]
    right = bench(told, groups, given=True)
    if args.what == "errors":
        show_errors(bench(told, groups, given=False) if args.read else right)
        return
    read = bench(told, groups, given=False)
    if args.what == "train":
        write_levels(train((right, read)))
        load_levels.cache_clear()
    found = score(read, right)
    print(json.dumps(found) if args.json else "\n".join(f"{name:<70}{value:.3f}" for name, value in found.items()))


if __name__ == "__main__":
    main()
