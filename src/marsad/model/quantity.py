"""How many: counts whose bounds may be open."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRange:
    """From `min` to `max` people or things; `max` None means "or more"; `approx` when the report says about."""

    min: int
    max: int | None
    approx: bool = False

    def __post_init__(self) -> None:
        if self.min < 0 or (self.max is not None and self.max < self.min):
            raise ValueError(f"a count range needs 0 <= min <= max, not {self.min}..{self.max}")

    @classmethod
    def exactly(cls, number: int, *, approx: bool = False) -> "CountRange":
        """`number` and no other."""
        return cls(min=number, max=number, approx=approx)

    @classmethod
    def some(cls) -> "CountRange":
        """People of no stated number: one or more."""
        return cls(min=1, max=None, approx=True)
