"""Who may use a server: users with roles, their sessions and tokens, and the log of what they changed.

Passwords come hashed, cookies and tokens as sha256: what is stored opens nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Engine, Row, delete, func, insert, select, update

from marsad.errors import LedgerError, UnknownError
from marsad.ledger.numbers import take
from marsad.ledger.opening import reading, writing
from marsad.ledger.schema import audit, sessions, tokens, users


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Someone who may log in."""

    name: str
    role: str
    created: datetime
    last_login: datetime | None
    disabled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Someone who is logged in."""

    user: str
    role: str
    csrf: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A key of a program, with the rights of its owner or fewer."""

    id: int
    user: str
    name: str
    role: str
    created: datetime
    last_used: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A change: who did what to what, and when."""

    id: int
    at: datetime
    who: str
    action: str
    target: str | None
    detail: dict[str, Any]


class Accounts:
    """The accounts of a ledger."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    # --- users

    def users(self) -> list[User]:
        """Everyone, by name."""
        with reading(self._engine) as connection:
            return [_user(row) for row in connection.execute(select(users).order_by(users.c.name))]

    def user(self, name: str) -> User:
        """One user; LedgerError for no such."""
        with reading(self._engine) as connection:
            row = connection.execute(select(users).where(users.c.name == name)).first()
        if row is None:
            raise UnknownError(f"{name}: there is no such user; `marsad user list` shows them")
        return _user(row)

    def password_of(self, name: str) -> str | None:
        """The hash of the password of a user who may log in."""
        with reading(self._engine) as connection:
            query = select(users.c.password).where(users.c.name == name, users.c.disabled.is_(False))
            found: str | None = connection.execute(query).scalar()
        return found

    def add_user(self, name: str, role: str, password: str) -> User:
        """A new user; `password` is a hash."""
        row = {"name": name, "role": role, "password": password, "created": _now(), "disabled": False}
        with writing(self._engine) as connection:
            if connection.execute(select(users.c.name).where(users.c.name == name)).first() is not None:
                raise LedgerError(f"{name}: there is a user of this name already")
            connection.execute(insert(users).values(**row))
        return self.user(name)

    def change_user(self, name: str, **new: Any) -> User:
        """Another role, password (a hash) or standing; what was open for the user is closed."""
        self.user(name)
        with writing(self._engine) as connection:
            connection.execute(update(users).where(users.c.name == name).values(**new))
            connection.execute(delete(sessions).where(sessions.c.user == name))
            if new.get("disabled"):
                connection.execute(delete(tokens).where(tokens.c.user == name))
        return self.user(name)

    def remove_user(self, name: str) -> None:
        """A user goes, with sessions and tokens; what the user said stays."""
        self.user(name)
        with writing(self._engine) as connection:
            connection.execute(delete(sessions).where(sessions.c.user == name))
            connection.execute(delete(tokens).where(tokens.c.user == name))
            connection.execute(delete(users).where(users.c.name == name))

    # --- sessions

    def open_session(self, user: str, digest: str, csrf: str, ends: datetime) -> None:
        """Someone logged in; sessions that ended go."""
        with writing(self._engine) as connection:
            connection.execute(delete(sessions).where(sessions.c.ends < _now()))
            row = {"digest": digest, "user": user, "csrf": csrf, "ends": _said(ends)}
            connection.execute(insert(sessions).values(**row))
            connection.execute(update(users).where(users.c.name == user).values(last_login=_now()))

    def session(self, digest: str) -> Session | None:
        """The session of a cookie, if it is open."""
        both = sessions.join(users, users.c.name == sessions.c.user)
        query = (
            select(sessions.c.user, sessions.c.csrf, users.c.role)
            .select_from(both)
            .where(sessions.c.digest == digest, sessions.c.ends >= _now(), users.c.disabled.is_(False))
        )
        with reading(self._engine) as connection:
            row = connection.execute(query).first()
        return None if row is None else Session(user=row.user, role=row.role, csrf=row.csrf)

    def close_session(self, digest: str) -> None:
        """Someone logged out."""
        with writing(self._engine) as connection:
            connection.execute(delete(sessions).where(sessions.c.digest == digest))

    # --- tokens

    def tokens(self, user: str) -> list[Token]:
        """The tokens of a user."""
        with reading(self._engine) as connection:
            found = connection.execute(select(tokens).where(tokens.c.user == user).order_by(tokens.c.id))
            return [_token(row) for row in found]

    def add_token(self, user: str, name: str, role: str, digest: str) -> Token:
        """A new token of a user."""
        with writing(self._engine) as connection:
            (number,) = take(connection, tokens)
            row = {"id": number, "user": user, "name": name, "role": role, "digest": digest, "created": _now()}
            connection.execute(insert(tokens).values(**row))
        return next(each for each in self.tokens(user) if each.id == number)

    def drop_token(self, user: str, number: int) -> None:
        """A token of a user opens nothing any more; LedgerError for no such."""
        with writing(self._engine) as connection:
            own = delete(tokens).where(tokens.c.user == user, tokens.c.id == number)
            if not connection.execute(own).rowcount:
                raise UnknownError(f"token {number}: you have no such token")

    def token(self, digest: str) -> tuple[Token, str] | None:
        """The token of a digest and the role of its owner, if it opens anything."""
        both = tokens.join(users, users.c.name == tokens.c.user)
        query = (
            select(tokens, users.c.role.label("owners"))
            .select_from(both)
            .where(tokens.c.digest == digest, users.c.disabled.is_(False))
        )
        with reading(self._engine) as connection:
            row = connection.execute(query).first()
        return None if row is None else (_token(row), row.owners)

    def note_use(self, token: int, last: datetime | None) -> None:
        """A token was used; written down once a minute."""
        if last is not None and datetime.now(UTC) - last < timedelta(minutes=1):
            return
        with writing(self._engine) as connection:
            connection.execute(update(tokens).where(tokens.c.id == token).values(last_used=_now()))

    # --- the log

    def log(self, who: str, action: str, target: str | None, detail: Mapping[str, Any]) -> None:
        """Write a change down."""
        with writing(self._engine) as connection:
            (number,) = take(connection, audit)
            said = msgspec.json.encode(detail).decode()
            row = {"id": number, "at": _now(), "who": who, "action": action, "target": target, "detail": said}
            connection.execute(insert(audit).values(**row))

    def entries(
        self, *, who: str | None, action: str | None, before: int | None, limit: int
    ) -> tuple[list[Entry], int]:
        """What was changed, the latest first, before a number; and how many entries there are in all."""
        wanted: list[ColumnElement[bool]] = []
        if who is not None:
            wanted.append(audit.c.who == who)
        if action is not None:
            wanted.append(audit.c.action == action)
        page = [*wanted, audit.c.id < before] if before is not None else wanted
        with reading(self._engine) as connection:
            total = connection.execute(select(func.count()).select_from(audit).where(*wanted)).scalar_one()
            rows = connection.execute(select(audit).where(*page).order_by(audit.c.id.desc()).limit(limit)).all()
        return [_entry(row) for row in rows], total


def _now() -> str:
    return _said(datetime.now(UTC))


def _said(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _user(row: Row[Any]) -> User:
    return User(
        name=row.name,
        role=row.role,
        created=datetime.fromisoformat(row.created),
        last_login=_time(row.last_login),
        disabled=bool(row.disabled),
    )


def _token(row: Row[Any]) -> Token:
    return Token(
        id=row.id,
        user=row.user,
        name=row.name,
        role=row.role,
        created=datetime.fromisoformat(row.created),
        last_used=_time(row.last_used),
    )


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        id=row.id,
        at=datetime.fromisoformat(row.at),
        who=row.who,
        action=row.action,
        target=row.target,
        detail=msgspec.json.decode(row.detail, type=dict[str, Any]),
    )
