"""Reads a file of names to screen. It is JSON if it begins with `{`, otherwise CSV.

* JSON: `{"vendors": ["…"], "competitors": ["…"], "client": "…"}`; the last two may be left out.
* CSV: the columns `name` and `role` (`vendor`, `competitor` or `client`), or the columns `vendors` and
  `competitors` side by side. Other columns and blank cells are ignored. The separator is a comma, semicolon or tab.
"""

import csv
import io

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph_service.errors import BadParameter, shorten
from graph_service.support.json_bytes import DuplicateKey, read_json

_ROLES = ("vendor", "competitor", "client")
_SEPARATORS = ",;\t"


class ScreeningList(BaseModel):
    """The names as the file has them."""

    model_config = ConfigDict(extra="forbid", strict=True)

    vendors: list[str] = Field(min_length=1)
    competitors: list[str] = []
    client: str | None = None


def read_screening_list(data: bytes) -> ScreeningList:
    """The names in the file. Raises BadParameter, which says what is wrong with the file."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _bad_file(f"it is not UTF-8: byte {error.start} can't be read") from error
    try:
        if text.lstrip().startswith("{"):
            return ScreeningList.model_validate(_read_json(text))
        return ScreeningList.model_validate(_read_csv(text))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise _bad_file(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def _read_json(text: str) -> object:
    try:
        return read_json(text)
    except DuplicateKey as error:
        raise _bad_file(str(error)) from error
    except ValueError as error:
        raise _bad_file(f"it begins like JSON, and is none: {error}") from error


def _read_csv(text: str) -> dict[str, list[str] | str | None]:
    header = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=header.count)
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, restval="", strict=True)
        reader.fieldnames = titles = [title.strip().casefold() for title in reader.fieldnames or ()]
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise _bad_file(f"it is neither JSON nor CSV: {error}") from error
    for title in ("name", "role", *(f"{role}s" for role in _ROLES)):
        if titles.count(title) > 1:
            raise _bad_file(f"it has the column {title} twice")
    if {"name", "role"} <= set(titles):
        named = [(line, row["role"].strip().casefold(), row["name"].strip()) for line, row in rows]
    elif "vendors" in titles:
        named = [(line, role, row.get(f"{role}s", "").strip()) for line, row in rows for role in _ROLES]
    else:
        raise _bad_file("its first row must name the columns: name and role, or vendors and competitors")
    names: dict[str, list[str]] = {role: [] for role in _ROLES}
    for line, role, name in named:
        if name and role not in names:
            raise _bad_file(f"line {line}: the role {shorten(role)!r} is none of {', '.join(_ROLES)}")
        if name:
            names[role].append(name)
    if len(names["client"]) > 1:
        raise _bad_file("it names more than one client")
    return {"vendors": names["vendor"], "competitors": names["competitor"], "client": next(iter(names["client"]), None)}


def _bad_file(problem: str) -> BadParameter:
    return BadParameter("FILE", problem)
