"""People: logging in and out, tokens, users, and the log of what was changed."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from marsad.errors import LedgerError
from marsad.ledger.accounts import Token, User
from marsad.serve.accounts import LONGEST, NAME, SHORTEST, hash_of, is_right
from marsad.serve.api.access import COOKIE, ROLES, TOKEN, Person, Role, digest_of, hidden_from, new_secret
from marsad.serve.api.parameters import Code, Limit, Words
from marsad.serve.api.problems import Problem
from marsad.serve.api.shapes.paging import Page
from marsad.serve.api.shapes.people import AuditEntry, Me, NewToken, TokenShape, UserShape
from marsad.serve.api.state import Administrator, Anyone, Here, Reader, Served, told

router = APIRouter(tags=["people"])
LASTS = timedelta(hours=12)  # a session
RoleName = Literal["reader", "analyst", "editor", "administrator"]
Password = Annotated[str, Field(min_length=SHORTEST, max_length=LONGEST)]


class Body(BaseModel):
    """What is sent; nothing else may be in it."""

    model_config = ConfigDict(extra="forbid")


class Login(Body):
    """A name and its password."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    password: Annotated[str, Field(min_length=1, max_length=LONGEST)]


class NewPassword(Body):
    """Another password for oneself."""

    old: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    new: Password


class TokenWanted(Body):
    """A token for a program, with one's own role or a lower one."""

    name: Annotated[str, Field(min_length=1, max_length=100)]
    role: RoleName = "reader"


class UserWanted(Body):
    """A new user."""

    name: Annotated[str, Field(pattern=f"^{NAME}$")]
    password: Password
    role: RoleName = "reader"


class UserChange(Body):
    """What of a user is to change."""

    role: RoleName | None = None
    password: Password | None = None
    disabled: bool | None = None


@router.get("/me", response_model=Me)
def me(request: Request, here: Here, person: Anyone) -> Response:
    """Who asks, what that person may do, and the token that changes must carry."""
    return told(request, _me(here, person))


def _me(here: Served, person: Person | None) -> Me:
    login = here.settings.login
    if person is None:
        return Me(name=None, role=None, login=login, csrf=None, can=[])
    return Me(name=person.name, role=person.role.word, login=login, csrf=person.csrf, can=person.can)


@router.post("/login", response_model=Me)
def log_in(request: Request, here: Here, body: Login) -> Response:
    """Begin a session: a new cookie, whatever one came with."""
    if not here.settings.login:
        raise Problem(409, "conflict", "this server asks nobody to log in; it is for this machine alone")
    keys = f"name {body.name}", f"address {request.client.host if request.client else ''}"
    if wait := here.attempts.wait_for(*keys):
        raise Problem(429, "too-many", f"too many wrong tries; wait {wait:.0f} seconds", Retry_After=f"{wait:.0f}")
    accounts = here.ledger.accounts
    if not is_right(body.password, accounts.password_of(body.name)):
        here.attempts.wrong(*keys)
        accounts.log(body.name, "wrong password", None, {})
        raise Problem(401, "unauthorized", "name or password is wrong")
    here.attempts.right(*keys)
    if old := request.cookies.get(COOKIE):
        accounts.close_session(digest_of(old))
    secret, csrf = new_secret(), new_secret()
    accounts.open_session(body.name, digest_of(secret), csrf, datetime.now(UTC) + LASTS)
    accounts.log(body.name, "login", None, {})
    role = ROLES[accounts.user(body.name).role]
    hidden = hidden_from(role, here.ledger.browse.restricted())
    answer = told(request, _me(here, Person(name=body.name, role=role, csrf=csrf, hidden=hidden)))
    seconds = int(LASTS.total_seconds())
    answer.set_cookie(
        COOKIE, secret, max_age=seconds, httponly=True, samesite="strict", secure=here.settings.secure, path="/"
    )
    return answer


@router.post("/logout", status_code=204)
def log_out(request: Request, here: Here, me: Reader) -> Response:
    """End the session; the cookie opens nothing any more."""
    if cookie := request.cookies.get(COOKIE):
        here.ledger.accounts.close_session(digest_of(cookie))
    here.ledger.accounts.log(me.name, "logout", None, {})
    answer = Response(status_code=204)
    answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict", secure=here.settings.secure)
    return answer


@router.post("/me/password", status_code=204)
def change_password(here: Here, me: Reader, body: NewPassword) -> Response:
    """Another password for oneself; all sessions end."""
    _own_account(here, me)
    key = f"name {me.name}"
    if wait := here.attempts.wait_for(key):
        raise Problem(429, "too-many", f"too many wrong tries; wait {wait:.0f} seconds", Retry_After=f"{wait:.0f}")
    if not is_right(body.old, here.ledger.accounts.password_of(me.name)):
        here.attempts.wrong(key)
        raise Problem(401, "unauthorized", "the old password is wrong")
    here.ledger.accounts.change_user(me.name, password=hash_of(body.new))
    here.ledger.accounts.log(me.name, "password", me.name, {})
    return Response(status_code=204)


