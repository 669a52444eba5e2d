"""What the command line says when something goes wrong: one line, and an exit code."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

FAILED = 1
BROKEN_PIPE = 141  # as a shell tells of a program that SIGPIPE ended


@contextmanager
def errors_told() -> Iterator[None]:
    """Every error a person can put right is one line and an exit code; no traceback is shown."""
    from marsad.errors import FilterError, MarsadError

    try:
        yield
        sys.stdout.flush()
    except FilterError as error:
        raise typer.BadParameter(str(error), param_hint=f"--{error.name}") from None
    except MarsadError as error:
        complain(error)
        raise typer.Exit(FAILED) from None
    except BrokenPipeError:
        # nobody reads on; what is left in the buffer must not complain when Python ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(BROKEN_PIPE) from None
    except OSError as error:
        complain(f"the output cannot be written ({error.strerror or error}); check where it goes")
        raise typer.Exit(FAILED) from None


def complain(problem: object) -> None:
    """One line on standard error."""
    typer.echo(f"marsad: {problem}", err=True)


def ignore(_problem: object) -> None:
    """Nothing: what is wrong is told elsewhere."""
