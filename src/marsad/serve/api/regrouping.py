"""Comparing claims anew in the background after people changed them, so that nobody waits for it."""

from logging import getLogger
from threading import Event, Thread

from marsad.errors import MarsadError
from marsad.ledger import Ledger
from marsad.serve.api.child import group

PAUSE = 2.0  # seconds for further changes to come in
_log = getLogger(__name__)


class Regrouping:
    """A thread that groups what is fresh, once it is told that something is."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._wanted, self._ended = Event(), Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin to wait for changes."""
        self._thread = Thread(target=self._run, name="marsad-regrouping", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End, after what is being done is done."""
        self._ended.set()
        self._wanted.set()
        if self._thread is not None:
            self._thread.join()

    def want(self) -> None:
        """Something changed."""
        self._wanted.set()

    def _run(self) -> None:
        while True:
            self._wanted.wait()
            if self._ended.wait(PAUSE):
                return
            self._wanted.clear()
            try:
                group(self._ledger.address)
            except MarsadError as error:  # the next change tries again
                _log.warning("claims are not compared: %s", error)
