"""An open source of reports, and what is said of one that cannot be read."""

from collections.abc import Collection
from dataclasses import dataclass
from io import BufferedReader


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An open file. `stem` names reports that have no id; with `ids`, only reports of these are wanted."""

    stream: BufferedReader
    where: str
    stem: str
    ids: Collection[str] = ()

    def wants(self, report: str) -> bool:
        """Whether the report of this id is to be read."""
        return not self.ids or report in self.ids


@dataclass(frozen=True, slots=True)
class Failure:
    """An input or one of its reports that could not be read: which one, what is wrong, what to do.

    A value, no exception: one bad report must not stop the others.
    """

    where: str
    problem: str

    def __str__(self) -> str:
        return one_line(f"{self.where}: {self.problem}")


def one_line(text: str) -> str:
    """The text on one line, with nothing in it that a terminal would obey: a file name may hold anything."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)