def _own_account(here: Served, me: Person) -> None:
    if not here.settings.login or me.token:
        raise Problem(403, "forbidden", "this is for people who logged in")


# --- tokens


@router.get("/me/tokens", response_model=Page[TokenShape])
def list_tokens(request: Request, here: Here, me: Reader) -> Response:
    """One's own tokens."""
    found = here.ledger.accounts.tokens(me.name)
    return told(request, Page(items=[_token(each) for each in found], total=len(found), next=None))


@router.post("/me/tokens", response_model=NewToken, status_code=201)
def make_token(request: Request, here: Here, me: Reader, body: TokenWanted) -> Response:
    """A token for a program; it is shown this once."""
    _own_account(here, me)
    if ROLES[body.role] > me.role:
        raise Problem(403, "forbidden", f"a token cannot do more than you: {me.role.word}")
    secret = TOKEN + new_secret()
    made = here.ledger.accounts.add_token(me.name, body.name, body.role, digest_of(secret))
    here.ledger.accounts.log(me.name, "token", body.name, {"role": body.role})
    shape = _token(made)
    fields = {name: getattr(shape, name) for name in TokenShape.__dataclass_fields__}
    return told(request, NewToken(**fields, token=secret), 201)


@router.delete("/me/tokens/{id}", status_code=204)
def drop_token(here: Here, me: Reader, id: int) -> Response:
    """A token opens nothing any more."""
    here.ledger.accounts.drop_token(me.name, id)
    here.ledger.accounts.log(me.name, "drop token", str(id), {})
    return Response(status_code=204)


def _token(each: Token) -> TokenShape:
    return TokenShape(id=each.id, name=each.name, role=each.role, created=each.created, last_used=each.last_used)


# --- users


@router.get("/users", response_model=Page[UserShape])
def list_users(request: Request, here: Here, _: Administrator) -> Response:
    """Everyone who may log in."""
    found = [_user(each) for each in here.ledger.accounts.users()]
    return told(request, Page(items=found, total=len(found), next=None))


@router.post("/users", response_model=UserShape, status_code=201)
def add_user(request: Request, here: Here, me: Administrator, body: UserWanted) -> Response:
    """A new user."""
    made = here.ledger.accounts.add_user(body.name, body.role, hash_of(body.password))
    here.ledger.accounts.log(me.name, "add user", body.name, {"role": body.role})
    return told(request, _user(made), 201)


@router.patch("/users/{name}", response_model=UserShape)
def change_user(request: Request, here: Here, me: Administrator, name: Code, body: UserChange) -> Response:
    """Another role, password or standing; the user's sessions end."""
    _keep_one(here, name, gone=body.disabled is True or (body.role or "administrator") != "administrator")
    new: dict[str, object] = {key: value for key in ("role", "disabled") if (value := getattr(body, key)) is not None}
    said = dict(new)
    if body.password is not None:
        new["password"], said["password"] = hash_of(body.password), "changed"
    found = here.ledger.accounts.change_user(name, **new) if new else here.ledger.accounts.user(name)
    here.ledger.accounts.log(me.name, "change user", name, said)
    return told(request, _user(found))


@router.delete("/users/{name}", status_code=204)
def remove_user(here: Here, me: Administrator, name: Code) -> Response:
    """A user goes; what the user said stays."""
    _keep_one(here, name, gone=True)
    here.ledger.accounts.remove_user(name)
    here.ledger.accounts.log(me.name, "remove user", name, {})
    return Response(status_code=204)


def _keep_one(here: Served, name: str, *, gone: bool) -> None:
    """The last administrator stays: nobody else could make another."""
    others = [
        user
        for user in here.ledger.accounts.users()
        if user.role == Role.ADMINISTRATOR.word and not user.disabled and user.name != name
    ]
    if gone and not others and here.ledger.accounts.user(name).role == Role.ADMINISTRATOR.word:
        raise LedgerError(f"{name}: is the last administrator; make another one first")


def _user(each: User) -> UserShape:
    return UserShape(
        name=each.name, role=each.role, created=each.created, last_login=each.last_login, disabled=each.disabled
    )


# --- the log


@router.get("/audit", response_model=Page[AuditEntry])
def list_changes(
    request: Request,
    here: Here,
    _: Administrator,
    who: Annotated[Words | None, Query(description="Who changed something.")] = None,
    action: Annotated[Words | None, Query(description="What was done.")] = None,
    limit: Limit = 50,
    cursor: Annotated[str | None, Query(pattern=r"^[0-9]{1,15}$")] = None,
) -> Response:
    """What was changed, the latest first."""
    before = None if cursor is None else int(cursor)
    found, total = here.ledger.accounts.entries(who=who, action=action, before=before, limit=limit)
    items = [
        AuditEntry(id=each.id, at=each.at, who=each.who, action=each.action, target=each.target, detail=each.detail)
        for each in found
    ]
    following = str(found[-1].id) if len(found) == limit and found[-1].id > 1 else None
    return told(request, Page(items=items, total=total, next=following))
