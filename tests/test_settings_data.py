"""Settings of the database and the cache: what is refused, with which numbers and which way out."""

import re
from functools import cache
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.database_args import MONITORING_INTERVALS, SECRET_MODES, most_connections
from components.instance_classes import CACHES, DATABASES
from components.redis_parameters import ENGINES, usable_bytes
from settings import Settings, SettingsError, data_classes
from settings.data import CacheSettings, DatabaseSettings
from settings.load import parse
from settings.rules.data import MEMORY_PER_CONNECTION, pools_fit_connections
from settings.windows import meet, minutes

NEEDED = {
    "accountId": "111122223333",
    "domainName": "example.com",
    "backendVersion": "1.0.0",
    "frontendVersion": "1.0.0",
    "alertsEmails": '["team@example.com"]',
}
DIRECT = {"databaseProxy": "false"}


def complaints(**changes: str) -> list[str]:
    """What people read, line by line, about a configuration that is fine but for these changes."""
    with pytest.raises(SettingsError) as caught:
        parse(NEEDED | changes)
    return [line.strip() for line in str(caught.value).splitlines()[1:]]


def test_the_defaults_are_the_delivery_documents() -> None:
    """Rows "Postgres 16" (500 connections), "Pool of 50" and "Redis 7" (1.5 GB)."""
    settings = parse(NEEDED)
    assert (settings.database.max_connections, settings.database.pool_size) == (500, 50)
    assert settings.database.multi_az
    assert settings.database.backup_retention_days == 35
    assert settings.database.deletion_protection
    assert settings.database.final_snapshot
    assert settings.cache.memory == 1536
    assert settings.cache.nodes == 2


