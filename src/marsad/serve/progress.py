"""A progress bar on standard error, for long work that somebody watches."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

LONG = 500_000  # bytes: about two seconds of reading


class ProgressBar:
    """How far the reading is, in bytes of the inputs; silent where nobody watches or the work is short."""

    def __init__(self, total: int | None) -> None:
        console = Console(stderr=True)
        self._shown = console.is_terminal and (total is None or total > LONG)
        self._bar = Progress(
            TextColumn("{task.fields[reports]} reports, {task.fields[rate]:.0f} a second"),
            BarColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task: TaskID = self._bar.add_task("", total=total, reports=0, rate=0.0)
        self._reports = 0

    @contextmanager
    def open(self) -> Iterator[None]:
        """Shows the bar for as long as the work goes on."""
        if self._shown:
            self._bar.start()
        try:
            yield
        finally:
            if self._shown:
                self._bar.stop()

    @contextmanager
    def aside(self, stream: TextIO) -> Iterator[None]:
        """Takes the bar away while something else is printed, where that goes to a terminal too."""
        away = self._shown and stream.isatty()
        if away:
            self._bar.stop()
        try:
            yield
        finally:
            if away:
                self._bar.start()

    def heard(self, size: int) -> None:
        """So many more bytes are done with."""
        self._bar.advance(self._task, size)

    def read(self) -> None:
        """One more report is read."""
        self._reports += 1
        seconds = self._bar.tasks[0].elapsed or 0.0
        self._bar.update(self._task, reports=self._reports, rate=self._reports / seconds if seconds else 0.0)


class StageBar:
    """How far a stage of work is, in tasks; silent where nobody watches."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._shown = console.is_terminal
        self._bar = Progress(
            TextColumn("{task.description}, {task.completed} of {task.total} tasks"),
            BarColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self._tasks: dict[str, TaskID] = {}

    @contextmanager
    def open(self) -> Iterator[None]:
        """Shows the bar for as long as the work goes on."""
        if not self._shown:
            yield
            return
        with self._bar:
            yield

    def tell(self, stage: str, done: int, of: int) -> None:
        """So many tasks of a stage are done."""
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task(stage)
        self._bar.update(self._tasks[stage], completed=done, total=of)
