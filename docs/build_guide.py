"""Builds the guide: the pages of `docs/` as a site, in a folder of its own.

    python docs/build_guide.py FOLDER

A page may link to a file of the repository that is no page, such as a question's Cypher. That file comes along under
`source/`, so every link stays within the site. Cypher comes with its rules in their places, so that it can be pasted.
A link that leads nowhere ends the build. Scripts that stand within the pages are moved into files, as the service's
policy allows no others.
"""

import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from os.path import relpath
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
SOURCE = "source"
IMAGES = (".png", ".svg")

_LINK = re.compile(r"(?<=\]\()(?![a-z]+:|#)(?P<to>[^)\s#]+)(?P<anchor>#[^)\s]*)?(?=\))")
_INLINE = re.compile(r"<script>(.+?)</script>", re.DOTALL)
_NOT_WANTED = ("404.html", "sitemap.xml")  # both need to know where the site is served


def main(folder: Path) -> None:
    """Build the site, and put it in place of the folder."""
    with TemporaryDirectory() as made:
        place = Path(made)
        write_pages(place / "pages")
        shutil.copyfile(DOCS / "guide.toml", place / "zensical.toml")
        command = [sys.executable, "-m", "zensical", "build", "--strict", "--config-file", "zensical.toml"]
        built = subprocess.run(
            command, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        if built.returncode:
            raise SystemExit(f"the guide can't be built:\n{built.stdout}")
        for name in _NOT_WANTED:
            (place / "site" / name).unlink(missing_ok=True)
        move_scripts_into_files(place / "site")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(place / "site", folder)


def write_pages(into: Path) -> None:
    """Write all pages, and what they link to, with links that hold there."""
    waiting = [path for path in DOCS.rglob("*") if path.suffix in (".md", *IMAGES)]
    written: set[Path] = set()
    while waiting:
        file = waiting.pop()
        if file in written:
            continue
        written.add(file)
        target = into / _place(file)
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix == ".md":
            text = file.read_text(encoding="utf-8")
            waiting += _linked(file, text)
            target.write_text(_relinked(file, text), encoding="utf-8")
        elif file.suffix == ".cypher":
            target.write_text(_cypher_text().spliced(file, ROOT / "cypher" / "rules"), encoding="utf-8")
        else:
            shutil.copyfile(file, target)


@cache
def _cypher_text() -> Any:
    """The module of that name, by its path: where a wheel is built, what the package itself needs isn't installed."""
    spec = importlib.util.spec_from_file_location("cypher_text", ROOT / "graph_service" / "support" / "cypher_text.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _linked(page: Path, text: str) -> Iterator[Path]:
    """The files of the repository that a page links to."""
    for link in _LINK.finditer(text):
        file = (page.parent / link["to"]).resolve()
        if not file.is_relative_to(ROOT) or not file.is_file():
            raise SystemExit(f"{page.relative_to(ROOT)}: the link to {link['to']} leads to no file of the repository")
        yield file


def _relinked(page: Path, text: str) -> str:
    def link(found: re.Match[str]) -> str:
        file = (page.parent / found["to"]).resolve()
        return Path(relpath(_place(file), _place(page).parent)).as_posix() + (found["anchor"] or "")

    return _LINK.sub(link, text)


def _place(file: Path) -> Path:
    """Where a file of the repository stands among the pages."""
    return file.relative_to(DOCS) if file.is_relative_to(DOCS) else SOURCE / file.relative_to(ROOT)


def move_scripts_into_files(site: Path) -> None:
    """Move each script that stands within a page into a file beside the theme's own."""
    for page in site.rglob("*.html"):
        folder = Path(relpath(site / "assets" / "javascripts", page.parent))

        def in_a_file(script: re.Match[str], folder: Path = folder) -> str:
            name = f"inline-{sha256(script[1].encode()).hexdigest()[:8]}.js"
            (site / "assets" / "javascripts" / name).write_text(script[1], encoding="utf-8")
            return f'<script src="{(folder / name).as_posix()}"></script>'

        page.write_text(_INLINE.sub(in_a_file, page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
