"""Annotations of corpus reports without their text: ids, spans and labels, and back to gold with the corpus at hand.

    python benchmarks/annotations.py pack REPORTS.jsonl.gz GOLD.jsonl ... --out training/annotations.jsonl

`pack` turns gold rows (codebook.md, 6) into rows whose words are `[start, end]` in title + newline + text;
`load_annotations` turns them back into gold. A name that stands nowhere in the report is left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

Row = dict[str, Any]
ARTICLE, LAM = "ال", "لل"
KINDS = ("events", "control", "movement", "relation", "flow")
NAMES = (
    "place",
    "facility",
    "holder",
    "previous",
    "actor",
    "origin",
    "destination",
    "via",
    "subject",
    "object",
    "cause",
)
LABELS = ("type", "date", "modality", "aggregate", "ongoing", "casualties", "change", "manner", "relation", "illicit")


def load_reports(path: Path, ids: set[str]) -> dict[str, Row]:
    """The reports of these ids."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return {row["id"]: row for row in map(json.loads, lines) if row["id"] in ids}


def content_of(report: Row) -> str:
    """Title, newline, text."""
    return f"{report['title'] or ''}\n{report['text']}"


def span_of(words: str | None, content: str, near: tuple[int, int] | None = None) -> list[int] | None:
    """Where words stand: inside `near` if they do, else at their first place; None if nowhere.

    A name after لل stands there without its article: البحرية in "للبحرية" is the span of بحرية.
    """
    if not words:
        return None
    if words.startswith(LAM) or (words.startswith(ARTICLE) and words not in content):
        words = words[len(ARTICLE) :]
    start = content.find(words, *near) if near else -1
    start = start if start >= 0 else content.find(words)
    return [start, start + len(words)] if start >= 0 else None


def pack_claim(claim: Row, content: str) -> Row | None:
    """A claim with spans for words; None when its evidence is not in the report."""
    evidence = span_of(claim.get("evidence"), content)
    if evidence is None:
        return None
    near = (evidence[0], evidence[1])
    packed: Row = {"evidence": evidence}
    packed |= {name: span for name in NAMES if (span := span_of(claim.get(name), content, near))}
    packed |= {label: claim[label] for label in LABELS if label in claim}
    for name in ("admin", "goods"):
        spans = [span for words in claim.get(name) or [] if (span := span_of(words, content, near))]
        if spans:
            packed[name] = spans
    if "actors" in claim:
        found = ((span_of(actor["text"], content, near), actor["role"]) for actor in claim["actors"])
        packed["actors"] = [{"text": span, "role": role} for span, role in found if span]
    return packed


def unpack_claim(packed: Row, content: str) -> Row:
    """A packed claim with its words again."""
    claim: Row = {label: packed[label] for label in LABELS if label in packed}
    claim["evidence"] = content[slice(*packed["evidence"])]
    claim |= {name: content[slice(*packed[name])] for name in NAMES if name in packed}
    claim |= {name: [content[slice(*span)] for span in packed[name]] for name in ("admin", "goods") if name in packed}
    if "actors" in packed:
        claim["actors"] = [{"text": content[slice(*a["text"])], "role": a["role"]} for a in packed["actors"]]
    if "type" in claim:
        claim = {"date": None, "place": None, "actors": [], "casualties": [], "modality": "asserted"} | claim
    return claim


def pack(golds: Iterable[Row], reports: dict[str, Row]) -> Iterator[Row]:
    """Gold rows as ids, spans and labels."""
    for gold in golds:
        content = content_of(reports[gold["id"]])
        packed: Row = {"id": gold["id"], "sha256": sha256(content.encode()).hexdigest()}
        for kind in KINDS:
            packed[kind] = [row for claim in gold.get(kind) or [] if (row := pack_claim(claim, content))]
        yield packed


def load_annotations(path: Path, corpus: Path) -> list[Row]:
    """Gold rows of the packed annotations whose reports the corpus holds unchanged."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    reports = load_reports(corpus, {row["id"] for row in rows})
    golds: list[Row] = []
    for row in rows:
        report = reports.get(row["id"])
        if report is None or sha256(content_of(report).encode()).hexdigest() != row["sha256"]:
            continue
        content = content_of(report)
        gold = {key: report.get(key) for key in ("id", "outlet", "published", "text")} | {
            "title": report["title"] or ""
        }
        golds.append(gold | {kind: [unpack_claim(claim, content) for claim in row[kind]] for kind in KINDS})
    return golds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["pack"])
    parser.add_argument("reports", type=Path)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    golds = [json.loads(line) for path in args.gold for line in path.read_text("utf-8").splitlines() if line.strip()]
    reports = load_reports(args.reports, {gold["id"] for gold in golds})
    lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in pack(golds, reports)]
    args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
