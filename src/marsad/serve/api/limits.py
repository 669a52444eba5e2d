"""Rates: how often a name or an address may try to log in."""

from collections import OrderedDict, deque
from threading import Lock
from time import monotonic

MOST = 5  # wrong tries
WINDOW = 300.0  # seconds
REMEMBERED = 10_000  # names and addresses


class Attempts:
    """Wrong tries of the last minutes, by name and by address."""

    def __init__(self, most: int = MOST, window: float = WINDOW) -> None:
        self._most, self._window = most, window
        self._lock = Lock()
        self._wrong: OrderedDict[str, deque[float]] = OrderedDict()

    def wait_for(self, *keys: str) -> float:
        """Seconds until one may try again; 0 for now."""
        now = monotonic()
        with self._lock:
            return max(self._wait(key, now) for key in keys)

    def _wait(self, key: str, now: float) -> float:
        tries = self._wrong.get(key)
        if not tries:
            return 0.0
        while tries and now - tries[0] > self._window:
            tries.popleft()
        return self._window - (now - tries[0]) if len(tries) >= self._most else 0.0

    def wrong(self, *keys: str) -> None:
        """A try was wrong."""
        with self._lock:
            for key in keys:
                self._wrong.setdefault(key, deque()).append(monotonic())
                self._wrong.move_to_end(key)
            while len(self._wrong) > REMEMBERED:
                self._wrong.popitem(last=False)

    def right(self, *keys: str) -> None:
        """A try was right: the earlier ones are forgiven."""
        with self._lock:
            for key in keys:
                self._wrong.pop(key, None)
