"""Settings from the environment: read once, frozen, and passed in."""

import re
from ipaddress import IPv6Address
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "GRAPH_SERVICE_"


_ORIGIN = re.compile(r"([a-z][a-z0-9+.-]*)://(?:([a-z0-9._-]+)|\[([0-9a-f:.]+)\])(?::([0-9]+))?/?")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def _split_at_commas(value: Any) -> Any:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _normalise_origin(text: str) -> str:
    """The origin as browsers write it. Raises ValueError for one that no browser sends."""
    if text == "*":
        return text
    match = _ORIGIN.fullmatch(text.lower())
    if match is None:
        raise ValueError(
            f"{text!r} is no origin, and would never match: write scheme://host or scheme://host:port, without a path "
            "or wildcard, the host as browsers send it (xn--…); or * for any origin"
        )
    scheme, name, address, port = match.groups()
    if port is not None and int(port) > 65535:
        raise ValueError(f"{text!r} is no origin: there is no port {port}")
    host = name or f"[{IPv6Address(address).compressed}]"
    return (
        f"{scheme}://{host}"
        if port is None or int(port) == _DEFAULT_PORTS.get(scheme)
        else f"{scheme}://{host}:{int(port)}"
    )


Origins = Annotated[
    tuple[Annotated[str, AfterValidator(_normalise_origin)], ...], NoDecode, BeforeValidator(_split_at_commas)
]


class Settings(BaseSettings):
    """Where the graph is kept, and how it is served. Flags of the command line go before these.

    Each field is read from GRAPH_SERVICE_ and its name, Neo4j's from the names that Neo4j's own tools use.
    """

    # An empty variable counts as unset: compose files and CI pass on variables that nobody has set.
    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_prefix=PREFIX, env_ignore_empty=True, populate_by_name=True
    )

    store: str = Field("graph.db", description="A file's path, or a neo4j:// or bolt:// address.")
    neo4j_username: str = Field("neo4j", validation_alias="NEO4J_USERNAME")
    neo4j_password: SecretStr = Field(SecretStr(""), validation_alias="NEO4J_PASSWORD")
    neo4j_database: str | None = Field(None, validation_alias="NEO4J_DATABASE")
    cors_origins: Origins = Field((), description="Origins whose pages may ask, with commas between them; * for any.")
    answers_kept: int = Field(4096, ge=0, description="How many answers are kept until the graph changes; 0 for none.")
