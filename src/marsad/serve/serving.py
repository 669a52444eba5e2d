"""`marsad serve`: the API and the pages, on this machine alone unless there are accounts."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from threading import Timer

from marsad.errors import LedgerError, MissingExtraError
from marsad.ledger import Ledger

CACHE = 8  # megabytes of the ledger that each connection keeps
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How to serve: `names` are further host names that requests may come to; `https` is done by a proxy before us."""

    host: str
    port: int
    names: tuple[str, ...] = ()
    https: bool = False
    browser: bool = False
    demo: bool = False
    base_map: Path | None = None
    packs: tuple[Path, ...] = ()


def serve(where: str, wanted: Wanted, say: Callable[[str], None]) -> None:
    """Serve a ledger until somebody ends it; `say` is told where, once it is clear that it may be served."""
    try:
        import uvicorn

        from marsad.serve.api.making import make_app
        from marsad.serve.api.settings import Settings
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            f"serving a ledger needs {error.name}; install it with: pip install 'marsad[server]'"
        ) from None
    with Ledger.open(where, cache=CACHE) as ledger:
        login = must_log_in(ledger, wanted)
        settings = Settings(
            hosts=frozenset(hosts_of(wanted)),
            login=login,
            secure=wanted.https,
            demo=wanted.demo,
            base_map=wanted.base_map,
            packs=wanted.packs,
        )
        say(f"{ledger.where}: http://{shown(wanted.host)}:{wanted.port}/ (end with Ctrl-C)")
        if wanted.browser:
            Timer(1.0, _open, (f"http://{shown(wanted.host)}:{wanted.port}/",)).start()
        gc.set_threshold(
            50_000, 20, 100
        )  # what is kept of a ledger is large and stays: it is not to be gone through often
        uvicorn.run(
            make_app(ledger, settings),
            host=wanted.host,
            port=wanted.port,
            log_level="warning",
            server_header=False,
            proxy_headers=wanted.https,
            h11_max_incomplete_event_size=64 * 1024,
            timeout_keep_alive=30,
        )


def must_log_in(ledger: Ledger, wanted: Wanted) -> bool:
    """Whether people have to log in: where there are accounts, or others can reach us, who need accounts then."""
    accounts = [user for user in ledger.accounts.users() if not user.disabled]
    if accounts:
        return True
    if is_local(wanted.host):
        return False
    raise LedgerError(
        f"{wanted.host}: others can reach this address, and the ledger has no accounts; "
        "make one first with: marsad user add NAME --role administrator"
    )


def is_local(host: str) -> bool:
    """Whether only this machine reaches an address."""
    if host in LOOPBACK:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def hosts_of(wanted: Wanted) -> set[str]:
    """The names by which requests may call us."""
    names = {*wanted.names, shown(wanted.host)}
    return {name.lower() for name in (names | {"127.0.0.1", "localhost", "[::1]"} if is_local(wanted.host) else names)}


def shown(host: str) -> str:
    """A host as it stands in an address."""
    return f"[{host}]" if ":" in host else host


def _open(address: str) -> None:
    import webbrowser

    webbrowser.open(address)
