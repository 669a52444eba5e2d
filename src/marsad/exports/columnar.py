"""The flat row as typed columns of Arrow, which pandas, polars, DuckDB and Parquet share."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marsad.errors import MissingExtraError
from marsad.exports.flat import COLUMNS


def schema_of(columns: Mapping[str, type] = COLUMNS) -> Any:
    """Columns and their types as an Arrow schema; MissingExtraError without pyarrow."""
    try:
        import pyarrow as pa
    except ModuleNotFoundError:
        raise MissingExtraError("typed tables need pyarrow; install it with: pip install 'marsad[tables]'") from None
    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), date: pa.date32()}
    return pa.schema([pa.field(name, types.get(kind) or pa.list_(pa.string())) for name, kind in columns.items()])
