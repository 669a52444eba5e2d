"""Answers that are remembered for as long as what they were made from does not change."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

T = TypeVar("T")


class Remembered:
    """The last few answers by what was asked. Many who ask the same at once wait for one answer."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._known: OrderedDict[Hashable, object] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer to a question; it is made where it is not known."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return cast(T, self._known[key])
            making = self._making.setdefault(key, Lock())
        with making:
            with self._lock:
                if key in self._known:
                    return cast(T, self._known[key])
            try:
                found = make()
                self._keep(key, found)
                return found
            finally:
                with self._lock:
                    self._making.pop(key, None)

    def _keep(self, key: Hashable, found: object) -> None:
        with self._lock:
            self._known[key] = found
            while len(self._known) > self._most:
                self._known.popitem(last=False)
