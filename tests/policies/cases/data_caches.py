"""Caches and their users."""

from functools import partial

from tests.policies.cases import UNKNOWN, AnyCase, Case

GROUP = "aws:elasticache/replicationGroup:ReplicationGroup"
CLUSTER = "aws:elasticache/cluster:Cluster"
SERVERLESS = "aws:elasticache/serverlessCache:ServerlessCache"
MEMORY = "aws:memorydb/cluster:Cluster"

_backups = partial(Case, rule="cache-backups")
_final = partial(Case, rule="cache-final-snapshot")
_minor = partial(Case, rule="cache-minor-upgrades")
_failover = partial(Case, rule="cache-failover", type=GROUP)
_replicas = partial(Case, rule="cache-replicas", type=GROUP)
_encrypted = partial(Case, rule="cache-encrypted", type=GROUP)
_tls = partial(Case, rule="cache-tls")
_memory_tls = partial(Case, rule="memory-database-tls", type=MEMORY)
_subnets = partial(Case, rule="cache-subnet-group")
_access = partial(Case, rule="cache-access-control")
_version = partial(Case, rule="cache-engine-supported")
_reserved = partial(Case, rule="cache-reserved-memory", type="aws:elasticache/parameterGroup:ParameterGroup")
_eviction = partial(Case, rule="cache-eviction", type="aws:elasticache/parameterGroup:ParameterGroup")
_password = partial(Case, rule="cache-user-password", type="aws:elasticache/user:User")
_commands = partial(Case, rule="cache-user-commands", type="aws:elasticache/user:User")

NO_UPGRADES = "autoMinorVersionUpgrade is false, want true"
CLEAR = "transitEncryptionEnabled is false, want true"
DEFAULT_SUBNETS = "subnetGroupName is default, want a group"
NOBODY = "userGroupIds is empty, want a group of users"
ALL = "accessString admits every command, want -@dangerous"
MEMBER = {"replicationGroupId": "main"}


def _parameter(name: str, value: object) -> dict[str, object]:
    return {"parameters": [{"name": "timeout", "value": "300"}, {"name": name, "value": value}]}


