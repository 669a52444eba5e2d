"""How a ledger is served."""

from dataclasses import dataclass, field
from pathlib import Path

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`hosts` are the names that requests may come to; `login` asks who one is; `secure` marks cookies for https."""

    hosts: frozenset[str] = frozenset({"127.0.0.1", "localhost", "[::1]"})
    login: bool = False
    secure: bool = False
    demo: bool = False
    base_map: Path | None = None
    packs: tuple[Path, ...] = ()
    most_body: int = 4 * MEGABYTE
    most_upload: int = 256 * MEGABYTE
    patience: float = 30.0  # seconds that a body may take to come in
    parsing_seconds: int = 600
    parsing_memory: int = 2048 * MEGABYTE
    web: Path = field(default_factory=lambda: Path(__file__).parents[1] / "web_dist")
