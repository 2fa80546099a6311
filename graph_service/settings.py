"""Settings from the environment: read once, frozen, and passed in."""

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Where the graph is kept, and how it is served. Flags of the command line go before these."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    store: str = Field(
        "graph.db",
        validation_alias="GRAPH_SERVICE_STORE",
        description="A file's path, or a neo4j:// or bolt:// address.",
    )
    neo4j_username: str = Field("neo4j", validation_alias="NEO4J_USERNAME")
    neo4j_password: SecretStr = Field(SecretStr(""), validation_alias="NEO4J_PASSWORD")
    neo4j_database: str | None = Field(None, validation_alias="NEO4J_DATABASE")
    cors_origins: tuple[str, ...] = Field(
        (), validation_alias="GRAPH_SERVICE_CORS_ORIGINS", description="Origins whose pages may ask, a JSON list."
    )
    answers_kept: int = Field(
        4096,
        ge=0,
        validation_alias="GRAPH_SERVICE_ANSWERS_KEPT",
        description="How many answers are kept until the graph changes; 0 for none.",
    )
