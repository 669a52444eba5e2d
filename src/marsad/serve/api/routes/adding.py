"""Adding: reading a pasted text, keeping a report, importing files."""

from hashlib import sha256
from pathlib import Path as File
from tempfile import NamedTemporaryFile
from typing import Annotated
from urllib.parse import unquote

from fastapi import APIRouter, Header, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from marsad.errors import InputError
from marsad.ledger.flattening import flatten
from marsad.model import Report
from marsad.serve.adding import Adding
from marsad.serve.api.marking import marks_of
from marsad.serve.api.parameters import Code, Day, Words
from marsad.serve.api.presenting import Presenter
from marsad.serve.api.problems import Problem
from marsad.serve.api.shapes.importing import Job
from marsad.serve.api.shapes.paging import Page
from marsad.serve.api.shapes.reports import KeptShape, ReadShape, ReadText
from marsad.serve.api.state import Editor, Here, Now, Reader, Served, told
from marsad.serve.readings import read_one
from marsad.sources import Failure
from marsad.sources.encoding import ARABIC_LETTER

router = APIRouter(tags=["adding"])
LONGEST = 200_000  # characters of a pasted report
SUFFIXES = (
    ".txt",
    ".md",
    ".html",
    ".htm",
    ".json",
    ".jsonl",
    ".ndjson",
    ".txt.gz",
    ".html.gz",
    ".json.gz",
    ".jsonl.gz",
)


class Pasted(BaseModel):
    """A report as a person pastes it."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    title: Annotated[str, Field(max_length=1000)] = ""
    outlet: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    published: Day | None = None

    def report(self, url: str | None = None) -> Report:
        """The report; InputError where it cannot be one."""
        if not ARABIC_LETTER.search(self.text + self.title):
            raise InputError("the text has no Arabic in it; Marsad reads Arabic reports")
        digest = sha256(f"{self.title}\n{self.text}".encode("utf-8", "surrogatepass")).hexdigest()
        try:
            return Report(
                id=f"pasted-{digest[:12]}",
                title=self.title,
                text=self.text,
                outlet=self.outlet,
                published=self.published,
                url=url,
            )
        except ValueError as error:
            raise InputError(str(error)) from None


class Correction(BaseModel):
    """A value that is corrected while a report is added."""

    model_config = ConfigDict(extra="forbid")

    claim: Annotated[str, Field(max_length=200)]
    slot: Annotated[str, Field(max_length=40)]
    value: Annotated[str, Field(max_length=200)] | None
    why: Annotated[str, Field(max_length=2000)] = ""


class Kept(Pasted):
    """A report that is to be kept, with what a person corrected in its reading."""

    url: Annotated[str, Field(max_length=2000, pattern=r"^https?://")] | None = None
    edits: Annotated[list[Correction], Field(max_length=200)] = []


@router.post("/read", response_model=ReadShape)
def read(request: Request, here: Here, me: Reader, now: Now, body: Pasted) -> Response:
    """What a text claims, without keeping it."""
    reading = read_one(body.report(), packs=here.settings.packs)
    if isinstance(reading, Failure):
        raise InputError(reading.problem)
    report = reading.report
    records = flatten(reading, report.published or here.today())
    presenter = Presenter(view=now, me=me, titles={report.sha256: report.title}, knowledge=here.knowledge())
    return told(
        request,
        ReadShape(
            report=ReadText(
                sha256=report.sha256,
                title=report.title,
                text=report.text,
                content=report.content,
                outlet=report.outlet,
                published=report.published,
            ),
            claims=[presenter.claim(record) for record in records],
            marks=marks_of(records, seen=True),
            known=here.ledger.content(report.sha256) is not None,
        ),
    )


@router.post("/reports", response_model=KeptShape, status_code=201)
def keep(request: Request, here: Here, me: Editor, body: Kept) -> Response:
    """Keep a report; its claims are compared with others in the background."""
    report = body.report(body.url)
    failures: list[Failure] = []
    adding = Adding(here.ledger, packs=here.settings.packs, complain=failures.append)  # type: ignore[arg-type]
    tally = adding.keep([("pasted", report)])
    if failures:
        raise InputError(failures[0].problem)
    outcome = next(iter(tally.counts))
    for edit in body.edits:
        here.ledger.edit(edit.claim, edit.slot, edit.value, who=me.name, why=edit.why)
    here.ledger.accounts.log(me.name, "add", report.sha256, {"outcome": str(outcome), "edits": len(body.edits)})
    here.regrouping.want()
    reading = here.ledger.reading(report.sha256)
    keys = [record.key for record in flatten(reading, here.today())] if reading else []
    incidents = sorted(set(here.ledger.browse.incidents_of(keys).values()))
    shape = KeptShape(sha256=report.sha256, outcome=outcome.name.lower(), claims=len(keys), incidents=incidents)
    return told(request, shape, 201)


@router.post(
    "/imports",
    response_model=Job,
    status_code=202,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def begin_import(
    request: Request,
    here: Here,
    me: Editor,
    x_file_name: Annotated[str, Header(max_length=1000, description="The file's name, percent-encoded.")],
    outlet: Annotated[Words | None, Query(description="Of reports that state none.")] = None,
    published: Annotated[Day | None, Query(description="Of reports that state none.")] = None,
) -> Response:
    """Send a file of reports; it is added in the background."""
    name = File(unquote(x_file_name, errors="replace").replace("\\", "/")).name
    suffix = next((each for each in reversed(SUFFIXES) if name.lower().endswith(each)), None)
    if suffix is None:
        raise Problem(422, "unreadable", f"{name}: the name must end in one of {', '.join(SUFFIXES)}")
    file = await _saved(request, suffix)
    if not file.stat().st_size:
        file.unlink()
        raise Problem(422, "unreadable", f"{name}: the file is empty")
    return told(request, here.imports.take(file, name, who=me.name, outlet=outlet, published=published), 202)


async def _saved(request: Request, suffix: str) -> File:
    """The body in a file of its own, whose name nobody chose; nothing of it stays when it breaks off."""
    with NamedTemporaryFile(prefix="marsad-", suffix=suffix, delete=False) as file:
        try:
            async for part in request.stream():
                file.write(part)
        except BaseException:
            File(file.name).unlink(missing_ok=True)
            raise
    return File(file.name)


@router.get("/imports", response_model=Page[Job])
def list_imports(request: Request, here: Here, _: Editor) -> Response:
    """The imports since the server began, the latest first."""
    jobs = here.imports.jobs()
    return told(request, Page(items=jobs, total=len(jobs), next=None))


@router.get("/imports/{id}", response_model=Job)
def show_import(request: Request, here: Here, _: Editor, id: Code) -> Response:
    """How far an import is."""
    return told(request, _job(here, id))


@router.delete("/imports/{id}", status_code=204)
def stop_import(here: Here, me: Editor, id: Code) -> Response:
    """Stop an import; what was kept stays."""
    _job(here, id)
    here.imports.halt(id)
    here.ledger.accounts.log(me.name, "stop import", id, {})
    return Response(status_code=204)


def _job(here: Served, id: str) -> Job:
    found = here.imports.job(id)
    if found is None:
        raise Problem(404, "not-found", f"{id}: there is no such import")
    return found
