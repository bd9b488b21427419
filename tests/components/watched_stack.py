"""A whole stack to watch, at the numbers of production."""

from components.watched import Database, Edge, Hosts, Service, Watched

BALANCER = "app/lb/1"


def service(name: str, min_tasks: int) -> Service:
    return Service(
        name=name,
        cluster="alicerce-test",
        min_tasks=min_tasks,
        load_balancer=BALANCER,
        target_group=f"targetgroup/{name}/1",
    )


DATABASE = Database(
    identifier="alicerce-test-database",
    allocated_storage=200,
    memory_gib=16,
    replica_memory_gib=16,
    max_connections=500,
    burstable=False,
)
HOSTS = Hosts(autoscaling_group="alicerce-test-hosts", cluster="alicerce-test", min_hosts=8)

WATCHED = Watched(
    services=(service("backend", 3), service("frontend", 4)),
    load_balancer=BALANCER,
    web_acl="alicerce-test-lb",
    hosts=HOSTS,
    database=DATABASE,
    cache_nodes=("cache-001", "cache-002"),
    nat_gateways={f"us-east-1{letter}": f"nat-{letter}" for letter in "abc"},
    certificates={"us-east-1": "arn:certificate"},
    edge=Edge(distribution_id="E123", web_acl="alicerce-test-edge"),
    backup_vault="alicerce-test",
)
