"""Short ways for tests to write folders of facts and to hear what is wrong with them."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from graph_service.errors import Defect, InvalidFacts
from graph_service.importers import read_folders

OMITTED = object()
"""The value of a field that a record is to be written without."""


def entity(id_: str = "google", **more: Any) -> dict[str, Any]:
    """A company."""
    return _with({"id": id_, "kind": "company", "names": {"en": id_.title()}}, more)


def source(id_: str = "page", **more: Any) -> dict[str, Any]:
    """A page of tier B."""
    return _with({"id": id_, "publisher": "A newspaper", "tier": "B"}, more)


def claim(id_: str = "c1", **more: Any) -> dict[str, Any]:
    """Meta invests in Scale AI, says the page."""
    return _with({**_said(id_), "subject": "meta", "type": "INVESTS_IN", "object": "scale-ai"}, more)


def contract(id_: str = "c1", **more: Any) -> dict[str, Any]:
    """Google is a client of Scale AI, says the page."""
    about = {"subject": "google", "type": "CLIENT_OF", "object": "scale-ai", "service": "data_labelling"}
    return _with({**_said(id_), **about}, more)


def figure(id_: str = "f1", **more: Any) -> dict[str, Any]:
    """Scale AI is worth 29 billion dollars, says the page."""
    about = {"subject": "scale-ai", "metric": "valuation", "value": 29_000_000_000, "currency": "USD"}
    return _with({**_said(id_), **about}, more)


def retraction(id_: str = "r1", **more: Any) -> dict[str, Any]:
    """The claim c1 was never said."""
    return _with({"id": id_, "claim": "c1", "kind": "mistaken", "note": {"en": "Taken back."}}, more)


def write(folder: Path, name: str, records: Sequence[Mapping[str, Any]] | str | bytes) -> Path:
    """Write a file of the folder, which is made if need be: records as JSON Lines, or a text, or bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    if isinstance(records, bytes):
        (folder / name).write_bytes(records)
    else:
        text = records if isinstance(records, str) else "".join(f"{_line(record)}\n" for record in records)
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


def defects_in(*folders: Path) -> list[Defect]:
    """What is wrong with the folders, which are refused."""
    with pytest.raises(InvalidFacts) as refused:
        read_folders(folders)
    assert refused.value.more == 0
    return refused.value.defects


def defect_in(*folders: Path) -> Defect:
    """The only thing that is wrong with the folders."""
    (defect,) = defects_in(*folders)
    return defect


def _said(id_: str) -> dict[str, Any]:
    return {
        "id": id_,
        "status": "active",
        "certainty": "stated",
        "reported_on": "2025-06-27",
        "attribution": "A newspaper, in its own voice",
        "source": "page",
        "note": {"en": "It is so."},
    }


def _with(record: dict[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**record, **more}.items() if value is not OMITTED}


def _line(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False)
