"""Where a user's own packs and gazetteers live: the platform's data folder, or MARSAD_HOME."""

import os
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile

VARIABLE = "MARSAD_HOME"


def data_folder() -> Path:
    """The user's folder: MARSAD_HOME, else ~/.local/share/marsad on Linux and its like elsewhere."""
    if chosen := os.environ.get(VARIABLE):
        return Path(chosen)
    if chosen := os.environ.get("XDG_DATA_HOME"):
        return Path(chosen) / "marsad"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "marsad"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "marsad"
    return Path.home() / ".local" / "share" / "marsad"


def user_packs() -> tuple[Path, ...]:
    """The packs in the user's folder, by name: each a folder below `packs`."""
    packs = data_folder() / "packs"
    return tuple(sorted(path for path in packs.iterdir() if path.is_dir())) if packs.is_dir() else ()


def write_whole(path: Path, content: bytes) -> None:
    """Write beside, then rename: another program reads the old file or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        half = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            half.unlink()
            raise
    half.replace(path)
