"""Incidents against judged pairs: how well claims are grouped, and the weights of the levels.

    python benchmarks/incidents.py score    pairwise and B-cubed figures
    python benchmarks/incidents.py train    writes m of every level to data/core/incident_levels.tsv

The pairs are spans of corpus reports (`incidents_dev.jsonl`, `incident_groups_dev.jsonl`). Reports are read as they
are; a span stands for the claim whose evidence overlaps it most. "Given a claim" leaves out pairs with a span that no
claim was read on, so that errors of reading and of grouping are told apart.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from marsad.incidents import Row, compare, group
from marsad.incidents.levels import load_levels
from marsad.knowledge.packs import SHIPPED
from marsad.ledger import Asked, Item, Ledger, sighting_of
from marsad.model import ClaimKind, ClaimRecord, Report
from marsad.model.incident import Pair
from marsad.reader import reader_of
from marsad.serve.incidents import rows_of

SHARED = Path(__file__).resolve().parents[2] / "shared"
LEVELS = SHIPPED / "core" / "incident_levels.tsv"
STRENGTH = 8.0  # imaginary pairs that behave as the table says already


class Judged(NamedTuple):
    """Two spans that a person judged, with the claims that were read on them."""

    left: str | None
    right: str | None
    same: bool


def load_pairs(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def read_reports(ids: set[str], ledger: Ledger) -> list[ClaimRecord]:
    """The claims of events of some corpus reports, through a ledger as a user's are."""
    reader, items = reader_of(), []
    ledger.knowing(reader.knowledge)
    with gzip.open(SHARED / "corpus" / "reports.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["id"] in ids:
                published = date.fromisoformat(row["published"]) if row.get("published") else None
                report = Report(
                    id=row["id"],
                    title=row["title"] or "",
                    text=row["text"],
                    outlet=row.get("outlet"),
                    published=published,
                )
                items.append(Item(report, sighting_of(report, "corpus"), reader.read(report)))
    ledger.add(items)
    return ledger.find(Asked(kinds=(ClaimKind.EVENT,)))


def claim_on(span: dict[str, Any], claims: dict[str, list[ClaimRecord]]) -> str | None:
    """The claim whose evidence overlaps a span most."""
    best, most = None, 0
    for claim in claims[span["id"]]:
        shared = min(claim.evidence.end, span["end"]) - max(claim.evidence.start, span["start"])
        if shared > most:
            best, most = claim.key, shared
    return best


def pairwise(judged: Sequence[Judged], incident_of: dict[str, str], *, given: bool) -> tuple[float, float, float]:
    """Precision, recall, F1 of "one incident" over judged pairs."""
    hits = read = wanted = 0
    for pair in judged:
        if given and (pair.left is None or pair.right is None):
            continue
        told = bool(pair.left and pair.right) and incident_of.get(str(pair.left)) == incident_of.get(str(pair.right))
        hits += told and pair.same
        read += told
        wanted += pair.same
    return ratios(hits, hits, read, wanted)


def ratios(found: float, right: float, read: float, wanted: float) -> tuple[float, float, float]:
    precision, recall = (right / read if read else 0.0), (found / wanted if wanted else 0.0)
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def b_cubed(groups: Sequence[Sequence[str]], incident_of: dict[str, str]) -> tuple[float, float, float]:
    """B-cubed over the claims of judged groups."""
    owner = {claim: number for number, members in enumerate(groups) for claim in members}
    precision = recall = 0.0
    for claim, number in owner.items():
        told = {other for other in owner if incident_of.get(other) == incident_of.get(claim)}
        meant = {other for other in owner if owner[other] == number}
        precision += len(told & meant) / len(told)
        recall += len(told & meant) / len(meant)
    return ratios(recall, precision, len(owner), len(owner)) if owner else (0.0, 0.0, 0.0)


def train(judged: Sequence[Judged], levels_of: dict[tuple[str, str], Pair]) -> dict[tuple[str, str], float]:
    """How often each level holds in pairs of one happening: the table's own m, moved by the judged pairs."""
    found: dict[tuple[str, str], float] = {}
    same = [levels_of[keys] for pair in judged if pair.same and (keys := keys_of(pair)) in levels_of]
    for at, (comparison, table) in enumerate(load_levels().items()):
        spoken = [level for level in table if level.name != "unsaid"]
        whole = sum(level.m for level in spoken)
        told = [table[pair.levels[at]].name for pair in same if table[pair.levels[at]].name != "unsaid"]
        for level in spoken:
            share = told.count(level.name) + STRENGTH * level.m / whole
            found[comparison, level.name] = round(share / (len(told) + STRENGTH), 4)
    return found


def keys_of(pair: Judged) -> tuple[str, str]:
    return min(str(pair.left), str(pair.right)), max(str(pair.left), str(pair.right))


def write_levels(m: dict[tuple[str, str], float], u: dict[tuple[str, str], float]) -> None:
    lines = []
    for line in LEVELS.read_text("utf-8").splitlines():
        cells = line.split("\t")
        if tuple(cells[:2]) in m:
            cells[2] = f"{m[cells[0], cells[1]]:g}"
            cells[3] = f"{u.get((cells[0], cells[1]), float(cells[3])):g}"
        lines.append("\t".join(cells))
    LEVELS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def unlike(pairs: Iterable[Pair], known: set[tuple[str, str]]) -> dict[tuple[str, str], float]:
    """How often each level holds in blocked pairs that nobody judged to be one happening; nearly all are two."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for pair in pairs:
        if (pair.left, pair.right) not in known:
            for number, (comparison, table) in zip(pair.levels, load_levels().items(), strict=True):
                counts[comparison, table[number].name] += 1
    found = {}
    for comparison, table in load_levels().items():
        spoken = [level for level in table if level.name != "unsaid"]
        total = sum(counts[comparison, level.name] for level in spoken)
        for level in spoken:
            found[comparison, level.name] = round(
                (counts[comparison, level.name] + 0.5) / (total + 0.5 * len(spoken)), 4
            )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("score", "train"))
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    told = load_pairs(SHARED / "gold" / "incidents_dev.jsonl")
    groups = load_pairs(SHARED / "gold" / "incident_groups_dev.jsonl")
    ids = {span["id"] for row in told for span in (row["a"], row["b"])} | {
        span["id"] for row in groups for span in row["members"]
    }
    with TemporaryDirectory() as folder, Ledger.open(Path(folder) / "pairs.db", create=True) as ledger:
        records = read_reports(ids, ledger)
        rows = rows_of(ledger, records)
    claims: dict[str, list[ClaimRecord]] = defaultdict(list)
    for record in records:
        claims[record.report_id].append(record)
    judged = [
        Judged(claim_on(row["a"], claims), claim_on(row["b"], claims), row["verdict"] == "same")
        for row in told
        if row["verdict"] != "unsure"
    ]
    meant = [[key for span in row["members"] if (key := claim_on(span, claims))] for row in groups]
    if args.what == "train":
        teach(judged, rows)
    figures = score(judged, meant, rows)
    print(json.dumps(figures) if args.json else "\n".join(f"{name:<28}{value:.3f}" for name, value in figures.items()))


def teach(judged: Sequence[Judged], rows: Sequence[Row]) -> None:
    pairs = compare(rows, least=1e-9)
    levels_of = {(pair.left, pair.right): pair for pair in pairs}
    known = {keys_of(pair) for pair in judged if pair.same}
    write_levels(train(judged, levels_of), unlike(pairs, known))
    load_levels.cache_clear()


def score(judged: Sequence[Judged], meant: Sequence[Sequence[str]], rows: Sequence[Row]) -> dict[str, float]:
    pairs = compare(rows)
    grouped = group([row.key for row in rows], pairs)
    incident_of = {key: members[0] for members in grouped for key in members}
    given, whole = (pairwise(judged, incident_of, given=only) for only in (True, False))
    cubed = b_cubed([members for members in meant if members], incident_of)
    names = ("precision", "recall", "F1")
    return {
        **{f"given a claim, {name}": value for name, value in zip(names, given, strict=True)},
        **{f"given a claim, B-cubed {name}": value for name, value in zip(names, cubed, strict=True)},
        **{f"end to end, {name}": value for name, value in zip(names, whole, strict=True)},
    }


if __name__ == "__main__":
    main()
