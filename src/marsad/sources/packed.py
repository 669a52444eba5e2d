"""Zipped collections: the files inside a zip or tar archive, each read as what it is, with limits against bombs.

Nothing is unpacked to disk, so a member's name is only a name, however it climbs.
"""

import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, BytesIO, RawIOBase
from lzma import LZMAError
from tempfile import SpooledTemporaryFile
from typing import IO, cast

from marsad.errors import InputError
from marsad.sources.source import Failure, Found, Skipped, Source

MEMBERS = 100_000
TOTAL = 8 * 1024**3  # bytes of all members together
RATIO = 200  # of what comes out to what lies packed; text packs 3 to 20 times
FREE = 16 * 1024**2  # bytes that may come out of a member at any ratio
SPOOL = 32 * 1024**2  # bytes of an archive from a pipe that are kept in memory; the rest waits on disk
HEADER = 1024**2  # bytes of a tar header that only tells of names
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, LZMAError, OSError, struct.error, ValueError, NotImplementedError)


class Metered(RawIOBase):
    """A stream that refuses to give more than `limit` bytes: InputError names what it is."""

    def __init__(self, stream: IO[bytes], limit: int, what: str) -> None:
        self._stream, self._limit, self._what = stream, limit, what
        self.given = 0

    def readable(self) -> bool:
        """It can be read, and nothing else."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer with what comes next; damage is an InputError."""
        try:
            data = self._stream.read(len(buffer))
        except BROKEN as error:
            raise InputError(f"its packed data is damaged ({_said(error)}); pack it again") from None
        self.given += len(data)
        if self.given > self._limit:
            raise InputError(f"{self._what}; unpack it yourself and look at it first")
        buffer[: len(data)] = data
        return len(data)


def allowed(packed: int) -> int:
    """How many bytes may come out of so many packed ones."""
    return max(FREE, packed * RATIO)


def open_zip(stream: IO[bytes]) -> zipfile.ZipFile:
    """A zip archive; InputError where it is damaged."""
    try:
        archive = zipfile.ZipFile(stream)
    except BROKEN as error:
        raise InputError(f"the zip archive is damaged or breaks off ({_said(error)}); fetch it again") from None
    if len(archive.infolist()) > MEMBERS:
        raise InputError(f"the archive holds more than {MEMBERS:,} files; unpack it first")
    return archive


def open_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> BufferedReader:
    """A member of a zip, metered; InputError where it cannot be opened."""
    if info.flag_bits & 1:
        raise InputError("it is encrypted; unpack it with its password first")
    try:
        member = archive.open(info)
    except (*BROKEN, RuntimeError) as error:
        raise InputError(f"it cannot be unpacked ({_said(error)}); pack it again as deflate") from None
    metered = Metered(
        member, allowed(info.compress_size), f"it grows more than {RATIO} times when unpacked, as bombs do"
    )
    return BufferedReader(metered)


def read_member(archive: zipfile.ZipFile, name: str, limit: int) -> bytes | None:
    """All bytes of a member, None where there is none of this name; InputError beyond the limit."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    with open_member(archive, info) as member:
        data = member.read(limit + 1)
    if len(data) > limit:
        raise InputError(f"its part {name} is larger than {limit >> 20} MB; split it")
    return data


@contextmanager
def seekable(stream: BufferedReader) -> Iterator[IO[bytes]]:
    """The stream itself, or a copy of it where it comes from a pipe or out of another archive."""
    if stream.seekable():
        yield stream
        return
    with SpooledTemporaryFile(max_size=SPOOL) as copy:
        left = TOTAL
        while chunk := stream.read(1024 * 1024):
            left -= len(chunk)
            if left < 0:
                raise InputError(f"it is larger than {TOTAL >> 30} GB; unpack it first")
            copy.write(chunk)
        copy.seek(0)
        yield cast(IO[bytes], copy)


def read_zip(source: Source) -> Iterator[Found]:
    """What the members of a zip hold, in their order."""
    with seekable(source.stream) as stream, open_zip(stream) as archive:
        total = 0
        for info in archive.infolist():
            place = f"{source.where}/{info.filename}"
            if info.filename.endswith("/"):
                continue
            if (why := _left_out(info.filename)) is not None:
                yield Skipped(place, why)
                continue
            try:
                with open_member(archive, info) as member:
                    yield from source.inside(member, info.filename, place)
                    total += cast(Metered, member.raw).given
            except InputError as error:
                yield Failure(place, str(error))
            if total > TOTAL:
                raise InputError(f"more than {TOTAL >> 30} GB came out of it; unpack it first")


def read_tar(source: Source) -> Iterator[Found]:
    """What the regular files of a tar hold, in their order; links and devices are left out."""
    metered = Metered(source.stream, TOTAL, f"more than {TOTAL >> 30} GB come out of it, as of a bomb")
    count = 0
    try:
        with tarfile.open(fileobj=BufferedReader(metered), mode="r|", tarinfo=_Member) as archive:
            for info in archive:
                count += 1
                if count > MEMBERS:
                    raise InputError(f"the archive holds more than {MEMBERS:,} files; unpack it first")
                yield from _tar_member(source, archive, info)
                archive.members = []  # type: ignore[attr-defined]  # what is done with is not kept
    except tarfile.TarError as error:
        raise InputError(f"the tar archive is damaged or breaks off ({_said(error)}); fetch it again") from None
    except BROKEN as error:
        raise InputError(f"its packed data is damaged ({_said(error)}); pack it again") from None


class _Member(tarfile.TarInfo):
    """A member whose headers are of a sensible size."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type not in tarfile.REGULAR_TYPES and self.size > HEADER:
            raise tarfile.ReadError("a header of a name is larger than 1 MB")
        return super()._proc_member(archive)  # type: ignore[misc, no-any-return]


def _tar_member(source: Source, archive: tarfile.TarFile, info: tarfile.TarInfo) -> Iterator[Found]:
    place = f"{source.where}/{info.name}"
    if info.isdir():
        return
    if not info.isreg():
        yield Skipped(place, "it is a link or a device, no file")
    elif (why := _left_out(info.name)) is not None:
        yield Skipped(place, why)
    elif (member := archive.extractfile(info)) is not None:
        try:
            yield from source.inside(BufferedReader(Metered(member, TOTAL, "it is too large")), info.name, place)
        except InputError as error:
            yield Failure(place, str(error))


def _left_out(name: str) -> str | None:
    """Why a member is not looked at."""
    from marsad.sources.kinds import ending_of

    parts = name.replace("\\", "/").split("/")
    if "__MACOSX" in parts or any(part.startswith(".") and part not in (".", "..") for part in parts):
        return "a hidden file"
    if ending_of(name) is None:
        return "its name ends like no kind of file that Marsad reads"
    return None


def in_memory(data: bytes) -> BufferedReader:
    """Bytes as a stream."""
    return BufferedReader(cast(RawIOBase, BytesIO(data)))


def _said(error: BaseException) -> str:
    return str(error).strip() or type(error).__name__
