"""Every error Marsad raises on purpose.

    MarsadError               something a person can put right; the message names the culprit and the remedy
    ├── InputError            a source cannot be read as reports (empty, not Arabic, broken encoding, ...)
    ├── PackError             a knowledge pack has a bad row; the message begins "file:line:"
    ├── GoldError             a gold file cannot be compared
    ├── LedgerError           the ledger cannot be opened, read or written (newer, full disk, ...)
    ├── ScaleError            many reports cannot be worked on (no Java, a process was ended, ...)
    └── MissingExtraError     an optional part of Marsad is not installed

An absent value is None; an error is an exception; never both.
"""


class MarsadError(Exception):
    """Something a person can put right; the message names the culprit and the remedy."""


class InputError(MarsadError):
    """A source cannot be read as reports."""


class PackError(MarsadError):
    """A knowledge pack has a bad row."""


class GoldError(MarsadError):
    """A gold file cannot be compared with readings."""


class LedgerError(MarsadError):
    """The ledger cannot be opened, read or written."""


class ScaleError(MarsadError):
    """Many reports cannot be worked on: a process was ended, there is no Java, a folder is no back file."""


class MissingExtraError(MarsadError):
    """An optional part of Marsad is not installed."""
