"""Who is at the keyboard."""

import getpass


def name_of(who: str | None) -> str:
    """The name given, else the one the person is logged in with."""
    if who and who.strip():
        return who.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
