"""`marsad watch` as a process of its own, against a server that plays every kind of host at once."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

import pytest
from tests.web.host import (
    FIRST,
    SECOND,
    Host,
    article,
    bomb,
    breaking,
    conditional,
    dripping,
    endless,
    failing,
    leading,
    rss,
)

SOURCE = Path(__file__).parents[2] / "src"


def entry(number: int, link: str = "", text: str = "") -> str:
    return f"<title>قصف {number}</title><guid>{number}</guid><link>{link}</link><description>{text}</description>"


def feed_of(host: Host, *numbers: int) -> str:
    return rss(*(entry(each, host.page(f"/news/{each}", article(f"قصف {each}", each))) for each in numbers))


def settings(folder: Path, *urls: str, every: str = "1s") -> Path:
    path = folder / "feeds.toml"
    feeds = "".join(f'[[feed]]\nurl = "{url}"\n' for url in urls)
    path.write_text(f'every = "{every}"\ndelay = "0s"\n{feeds}', encoding="utf-8")
    return path


def command(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "marsad", "watch", str(folder / "feeds.toml"), *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


@contextmanager
def watching(folder: Path) -> Iterator[subprocess.Popen[str]]:
    process = command(folder, "--allow-private")
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def until(true: Callable[[], bool], seconds: float = 40) -> None:
    end = monotonic() + seconds
    while not true():
        assert monotonic() < end, "it took too long"
        sleep(0.1)


def titles(folder: Path) -> set[str]:
    """The titles of the reports in the ledger, as somebody sees who looks in from outside."""
    if not (folder / "marsad.db").exists():
        return set()
    with closing(sqlite3.connect(folder / "marsad.db")) as connection, suppress(sqlite3.OperationalError):
        return {title for (title,) in connection.execute("SELECT title FROM reports")}
    return set()


def test_once_reads_each_feed_a_single_time_and_goes_on_where_it_stopped(host: Host, tmp_path: Path) -> None:
    settings(tmp_path, conditional(host, "/feed", feed_of(host, 1, 2)))
    for expected in ("2 new, 0 known", "0 new, 0 known"):
        process = command(tmp_path, "--once", "--allow-private")
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        assert expected in out
    assert titles(tmp_path) == {"قصف 1", "قصف 2"}
    assert host.asked["/news/1"] == 1
    assert host.headers["/feed"]["if-none-match"] == '"one"'


def test_once_says_when_a_feed_fails(host: Host, tmp_path: Path) -> None:
    settings(tmp_path, host.url("/nowhere"), host.page("/feed", feed_of(host, 1)))
    process = command(tmp_path, "--once", "--allow-private")
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "there is no such page; check the address" in out
    assert titles(tmp_path) == {"قصف 1"}


def test_private_addresses_are_refused_unless_allowed(host: Host, tmp_path: Path) -> None:
    settings(tmp_path, host.page("/feed", feed_of(host, 1)))
    process = command(tmp_path, "--once")
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "no address on the public internet" in out
    assert not host.asked


def test_a_bad_file_ends_at_once(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text("every = 5\n", encoding="utf-8")
    process = command(tmp_path)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert err.startswith("marsad: feeds.toml:1: ") or "feeds.toml:1: every is 5" in err
    assert not (tmp_path / "marsad.db").exists()


@pytest.mark.slow
def test_it_survives_every_kind_of_server_and_stops_on_sigterm(host: Host, tmp_path: Path) -> None:
    """Good entries of all feeds arrive, new ones too, while a server drips; then it stops cleanly."""
    text = f"{FIRST} {SECOND}"
    mixed = rss(
        entry(11, endless(host, "/endless-article"), f"{text} 11"),
        entry(12, leading(host, "/loop", host.url("/loop")), f"{text} 12"),
        entry(13, host.url("/nowhere"), f"{text} 13"),
        entry(14, host.page("/charset", article("قصف 14", 14).encode("cp1256"))),
        entry(15, bomb(host, "/bomb"), f"{text} 15"),
    )
    settings(
        tmp_path,
        host.page("/good", feed_of(host, 1, 2)),
        host.page("/mixed", mixed),
        dripping(host, "/drip"),
        endless(host, "/endless"),
        leading(host, "/a", host.url("/a")),
        breaking(host, "/breaking"),
        failing(host, "/shaky", 3, feed_of(host, 31)),
        host.page("/laughs", '<!DOCTYPE a [<!ENTITY a "b">]><rss>&a;</rss>'),
    )
    with watching(tmp_path) as process:
        early = {f"قصف {each}" for each in (1, 2, 11, 12, 13, 14, 15, 31)}
        until(lambda: titles(tmp_path) >= early, 90)
        host.page("/good", feed_of(host, 1, 2, 3))
        until(lambda: "قصف 3" in titles(tmp_path))
        assert process.poll() is None
        began = monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
        assert monotonic() - began < 2.5
        out = process.stdout.read() if process.stdout else ""
    assert host.asked["/news/1"] == 1
    assert "Traceback" not in out
    proof = subprocess.run(
        [sys.executable, "-m", "marsad", "verify"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        check=False,
    )
    assert proof.returncode == 0


@pytest.mark.slow
def test_a_lost_network_is_found_again(tmp_path: Path) -> None:
    first = Host()
    port = first.port
    settings(tmp_path, first.page("/feed", feed_of(first, 1)))
    with watching(tmp_path) as process:
        until(lambda: "قصف 1" in titles(tmp_path))
        first.close()
        sleep(3)
        assert process.poll() is None
        second = Host(port)
        second.page("/feed", feed_of(second, 1, 2))
        until(lambda: "قصف 2" in titles(tmp_path))
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 0
        second.close()


@pytest.mark.slow
def test_what_was_read_before_sigterm_is_kept_and_the_rest_comes_next_time(host: Host, tmp_path: Path) -> None:
    links = [host.page(f"/news/{each}", article(f"قصف {each}", each)) for each in range(1, 4)]
    drip = dripping(host, "/drip")
    entries = [entry(1, links[0]), entry(2, links[1]), entry(9, drip), entry(3, links[2])]
    settings(tmp_path, host.page("/feed", rss(*entries)))
    with watching(tmp_path) as process:
        until(lambda: titles(tmp_path) >= {"قصف 1", "قصف 2"})
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=5) == 0
    host.page("/feed", rss(*entries[:2], entries[3]))
    process = command(tmp_path, "--once", "--allow-private")
    out, _ = process.communicate(timeout=60)
    assert "1 new, 2 known" in out
    assert titles(tmp_path) == {"قصف 1", "قصف 2", "قصف 3"}
