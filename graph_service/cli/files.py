"""Files and folders that a command writes: whole or not at all, and over another one only where that is asked for."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph_service.errors import BadParameter


def see_that_it_may_be_written(path: Path, *, force: bool) -> None:
    """Raise BadParameter if there is something at the path that must stay, or no folder to write to."""
    if path.is_dir() or (path.exists() and not path.is_file()):
        raise BadParameter("--out", f"{path} is no file; name one, or leave --out out for standard output")
    if path.exists() and not force:
        raise BadParameter("--out", f"{path} is there already; --force writes it anew")
    if not path.resolve().parent.is_dir():
        raise BadParameter("--out", f"there is no folder {path.resolve().parent}")


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A folder beside the path, put there in one step when the block ends; an empty folder may be there already."""
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise BadParameter("--out", f"{path} is there already; name a new folder")
    goal = path.resolve()
    part = goal.with_name(f".{goal.name}.{os.getpid()}.part")
    try:
        goal.parent.mkdir(parents=True, exist_ok=True)
        part.mkdir()
        try:
            yield part
            part.replace(goal)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        raise BadParameter("--out", f"{path} can't be written: {error.strerror}") from error


def write_file(path: Path, data: bytes, *, force: bool) -> None:
    """Write beside the path, then put it there in one step: who reads meanwhile sees the old file or the new one."""
    see_that_it_may_be_written(path, force=force)
    goal = path.resolve()  # through a link, not over it
    part = goal.with_name(f".{goal.name}.{os.getpid()}.part")
    try:
        try:
            with part.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(goal)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise BadParameter("--out", f"{path} can't be written: {error.strerror}") from error
