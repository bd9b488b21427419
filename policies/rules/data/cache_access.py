"""Who reaches a cache, and what he can read of it."""

from collections.abc import Iterator

from pack.rule import Rule, Severity, Subject, Verdict, security_hub

from ..shared.demands import flag, only
from .caches import CONTROLS, GROUPS, NODES, keeps_data, stands_alone
from .types import MEMORY_DATABASE, SERVERLESS_CACHE


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
    name = "userGroupId" if subject.type == SERVERLESS_CACHE else "userGroupIds"
    if not any(subject.props.filled(way) for way in (name, "authToken", "authTokenWo")):
        yield f"{name} is empty, want a group of users"


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
    types=GROUPS | {SERVERLESS_CACHE},
    check=only(keeps_data, _access_control),
    finding="A cache asks nobody for a password.",
    why="Whatever runs in the network reads and deletes every key.",
    fix="set userGroupIds (userGroupId of a serverless cache) to a group of users with access strings; "
    "before Redis 6, authToken.",
    source=f"{CONTROLS}#elasticache-6",
    controls=security_hub("ElastiCache.6"),
)

RULES = (ENCRYPTED, TLS, MEMORY_DATABASE_TLS, SUBNET_GROUP, ACCESS_CONTROL)