CASES: tuple[AnyCase, ...] = (
    _backups(type=GROUP, props={}, says="snapshotRetentionLimit is 0, want at least 1"),
    _backups(
        type=CLUSTER, props={"engine": "redis", "snapshotRetentionLimit": 0}, says="snapshotRetentionLim"
    ),
    _backups(
        type=SERVERLESS, props={"engine": "valkey"}, says="snapshotRetentionLimit is 0, want at least 1"
    ),
    _backups(
        type=GROUP,
        props={"snapshotRetentionLimit": "3"},
        options={"days": 7},
        says="snapshotRetentionLimit is 3, want at least 7",
    ),
    _backups(type=GROUP, props={"snapshotRetentionLimit": 1, "replicationGroupId": "main"}),
    _backups(type=MEMORY, props={"snapshotRetentionLimit": "7"}),
    _backups(type=CLUSTER, props={"engine": "memcached"}),
    _backups(type=CLUSTER, props=MEMBER),
    _backups(type=GROUP, props={"snapshotRetentionLimit": UNKNOWN}, unknown="snapshotRetentionLimit"),
    _final(type=GROUP, props={"replicationGroupId": "main"}, says="finalSnapshotIdentifier is missing"),
    _final(type=MEMORY, props={"finalSnapshotIdentifier": "last"}, says="finalSnapshotName is missing"),
    _final(type=GROUP, props={"finalSnapshotIdentifier": "last"}),
    _final(type=MEMORY, props={"finalSnapshotName": UNKNOWN}),
    _final(type=CLUSTER, props=MEMBER),
    _minor(type=GROUP, props={"autoMinorVersionUpgrade": False}, says=NO_UPGRADES),
    _minor(type=CLUSTER, props={"engine": "redis", "autoMinorVersionUpgrade": "false"}, says=NO_UPGRADES),
    _minor(type=GROUP, props={}),
    _minor(type=GROUP, props={"autoMinorVersionUpgrade": "true"}),
    _minor(type=CLUSTER, props={"engine": "memcached", "autoMinorVersionUpgrade": False}),
    _failover(props={}, says="automaticFailoverEnabled is false, want true"),
    _failover(props={"automaticFailoverEnabled": True}, says="multiAzEnabled is false, want true"),
    _failover(props={"multiAzEnabled": True}, says="automaticFailoverEnabled is false, want true"),
    _failover(props={"automaticFailoverEnabled": True, "multiAzEnabled": True}),
    _failover(props={"automaticFailoverEnabled": "true", "multiAzEnabled": "true"}),
    _replicas(props={}, says="replicasPerNodeGroup is 0, want at least 1"),
    _replicas(props={"numCacheClusters": 1}, says="numCacheClusters is 1, want at least 2"),
    _replicas(
        props={"automaticFailoverEnabled": True, "numNodeGroups": 3, "replicasPerNodeGroup": 0},
        says="replicasPerNodeGroup is 0, want at least 1",
    ),
    _replicas(
        props={"nodeGroupConfigurations": [{"replicaCount": 1}, {}]},
        says="nodeGroupConfigurations[1] has no replica, want replicaCount of at least 1",
    ),
    _replicas(
        props={"numCacheClusters": 3, "numNodeGroups": 3}, says="numCacheClusters is 3, want at least 6"
    ),
    _replicas(props={"numCacheClusters": 6, "numNodeGroups": 3}),
    _replicas(props={"numCacheClusters": 2}),
    _replicas(props={"numNodeGroups": 3, "replicasPerNodeGroup": "1"}),
    _replicas(props={"nodeGroupConfigurations": [{"replicaCount": 1}]}),
    _encrypted(props={}, says="atRestEncryptionEnabled is false, want true"),
    _encrypted(
        props={"engine": "valkey", "atRestEncryptionEnabled": False},
        says="atRestEncryptionEnabled is false, want true",
    ),
    _encrypted(props={"atRestEncryptionEnabled": True}),
    _encrypted(props={"engine": "valkey"}),
    _tls(type=GROUP, props={}, says=CLEAR),
    _tls(type=CLUSTER, props={"engine": "memcached", "transitEncryptionEnabled": False}, says=CLEAR),
    _tls(
        type=GROUP,
        props={"transitEncryptionEnabled": True, "transitEncryptionMode": "preferred"},
        says="transitEncryptionMode is preferred, want required",
    ),
    _tls(type=GROUP, props={"transitEncryptionEnabled": True, "replicationGroupId": "main"}),
    _tls(type=GROUP, props={"transitEncryptionEnabled": "true", "transitEncryptionMode": "required"}),
    _tls(type=CLUSTER, props=MEMBER),
    _memory_tls(props={"tlsEnabled": False}, says="tlsEnabled is false, want true"),
    _memory_tls(props={"tlsEnabled": "false"}, says="tlsEnabled is false, want true"),
    _memory_tls(props={}),
    _memory_tls(props={"tlsEnabled": True}),
    _subnets(type=GROUP, props=MEMBER, says=DEFAULT_SUBNETS),
    _subnets(type=CLUSTER, props={"subnetGroupName": "default"}, says=DEFAULT_SUBNETS),
    _subnets(type=GROUP, props={"subnetGroupName": UNKNOWN}),
    _subnets(type=CLUSTER, props={"subnetGroupName": "private"}),
    _subnets(type=CLUSTER, props=MEMBER),
    _access(type=GROUP, props={}, says=NOBODY),
    _access(type=GROUP, props={"userGroupIds": []}, says=NOBODY),
    _access(type=GROUP, props={"userGroupIds": None, "engineVersion": "5.0.6"}, says=NOBODY),
    _access(type=SERVERLESS, props={"engine": "valkey"}, says="userGroupId is empty, want a group of users"),
    _access(type=SERVERLESS, props={"engine": "valkey", "userGroupId": UNKNOWN}),
    _access(type=SERVERLESS, props={"engine": "memcached"}),
    _access(type=GROUP, props={"userGroupIds": [UNKNOWN]}),
    _access(type=GROUP, props={"authToken": UNKNOWN, "engineVersion": "5.0.6"}),
    _version(
        type=GROUP, props={"engineVersion": "5.0.6"}, says="engineVersion is 5.0.6 of redis, want 6 or later"
    ),
    _version(
        type=CLUSTER,
        props={"engine": "memcached", "engineVersion": "1.5.16"},
        says="engineVersion is 1.5.16 of memcached, want 1.6 or later",
    ),
    _version(type=GROUP, props={"engineVersion": "7.1"}),
    _version(type=GROUP, props={"engine": "redis", "engineVersion": "6.x"}),
    _version(type=GROUP, props={"engine": "valkey", "engineVersion": "8.0"}),
    _version(type=MEMORY, props={}),
    _reserved(
        props=_parameter("reserved-memory-percent", "10"),
        says="reserved-memory-percent is 10, want at least 25",
    ),
    _reserved(
        props=_parameter("reserved-memory-percent", 0), says="reserved-memory-percent is 0, want at least 25"
    ),
    _reserved(
        props=_parameter("reserved-memory-percent", "25"),
        options={"percent": 50},
        says="reserved-memory-percent is 25, want at least 50",
    ),
    _reserved(props=_parameter("reserved-memory-percent", "25")),
    _reserved(props={"parameters": []}),
    _reserved(props=_parameter("tcp-keepalive", "10")),
    _reserved(
        props={
            "parameters": [
                {"name": UNKNOWN, "value": "1"},
                {"name": "reserved-memory-percent", "value": "30"},
            ]
        },
        unknown="parameters[0].name",
    ),
    _reserved(props={}),
    _eviction(
        props=_parameter("maxmemory-policy", "noeviction"), says="maxmemory-policy is noeviction, want"
    ),
    _eviction(
        props={"parameters": {"name": "maxmemory-policy", "value": "noeviction"}},
        says="maxmemory-policy is noeviction, want",
    ),
    _eviction(props=_parameter("maxmemory-policy", "allkeys-lru")),
    _eviction(props=_parameter("timeout", "noeviction")),
    _eviction(props=_parameter(UNKNOWN, "noeviction"), unknown="parameters[1].name"),
    _password(
        props={"accessString": "on ~* +@all", "authenticationMode": {"type": "no-password-required"}},
        says="authenticationMode.type is no-password-required, want password or iam",
    ),
    _password(
        props={"accessString": "on ~* +@all", "noPasswordRequired": True},
        says="noPasswordRequired is true, want false",
    ),
    _password(props={"accessString": "off ON ~* nopass"}, says="accessString has nopass, want a password"),
    _password(props={"accessString": "off -@all", "authenticationMode": {"type": "no-password-required"}}),
    _password(props={"accessString": "on off", "noPasswordRequired": True}),
    _password(props={"accessString": "on ~app:* +@read", "authenticationMode": {"type": "iam"}}),
    _password(
        props={
            "accessString": "on ~* +@read",
            "authenticationMode": {"type": "password", "passwords": [UNKNOWN]},
        }
    ),
    _password(props={"accessString": UNKNOWN, "noPasswordRequired": True}, unknown="accessString"),
    _commands(props={"accessString": "on ~* +@all"}, says=ALL),
    _commands(props={"accessString": "on ~* -@dangerous +@all"}, says=ALL),
    _commands(props={"accessString": "on allkeys allcommands"}, says=ALL),
    _commands(props={"accessString": "on ~* +@read +@dangerous"}, says=ALL),
    _commands(props={"accessString": "on ~* &* +@all -@dangerous +info"}),
    _commands(props={"accessString": "on ~* -@all +@read +@write"}),
    _commands(props={"accessString": "off ~* +@all"}),
    _commands(props={}),
)
