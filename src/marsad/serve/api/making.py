"""The app, put together."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from starlette.middleware.gzip import GZipMiddleware

from marsad.ledger import Ledger
from marsad.serve.api.access import Doorkeeper
from marsad.serve.api.answering import Answers
from marsad.serve.api.board import Board
from marsad.serve.api.guards import App, Guards
from marsad.serve.api.heard import Heard
from marsad.serve.api.importing import Imports
from marsad.serve.api.limits import Attempts
from marsad.serve.api.pages import pages_of
from marsad.serve.api.problems import MEDIA_TYPE, Shape, tell_problems
from marsad.serve.api.regrouping import Regrouping
from marsad.serve.api.reviewing import Reviewing
from marsad.serve.api.routes import (
    actors,
    adding,
    claims,
    control,
    exports,
    incidents,
    meta,
    people,
    places,
    reports,
    review,
    saying,
    search,
    sources,
)
from marsad.serve.api.settings import Settings
from marsad.serve.api.state import CACHED, NotModified, Served, no_other_names
from marsad.version import VERSION

PREFIX = "/api/v1"
ROUTERS = (
    *(meta.router, people.router, incidents.router, claims.router, reports.router, places.router, actors.router),
    *(sources.router, control.router, search.router, review.router, saying.router),
    *(adding.router, exports.router),
)
THREADS = 3  # that answer requests; each may hold a connection to the ledger
SMALLEST = 1_000  # bytes that are worth packing


def make_app(ledger: Ledger, settings: Settings | None = None) -> App:
    """A ledger as an app of ASGI, guarded."""
    return Guards(bare_app(ledger, settings or Settings()), settings or Settings())


def bare_app(ledger: Ledger, settings: Settings) -> FastAPI:
    """The app without what stands before it."""
    board = Board(ledger)
    served = Served(
        ledger=ledger,
        settings=settings,
        board=board,
        answers=Answers(ledger, board),
        door=Doorkeeper(ledger, login=settings.login),
        attempts=Attempts(),
        regrouping=Regrouping(ledger),
        imports=Imports(ledger, settings),
        reviewing=Reviewing(ledger),
        heard=Heard(ledger),
    )
    app = FastAPI(
        title="Marsad",
        version=VERSION,
        summary="A ledger of Arabic reports of armed conflict: every value opens the sentence it came from.",
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_life,
        separate_input_output_schemas=False,
    )
    app.state.served = served
    app.add_middleware(GZipMiddleware, minimum_size=SMALLEST, compresslevel=1)
    tell_problems(app)
    _tell_unchanged(app)
    api = APIRouter(prefix=PREFIX, dependencies=[Depends(no_other_names)], responses=PROBLEMS)
    for router in ROUTERS:
        api.include_router(router)
    app.include_router(api)
    app.include_router(pages_of(settings))
    return app


PROBLEMS: dict[int | str, dict[str, object]] = {
    "4XX": {"description": "What is wrong with the request", "content": {MEDIA_TYPE: {}}, "model": Shape},
    "5XX": {"description": "What went wrong", "content": {MEDIA_TYPE: {}}, "model": Shape},
}


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    """The threads that work beside the answers begin and end with the app."""
    from anyio.to_thread import current_default_thread_limiter

    current_default_thread_limiter().total_tokens = THREADS
    served: Served = app.state.served
    warming = Thread(target=_warm, args=(served,), daemon=True)
    warming.start()
    served.regrouping.start()
    served.imports.start()
    yield
    served.imports.stop()
    served.regrouping.stop()
    warming.join()


def _warm(served: Served) -> None:
    """Have at hand what the first page asks for."""
    view = served.board.view()
    served.reviewing.queue(view)
    served.heard.periods(view, None)
    gc.collect()
    gc.freeze()


def _tell_unchanged(app: FastAPI) -> None:
    @app.exception_handler(NotModified)
    def _unchanged(_: Request, error: NotModified) -> Response:
        return Response(status_code=304, headers=CACHED | {"ETag": error.tag})
