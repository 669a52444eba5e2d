from pathlib import Path

import pytest

from marsad.errors import SettingsError
from marsad.serve.feed_list import FeedList, WatchedFeed, load_feeds

GOOD = """every = "1h"
contact = "desk@example.org"
delay = "0s"

[[feed]]
url = "https://example.org/feed.xml"
every = "10m"
outlet = "شبكة السهل"
articles = false

[[feed]]
url = "https://example.org/other.xml"
"""


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "feeds.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_good_file(tmp_path: Path) -> None:
    assert load_feeds(write(tmp_path, GOOD)) == FeedList(
        contact="desk@example.org",
        delay=0.0,
        feeds=(
            WatchedFeed(url="https://example.org/feed.xml", every=600, outlet="شبكة السهل", articles=False),
            WatchedFeed(url="https://example.org/other.xml", every=3600),
        ),
    )


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param("", 1, "it names no feed; write [[feed]]", id="empty"),
        pytest.param(GOOD + "outlet = شبكة\n", 13, "correct the line", id="no quotation marks"),
        pytest.param(GOOD + "[[feed", 13, "correct the line", id="breaks off"),
        pytest.param(GOOD + "[[feed]]\noutlet = 'x'\n", 13, "has no address; add url =", id="no address"),
        pytest.param(GOOD + "colour = 1\n", 13, "'colour' is unknown here; there are url, every", id="unknown name"),
        pytest.param("evry = '1h'\n" + GOOD, 1, "'evry' is unknown here; there are every", id="unknown general name"),
        pytest.param(GOOD.replace('"10m"', '"often"'), 7, "every is 'often', which is no time", id="no time"),
        pytest.param(GOOD.replace('"10m"', "10"), 7, "every is 10, which is no time", id="a bare number"),
        pytest.param(GOOD.replace('"10m"', '"0s"'), 7, "between 1 second and 7 days", id="too often"),
        pytest.param(GOOD.replace('"10m"', '"365d"'), 7, "between 1 second and 7 days", id="too seldom"),
        pytest.param(GOOD.replace('"1h"', '"x"', 1), 1, "every is 'x'", id="general time"),
        pytest.param(GOOD.replace("false", '"no"'), 9, "neither true nor false", id="no choice"),
        pytest.param(
            GOOD.replace("https://example.org/other", "other"), 12, "begins with http", id="no address at all"
        ),
        pytest.param(GOOD.replace("other", "feed"), 12, "stands in line 6 already", id="twice the same"),
        pytest.param(GOOD.replace("desk@", "desk\\n@"), 2, "servers cannot be told", id="header injection"),
        pytest.param(GOOD.replace('"شبكة السهل"', '""'), 8, "is no name", id="empty name"),
        pytest.param("feed = 3\n", 1, "is no list of feeds", id="feed is a number"),
        pytest.param("[feed]\nurl = 'https://example.org/'\n", 1, "is no list of feeds", id="single brackets"),
        pytest.param("every = '1h'\nevery = '2h'\n", 2, "correct the line", id="said twice"),
    ],
)
def test_a_bad_file_is_refused_with_line_and_remedy(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(SettingsError) as error:
        load_feeds(path)
    assert str(error.value).startswith(f"{path}:{line}: ")
    assert words in str(error.value)


def test_a_file_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load_feeds(tmp_path / "none.toml")
    with pytest.raises(SettingsError, match="no UTF-8"):
        load_feeds(write(tmp_path, b"\xff"))
