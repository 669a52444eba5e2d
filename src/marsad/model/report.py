"""A report as it was published, and spans into its untouched words."""

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch `[start, end)` of a report's content, in characters of the untouched original."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}..{self.end}")

    def __contains__(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One document of one outlet.

    `content` is title, newline, text: every span of a reading points into it. `published` is the day of
    publication or None when nobody knows it; `published_span` is where the text itself says it.
    Raises ValueError for text that cannot be stored as UTF-8 (lone surrogates).
    """

    id: str
    text: str
    title: str = ""
    outlet: str | None = None
    published: date | None = None
    published_span: Span | None = None
    url: str | None = None
    sha256: str = field(default="")

    def __post_init__(self) -> None:
        try:
            digest = sha256(self.content.encode("utf-8")).hexdigest()
        except UnicodeEncodeError as error:
            raise ValueError(
                f"report {self.id!r}: character {error.start} is half of a surrogate pair; repair the text"
            ) from None
        if self.sha256 and self.sha256 != digest:
            raise ValueError(f"report {self.id!r}: the text does not have the stated sha256")
        object.__setattr__(self, "sha256", digest)

    @property
    def content(self) -> str:
        """Title, newline, text."""
        return f"{self.title}\n{self.text}"

    def quote(self, span: Span) -> str:
        """The words at a span, verbatim; IndexError when the span leaves the report."""
        content = self.content
        if span.end > len(content):
            raise IndexError(f"span {span.start}..{span.end} leaves report {self.id!r} ({len(content)} characters)")
        return content[span.start : span.end]
