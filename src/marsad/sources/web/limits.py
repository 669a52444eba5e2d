"""What a fetch may cost and where it may go, and the error when it fails."""

from dataclasses import dataclass

from marsad.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of every fetch. Times are seconds, sizes are bytes."""

    connect: float = 10.0
    idle: float = 20.0  # without a byte from the server
    total: float = 90.0  # of one try, redirects and all
    size: int = 16 * 1024 * 1024  # as sent and as unpacked
    redirects: int = 5
    tries: int = 3
    pause: float = 1.0  # before the second try; doubled before each further one
    longest_pause: float = 30.0  # a server that asks for a longer one is left alone for now
    delay: float = 1.0  # between two requests to one host
    allow_private: bool = False  # also addresses of this machine and of private networks


class FetchError(InputError):
    """Something could not be fetched. `passing`: it may work later, `after` so many seconds at the earliest."""

    def __init__(self, problem: str, *, passing: bool = False, after: float = 0.0) -> None:
        super().__init__(problem)
        self.passing = passing
        self.after = after
