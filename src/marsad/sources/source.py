"""An open source of reports, and what is said of what cannot or need not be read."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import IO, TYPE_CHECKING

from marsad.errors import InputError
from marsad.model import Report
from marsad.sources.columns import Columns

if TYPE_CHECKING:
    from marsad.sources.web import Web


@dataclass(frozen=True, slots=True)
class Failure:
    """An input or one of its reports that could not be read: which one, what is wrong, what to do.

    A value, no exception: one bad report must not stop the others.
    """

    where: str
    problem: str

    def __str__(self) -> str:
        return one_line(f"{self.where}: {self.problem}")


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was left out on purpose, because it is no report or is known to be old: which one, and why."""

    where: str
    why: str

    def __str__(self) -> str:
        return one_line(f"{self.where}: skipped, {self.why}")


Found = Report | Failure | Skipped
Inside = Callable[[IO[bytes], str, str], Iterator[Found]]


def _nothing_inside(_stream: IO[bytes], name: str, _where: str) -> Iterator[Found]:
    raise InputError(f"{name} lies in a file that is itself packed; unpack it first")


def _told_to_nobody(_: str) -> None:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An open file. `stem` names reports that have no id; with `ids`, only reports of these are wanted.

    What came from the web has its `url`, and the `charset` that the server names; with `web`, what it leads to is
    fetched too.
    `columns` is what the user says of the columns of tables; `tell` is told what they were taken for.

    `inside(stream, name, where)` reads a file that lies in this one, such as a member of a zip: its kind is found
    anew, and its failures are its own.
    """

    stream: BufferedReader
    where: str
    stem: str
    name: str = ""
    url: str | None = None
    charset: str | None = None
    web: "Web | None" = None
    ids: Collection[str] = ()
    inside: Inside = _nothing_inside
    columns: Columns | None = None
    tell: Callable[[str], None] = _told_to_nobody

    def wants(self, report: str) -> bool:
        """Whether the report of this id is to be read."""
        return not self.ids or report in self.ids

    def whole(self, limit: int) -> bytes:
        """All its bytes; InputError when there are more than `limit`."""
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise InputError(f"it is larger than {limit >> 20} MB; split it into reports")
        return data


def one_line(text: str) -> str:
    """The text on one line, with nothing in it that a terminal would obey: a file name may hold anything."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)
