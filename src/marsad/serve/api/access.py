"""Who asks, and what that person may do."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from hashlib import sha256
from secrets import compare_digest, token_urlsafe

from fastapi import Request

from marsad.ledger import Ledger
from marsad.serve.api.problems import Problem

COOKIE = "marsad_session"
CSRF = "X-CSRF-Token"
TOKEN = "mrs_"  # how keys of programs begin
Restricted = Mapping[str, tuple[str, ...]]  # outlets, with the roles that may see their words
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Role(IntEnum):
    """What a person may do, each all that those below may."""

    READER = 1
    ANALYST = 2
    EDITOR = 3
    ADMINISTRATOR = 4

    @property
    def word(self) -> str:
        """As it is written."""
        return self.name.lower()


ROLES = {role.word: role for role in Role}
_CAN = {
    "read": Role.READER,
    "judge": Role.ANALYST,
    "edit": Role.ANALYST,
    "add": Role.EDITOR,
    "describe": Role.EDITOR,
    "administer": Role.ADMINISTRATOR,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who asks. `hidden` are the outlets whose words this person may not see; `csrf` is what changes must carry."""

    name: str
    role: Role
    csrf: str | None
    hidden: frozenset[str] = frozenset()
    token: bool = False

    @property
    def can(self) -> list[str]:
        """What this person may do, in words."""
        return [what for what, role in _CAN.items() if self.role >= role] + ["restricted"] * (not self.hidden)

    def sees(self, outlet: str | None) -> bool:
        """Whether this person may see the words of an outlet."""
        return outlet not in self.hidden


def digest_of(secret: str) -> str:
    """What is kept of a cookie or token."""
    return sha256(secret.encode()).hexdigest()


def new_secret() -> str:
    """A word that nobody guesses."""
    return token_urlsafe(32)


def hidden_from(role: Role, restricted: Restricted) -> frozenset[str]:
    """The outlets whose words a role may not see."""
    return frozenset(outlet for outlet, roles in restricted.items() if role.word not in roles)


def _person(name: str, role: Role, csrf: str | None, restricted: Restricted) -> Person:
    return Person(name=name, role=role, csrf=csrf, hidden=hidden_from(role, restricted))


class Doorkeeper:
    """Tells who asks. Without `login` everybody on this machine is the administrator."""

    def __init__(self, ledger: Ledger, *, login: bool) -> None:
        self.login = login
        self._accounts = ledger.accounts
        self._local_csrf = new_secret()

    def who(self, request: Request, restricted: Restricted) -> Person | None:
        """Who asks; None for nobody we know. Problem for a wrong token, and for changes without the CSRF token."""
        bearer = request.headers.get("authorization", "")
        if bearer and self.login:
            return self._by_token(bearer, restricted)
        if not self.login:
            return self._checked(_person("local", Role.ADMINISTRATOR, self._local_csrf, restricted), request)
        cookie = request.cookies.get(COOKIE)
        session = self._accounts.session(digest_of(cookie)) if cookie else None
        if session is None:
            return None
        return self._checked(_person(session.user, ROLES[session.role], session.csrf, restricted), request)

    def _by_token(self, bearer: str, restricted: Restricted) -> Person:
        kind, _, secret = bearer.partition(" ")
        found = self._accounts.token(digest_of(secret)) if kind.lower() == "bearer" else None
        if found is None:
            raise Problem(401, "unauthorized", "this token opens nothing; make one with POST /api/v1/me/tokens")
        token, owners = found
        self._accounts.note_use(token.id, token.last_used)
        return replace(_person(token.user, min(ROLES[token.role], ROLES[owners]), None, restricted), token=True)

    def _checked(self, person: Person, request: Request) -> Person:
        """The person, if a change carries the token that only our own pages know."""
        if request.method not in SAFE:
            said = request.headers.get(CSRF, "")
            if not compare_digest(said.encode(), (person.csrf or "").encode()):
                raise Problem(403, "csrf", f"a change needs the header {CSRF} with the csrf of GET /api/v1/me")
        return person
