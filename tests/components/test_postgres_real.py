"""The tuned parameters in a real PostgreSQL 16: it starts with them and takes each as it was meant."""

import contextlib
import shlex
from collections.abc import Iterator

import psutil
import pytest

from components.postgres_constants import Parameter
from components.postgres_parameters import parameters
from tests.servers.postgres import WITH_STATEMENTS, Cluster, Server, cluster

pytestmark = pytest.mark.server

SIZES = {1: 2, 4: 2, 8: 2, 16: 4, 64: 16}
"""GiB -> vCPUs."""

ABSENT = {"pg_stat_statements.track"}
"""Parameters of what the plain build does not carry; shared_preload_libraries would load it."""

PARTS = {"shared_buffers": 1 / 4, "effective_cache_size": 3 / 4}
"""Parameter -> its part of the memory."""


def tuned(memory_gib: int) -> dict[str, Parameter]:
    connections = 200 if memory_gib == 1 else 500
    found = parameters(
        memory_gib=memory_gib, vcpus=SIZES[memory_gib], max_connections=connections, storage_gib=200
    )
    return {each.name: each for each in found}


def loadable(found: dict[str, Parameter], *absent: str) -> dict[str, str]:
    """Values that a server outside RDS can take."""
    return {name: each.value for name, each in found.items() if not each.rds_only and name not in absent}


PAGE = 8192
"""Bytes in which PostgreSQL counts its buffers; `unit` below says so too."""


@pytest.fixture(scope="module")
def plain() -> Iterator[Cluster]:
    with cluster() as made:
        yield made


@pytest.mark.parametrize("memory_gib", SIZES)
def test_each_is_what_was_meant_and_changes_when_it_was_said(plain: Cluster, memory_gib: int) -> None:
    """PostgreSQL maps the shared buffers and touches few: the machine must only be able to promise them. A
    smaller one starts the server with what it can, and the server reads the rest without being started."""
    found = tuned(memory_gib)
    values = loadable(found, "shared_preload_libraries", *ABSENT)
    for name, part in PARTS.items():
        assert int(plain.read(values, name)) * PAGE == memory_gib * 2**30 * part, name
    room = psutil.virtual_memory().total + psutil.swap_memory().total
    values["shared_buffers"] = str(min(int(values["shared_buffers"]), room // PAGE))
    with plain.running(values) as server:
        seen = settings(server)
        for name, value in values.items():
            setting, unit, context, source = seen[name]
            assert setting in (value, {"0": "off", "1": "on"}.get(value)), name
            assert unit == found[name].unit, name
            assert (context == "postmaster") is found[name].static, name
            assert source == "command line", name
        for name in PARTS:
            ((size,),) = server.rows(f"SELECT pg_size_bytes(current_setting('{name}'))")
            assert int(size) == int(values[name]) * PAGE, name


def settings(server: Server) -> dict[str, tuple[str, str, str, str]]:
    """Name -> value, unit, when it changes, where it came from."""
    found = server.rows("SELECT name, setting, coalesce(unit, ''), context, source FROM pg_settings")
    return {name: (setting, unit, context, source) for name, setting, unit, context, source in found}


def test_only_what_is_marked_so_is_unknown_to_postgresql(plain: Cluster) -> None:
    with plain.running({}) as server:
        known = settings(server)
    found = tuned(4)
    unknown = {name for name in found if name not in known}
    assert unknown == {name for name, each in found.items() if each.rds_only} | ABSENT


def test_500_connections_are_open_at_once_and_no_more(plain: Cluster) -> None:
    """Row "Postgres 16": 500 connections, at 4 GiB."""
    values = loadable(tuned(4), "shared_preload_libraries", *ABSENT)
    with plain.running(values) as server, contextlib.ExitStack() as sessions:
        for _ in range(500):
            sessions.enter_context(server.connect())
        with pytest.raises(ConnectionRefusedError, match="too many clients already"):
            server.connect()


def test_500_clients_work_at_once(plain: Cluster) -> None:
    """All but the three connections that PostgreSQL keeps for superusers."""
    values = loadable(tuned(4), "shared_preload_libraries", *ABSENT)
    with plain.running(values) as server:
        server.pgbench("-i", "-q", "-s", "1")
        report = server.pgbench("-n", "-S", "-M", "prepared", "-c", "497", "-j", "2", "-t", "5")
    assert "number of transactions actually processed: 2485/2485" in report
    assert "number of failed transactions: 0" in report


def test_passwords_are_stored_as_scram(plain: Cluster) -> None:
    with plain.running(loadable(tuned(4), "shared_preload_libraries", *ABSENT)) as server:
        server.rows("CREATE ROLE probe PASSWORD 'made-up'")
        ((stored,),) = server.rows("SELECT rolpassword FROM pg_authid WHERE rolname = 'probe'")
        server.rows("DROP ROLE probe")
    assert stored.startswith("SCRAM-SHA-256$")


def test_pg_stat_statements_loads_and_counts() -> None:
    if not WITH_STATEMENTS.exists():
        folder = shlex.quote(str(WITH_STATEMENTS.parents[4]))
        pytest.fail(f"the PostgreSQL with pg_stat_statements is missing; run: npm ci --prefix {folder}")
    with cluster(WITH_STATEMENTS) as made, made.running(loadable(tuned(4))) as server:
        seen = settings(server)
        assert seen["shared_preload_libraries"][0] == "pg_stat_statements"
        assert seen["pg_stat_statements.track"][0] == "all"
        assert seen["pg_stat_statements.track"][2] != "postmaster"
        server.rows("CREATE EXTENSION pg_stat_statements")
        server.rows("SELECT 41 + 1")
        assert server.rows("SELECT calls FROM pg_stat_statements WHERE query = 'SELECT $1 + $2'") == [["1"]]
