"""The choices of the command line, apart from what carries them out: they must be quick to import."""

from enum import StrEnum


class Format(StrEnum):
    """How readings are written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CODEBOOK = "codebook"


class ListFormat(StrEnum):
    """How a list out of the ledger is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class Bidi(StrEnum):
    """Who puts right-to-left text in order: the terminal, Marsad, or nobody; auto finds out."""

    AUTO = "auto"
    TERMINAL = "terminal"
    VISUAL = "visual"
    NONE = "none"
