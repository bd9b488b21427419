"""Caches: what they keep, and what keeps them up."""

from collections.abc import Iterator

from pack.judging import guarded
from pack.options import Number, Texts
from pack.rule import Level, Rule, Severity, Subject, Verdict, security_hub, well_architected
from pack.values import Props

from ..shared.demands import at_least, flag, given, only
from ..shared.each import each_part
from .types import CACHE_CLUSTER, CACHE_PARAMETER_GROUP, MEMORY_DATABASE, REPLICATION_GROUP, SERVERLESS_CACHE
from .versions import is_before, oldest_of

CONTROLS = "https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html"
GUIDE = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg"
GROUPS = frozenset({REPLICATION_GROUP})
NODES = frozenset({REPLICATION_GROUP, CACHE_CLUSTER})
SUPPORTED = ("redis 6", "valkey 7", "memcached 1.6")
"""Redis OSS 4 and 5 ended on 31 January 2026. Source:
https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html"""


def stands_alone(cache: Subject) -> bool:
    """Whether it has settings of its own: a member of a replication group has the group's."""
    return cache.type != CACHE_CLUSTER or "replicationGroupId" not in cache.props


def keeps_data(cache: Subject) -> bool:
    """Whether it can be backed up: memcached cannot."""
    return stands_alone(cache) and cache.props.text("engine") != "memcached"


def _failover(subject: Subject) -> Iterator[Verdict]:
    for name in ("automaticFailoverEnabled", "multiAzEnabled"):
        yield from guarded(flag(name, True)(subject))


def _replicas(subject: Subject) -> Iterator[Verdict]:
    props = subject.props
    shards = props.groups("nodeGroupConfigurations")
    for shard in shards:
        if not shard.number("replicaCount", 0):
            yield f"{shard.path} has no replica, want replicaCount of at least 1"
    nodes = props.number("numCacheClusters")
    # After `up` it counts the nodes of all shards.
    least = 2 * (props.number("numNodeGroups") or 1)
    if nodes is not None and nodes < least:
        yield f"numCacheClusters is {nodes}, want at least {least}"
    elif nodes is None and not shards and not props.number("replicasPerNodeGroup", 0):
        yield "replicasPerNodeGroup is 0, want at least 1"


def _final_snapshot(subject: Subject) -> Iterator[Verdict]:
    name = "finalSnapshotName" if subject.type == MEMORY_DATABASE else "finalSnapshotIdentifier"
    yield from given(name)(subject)


def _supported(subject: Subject) -> Iterator[Verdict]:
    version = subject.props.text("engineVersion")
    engine = subject.props.text("engine", "redis")
    oldest = oldest_of(engine, subject.options["oldest"])
    if version and oldest and is_before(version, oldest):
        yield f"engineVersion is {version} of {engine}, want {oldest} or later"


def _reserved_memory(subject: Subject) -> Iterator[Verdict]:
    least = subject.options["percent"]

    def reserved(parameter: Props) -> Iterator[Verdict]:
        if parameter.text("name") == "reserved-memory-percent":
            percent = parameter.number("value")
            if percent is not None and percent < least:
                yield f"reserved-memory-percent is {percent}, want at least {least}"

    yield from each_part(subject.props.groups("parameters"), reserved)


def _eviction(subject: Subject) -> Iterator[Verdict]:
    yield from each_part(subject.props.groups("parameters"), _evicts)


def _evicts(parameter: Props) -> Iterator[Verdict]:
    if parameter.text("name") == "maxmemory-policy" and parameter.text("value") == "noeviction":
        yield "maxmemory-policy is noeviction, want volatile-lru or allkeys-lru"


BACKUPS = Rule(
    id="cache-backups",
    severity=Severity.HIGH,
    types=NODES | {SERVERLESS_CACHE, MEMORY_DATABASE},
    check=only(keeps_data, at_least("snapshotRetentionLimit", "days")),
    finding="A cache has no backups.",
    why="AWS Backup does not know ElastiCache: without snapshots sessions and counters have no way back.",
    fix="set snapshotRetentionLimit to 1 day or more; 0, the default, is none.",
    source=f"{CONTROLS}#elasticache-1",
    controls=security_hub("ElastiCache.1") + well_architected("REL09-BP01"),
    options={"days": Number(1, 1, 35, f"Fewest days of snapshots. Source: {CONTROLS}#elasticache-1")},
    remedy=lambda subject: {"snapshotRetentionLimit": subject.options["days"]},
)

