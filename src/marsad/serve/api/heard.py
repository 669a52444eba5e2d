"""What is asked again and again of the whole ledger: who held what, and how often places and actors are told of."""

from collections.abc import Mapping, Sequence
from datetime import date

from marsad.ledger import Asked, Ledger
from marsad.ledger.people import ActorSummary
from marsad.model import ClaimRecord
from marsad.model.control import ControlPeriod
from marsad.model.record import ClaimKind
from marsad.serve.api.board import View
from marsad.serve.api.remembering import Remembered
from marsad.timeline import control_periods

REMEMBERED = 24


class Heard:
    """Answers about the whole ledger, remembered for as long as it does not change."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._known = Remembered(REMEMBERED)

    def periods(self, view: View, known_by: date | None) -> Sequence[ControlPeriod]:
        """Who held what, everywhere, as it could be known on a day."""
        return self._known.get(("periods", view.claimed, known_by), lambda: self._periods(view, known_by))

    def _periods(self, view: View, known_by: date | None) -> Sequence[ControlPeriod]:
        claims = self._known.get(("control", view.claimed), self._claims)
        return control_periods(claim for claim in claims if known_by is None or claim.known_on <= known_by)

    def _claims(self) -> Sequence[ClaimRecord]:
        return self._ledger.find(Asked(kinds=(ClaimKind.CONTROL,)))

    def actors(self, view: View, asked: Asked) -> Sequence[ActorSummary]:
        """The actors of the claims that answer, those of most claims first."""
        return self._known.get(("actors", view.claimed, asked), lambda: self._ledger.actors(asked))

    def place_counts(self, view: View) -> Mapping[str, int]:
        """How many claims name each place."""
        return self._known.get(("places", view.claimed), self._ledger.browse.place_counts)

    def actor_counts(self, view: View) -> Mapping[str, int]:
        """How many claims name each actor."""
        return self._known.get(("actor counts", view.claimed), self._ledger.browse.actor_counts)
