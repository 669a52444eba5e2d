"""Every error Marsad raises on purpose.

    MarsadError               something a person can put right; the message names the culprit and the remedy
    ├── InputError            a source cannot be read as reports (empty, not Arabic, broken encoding, ...)
    ├── PackError             a knowledge pack has a bad row; the message begins "file:line:"
    ├── GoldError             a gold file cannot be compared
    ├── FilterError           a question cannot be asked so; `name` is the filter that is wrong
    ├── LedgerError           the ledger cannot be opened, read or written (newer, full disk, ...)
    │   └── UnknownError      the ledger has no such report, incident, claim, place or user
    ├── SettingsError         a file of settings, such as the feeds to watch, has a bad line
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


class FilterError(MarsadError):
    """A question cannot be asked so; `name` is the filter that is wrong."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(problem)
        self.name = name


class LedgerError(MarsadError):
    """The ledger cannot be opened, read or written."""


class UnknownError(LedgerError):
    """The ledger has nothing of this name."""


class SettingsError(MarsadError):
    """A file of settings has a bad line; the message begins "file:line:"."""


class MissingExtraError(MarsadError):
    """An optional part of Marsad is not installed."""
