"""Writes files and folders whole or not at all, and over an existing file only if the caller asks for it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph_service.errors import BadParameter


def check_writable(path: Path, *, force: bool) -> None:
    """Raise BadParameter if something is at the path that must stay, or if there is no folder to write to."""
    if path.is_dir() or (path.exists() and not path.is_file()):
        raise BadParameter("--out", f"{path} is no file; name one, or leave --out out for standard output")
    if path.exists() and not force:
        raise BadParameter("--out", f"{path} is there already; --force writes it anew")
    if not path.resolve().parent.is_dir():
        raise BadParameter("--out", f"there is no folder {path.resolve().parent}")


@contextmanager
def write_folder_whole(path: Path) -> Iterator[Path]:
    """A temporary folder that is moved to the path in one step when the block ends. The path may be an empty folder."""
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


def write_file_whole(path: Path, data: bytes, *, force: bool) -> None:
    """Write a temporary file, then move it to the path in one step: a reader sees the old file or the new one."""
    check_writable(path, force=force)
    goal = path.resolve()  # a link stays, and its target is replaced
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
