"""Reports that copy, correct and follow one another, as files."""

import json
from pathlib import Path

import pytest

TOWNS = ["سرمين", "العشارة", "غرانيج", "البوكمال", "الميادين", "هجين", "الشحيل", "ذيبان"]
TOLD = (
    "قتل {n} مدنيين وأصيب {m} آخرون أمس في قصف مدفعي نفذته قوات النظام على بلدة {town}، بحسب مصادر محلية. "
    "وسيطرت قسد على حاجز {town} الغربي بعد اشتباكات مع مسلحين مجهولين، ثم انسحبت إلى قرية {other} في اليوم نفسه."
)


def record(number: int, **more: object) -> dict[str, object]:
    """A report; those whose numbers are alike to eight tell of one town."""
    town, other = TOWNS[number % 8], TOWNS[(number // 8) % 8]
    return {
        "id": f"r{number}",
        "outlet": f"شبكة {number % 3}",
        "published": f"2024-0{number % 3 + 1}-{number % 8 + 10:02}",
        "title": f"قصف على {town}",
        "text": TOLD.format(n=number % 9 + 3, m=number % 7 + 3, town=town, other=other),
        **more,
    }


@pytest.fixture(scope="session")
def records() -> list[dict[str, object]]:
    """Thirty reports, the copy of one by an outlet that was quicker, its twin of no stated day, a bad one."""
    told = [record(number) for number in range(30)]
    first = record(3)
    return [
        *told[:20],
        first | {"id": "copy", "outlet": "وكالة أخرى", "published": "2024-01-09"},
        first | {"id": "near", "outlet": "وكالة ثالثة", "published": None, "text": f"{first['text']} وللحديث بقية."},
        {"id": "no text"},
        {"id": "english", "text": "No word of Arabic."},
        *told[20:],
        told[0],
    ]


@pytest.fixture
def reports(tmp_path: Path, records: list[dict[str, object]]) -> Path:
    return write(tmp_path / "in" / "reports.jsonl", records)


def write(path: Path, records: list[dict[str, object]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in records), encoding="utf-8")
    return path