FINAL_SNAPSHOT = Rule(
    id="cache-final-snapshot",
    severity=Severity.MEDIUM,
    types=NODES | {MEMORY_DATABASE},
    check=only(keeps_data, _final_snapshot),
    finding="A cache is deleted without a last snapshot.",
    why="Who deletes it by mistake loses a day of sessions.",
    fix="set finalSnapshotIdentifier (finalSnapshotName in MemoryDB) to a name.",
    source=f"{GUIDE}/backups-final.html",
    controls=well_architected("REL09-BP01"),
    production=True,
)

MINOR_UPGRADES = Rule(
    id="cache-minor-upgrades",
    severity=Severity.HIGH,
    types=NODES | {MEMORY_DATABASE},
    check=only(keeps_data, flag("autoMinorVersionUpgrade", True, absent=True)),
    finding="A cache does not get the minor versions of its engine.",
    why="They mend known holes, and nobody remembers to install them.",
    fix="leave autoMinorVersionUpgrade unset, or set it to true.",
    source=f"{CONTROLS}#elasticache-2",
    controls=security_hub("ElastiCache.2"),
    remedy=lambda subject: {"autoMinorVersionUpgrade": True},
)

FAILOVER = Rule(
    id="cache-failover",
    severity=Severity.MEDIUM,
    types=GROUPS,
    check=_failover,
    finding="A cache does not survive the loss of a node or a zone.",
    why="The application stands still until somebody promotes a replica by hand.",
    fix="set automaticFailoverEnabled and multiAzEnabled to true, with a replica in another zone.",
    source=f"{CONTROLS}#elasticache-3",
    controls=security_hub("ElastiCache.3") + well_architected("REL10-BP01"),
    production=True,
)

REPLICAS = Rule(
    id="cache-replicas",
    severity=Severity.MEDIUM,
    types=GROUPS,
    check=_replicas,
    finding="A cache has nothing to fail over to.",
    why="Failover may be on all the same: cluster mode demands the flag, and it reads safer than it is.",
    fix="set numCacheClusters to 2, or replicasPerNodeGroup to 1.",
    source=f"{GUIDE}/AutoFailover.html",
    controls=well_architected("REL10-BP01"),
    production=True,
)

SUPPORTED_VERSION = Rule(
    id="cache-engine-supported",
    severity=Severity.HIGH,
    types=NODES | {MEMORY_DATABASE},
    check=_supported,
    finding="The version of a cache's engine is out of standard support.",
    why="AWS charges Extended Support by the node and hour, and nobody else mends it.",
    fix="raise engineVersion, or move to Valkey.",
    source=f"{GUIDE}/engine-versions.html",
    options={
        "oldest": Texts(
            SUPPORTED, f"Oldest version by engine, as `redis 6`. Source: {GUIDE}/extended-support.html"
        )
    },
)

RESERVED_MEMORY = Rule(
    id="cache-reserved-memory",
    severity=Severity.MEDIUM,
    types=frozenset({CACHE_PARAMETER_GROUP}),
    check=_reserved_memory,
    finding="A cache leaves too little memory for backups and replication.",
    why="It swaps in the middle of a snapshot, and every answer takes seconds.",
    fix='set reserved-memory-percent to "25", the default; small nodes need 30 to 50.',
    source=f"{GUIDE}/redis-memory-management.html",
    options={
        "percent": Number(
            25, 0, 100, f"Least memory kept free, in percent. Source: {GUIDE}/redis-memory-management.html"
        )
    },
)

EVICTION = Rule(
    id="cache-eviction",
    severity=Severity.MEDIUM,
    types=frozenset({CACHE_PARAMETER_GROUP}),
    check=_eviction,
    finding="A full cache refuses to write.",
    why="Sessions and counters fail all at once on the day of the most users.",
    fix='set maxmemory-policy to "volatile-lru" or "allkeys-lru".',
    source=f"{GUIDE}/ParameterGroups.Engine.html",
    # A queue must never lose a key: there noeviction is right.
    level=Level.ADVISORY,
)

RULES = (
    BACKUPS,
    FINAL_SNAPSHOT,
    MINOR_UPGRADES,
    FAILOVER,
    REPLICAS,
    SUPPORTED_VERSION,
    RESERVED_MEMORY,
    EVICTION,
)
