"""Which code answers. With other code, the same question about the same graph may have another answer."""

import re
from functools import cache
from hashlib import blake2b
from importlib.metadata import distribution, version
from pathlib import Path

from graph_service.support.resources import shipped_folder

PACKAGE = "graph-service"
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def package_version() -> str:
    """The version of the package that is installed."""
    return version(PACKAGE)


@cache
def code_digest() -> str:
    """A digest of the package's Python and Cypher, and of the versions of the packages that it uses."""
    hashed = blake2b(digest_size=16)
    for folder, files in ((Path(__file__).parents[1], "**/*.py"), (shipped_folder("cypher"), "**/*.cypher")):
        for path in sorted(folder.glob(files)):
            hashed.update(b"%s\0%s\0" % (path.relative_to(folder).as_posix().encode(), path.read_bytes()))
    for requirement in distribution(PACKAGE).requires or ():
        if "extra ==" not in requirement and (name := _NAME.match(requirement)):
            hashed.update(f"{name[0]} {version(name[0])}\0".encode())
    return hashed.hexdigest()
