"""What the routes share: the ledger, the board, who asks; and how they answer."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import blake2b
from typing import Annotated, Any, cast

import msgspec
from fastapi import Depends, Request, Response

from marsad.knowledge import Knowledge
from marsad.ledger import Ledger
from marsad.reader import reader_of
from marsad.serve.api.access import Doorkeeper, Person, Role
from marsad.serve.api.answering import Answers
from marsad.serve.api.board import Board, View
from marsad.serve.api.heard import Heard
from marsad.serve.api.importing import Imports
from marsad.serve.api.limits import Attempts
from marsad.serve.api.problems import Problem
from marsad.serve.api.regrouping import Regrouping
from marsad.serve.api.reviewing import Reviewing
from marsad.serve.api.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """One ledger that is served."""

    ledger: Ledger
    settings: Settings
    board: Board
    answers: Answers
    door: Doorkeeper
    attempts: Attempts
    regrouping: Regrouping
    imports: Imports
    reviewing: Reviewing
    heard: Heard

    def knowledge(self) -> Knowledge:
        """What the reader knows; loaded on first use."""
        return reader_of(self.settings.packs).knowledge

    def today(self) -> date:
        """The day it is."""
        return datetime.now(UTC).date()


async def _served(request: Request) -> Served:
    return cast(Served, request.app.state.served)


Here = Annotated[Served, Depends(_served)]


def _person(request: Request, here: Here) -> Person | None:
    request.state.view = view = here.board.view()
    return here.door.who(request, view.restricted)


Anyone = Annotated[Person | None, Depends(_person)]


class NotModified(Exception):  # noqa: N818 -- no error
    """What was asked for is as it was."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.tag = tag


def _at_least(role: Role) -> Callable[..., Awaitable[Person]]:
    async def check(me: Anyone) -> Person:
        if me is None:
            raise Problem(401, "unauthorized", "log in first", WWW_Authenticate="Bearer")
        if me.role < role:
            raise Problem(403, "forbidden", f"this needs the role {role.word}; yours is {me.role.word}")
        return me

    return check


Reader = Annotated[Person, Depends(_at_least(Role.READER))]
Analyst = Annotated[Person, Depends(_at_least(Role.ANALYST))]
Editor = Annotated[Person, Depends(_at_least(Role.EDITOR))]
Administrator = Annotated[Person, Depends(_at_least(Role.ADMINISTRATOR))]


async def _view(request: Request, me: Reader) -> View:
    """The ledger as it is now; NotModified where who asks has the answer already."""
    view: View = request.state.view
    tag = _tag(view, me)
    request.state.tag = tag
    if request.method in ("GET", "HEAD") and _knows(request.headers.get("if-none-match", ""), tag):
        raise NotModified(tag)
    return view


Now = Annotated[View, Depends(_view)]


def _tag(view: View, me: Person) -> str:
    """The same for as long as the ledger and the rights of who asks are the same."""
    seen = f"{view.stamp} {me.name} {me.role} {sorted(me.hidden)}"
    return f'W/"{blake2b(seen.encode(), digest_size=12).hexdigest()}"'


def _knows(given: str, tag: str) -> bool:
    known = {each.strip() for each in given.split(",")}
    return "*" in known or tag in known


def told(request: Request, value: Any, status: int = 200) -> Response:
    """A value as JSON, with the tag of the ledger it was taken from."""
    return Response(msgspec.json.encode(value), status, tag_headers(request), "application/json")


def tag_headers(request: Request) -> dict[str, str]:
    """What tells caches how long an answer holds."""
    tag = getattr(request.state, "tag", None)
    return {"Cache-Control": "no-store"} if tag is None else CACHED | {"ETag": tag}


CACHED = {"Cache-Control": "private, no-cache", "Vary": "Cookie, Authorization"}


def asked_names(request: Request) -> Iterable[str]:
    """The names of the query parameters that a route takes."""
    route = request.scope.get("route")
    return _names(route.dependant) if route is not None and hasattr(route, "dependant") else ()


def _names(dependant: Any) -> set[str]:
    own = {field.alias for field in dependant.query_params}
    return own.union(*(_names(each) for each in dependant.dependencies))


async def no_other_names(request: Request) -> None:
    """Problem where a query parameter has a name that the route does not know."""
    wrong = sorted(set(request.query_params) - set(asked_names(request)))
    if wrong:
        raise Problem(422, "bad-filter", f"{', '.join(wrong)}: there is no such parameter here")
