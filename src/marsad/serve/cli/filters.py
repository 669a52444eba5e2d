"""Filters: the options that every command which asks a ledger understands, in one place."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer

from marsad.serve.asking import Filters
from marsad.serve.cli.arguments import KnownBy, Since, Until


def filters(  # noqa: PLR0913, PLR0917 -- a parameter an option
    type: Annotated[
        list[str] | None,
        typer.Option(metavar="TYPE", help="A type or family of the codebook; may be repeated."),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND", help="event (default), control, movement, relation, flow; may be repeated."),
    ] = None,
    place: Annotated[str | None, typer.Option(metavar="PLACE", help="In this place: its name or id.")] = None,
    within: Annotated[str | None, typer.Option(metavar="PLACE", help="In this place or what lies in it.")] = None,
    near: Annotated[str | None, typer.Option(metavar="POINT", help="Near 35.12,40.45 or a known place.")] = None,
    radius: Annotated[float, typer.Option(min=0, metavar="KM", help="How near.")] = 10.0,
    actor: Annotated[
        str | None, typer.Option(metavar="ACTOR", help="With this actor or a part of it: name or id.")
    ] = None,
    since: Since = None,
    until: Until = None,
    killed: Annotated[int | None, typer.Option(min=0, metavar="N", help="At least N killed.")] = None,
    injured: Annotated[int | None, typer.Option(min=0, metavar="N", help="At least N injured.")] = None,
    modality: Annotated[
        list[str] | None, typer.Option(metavar="HOW", help="asserted, unconfirmed, denied, planned.")
    ] = None,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="Of this outlet, or said by this source.")] = None,
    text: Annotated[
        str | None, typer.Option(metavar="WORDS", help='Words of the evidence; "in quotes" as they follow.')
    ] = None,
    report_text: Annotated[str | None, typer.Option(metavar="WORDS", help="Words of the whole report.")] = None,
    report: Annotated[str | None, typer.Option(metavar="ID", help="Of this report.")] = None,
    known_by: KnownBy = None,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="Leave out what is less sure.")] = 0.0,
    rejected: Annotated[bool, typer.Option("--rejected", help="Also what a person called wrong.")] = False,
) -> Filters:
    """What was said on the command line, as filters."""
    return Filters(
        types=type or [],
        kinds=kind or ["event"],
        modalities=modality or [],
        place=place,
        within=within,
        near=near,
        radius=radius,
        actor=actor,
        since=since,
        until=until,
        killed=killed,
        injured=injured,
        source=source,
        text=text,
        report_text=report_text,
        report=report,
        known_by=known_by,
        confidence=min_confidence,
        rejected=rejected,
    )


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose parameter `filters` is made of the options of all filters."""
    own = inspect.signature(command, eval_str=True).parameters
    said = inspect.signature(filters, eval_str=True).parameters

    @wraps(command)
    def run(**given: Any) -> None:
        command(filters=filters(**{name: given.pop(name) for name in said}), **given)

    merged = [each for name, each in own.items() if name != "filters"]
    merged[1:1] = said.values()
    run.__signature__ = inspect.Signature([each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in merged])  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in merged}
    return run
