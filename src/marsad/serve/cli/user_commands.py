"""`marsad user`: who may log in to a served ledger."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from marsad.serve.cli.arguments import HERE, Where
from marsad.serve.cli.failing import errors_told

app = typer.Typer(help="Say who may log in to a served ledger.", no_args_is_help=True)


class RoleName(StrEnum):
    """What a person may do, each all that those before may."""

    READER = "reader"
    ANALYST = "analyst"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


Name = Annotated[str, typer.Argument(metavar="NAME", help="The name to log in with.")]
RoleOption = Annotated[RoleName, typer.Option(help="reader sees, analyst judges, editor adds, administrator governs.")]


@app.command()
def add(name: Name, ledger: Where = HERE, role: RoleOption = RoleName.READER) -> None:
    """Let somebody log in; the password is asked for, or read from standard input."""
    from marsad.errors import LedgerError
    from marsad.ledger import Ledger
    from marsad.serve.accounts import hash_of, is_name

    with errors_told(), Ledger.open(ledger, create=True) as opened:
        if not is_name(name):
            raise LedgerError(f"{name!r}: a name has at most 60 letters, digits and the signs . @ _ -")
        opened.accounts.add_user(name, str(role), hash_of(_asked_password()))
        opened.accounts.log(_self(), "add user", name, {"role": str(role)})
        typer.echo(f"{name}: {role}")


@app.command("list")
def show_all(ledger: Where = HERE) -> None:
    """List who may log in."""
    from marsad.ledger import Ledger

    with errors_told(), Ledger.open(ledger) as opened:
        for user in opened.accounts.users():
            last = f"last login {user.last_login:%Y-%m-%d %H:%M}" if user.last_login else "never logged in"
            typer.echo(f"{user.name}\t{user.role}\t{'disabled' if user.disabled else last}")


@app.command()
def remove(name: Name, ledger: Where = HERE) -> None:
    """Take away somebody's account; what was said under the name stays."""
    from marsad.ledger import Ledger

    with errors_told(), Ledger.open(ledger) as opened:
        opened.accounts.remove_user(name)
        opened.accounts.log(_self(), "remove user", name, {})
        typer.echo(f"{name}: removed")


@app.command()
def role(name: Name, role: Annotated[RoleName, typer.Argument(help="The new role.")], ledger: Where = HERE) -> None:
    """Give somebody another role; open sessions end."""
    from marsad.ledger import Ledger

    with errors_told(), Ledger.open(ledger) as opened:
        opened.accounts.change_user(name, role=str(role))
        opened.accounts.log(_self(), "change user", name, {"role": str(role)})
        typer.echo(f"{name}: {role}")


@app.command()
def password(name: Name, ledger: Where = HERE) -> None:
    """Give somebody another password; open sessions end."""
    from marsad.ledger import Ledger
    from marsad.serve.accounts import hash_of

    with errors_told(), Ledger.open(ledger) as opened:
        opened.accounts.user(name)
        opened.accounts.change_user(name, password=hash_of(_asked_password()), disabled=False)
        opened.accounts.log(_self(), "change user", name, {"password": "changed"})
        typer.echo(f"{name}: the password is changed")


def _asked_password() -> str:
    """From the keyboard, twice, or the first line of standard input: never from the command line, which others see."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))


def _self() -> str:
    from marsad.serve.cli.people import name_of

    return f"{name_of(None)} (command line)"
