"""How a guest behaves: what robots.txt forbids is not fetched, and one host is asked at a slow pace."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Event, Lock
from time import monotonic
from typing import NamedTuple, TypeVar

from protego import Protego

T = TypeVar("T")

MOST_HOSTS = 500  # remembered at once; the longest unused is forgotten
VALID = 24 * 3600.0  # seconds for which a robots.txt holds
LONGEST_DELAY = 30.0  # seconds; a host that wants more waits no longer for us


class _Host(NamedTuple):
    rules: Protego
    until: float


class Manners:
    """The pace and the rules of each host; may be used by many threads."""

    def __init__(self, *, delay: float, agent: str, stop: Event) -> None:
        self._delay, self._agent, self._stop = delay, agent, stop
        self._free: OrderedDict[str, float] = OrderedDict()  # when the host may be asked again
        self._rules: OrderedDict[str, _Host] = OrderedDict()
        self._lock = Lock()

    def wait(self, host: str) -> None:
        """Return when the host may be asked, and take that turn."""
        with self._lock:
            now = monotonic()
            turn = max(now, self._free.get(host, now))
            self._put(self._free, host, turn + self._delay_of(host))
        if turn > now:
            self._stop.wait(turn - now)

    def allows(self, host: str, url: str, fetch_rules: Callable[[], str]) -> bool:
        """Whether the host's robots.txt lets us fetch the URL; `fetch_rules` gets it when it is not known."""
        with self._lock:
            known = self._rules.get(host)
        if known is None or known.until < monotonic():
            known = _Host(Protego.parse(fetch_rules()), monotonic() + VALID)
            with self._lock:
                self._put(self._rules, host, known)
        return bool(known.rules.can_fetch(url, self._agent))

    def _delay_of(self, host: str) -> float:
        known = self._rules.get(host)
        asked = known.rules.crawl_delay(self._agent) if known else None
        return max(self._delay, min(float(asked or 0.0), LONGEST_DELAY)) if self._delay else 0.0

    @staticmethod
    def _put(hosts: OrderedDict[str, T], host: str, value: T) -> None:
        hosts[host] = value
        hosts.move_to_end(host)
        while len(hosts) > MOST_HOSTS:
            hosts.popitem(last=False)
