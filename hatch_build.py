"""Puts the built workbench into the wheel, so that `pip install` needs no Node on the user's machine."""

import os
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WorkbenchHook(BuildHookInterface[Any]):
    """Builds web/ before a wheel is packed. MARSAD_WORKBENCH: `skip` leaves it out, `require` insists on it."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the hook's signature
        """Build; without npm packages go on, as `marsad serve` then says how to get the workbench."""
        wish = os.environ.get("MARSAD_WORKBENCH", "try")
        if version == "editable" or wish == "skip":
            return
        workbench = _workbench(Path(self.root))
        try:
            workbench.build()
        except workbench.PackagesMissingError as error:
            if wish == "require":
                raise
            self.app.display_warning(f"this wheel is without the workbench: {error}")


def _workbench(root: Path) -> ModuleType:
    spec = spec_from_file_location("workbench_build", root / "web" / "build.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(root / "web" / "build.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
