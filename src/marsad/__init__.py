"""Marsad reads Arabic reports of armed conflict into sourced records.

>>> import marsad
>>> reading = marsad.read("اشتباكات بين قسد ومسلحي العشائر في بلدة ذيبان")
>>> reading.events[0].place.value
'ذيبان'
"""

from typing import TYPE_CHECKING

from marsad.version import VERSION

__version__ = VERSION

if TYPE_CHECKING:
    from marsad.reader import read
    from marsad.serve.opened import open
    from marsad.serve.readings import Intake, readings

__all__ = ["Intake", "__version__", "open", "read", "readings"]


def __getattr__(name: str) -> object:
    """Load the reader and the ledger on first use, so that `marsad --version` answers at once."""
    if name == "read":
        from marsad.reader import read

        return read
    if name == "open":
        from marsad.serve.opened import open

        return open
    if name in ("Intake", "readings"):
        from marsad.serve import readings

        return getattr(readings, name)
    raise AttributeError(f"module 'marsad' has no attribute {name!r}")
