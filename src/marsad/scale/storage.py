"""Folders of Parquet files wherever they are: on this machine, or in an object store by URL (s3://, gs://, ...).

A file is there whole or not at all, and has its name by what is in it, so that work done twice leaves one file.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from marsad.errors import MissingExtraError, ScaleError

if TYPE_CHECKING:
    import pyarrow
    from fsspec import AbstractFileSystem

ENDING = ".parquet"
MARK = b"marsad"  # the key of a file's metadata under which it tells what it was made from


@dataclass(frozen=True)
class Folder:
    """A folder by path or URL."""

    url: str

    @cached_property
    def _place(self) -> tuple["AbstractFileSystem", str]:
        return locate(self.url)

    def __getstate__(self) -> dict[str, str]:
        return {"url": self.url}  # connections stay where they are

    def folder(self, name: str) -> "Folder":
        """A folder in it."""
        return Folder(f"{self.url.rstrip('/')}/{name}")

    def files(self, ending: str = ENDING) -> list[str]:
        """The names of all files of this ending in it and its folders, relative to it, in order."""
        system, path = self._place
        if not system.exists(path):
            return []
        system.invalidate_cache()
        return sorted(name[len(path) :].lstrip("/") for name in system.find(path) if name.endswith(ending))

    def write(self, name: str, rows: Iterable["pyarrow.RecordBatch"], schema: "pyarrow.Schema", mark: str) -> int:
        """Write a file of rows; it shows when it is whole. How many rows it has."""
        from pyarrow import parquet

        system, path = self._place
        full = f"{path}/{name}"
        system.makedirs(full.rpartition("/")[0], exist_ok=True)
        count = 0
        file = system.open(full, "wb", autocommit=False)
        try:
            described = schema.with_metadata({MARK: mark.encode()})
            with parquet.ParquetWriter(file, described, compression="zstd") as writer:
                for batch in rows:
                    writer.write_batch(batch.cast(described))
                    count += batch.num_rows
        except BaseException:
            file.close()
            file.discard()
            raise
        file.close()
        file.commit()
        return count

    def read(self, name: str) -> Iterator["pyarrow.RecordBatch"]:
        """The rows of a file."""
        from pyarrow import parquet

        system, path = self._place
        with system.open(f"{path}/{name}", "rb") as file:
            yield from parquet.ParquetFile(file).iter_batches(1000)

    def mark_of(self, name: str) -> str | None:
        """What a file says it was made from; None when there is no such file."""
        from pyarrow import parquet

        system, path = self._place
        try:
            with system.open(f"{path}/{name}", "rb") as file:
                told: bytes = parquet.read_metadata(file).metadata.get(MARK, b"")
                return told.decode()
        except FileNotFoundError:
            return None

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        system, path = self._place
        if system.exists(f"{path}/{name}"):
            system.rm(f"{path}/{name}")

    def clear(self) -> None:
        """Remove all that is in it."""
        system, path = self._place
        if system.exists(path):
            system.rm(path, recursive=True)

    def note(self, name: str, facts: Mapping[str, Any]) -> None:
        """Write a small file of JSON."""
        system, path = self._place
        system.makedirs(path, exist_ok=True)
        with system.open(f"{path}/{name}", "wb", autocommit=False) as file:
            file.write(json.dumps(dict(facts), ensure_ascii=False, indent=1).encode())
        file.commit()

    def noted(self, name: str) -> dict[str, Any] | None:
        """What such a file says; None when there is none."""
        system, path = self._place
        try:
            with system.open(f"{path}/{name}", "rb") as file:
                facts: dict[str, Any] = json.loads(file.read())
                return facts
        except FileNotFoundError:
            return None


def locate(url: str) -> tuple["AbstractFileSystem", str]:
    """The file system of a path or URL, and the path in it."""
    try:
        import fsspec
    except ModuleNotFoundError:
        raise MissingExtraError("this needs fsspec; install it with: pip install 'marsad[spark]'") from None
    try:
        system, path = fsspec.core.url_to_fs(url)
    except ImportError as error:
        raise MissingExtraError(
            f"{url}: this store needs a driver ({error}); for s3:// install it with: pip install 'marsad[s3]'"
        ) from None
    except ValueError as error:
        raise ScaleError(
            f"{url}: this is no place for files ({error}); name a path, or a URL as s3://bucket/folder"
        ) from None
    return system, path.rstrip("/")
