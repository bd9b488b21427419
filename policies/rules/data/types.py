"""Type tokens of what keeps data."""

INSTANCE = "aws:rds/instance:Instance"
CLUSTER = "aws:rds/cluster:Cluster"
CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance"
DOCUMENTS = "aws:docdb/cluster:Cluster"
DOCUMENTS_INSTANCE = "aws:docdb/clusterInstance:ClusterInstance"
GRAPH = "aws:neptune/cluster:Cluster"
GRAPH_INSTANCE = "aws:neptune/clusterInstance:ClusterInstance"
DATABASES = frozenset({INSTANCE, CLUSTER, DOCUMENTS, GRAPH})
"""What holds a database's data: instances of a cluster do not, the cluster does."""

PARAMETER_GROUP = "aws:rds/parameterGroup:ParameterGroup"
CLUSTER_PARAMETER_GROUP = "aws:rds/clusterParameterGroup:ClusterParameterGroup"
PARAMETER_GROUPS = frozenset({PARAMETER_GROUP, CLUSTER_PARAMETER_GROUP})
PROXY = "aws:rds/proxy:Proxy"
EVENT_SUBSCRIPTION = "aws:rds/eventSubscription:EventSubscription"
SNAPSHOTS = frozenset(
    {
        "aws:rds/snapshot:Snapshot",
        "aws:rds/snapshotCopy:SnapshotCopy",
        "aws:rds/clusterSnapshot:ClusterSnapshot",
        "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy",
    }
)

REPLICATION_GROUP = "aws:elasticache/replicationGroup:ReplicationGroup"
CACHE_CLUSTER = "aws:elasticache/cluster:Cluster"
SERVERLESS_CACHE = "aws:elasticache/serverlessCache:ServerlessCache"
CACHE_PARAMETER_GROUP = "aws:elasticache/parameterGroup:ParameterGroup"
CACHE_USER = "aws:elasticache/user:User"
MEMORY_DATABASE = "aws:memorydb/cluster:Cluster"

TABLE = "aws:dynamodb/table:Table"
FILE_SYSTEM = "aws:efs/fileSystem:FileSystem"
FILE_SYSTEM_BACKUP = "aws:efs/backupPolicy:BackupPolicy"
ACCESS_POINT = "aws:efs/accessPoint:AccessPoint"
VOLUME = "aws:ebs/volume:Volume"

VAULT = "aws:backup/vault:Vault"
VAULT_LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
BACKUP_PLAN = "aws:backup/plan:Plan"
BACKUP_SELECTION = "aws:backup/selection:Selection"
RESTORE_TESTING_PLAN = "aws:backup/restoreTestingPlan:RestoreTestingPlan"
RESTORE_TESTING_SELECTION = "aws:backup/restoreTestingSelection:RestoreTestingSelection"
