"""Settings from the environment: read once, frozen, and passed in."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "GRAPH_SERVICE_"


def _split(value: Any) -> Any:
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


class Settings(BaseSettings):
    """Where the graph is kept, and how it is served. Flags of the command line go before these.

    Each field is read from GRAPH_SERVICE_ and its name, Neo4j's from the names that Neo4j's own tools use.
    """

    # An empty variable is as good as none: compose files and CI pass on what isn't set.
    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_prefix=PREFIX, env_ignore_empty=True, populate_by_name=True
    )

    store: str = Field("graph.db", description="A file's path, or a neo4j:// or bolt:// address.")
    neo4j_username: str = Field("neo4j", validation_alias="NEO4J_USERNAME")
    neo4j_password: SecretStr = Field(SecretStr(""), validation_alias="NEO4J_PASSWORD")
    neo4j_database: str | None = Field(None, validation_alias="NEO4J_DATABASE")
    cors_origins: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)] = Field(
        (), description="Origins whose pages may ask, with commas between them; * for any."
    )
    answers_kept: int = Field(4096, ge=0, description="How many answers are kept until the graph changes; 0 for none.")
