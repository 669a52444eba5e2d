"""What spreadsheets do to text, and how it stays text."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
CELL_LIMIT = 32_767  # characters of a cell in Excel


def safe(value: object) -> object:
    """Text that a spreadsheet would run as a formula, made text again.

    >>> safe("=HYPERLINK(1)")
    "'=HYPERLINK(1)"
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def unsafe(text: str) -> str:
    """The text as it was before `safe`.

    >>> unsafe("'=HYPERLINK(1)")
    '=HYPERLINK(1)'
    """
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text
