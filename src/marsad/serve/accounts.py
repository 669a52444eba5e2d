"""Passwords: hashed by argon2id, and what they must be like."""

import re
from functools import cache
from typing import TYPE_CHECKING

from marsad.errors import LedgerError, MissingExtraError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 12, 200  # characters
NAME = r"[\w.@-]{1,60}"


@cache
def _hasher() -> "PasswordHasher":
    try:
        from argon2 import PasswordHasher
    except ModuleNotFoundError:
        raise MissingExtraError("accounts need argon2-cffi; install it with: pip install 'marsad[server]'") from None
    return PasswordHasher()  # RFC 9106, low memory: 64 MB, three passes


def is_name(name: str) -> bool:
    """Whether one may log in under a name."""
    return re.fullmatch(NAME, name) is not None


@cache
def _nobodys() -> str:
    """A hash that nothing opens: a name that nobody has takes as long as a wrong password."""
    return _hasher().hash("nobody has this password")


def hash_of(password: str) -> str:
    """What is kept of a password; LedgerError for one that is too short."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise LedgerError(f"a password has {SHORTEST} to {LONGEST} characters; a few words make a good one")
    return _hasher().hash(password)


def is_right(password: str, kept: str | None) -> bool:
    """Whether a password is the one of which a hash is kept."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        _hasher().verify(kept or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None
