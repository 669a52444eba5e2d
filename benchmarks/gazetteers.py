"""What imported gazetteers cost: seconds to import, look-up of a name, reading with them and without, memory.

    python benchmarks/gazetteers.py REPORTS.jsonl GAZETTEER...  [--limit 400]

The files go into a fresh folder, not into the user's. Reading and memory are measured in processes of their own, with
the gazetteers and without by turns, in processor time, so that their ratio holds on a busy machine.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from given import report_of

TURNS = 3
LOOKED_UP = 2_000
MARKS = {
    "import, seconds of one core": 60.0,
    "look-up of a name, milliseconds": 1.0,
    "reading with to reading without": 1.3,
    "peak memory with them, MB": 700.0,
}


def import_all(files: list[str], home: str) -> float:
    """Processor seconds of `marsad gazetteer import`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "marsad", "gazetteer", "import", *files]
    subprocess.run(command, env={**os.environ, "MARSAD_HOME": home}, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure_here(reports: Path, limit: int) -> dict[str, float]:
    """What this process, with the gazetteers of its MARSAD_HOME, takes to look up names and to read."""
    from marsad.knowledge import load_knowledge
    from marsad.reader import reader_of

    gazetteer = load_knowledge().gazetteer
    names = [place.name for place in itertools.islice(gazetteer.places.values(), LOOKED_UP)]
    began = perf_counter()
    for name in names:
        gazetteer.named(name)
    look_up = (perf_counter() - began) / len(names) * 1000
    reader = reader_of()
    with reports.open(encoding="utf-8") as lines:
        texts = [report_of(json.loads(line)) for line in itertools.islice(lines, limit)]
    reader.read(texts[0])
    start = process_time()
    for report in texts:
        reader.read(report)
    return {
        "seconds": process_time() - start,
        "look_up": look_up,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "places": len(gazetteer.places),
    }


def measure(reports: str, limit: int, home: str) -> dict[str, Any]:
    command = [sys.executable, __file__, reports, "--limit", str(limit), "--here"]
    done = subprocess.run(
        command, env={**os.environ, "MARSAD_HOME": home}, check=True, stdout=subprocess.PIPE, text=True
    )
    return dict(json.loads(done.stdout))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports")
    parser.add_argument("gazetteers", nargs="*")
    parser.add_argument("--limit", type=int, default=400)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        print(json.dumps(measure_here(Path(asked.reports), asked.limit)))
        return
    with TemporaryDirectory() as plain, TemporaryDirectory() as full:
        figures = {"import, seconds of one core": import_all(asked.gazetteers, full)}
        turns = [[measure(asked.reports, asked.limit, home) for home in (plain, full)] for _ in range(TURNS)]
    without, with_them = turns[0]
    figures |= {
        "look-up of a name, milliseconds": min(each["look_up"] for _, each in turns),
        "reading with to reading without": statistics.median(b["seconds"] / a["seconds"] for a, b in turns),
        "peak memory with them, MB": max(each["memory"] for _, each in turns),
        "peak memory without, MB": max(each["memory"] for each, _ in turns),
        "places with them": with_them["places"],
        "places without": without["places"],
    }
    for name, figure in figures.items():
        mark = MARKS.get(name)
        verdict = "" if mark is None else f"   at most {mark:g}: {'reached' if figure <= mark else 'MISSED'}"
        print(f"{name:<36}{figure:>12,.3f}{verdict}")


if __name__ == "__main__":
    main()
