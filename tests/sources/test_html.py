from datetime import date

import pytest

from marsad.errors import InputError
from marsad.sources.html import read_html

FIRST = "شهدت بلدة غرانيج اليوم اشتباكات بين مجموعتين مسلحتين استمرت ساعات، وفق ما قال سكان للموقع."
SECOND = "وأضاف السكان أن الأسواق أغلقت أبوابها وأن المدارس علقت الدوام حتى إشعار آخر في البلدة كلها."


def page(charset: str = "utf-8") -> str:
    return f"""<!doctype html><html lang="ar"><head><meta charset="{charset}">
<meta property="og:title" content="اشتباكات في غرانيج"><meta property="og:site_name" content="شبكة السهل">
<meta property="article:published_time" content="2024-03-05T10:00:00+03:00">
<link rel="canonical" href="https://example.org/news/1"><title>اشتباكات في غرانيج | شبكة السهل</title></head>
<body><nav><a href="/">الرئيسية</a><a href="/about">من نحن</a></nav>
<article><h1>اشتباكات في غرانيج</h1><p>{FIRST}</p><p>{SECOND}</p></article>
<footer>جميع الحقوق محفوظة</footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256", "iso-8859-6"])
def test_article(charset: str) -> None:
    report = read_html(page(charset).encode(charset), id="page")
    assert report.title == "اشتباكات في غرانيج"
    assert report.outlet == "شبكة السهل"
    assert report.published == date(2024, 3, 5)
    assert report.url == "https://example.org/news/1"
    assert report.text == f"{FIRST}\n{SECOND}"


def test_no_article() -> None:
    with pytest.raises(InputError, match="no article was found"):
        read_html(b"<html><body></body></html>", id="page")


def test_no_day_is_guessed() -> None:
    bare = f"<html><body><article><p>{FIRST} 2019/04/03</p><p>{SECOND}</p></article></body></html>"
    assert read_html(bare.encode(), id="page").published is None
