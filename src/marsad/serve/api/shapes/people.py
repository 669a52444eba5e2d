"""Who one is, who may log in, and what was changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    """Who asks, and what that person may do."""

    name: str | None
    role: str | None
    login: bool
    csrf: str | None
    can: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class UserShape:
    """Someone who may log in."""

    name: str
    role: str
    created: datetime
    last_login: datetime | None
    disabled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenShape:
    """A key of a program."""

    id: int
    name: str
    role: str
    created: datetime
    last_used: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewToken(TokenShape):
    """A new key; `token` is shown this once."""

    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """A change."""

    id: int
    at: datetime
    who: str
    action: str
    target: str | None
    detail: dict[str, Any]
