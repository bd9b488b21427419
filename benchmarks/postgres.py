"""A real PostgreSQL with our parameters beside one with its own, on this machine and on the same data."""

import re
import time
from collections.abc import Mapping

import psutil

from benchmarks.tables import show
from components.postgres_parameters import parameters
from tests.servers.postgres import Cluster, Server, cluster

SCALE = 20
"""pgbench's scale: 2 million accounts in 300 MB, more than PostgreSQL's own shared buffers of 128 MB."""
CLIENTS = 16
SECONDS = 5
"""How long each load runs."""
ROUNDS = 3
"""How often each server has its turn; the best of each counts, so that a busy machine spoils none."""

LOADS = {"reads a second": "-S", "writes a second": "-N"}
"""pgbench's loads: one account by its key; one account's update and a line of history."""
INDEX = "BEGIN; CREATE INDEX ON pgbench_accounts (abalance, aid); ROLLBACK"


def run() -> None:
    """Prints the table."""
    memory = psutil.virtual_memory().total // 2**30 // 2
    settings = {"stock": {}, "tuned": _tuned(memory)}
    best: dict[str, dict[str, float]] = {"stock": {}, "tuned": {}}
    with cluster() as place:
        with place.running({}) as server:
            server.pgbench("-i", "-q", "-s", str(SCALE))
        for _ in range(ROUNDS):
            for name, values in settings.items():
                for load, figure in _measure(place, values).items():
                    best[name][load] = max(figure, best[name].get(load, 0.0))
    title = f"PostgreSQL 16, {CLIENTS} clients, tuned for {memory} GiB and {psutil.cpu_count()} vCPUs"
    rows = [
        (load, f"{stock:,.1f}", f"{tuned:,.1f}", f"{tuned / stock:.2f}")
        for (load, stock), tuned in zip(best["stock"].items(), best["tuned"].values(), strict=True)
    ]
    show(title, ("", "stock", "tuned", "tuned / stock"), rows)


def _tuned(memory_gib: int) -> dict[str, str]:
    """Our parameters, as far as a server outside RDS has them."""
    found = parameters(
        memory_gib=memory_gib, vcpus=psutil.cpu_count() or 1, max_connections=500, storage_gib=200
    )
    absent = {"shared_preload_libraries", "pg_stat_statements.track"}
    return {each.name: each.value for each in found if not each.rds_only and each.name not in absent}


def _measure(place: Cluster, values: Mapping[str, str]) -> dict[str, float]:
    """What each load does with these parameters, once the tables have been read."""
    with place.running(values) as server:
        server.rows("VACUUM ANALYZE")
        server.rows("SELECT sum(abalance) FROM pgbench_accounts")
        server.rows("CHECKPOINT")
        rates = {name: _rate(server, load) for name, load in LOADS.items()}
        return rates | {"indexes built a minute": _pace(server, INDEX)}


def _rate(server: Server, load: str) -> float:
    """Transactions a second."""
    report = server.pgbench("-n", "-M", "prepared", load, "-c", str(CLIENTS), "-j", "2", "-T", str(SECONDS))
    found = re.search(r"tps = ([\d.]+)", report)
    assert found is not None
    return float(found[1])


def _pace(server: Server, sql: str) -> float:
    """Times a minute that a statement could run."""
    start = time.perf_counter()
    server.rows(sql)
    return 60 / (time.perf_counter() - start)
