"""Where a user's own packs and gazetteers live, and what can be made again: folders of the platform, or MARSAD_HOME."""

import os
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile

VARIABLE = "MARSAD_HOME"


def data_folder() -> Path:
    """The user's folder: MARSAD_HOME, else ~/.local/share/marsad on Linux and its like elsewhere."""
    if chosen := os.environ.get(VARIABLE):
        return Path(chosen)
    return _folder("XDG_DATA_HOME", "Application Support", ".local/share")


def cache_folder() -> Path:
    """Where this user's programs keep what can be made again: ~/.cache/marsad on Linux."""
    return _folder("XDG_CACHE_HOME", "Caches", ".cache")


def _folder(variable: str, mac: str, linux: str) -> Path:
    """Marsad's folder where the platform keeps such things, or where the variable says."""
    if chosen := os.environ.get(variable):
        return Path(chosen) / "marsad"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "marsad"
    if sys.platform == "darwin":
        return Path.home() / "Library" / mac / "marsad"
    return Path.home() / linux / "marsad"


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
