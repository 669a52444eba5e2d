"""How smoothly the map moves with many incidents: frames a second while it is dragged and while time is brushed.

    marsad serve --ledger marsad.db --port 8765 &
    python benchmarks/workbench.py http://127.0.0.1:8765 [100000]

The server's answer for the map is replaced by a made one of as many incidents at 3,000 places. What a headless
Chromium without a graphics card draws is the lower end: it paints in software.
"""

import json
import random
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SECONDS = 5
COUNT = """() => {
    window.frames_drawn = 0
    const tick = () => { window.frames_drawn += 1; requestAnimationFrame(tick) }
    requestAnimationFrame(tick)
}"""


def columns(n: int) -> dict[str, Any]:
    """An answer of /incidents/map with n made incidents."""
    rng = random.Random(7)
    places = [
        {
            "id": f"made-{at}",
            "name": f"قرية {at}",
            "name_en": None,
            "latitude": round(rng.uniform(32, 37), 4),
            "longitude": round(rng.uniform(36, 45), 4),
            "precision": 0 if at % 10 else 1,
            "radius": 3000 if at % 10 else 20000,
        }
        for at in range(3000)
    ]
    types = ["Armed clash", "Air/drone strike", "Attack", "Peaceful protest", "Mob violence", "Arrests"]
    return {
        "total": n,
        "placed": n,
        "unplaced": 0,
        "types": types,
        "precisions": ["settlement", "district"],
        "places": places,
        "columns": {
            "id": [f"made-{at}" for at in range(n)],
            "place": [rng.randrange(3000) for _ in range(n)],
            "type": [rng.randrange(6) for _ in range(n)],
            "day": [19700 + rng.randrange(200) for _ in range(n)],
            "killed": [rng.choice((None, 0, 1, 2, 5)) for _ in range(n)],
            "more": [0] * n,
            "flags": [0] * n,
        },
    }


def measure(address: str, n: int) -> None:
    """Print the figures of dragging the map and of brushing time."""
    from playwright.sync_api import sync_playwright

    sys.path.insert(0, str(ROOT))
    from tests.browsing import NO_SANDBOX, find

    made = json.dumps(columns(n))
    with sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=find(), args=NO_SANDBOX)
        page = chromium.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB")
        page.context.route("**/incidents/map*", lambda route: route.fulfill(body=made, content_type="application/json"))
        page.goto(address)
        page.wait_for_selector(f'.map[data-placed="{n}"]', timeout=120_000)
        page.wait_for_timeout(3000)
        page.evaluate(COUNT)
        print(f"{n:,} incidents: standing still   {frames(page, lambda _: None):5.1f} frames a second")
        print(f"{n:,} incidents: map dragged      {frames(page, drag(page)):5.1f} frames a second")
        print(f"{n:,} incidents: time brushed     {frames(page, brush(page)):5.1f} frames a second")
        chromium.close()


def frames(page: Any, move: Any) -> float:
    """Frames a second while a movement goes on."""
    before, start = page.evaluate("[window.frames_drawn, performance.now()]")
    step = 0
    while page.evaluate("performance.now()") < start + SECONDS * 1000:
        move(step)
        page.wait_for_timeout(16)
        step += 1
    page.mouse.up()
    after, end = page.evaluate("[window.frames_drawn, performance.now()]")
    return float(after - before) / (float(end - start) / 1000)


def drag(page: Any) -> Any:
    """To and fro over the map."""
    page.mouse.move(500, 400)
    page.mouse.down()
    return lambda step: page.mouse.move(500 + 200 * (step % 40) / 40, 400 + 60 * (step % 20) / 20)


def brush(page: Any) -> Any:
    """Ever more days."""
    box = page.locator(".strip svg").bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 20)
    page.mouse.down()
    return lambda step: page.mouse.move(box["x"] + 5 + (step * 7) % (box["width"] - 10), box["y"] + 20)


if __name__ == "__main__":
    measure(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
