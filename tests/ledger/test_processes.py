"""What happens to a ledger when its writers die, race, or run out of room."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from marsad.ledger import Asked, Ledger, Proof

PROGRAM = Path(__file__).parent / "processes.py"
TOWNS = ["سرمين", "العشارة", "غرانيج", "البوكمال", "الميادين", "هجين", "الشحيل", "ذيبان"]
TOLD = (
    "خاص: قتل {n} مدنيين وأصيب {m} آخرون أمس في قصف مدفعي نفذته قوات النظام على بلدة {town}، بحسب مصادر محلية. "
    "وسيطرت قسد على حاجز {town} الغربي بعد اشتباكات مع مسلحين مجهولين، ثم انسحبت إلى قرية {other} في اليوم نفسه."
)


def write_reports(path: Path, numbers: range) -> str:
    lines = [
        json.dumps(
            {
                "id": f"r{number}",
                "outlet": f"شبكة {number % 3}",
                "published": f"2024-03-{number % 28 + 1:02}",
                "title": f"قصف على {TOWNS[number % 8]}",
                "text": TOLD.format(
                    n=number % 9 + 3, m=number % 7 + 3, town=TOWNS[number % 8], other=TOWNS[(number // 8) % 8]
                ),
            },
            ensure_ascii=False,
        )
        for number in numbers
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def run(*arguments: str) -> list[str]:
    done = subprocess.run([sys.executable, str(PROGRAM), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def ids(ledger: str) -> set[str]:
    with Ledger.open(ledger) as opened:
        assert list(opened.verify(Proof())) == []
        return {each.report_id for each in opened.find(Asked())}


@pytest.mark.slow
@pytest.mark.parametrize(("times", "jobs"), [(50, 1), (12, 2)])
def test_killed_at_any_point(tmp_path: Path, times: int, jobs: int) -> None:
    reports = write_reports(tmp_path / "reports.jsonl", range(25))
    *kills, last = run("kill", str(tmp_path / "ledger.db"), reports, str(times), str(jobs))
    assert len(kills) == times
    assert len({line.split()[1] for line in kills}) >= 3, "the kills come at different points"
    assert last == "at last 25 whole 25"


def test_two_at_once_lose_nothing(where: str, tmp_path: Path) -> None:
    one = write_reports(tmp_path / "one.jsonl", range(30))
    other = write_reports(tmp_path / "other.jsonl", range(15, 45))
    assert run("race", where, one, other) == ["0 0"]
    assert ids(where) == {f"r{number}" for number in range(45)}


def test_two_make_one_ledger(tmp_path: Path) -> None:
    ledger = str(tmp_path / "new.db")
    one = write_reports(tmp_path / "one.jsonl", range(3))
    other = write_reports(tmp_path / "other.jsonl", range(3, 6))
    assert run("race", ledger, one, other) == ["0 0"]
    assert ids(ledger) == {f"r{number}" for number in range(6)}


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limit there")
def test_full_disk(tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports.jsonl", range(90))
    ledger = tmp_path / "ledger.db"
    Ledger.open(ledger, create=True).close()
    room = ledger.stat().st_size + 60_000

    def fill_up() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    done = subprocess.run(
        [sys.executable, "-m", "marsad", "add", reports, "--ledger", str(ledger)],
        capture_output=True, text=True, check=False, preexec_fn=fill_up,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(f"marsad: {ledger}: the disk is full")
    kept = len(ids(str(ledger)))
    assert 0 <= kept < 90
    subprocess.run([sys.executable, "-m", "marsad", "add", reports, "--ledger", str(ledger)], check=True)
    assert len(ids(str(ledger))) == 90
