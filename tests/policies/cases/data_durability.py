"""What outlives mistakes."""

from functools import partial

from tests.policies.cases import UNKNOWN, AnyCase, Case, Declared, StackCase

INSTANCE = "aws:rds/instance:Instance"
CLUSTER = "aws:rds/cluster:Cluster"
CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance"
DOCUMENTS = "aws:docdb/cluster:Cluster"
GRAPH = "aws:neptune/cluster:Cluster"
TABLE = "aws:dynamodb/table:Table"

_deletion = partial(Case, rule="database-deletion-protection")
_final = partial(Case, rule="database-final-snapshot")
_outlive = partial(Case, rule="database-backups-outlive-it")
_retention = partial(Case, rule="database-backup-retention")
_zones = partial(Case, rule="database-multi-az", type=INSTANCE)
_members = partial(StackCase, rule="database-cluster-members")
_tags = partial(Case, rule="database-tags-in-snapshots")
_growing = partial(Case, rule="database-storage-autoscaling", type=INSTANCE)
_protected = partial(Case, rule="stateful-protected")

UNPROTECTED = "deletionProtection is false, want true"
NO_NAME = "finalSnapshotIdentifier is missing"
GOES_WITH_IT = "deleteAutomatedBackups is true, want false"
ONE_ZONE = "multiAz is false, want true"
NO_TAGS = "copyTagsToSnapshot is false, want true"
AURORA = Declared(type=CLUSTER, name="main", props={"engine": "aurora-mysql", "id": "main-1"})

CASES: tuple[AnyCase, ...] = (
    _deletion(type=INSTANCE, props={}, says=UNPROTECTED),
    _deletion(type=CLUSTER, props={"deletionProtection": False}, says=UNPROTECTED),
    _deletion(type=DOCUMENTS, props={"deletionProtection": "false"}, says=UNPROTECTED),
    _deletion(type=GRAPH, props={}, says=UNPROTECTED),
    _deletion(type=INSTANCE, props={"deletionProtection": True}),
    _deletion(type=CLUSTER, props={"deletionProtection": "true"}),
    _deletion(type=CLUSTER, props={"deletionProtection": UNKNOWN}, unknown="deletionProtection"),
    _final(type=INSTANCE, props={"skipFinalSnapshot": True}, says="skipFinalSnapshot is true, want false"),
    _final(
        type=CLUSTER,
        props={"skipFinalSnapshot": True, "finalSnapshotIdentifier": "last"},
        says="skipFinalSnapshot is true, want false",
    ),
    _final(type=INSTANCE, props={}, says=NO_NAME),
    _final(type=DOCUMENTS, props={"skipFinalSnapshot": False}, says=NO_NAME),
    _final(type=INSTANCE, props={"finalSnapshotIdentifier": "last"}),
    _final(type=GRAPH, props={"skipFinalSnapshot": False, "finalSnapshotIdentifier": UNKNOWN}),
    _final(type=INSTANCE, props={"replicateSourceDb": "main", "skipFinalSnapshot": True}),
    _outlive(type=INSTANCE, props={}, says=GOES_WITH_IT),
    _outlive(type=CLUSTER, props={"deleteAutomatedBackups": True}, says=GOES_WITH_IT),
    _outlive(type=INSTANCE, props={"deleteAutomatedBackups": False}),
    _outlive(type=INSTANCE, props={"replicateSourceDb": "main"}),
    _retention(type=INSTANCE, props={}, says="backupRetentionPeriod is 0, want at least 7"),
    _retention(type=CLUSTER, props={}, says="backupRetentionPeriod is 1, want at least 7"),
    _retention(type=DOCUMENTS, props={"backupRetentionPeriod": "5"}, says="backupRetentionPeriod is 5, want"),
    _retention(type=INSTANCE, props={"backupRetentionPeriod": 0}, says="backupRetentionPeriod is 0, want"),
    _retention(
        type=INSTANCE,
        props={"backupRetentionPeriod": 14},
        options={"days": 30},
        says="backupRetentionPeriod is 14, want at least 30",
    ),
    _retention(
        type=INSTANCE,
        props={"backupRetentionPeriod": [7]},
        says="backupRetentionPeriod is an array, want a number",
    ),
    _retention(type=INSTANCE, props={"backupRetentionPeriod": 7}),
    _retention(type=GRAPH, props={"backupRetentionPeriod": "35"}),
    _retention(type=INSTANCE, props={"replicateSourceDb": "main"}),
    _retention(type=INSTANCE, props={"backupRetentionPeriod": UNKNOWN}, unknown="backupRetentionPeriod"),
    _zones(props={}, says=ONE_ZONE),
    _zones(props={"multiAz": False, "availabilityZone": "us-east-1a"}, says=ONE_ZONE),
    _zones(props={"multiAz": True}),
    _zones(props={"replicateSourceDb": "main", "multiAz": False}),
    _members(resources=(AURORA,), at="main", says="the number of its instances in the stack is 0, want"),
    _members(
        resources=(
            AURORA,
            Declared(type=CLUSTER_INSTANCE, name="a", refers={"clusterIdentifier": ["main"]}),
            Declared(type=CLUSTER_INSTANCE, name="b", props={"clusterIdentifier": "another"}),
        ),
        at="main",
        says="the number of its instances in the stack is 1, want at least 2",
    ),
    _members(
        resources=(
            AURORA,
            Declared(type=CLUSTER_INSTANCE, name="a", refers={"clusterIdentifier": ["main"]}),
            Declared(type=CLUSTER_INSTANCE, name="b", props={"clusterIdentifier": "main-1"}),
        ),
    ),
    _members(
        resources=(Declared(type=CLUSTER, name="main", props={"dbClusterInstanceClass": "db.m6gd.large"}),)
    ),
    _members(resources=(Declared(type=CLUSTER, name="main", props={"engineMode": "serverless"}),)),
    _tags(type=INSTANCE, props={}, says=NO_TAGS),
    _tags(type=CLUSTER, props={"copyTagsToSnapshot": False}, says=NO_TAGS),
    _tags(type=INSTANCE, props={"copyTagsToSnapshot": True}),
    _tags(type=GRAPH, props={"copyTagsToSnapshot": "true"}),
    _growing(props={"allocatedStorage": 20}, says="maxAllocatedStorage is 0, want at least 1"),
    _growing(props={"maxAllocatedStorage": 0}, says="maxAllocatedStorage is 0, want at least 1"),
    _growing(props={"maxAllocatedStorage": 100}),
    _growing(props={"maxAllocatedStorage": "100"}),
    _protected(type=INSTANCE, props={}, says="protect is false, want true"),
    _protected(type=TABLE, props={}, says="protect is false, want true"),
    _protected(type="aws:backup/vault:Vault", props={}, says="protect is false, want true"),
    _protected(type="aws:elasticache/replicationGroup:ReplicationGroup", props={}, says="protect is false"),
    _protected(type=INSTANCE, props={}, protect=True),
    _protected(type="aws:efs/fileSystem:FileSystem", props={}, protect=True),
    _protected(type=INSTANCE, props={"replicateSourceDb": "main"}),
)