def test_tables_agree_with_the_components() -> None:
    assert {kind: size.memory_gib for kind, size in DATABASES.items()} == data_classes.DATABASES
    usable = {kind: usable_bytes(kind, maxmemory) // 2**20 for kind, maxmemory in CACHES.items()}
    assert usable == data_classes.CACHES
    for memory in set(data_classes.DATABASES.values()):
        assert memory * 2**30 // MEMORY_PER_CONNECTION == most_connections(memory)


def test_choices_agree_with_the_components() -> None:
    def choices(model: type[DatabaseSettings | CacheSettings], field: str) -> tuple[object, ...]:
        annotation = model.model_fields[field].annotation
        return tuple(getattr(annotation, "__args__", ()))

    assert choices(DatabaseSettings, "secret") == SECRET_MODES
    assert choices(DatabaseSettings, "monitoring_interval") == MONITORING_INTERVALS
    assert choices(CacheSettings, "engine") == ENGINES


def test_full_pools_of_all_tasks_must_leave_a_fifth_of_the_connections() -> None:
    """Row "Pool of 50 per instance": ten tasks would take all 500 connections."""
    assert complaints(**DIRECT) == [
        "backendMaxTasks (10) with databasePoolSize (50) open 500 connections; allowed: 80 % of "
        "databaseMaxConnections (500), 400. Ways out: databasePoolSize 24, databaseMaxConnections 1015, or "
        "the proxy.",
        "pulumi config set databaseProxy true",
    ]


def test_a_rolling_deployment_runs_twice_as_many_tasks() -> None:
    assert complaints(**DIRECT, databasePoolSize="25") == [
        "backendMaxTasks (10) with databasePoolSize (25) open 500 connections while a deployment doubles the "
        "tasks; allowed: databaseMaxConnections (500) less 15 reserved, 485. Ways out: databasePoolSize 24, "
        "databaseMaxConnections 515, or the proxy.",
        "pulumi config set databaseProxy true",
    ]


@pytest.mark.parametrize(
    "way_out",
    [
        {"databasePoolSize": "24"},
        {"databaseMaxConnections": "1015"},
        {"databaseProxy": "true"},
        {"backendMaxTasks": "4"},
    ],
)
def test_every_way_out_leads_out(way_out: dict[str, str]) -> None:
    parse(NEEDED | DIRECT | way_out)


@given(st.integers(1, 200), st.integers(1, 200), st.integers(25, 5000))
def test_the_ways_out_that_are_named_are_exact(tasks: int, pool: int, connections: int) -> None:
    """What is refused is accepted with the pool or the connections that are named, and with no less."""
    sentence = refusal(tasks, pool, connections)
    if named := re.search(r"databasePoolSize (\d+),", sentence):
        assert not refusal(tasks, int(named[1]), connections)
        assert refusal(tasks, int(named[1]) + 1, connections)
    if named := re.search(r"databaseMaxConnections (\d+),", sentence):
        assert not refusal(tasks, pool, int(named[1]))
        assert refusal(tasks, pool, int(named[1]) - 1)


def refusal(tasks: int, pool: int, connections: int) -> str:
    """What the rule of the pools says without the proxy; nothing, if it is content."""
    usual = accepted()
    settings = usual.model_copy(
        update={
            "backend": usual.backend.model_copy(update={"max_tasks": tasks}),
            "database": usual.database.model_copy(
                update={"proxy": False, "pool_size": pool, "max_connections": connections}
            ),
        }
    )
    return "".join(problem.sentence for problem in pools_fit_connections(settings))


@cache
def accepted() -> Settings:
    return parse(NEEDED)


def test_connections_fit_the_memory_of_every_class() -> None:
    assert complaints(databaseInstanceClass="db.t4g.medium") == [
        "databaseMaxConnections is 500; the memory of databaseInstanceClass (db.t4g.medium) holds 450.",
        "pulumi config set databaseMaxConnections 450",
    ]
    assert complaints(databaseReplicaClass="db.t4g.micro", databaseReadReplicas="1") == [
        "databaseMaxConnections is 500; the memory of databaseReplicaClass (db.t4g.micro) holds 112.",
        "pulumi config set databaseMaxConnections 112",
    ]
    parse(NEEDED | {"databaseReplicaClass": "db.t4g.micro"})  # no replica has it


def test_classes_are_known_ones() -> None:
    known = ", ".join(data_classes.DATABASES)
    assert complaints(databaseInstanceClass="db.x", databaseReplicaClass="db.y", cacheNodeType="cache.z") == [
        f"databaseInstanceClass is db.x; allowed: {known}.",
        "pulumi config set databaseInstanceClass db.m7g.xlarge",
        f"cacheNodeType is cache.z; allowed: {', '.join(data_classes.CACHES)}.",
        "pulumi config set cacheNodeType cache.m7g.large",
        f"databaseReplicaClass is db.y; allowed: nothing, or {known}.",
        "pulumi config set databaseReplicaClass db.m7g.xlarge",
    ]


@pytest.mark.parametrize("user", ["postgres", "admin", "rdsadmin"])
def test_the_master_user_has_a_name_of_its_own(user: str) -> None:
    assert complaints(databaseUsername=user) == [
        f"databaseUsername is {user}; allowed: any name but postgres, admin, rdsadmin.",
        "pulumi config set databaseUsername app",
    ]


def test_a_volume_grows_by_a_tenth_or_not_at_all() -> None:
    assert complaints(databaseMaxStorage="219") == [
        "databaseMaxStorage is 219; allowed: 0, or a tenth more than databaseStorage (200): 220 or more.",
        "pulumi config set databaseMaxStorage 220",
    ]
    parse(NEEDED | {"databaseMaxStorage": "220"})
    parse(NEEDED | {"databaseMaxStorage": "0"})
    assert complaints(databaseStorage="65536", databaseMaxStorage="65536")[1] == (
        "pulumi config set databaseMaxStorage 0"
    )


def test_the_cache_holds_what_it_must() -> None:
    assert complaints(cacheNodeType="cache.t4g.small") == [
        "cacheMemory is 1536 MiB; a cache.t4g.small holds 982.",
        "pulumi config set cacheNodeType cache.t4g.medium",
    ]
    assert complaints(cacheMemory="400000")[1] == "pulumi config set cacheMemory 4902"
    parse(NEEDED | {"cacheNodeType": "cache.t4g.medium"})


def test_windows_do_not_meet_and_the_one_that_was_moved_goes_back() -> None:
    assert complaints(databaseBackupWindow="06:30-06:59") == [
        "databaseBackupWindow is 06:30-06:59; allowed: 30 minutes or more.",
        "pulumi config set databaseBackupWindow 05:00-06:00",
        "databaseBackupWindow is 06:30-06:59; it meets cacheSnapshotWindow, 06:00-07:00.",
        "pulumi config set databaseBackupWindow 05:00-06:00",
    ]
    assert complaints(cacheMaintenanceWindow="sun:07:30-sun:08:30") == [
        "cacheMaintenanceWindow is sun:07:30-sun:08:30; it meets databaseMaintenanceWindow, "
        "sun:07:00-sun:08:00.",
        "pulumi config set cacheMaintenanceWindow mon:07:00-mon:08:00",
    ]
    assert complaints(cacheSnapshotWindow="09:00-09:59")[0] == (
        "cacheSnapshotWindow is 09:00-09:59; allowed: 60 minutes or more."
    )


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("databaseBackupWindow", "24:00-01:00"),
        ("databaseMaintenanceWindow", "05:00-06:00"),
        ("cacheMaintenanceWindow", "Mon:05:00-Mon:06:00"),
        ("databaseName", "1st"),
        ("databaseEngineVersion", "15"),
        ("databaseReadReplicas", "16"),
        ("databaseStorage", "19"),
        ("databaseProxyShare", "81"),
        ("cacheNodes", "0"),
    ],
)
def test_each_has_bounds(key: str, value: str) -> None:
    assert complaints(**{key: value})[0].startswith(f"{key} is {value}; allowed: ")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("05:00-06:00", "06:00-07:00", False),
        ("05:00-06:01", "06:00-07:00", True),
        ("23:30-00:30", "00:00-01:00", True),
        ("23:30-00:30", "mon:00:29-mon:01:00", True),
        ("sun:23:30-mon:00:30", "mon:00:00-mon:01:00", True),
        ("sun:07:00-sun:08:00", "mon:07:00-mon:08:00", False),
        ("sun:07:00-sun:08:00", "07:30-08:30", True),
        ("00:00-00:00", "wed:12:00-wed:13:00", True),
    ],
)
def test_when_two_windows_meet(one: str, other: str, expected: bool) -> None:
    assert meet(one, other) is meet(other, one) is expected


def test_how_long_a_window_is() -> None:
    assert [minutes(window) for window in ("05:00-06:00", "23:30-00:30", "sun:23:30-mon:00:45")] == [
        60,
        60,
        75,
    ]


def test_the_usual_windows_do_not_meet() -> None:
    database, cache = DatabaseSettings(), CacheSettings()
    windows = (
        database.backup_window,
        database.maintenance_window,
        cache.snapshot_window,
        cache.maintenance_window,
    )
    assert not any(meet(one, other) for one, other in combinations(windows, 2))
