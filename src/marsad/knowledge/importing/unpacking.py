"""Lines out of plain, gzipped and zipped text, with limits against archives made to burst."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from marsad.errors import PackError

MOST_BYTES = 4 << 30  # the largest GeoNames file, allCountries.txt, is 1.6 GB
MOST_LINE = 1 << 20  # bytes; a row of GeoNames has at most some 20,000
MOST_RATIO = 200  # unpacked to packed; GeoNames dumps come to about 4


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a text file, or of the one data file in a zip, with their numbers from 1."""
    try:
        with path.open("rb") as packed:
            yield from _decoded(path, _limited(path, _opened(path, packed)))
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise PackError(f"{path}: cannot be unpacked ({error}); fetch it again") from None


def _opened(path: Path, packed: IO[bytes]) -> IO[bytes]:
    if path.name.lower().endswith(".gz"):
        return cast(IO[bytes], gzip.GzipFile(fileobj=packed))
    if not path.name.lower().endswith(".zip"):
        return packed
    archive = zipfile.ZipFile(packed)
    names = [name for name in archive.namelist() if name.lower().endswith(".txt") and "readme" not in name.lower()]
    wanted = [name for name in names if Path(name).stem == path.stem] or names
    if len(wanted) != 1:
        raise PackError(f"{path}: holds {len(names)} text files; keep the one of the country in it")
    return archive.open(wanted[0])


def _limited(path: Path, file: IO[bytes]) -> Iterator[bytes]:
    size, most = 0, max(MOST_RATIO * path.stat().st_size, 1 << 20)
    while line := file.readline(MOST_LINE):
        size += len(line)
        if len(line) == MOST_LINE:
            raise PackError(f"{path}: has a line of more than {MOST_LINE >> 20} MB; is it the right file?")
        if size > min(MOST_BYTES, most):
            raise PackError(
                f"{path}: unpacks to more than {size >> 20} MB, which no gazetteer does; is it the right file?"
            )
        yield line


def _decoded(path: Path, lines: Iterator[bytes]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines, start=1):
        try:
            yield number, line.decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise PackError(f"{path}:{number}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
