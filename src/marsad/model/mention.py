"""A mention: a stretch of the text that names something, and what it says there."""

from dataclasses import dataclass

from marsad.model.codes import MentionKind
from marsad.model.dates import DateExpression
from marsad.model.quantity import CountRange
from marsad.model.report import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What the text says at `span`.

    `value` is the name without its clitics, or the canonical label of a trigger, facility kind or count noun; a
    name completed by coordination (بقرص فوقاني وتحتاني) holds the completed name. `count` is set for counts, `date`
    for dates. `rule` names the rule or pack row that found it.
    """

    kind: MentionKind
    span: Span
    value: str
    rule: str
    count: CountRange | None = None
    date: DateExpression | None = None
