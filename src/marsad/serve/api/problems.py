"""Errors as application/problem+json (RFC 9457): what is wrong, in a sentence, and a code that pages translate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from marsad.errors import FilterError, InputError, LedgerError, MarsadError, MissingExtraError, UnknownError

MEDIA_TYPE = "application/problem+json"
_CODES = {
    400: "bad-body",
    404: "not-found",
    405: "wrong-method",
    408: "too-slow",
    413: "too-large",
    415: "bad-body",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What is wrong with a field."""

    field: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What is wrong."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[Field]


class Problem(Exception):  # noqa: N818 -- RFC 9457 calls it so
    """An answer that says what is wrong."""

    def __init__(self, status: int, code: str, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail = status, code, detail
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.fields: Sequence[Field] = ()


def answer_of(problem: Problem) -> Response:
    """The answer that a problem makes."""
    return _answer(problem.status, problem.code, problem.detail, problem.fields, problem.headers)


def body_of(status: int, code: str, detail: str, fields: Sequence[Field] = ()) -> bytes:
    """What is wrong, as JSON."""
    title = HTTPStatus(status).phrase
    return msgspec.json.encode(
        Shape(type="about:blank", title=title, status=status, detail=detail, code=code, errors=list(fields))
    )


def _answer(
    status: int, code: str, detail: str, fields: Sequence[Field] = (), headers: Mapping[str, str] | None = None
) -> Response:
    return Response(body_of(status, code, detail, fields), status, dict(headers or {}), MEDIA_TYPE)


def tell_problems(app: FastAPI) -> None:
    """Every error of the app is answered as a problem."""

    @app.exception_handler(Problem)
    def _problem(_: Request, error: Problem) -> Response:
        return answer_of(error)

    @app.exception_handler(RequestValidationError)
    def _invalid(_: Request, error: RequestValidationError) -> Response:
        fields = [Field(field=_name(each["loc"]), message=str(each["msg"])) for each in error.errors()]
        asked = any(each["loc"][0] in ("query", "path", "header") for each in error.errors())
        code, what = ("bad-filter", "the question") if asked else ("bad-body", "what was sent")
        detail = "; ".join(f"{each.field}: {each.message}" for each in fields[:5])
        return _answer(422, code, f"{what} cannot be understood: {detail}", fields)

    @app.exception_handler(MarsadError)
    def _told(_: Request, error: MarsadError) -> Response:
        fields = [Field(field=error.name, message=str(error))] if isinstance(error, FilterError) else []
        status, code = _kind_of(error)
        return _answer(status, code, str(error), fields)

    @app.exception_handler(HTTPException)
    def _http(_: Request, error: HTTPException) -> Response:
        code = _CODES.get(error.status_code, "fault")
        return _answer(error.status_code, code, str(error.detail), headers=error.headers)

    @app.exception_handler(Exception)
    def _fault(_: Request, error: Exception) -> Response:
        return _answer(500, "fault", f"Marsad failed ({type(error).__name__}); the server's log says more")


def _name(where: Sequence[object]) -> str:
    return ".".join(str(part) for part in where[1:]) or str(where[0])


def _kind_of(error: MarsadError) -> tuple[int, str]:
    if isinstance(error, FilterError):
        return 422, "bad-filter"
    if isinstance(error, InputError):
        return 422, "unreadable"
    if isinstance(error, MissingExtraError):
        return 501, "missing-extra"
    if isinstance(error, UnknownError):
        return 404, "not-found"
    if isinstance(error, LedgerError):
        return 422, "refused"
    return 500, "fault"
