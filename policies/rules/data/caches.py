"""Caches: what they keep, and what keeps them up."""

from collections.abc import Iterator

from pack.options import Number, Texts
from pack.rule import Level, Rule, Severity, Subject, Verdict, security_hub, well_architected

from .demands import at_least, flag, given, only
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


def _keeps_data(cache: Subject) -> bool:
    """Whether it can be backed up: memcached cannot."""
    return stands_alone(cache) and cache.props.text("engine") != "memcached"


def _failover(subject: Subject) -> Iterator[Verdict]:
    yield from flag("automaticFailoverEnabled", True)(subject)
    yield from flag("multiAzEnabled", True)(subject)


def _replicas(subject: Subject) -> Iterator[Verdict]:
    props = subject.props
    shards = props.groups("nodeGroupConfigurations")
    for shard in shards:
        if not shard.number("replicaCount", 0):
            yield f"{shard.path} has no replica, want replicaCount of at least 1"
    if "numCacheClusters" in props:
        if (nodes := props.number("numCacheClusters", 0)) is not None and nodes < 2:
            yield f"numCacheClusters is {nodes}, want at least 2"
    elif not shards and not props.number("replicasPerNodeGroup", 0):
        yield "replicasPerNodeGroup is 0, want at least 1"


def _tls(subject: Subject) -> Iterator[Verdict]:
    if not subject.props.flag("transitEncryptionEnabled"):
        yield "transitEncryptionEnabled is false, want true"
    elif subject.props.text("transitEncryptionMode") == "preferred":
        yield "transitEncryptionMode is preferred, want required"


def _at_rest(subject: Subject) -> Iterator[Verdict]:
    # Source: the provider's own page, aws.elasticache.ReplicationGroup.
    encrypted = subject.props.text("engine") == "valkey"
    yield from flag("atRestEncryptionEnabled", True, encrypted)(subject)


def _subnet_group(subject: Subject) -> Iterator[Verdict]:
    if "subnetGroupName" not in subject.props or subject.props.known("subnetGroupName") == "default":
        yield "subnetGroupName is default, want a group of private subnets"


def _access_control(subject: Subject) -> Iterator[Verdict]:
    ways = ("userGroupIds", "authToken", "authTokenWo")
    if not any(subject.props.filled(way) for way in ways):
        yield "userGroupIds is empty, want a group of users"


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
    for parameter in subject.props.groups("parameters"):
        if parameter.text("name") == "reserved-memory-percent":
            percent = parameter.number("value", 0)
            if percent is not None and percent < least:
                yield f"reserved-memory-percent is {percent}, want at least {least}"


def _eviction(subject: Subject) -> Iterator[Verdict]:
    for parameter in subject.props.groups("parameters"):
        if parameter.text("name") == "maxmemory-policy" and parameter.text("value") == "noeviction":
            yield "maxmemory-policy is noeviction, want volatile-lru or allkeys-lru"


BACKUPS = Rule(
    id="cache-backups",
    severity=Severity.HIGH,
    types=NODES | {SERVERLESS_CACHE, MEMORY_DATABASE},
    check=only(_keeps_data, at_least("snapshotRetentionLimit", "days")),
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
    check=only(_keeps_data, _final_snapshot),
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
    check=only(_keeps_data, flag("autoMinorVersionUpgrade", True, absent=True)),
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

ENCRYPTED = Rule(
    id="cache-encrypted",
    severity=Severity.MEDIUM,
    types=GROUPS,
    check=_at_rest,
    finding="A cache lies on disks and in snapshots in clear text.",
    why="Whoever gets hold of a snapshot reads the sessions of every user.",
    fix="set atRestEncryptionEnabled to true before the first `up`: afterwards it replaces the cache.",
    source=f"{CONTROLS}#elasticache-4",
    controls=security_hub("ElastiCache.4"),
)

TLS = Rule(
    id="cache-tls",
    severity=Severity.HIGH,
    types=NODES,
    check=only(stands_alone, _tls),
    finding="A cache admits clients without TLS.",
    why="Passwords and sessions cross the network in clear text.",
    fix="set transitEncryptionEnabled to true, and transitEncryptionMode to required at last.",
    source=f"{CONTROLS}#elasticache-5",
    controls=security_hub("ElastiCache.5"),
)

MEMORY_DATABASE_TLS = Rule(
    id="memory-database-tls",
    severity=Severity.HIGH,
    types=frozenset({MEMORY_DATABASE}),
    check=flag("tlsEnabled", True, absent=True),
    finding="A MemoryDB cluster admits clients without TLS.",
    why="Rows cross the network in clear text, and access control lists are off with it.",
    fix="leave tlsEnabled unset, or set it to true.",
    source="https://docs.aws.amazon.com/memorydb/latest/devguide/in-transit-encryption.html",
)

SUBNET_GROUP = Rule(
    id="cache-subnet-group",
    severity=Severity.HIGH,
    types=NODES,
    check=only(stands_alone, _subnet_group),
    finding="A cache stands in the default subnets.",
    why="They are public: one rule of a security group stands between the cache and the world.",
    fix="set subnetGroupName to an aws.elasticache.SubnetGroup of private subnets.",
    source=f"{CONTROLS}#elasticache-7",
    controls=security_hub("ElastiCache.7"),
)

ACCESS_CONTROL = Rule(
    id="cache-access-control",
    severity=Severity.HIGH,
    types=GROUPS,
    check=_access_control,
    finding="A cache asks nobody for a password.",
    why="Whatever runs in the network reads and deletes every key.",
    fix="set userGroupIds to a group of users with access strings (authToken before Redis 6).",
    source=f"{CONTROLS}#elasticache-6",
    controls=security_hub("ElastiCache.6"),
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
    ENCRYPTED,
    TLS,
    MEMORY_DATABASE_TLS,
    SUBNET_GROUP,
    ACCESS_CONTROL,
    SUPPORTED_VERSION,
    RESERVED_MEMORY,
    EVICTION,
)
