"""The compose files and the image: what is open, what is secret, and what waits for what."""

import re
from typing import Any

import pytest
import yaml

from tests.neo4j_server import IMAGE
from tests.repository.files import ROOT


def services_of(file: str) -> Any:
    return yaml.safe_load((ROOT / file).read_text(encoding="utf-8"))["services"]


@pytest.fixture(scope="module")
def services() -> Any:
    return services_of("docker-compose.yml")


@pytest.fixture(scope="module")
def cluster() -> Any:
    return services_of("docker-compose.cluster.yml")


@pytest.fixture(scope="module")
def servers(cluster: Any) -> Any:
    """The members of the cluster, by the names that the others reach them by."""
    return {name: service for name, service in cluster.items() if service["image"].startswith("neo4j:")}


@pytest.mark.parametrize("file", ["docker-compose.yml", "docker-compose.cluster.yml"])
def test_published_ports_are_open_on_this_machine_only(file: str) -> None:
    published = [port for service in services_of(file).values() for port in service.get("ports", ())]
    assert published
    assert [port for port in published if not port.startswith("127.0.0.1:")] == []


@pytest.mark.parametrize(("file", "secrets"), [("docker-compose.yml", 3), ("docker-compose.cluster.yml", 5)])
def test_no_password_stands_in_a_compose_file(file: str, secrets: int) -> None:
    secret = [
        value
        for service in services_of(file).values()
        for name, value in service["environment"].items()
        if "PASSWORD" in name or "AUTH" in name
    ]
    assert len(secret) == secrets
    assert [value for value in secret if not re.fullmatch(r"(neo4j/)?\$\{NEO4J_PASSWORD:\?[^}]+\}", value)] == []


def test_the_service_waits_for_the_facts_and_the_facts_for_neo4j(services: Any) -> None:
    assert services["loader"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert services["api"]["depends_on"]["loader"] == {"condition": "service_completed_successfully"}


def test_the_image_runs_as_nobody_in_particular() -> None:
    stages = (ROOT / "Dockerfile").read_text(encoding="utf-8").split("FROM ")
    (user,) = re.findall(r"^USER (\d+)$", stages[-1], re.MULTILINE)
    assert int(user) > 0


def test_the_service_reaches_the_cluster_by_routing(cluster: Any, servers: Any) -> None:
    for ours in (cluster["loader"], cluster["api"]):
        scheme, _, address = ours["environment"]["GRAPH_SERVICE_STORE"].partition("://")
        assert scheme == "neo4j"
        assert address.removesuffix(":7687") in servers


def test_each_member_of_the_cluster_is_told_of_all_and_advertises_an_address_of_its_own(servers: Any) -> None:
    assert len(servers) == 3
    endpoints = ",".join(f"{name}:6000" for name in servers)
    for name, server in servers.items():
        settings = server["environment"]
        assert settings["NEO4J_dbms_cluster_endpoints"] == endpoints
        assert settings["NEO4J_server_default__advertised__address"] == server["hostname"] == name
        assert settings["NEO4J_initial_dbms_default__primaries__count"] == str(len(servers))


def test_members_of_the_cluster_share_no_data(servers: Any) -> None:
    volumes = [volume for server in servers.values() for volume in server["volumes"]]
    assert len(set(volumes)) == len(volumes) == len(servers)


def test_the_cluster_s_service_waits_for_the_facts_and_the_facts_for_all_servers(cluster: Any, servers: Any) -> None:
    assert cluster["loader"]["depends_on"] == {name: {"condition": "service_healthy"} for name in servers}
    assert cluster["api"]["depends_on"]["loader"] == {"condition": "service_completed_successfully"}


def test_nobody_accepts_a_licence_for_who_starts_the_cluster(servers: Any) -> None:
    for server in servers.values():
        accepted = server["environment"]["NEO4J_ACCEPT_LICENSE_AGREEMENT"]
        assert accepted.startswith("${NEO4J_ACCEPT_LICENSE_AGREEMENT:?")


def test_one_version_of_neo4j_is_named_everywhere(services: Any, servers: Any) -> None:
    pom = (ROOT / "tests" / "neo4j_local" / "pom.xml").read_text(encoding="utf-8")
    (version,) = re.findall(r"<neo4j\.version>(.+)</neo4j\.version>", pom)
    assert services["neo4j"]["image"] == f"neo4j:{version}-community"
    assert services["neo4j"]["image"] == IMAGE
    assert {server["image"] for server in servers.values()} == {f"neo4j:{version}-enterprise"}
