"""How fast a served ledger answers: many clients at once ask with filters that come by chance.

    marsad serve --ledger corpus.db --port 8700 &
    python benchmarks/serving.py http://127.0.0.1:8700 --clients 20 --seconds 30

Each client asks again as soon as it has its answer; no client sends If-None-Match. Every question differs in its
filters, so that few answers are remembered from before.
"""

import argparse
import asyncio
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from statistics import quantiles
from time import perf_counter
from typing import Any

import httpx

SEED = 20240304
API = "/api/v1"


class Choices:
    """Filters that answer something, as the ledger itself tells of them."""

    def __init__(self, client: httpx.Client) -> None:
        facets = client.get(f"{API}/incidents/facets").json()["facets"]
        meta = client.get(f"{API}/meta").json()
        self.values = {name: [each["code"] for each in facets[name]] for name in ("type", "family", "source", "actor")}
        self.within = [each["code"] for each in facets["within"]]
        self.first, self.last = map(date.fromisoformat, (meta["first_day"], meta["last_day"]))

    def filters(self, chance: Random) -> dict[str, Any]:
        """One to three filters."""
        made: dict[str, Callable[[], dict[str, Any]]] = {
            "type": lambda: {"type": chance.choice(self.values["type"])},
            "family": lambda: {"family": chance.choice(self.values["family"])},
            "source": lambda: {"source": chance.choice(self.values["source"])},
            "actor": lambda: {"actor": chance.choice(self.values["actor"])},
            "within": lambda: {"within": chance.choice(self.within)},
            "days": lambda: self._days(chance),
            "killed": lambda: {"killed": chance.randint(1, 20)},
            "text": lambda: {"text": chance.choice(("قصف", "اشتباكات", "عبوة ناسفة", "مدنيين", "حلب", "غارة"))},
            "bbox": lambda: self._box(chance),
            "known_by": lambda: {"known_by": self._day(chance).isoformat()},
            "single_source": lambda: {"single_source": chance.choice(("true", "false"))},
        }
        asked: dict[str, Any] = {}
        for name in chance.sample(sorted(made), chance.randint(1, 3)):
            asked |= made[name]()
        return asked

    def _day(self, chance: Random) -> date:
        return self.first + timedelta(days=chance.randrange((self.last - self.first).days + 1))

    def _days(self, chance: Random) -> dict[str, Any]:
        start = self._day(chance)
        return {"from": start.isoformat(), "to": (start + timedelta(days=chance.randrange(1, 400))).isoformat()}

    def _box(self, chance: Random) -> dict[str, Any]:
        west, south = chance.uniform(35, 44), chance.uniform(30, 37)
        return {"bbox": f"{west:.2f},{south:.2f},{west + 2:.2f},{south + 2:.2f}"}


PATHS = ("/incidents", "/incidents", "/incidents/map", "/incidents/histogram", "/incidents/facets", "/review")


async def ask(base: str, choices: Choices, chance: Random, until: float, took: dict[str, list[float]]) -> None:
    async with httpx.AsyncClient(base_url=base, timeout=60) as client:
        while perf_counter() < until:
            path = chance.choice(PATHS)
            began = perf_counter()
            answer = await client.get(API + path, params=choices.filters(chance))
            answer.raise_for_status()
            took[path].append(perf_counter() - began)


async def load(base: str, clients: int, seconds: float) -> dict[str, list[float]]:
    with httpx.Client(base_url=base, timeout=60) as client:
        choices = Choices(client)
    took: dict[str, list[float]] = defaultdict(list)
    until = perf_counter() + seconds
    await asyncio.gather(*(ask(base, choices, Random(SEED + n), until, took) for n in range(clients)))
    return took


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("base")
    arguments.add_argument("--clients", type=int, default=20)
    arguments.add_argument("--seconds", type=float, default=30)
    given = arguments.parse_args()
    took = asyncio.run(load(given.base, given.clients, given.seconds))
    print(f"{'':24}{'requests':>9}{'a second':>9}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}")
    for path, times in [*sorted(took.items()), ("all", [each for some in took.values() for each in some])]:
        cuts = quantiles(times, n=100)
        rate = len(times) / given.seconds
        cells = "".join(f"{1000 * cuts[at - 1]:>9.0f}" for at in (50, 95, 99))
        print(f"{path:24}{len(times):>9}{rate:>9.1f}{cells}")


if __name__ == "__main__":
    main()
