"""How the data of the production program can be put at risk."""

from functools import partial

from tests.policies.mutations import Mutation, Unbroken

INSTANCE = "aws:rds/instance:Instance"
PARAMETERS = "aws:rds/parameterGroup:ParameterGroup"
EVENTS = "aws:rds/eventSubscription:EventSubscription"
CACHE = "aws:elasticache/replicationGroup:ReplicationGroup"
CACHE_PARAMETERS = "aws:elasticache/parameterGroup:ParameterGroup"
USER = "aws:elasticache/user:User"
VAULT = "aws:backup/vault:Vault"
LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
PLAN = "aws:backup/plan:Plan"
SELECTION = "aws:backup/selection:Selection"
TESTING = "aws:backup/restoreTestingSelection:RestoreTestingSelection"

_instance = partial(Mutation, type=INSTANCE)
_cache = partial(Mutation, type=CACHE)
_events = partial(Mutation, "database-instance-events", EVENTS, name="database-instances")
_changes = partial(Mutation, "database-parameter-events", EVENTS, name="database-parameters")
_user = partial(Mutation, "cache-user-password", USER, name="cache")
_chosen = partial(Mutation, "backup-coverage", SELECTION)

NEW_PARAMETER = "parameters[+]"
FULL = "on ~* +@all"

MUTATIONS = (
    _instance("database-encrypted", path="storageEncrypted"),
    _instance("database-encrypted", path="storageEncrypted", value=False),
    _instance("database-customer-key", path="kmsKeyId"),
    _instance("database-not-public", path="publiclyAccessible", value=True),
    _instance("database-iam-authentication", path="iamDatabaseAuthenticationEnabled"),
    _instance("database-iam-authentication", path="iamDatabaseAuthenticationEnabled", value=False),
    _instance("database-admin-name", path="username", value="postgres"),
    _instance("database-certificate-authority", path="caCertIdentifier", value="rds-ca-2019"),
    _instance("database-deletion-protection", path="deletionProtection"),
    _instance("database-deletion-protection", path="deletionProtection", value=False),
    _instance("database-final-snapshot", path="skipFinalSnapshot", value=True),
    _instance("database-final-snapshot", path="finalSnapshotIdentifier"),
    _instance("database-backups-outlive-it", path="deleteAutomatedBackups"),
    _instance("database-backups-outlive-it", path="deleteAutomatedBackups", value=True),
    _instance("database-backup-retention", path="backupRetentionPeriod"),
    _instance("database-backup-retention", path="backupRetentionPeriod", value=0),
    _instance("database-multi-az", path="multiAz"),
    _instance("database-multi-az", path="multiAz", value=False),
    _instance("database-tags-in-snapshots", path="copyTagsToSnapshot"),
    _instance("database-storage-autoscaling", path="maxAllocatedStorage"),
    _instance("database-storage-autoscaling", path="maxAllocatedStorage", value=0),
    _instance("database-minor-upgrades", path="autoMinorVersionUpgrade", value=False),
    _instance("database-engine-supported", path="engineVersion", value="13"),
    _instance("database-changes-in-window", path="applyImmediately", value=True),
    _instance("database-enhanced-monitoring", path="monitoringInterval"),
    _instance("database-enhanced-monitoring", path="monitoringInterval", value=0),
    _instance("database-enhanced-monitoring", path="monitoringRoleArn"),
    _instance("database-logs", path="enabledCloudwatchLogsExports"),
    _instance("database-logs", path="enabledCloudwatchLogsExports[*]"),
    _instance("database-logs", path="engine", value="mysql"),
    _instance("database-performance-insights", path="performanceInsightsEnabled"),
    _instance("database-performance-insights", path="performanceInsightsEnabled", value=False),
    _events(path=""),
    _events(path="enabled", value=False),
    _events(path="sourceType", value="db-cluster"),
    _events(path="sourceIds", value=["another"]),
    _events(path="eventCategories", value=["failure"]),
    _changes(path=""),
    _changes(path="enabled", value=False),
    _changes(path="sourceType", value="db-cluster"),
    _changes(path="sourceIds", value=["another"]),
    _changes(path="eventCategories", value=["failure"]),
    Mutation("database-tls", PARAMETERS, NEW_PARAMETER, {"name": "rds.force_ssl", "value": "0"}),
    Mutation("database-tls", PARAMETERS, "family", "mysql8.4"),
    Mutation(
        "database-static-parameter",
        PARAMETERS,
        NEW_PARAMETER,
        {"name": "max_prepared_transactions", "value": "10", "applyMethod": "immediate"},
    ),
    Mutation("database-parameter-unit", PARAMETERS, NEW_PARAMETER, {"name": "work_mem", "value": "4MB"}),
    _cache("cache-backups", path="snapshotRetentionLimit"),
    _cache("cache-backups", path="snapshotRetentionLimit", value=0),
    _cache("cache-final-snapshot", path="finalSnapshotIdentifier"),
    _cache("cache-minor-upgrades", path="autoMinorVersionUpgrade", value=False),
    _cache("cache-failover", path="automaticFailoverEnabled"),
    _cache("cache-failover", path="multiAzEnabled", value=False),
    _cache("cache-replicas", path="numCacheClusters", value=1),
    _cache("cache-replicas", path="numCacheClusters"),
    _cache("cache-replicas", path="nodeGroupConfigurations", value=[{"replicaCount": 0}]),
    _cache("cache-replicas", path="numNodeGroups", value=2),
    _cache("cache-engine-supported", path="engineVersion", value="5.0.6"),
    _cache("cache-encrypted", path="atRestEncryptionEnabled"),
    _cache("cache-encrypted", path="atRestEncryptionEnabled", value=False),
    _cache("cache-tls", path="transitEncryptionEnabled"),
    _cache("cache-tls", path="transitEncryptionMode", value="preferred"),
    _cache("cache-subnet-group", path="subnetGroupName"),
    _cache("cache-subnet-group", path="subnetGroupName", value="default"),
    _cache("cache-access-control", path="userGroupIds"),
    _cache("cache-access-control", path="userGroupIds", value=[]),
    Mutation(
        "cache-reserved-memory",
        CACHE_PARAMETERS,
        NEW_PARAMETER,
        {"name": "reserved-memory-percent", "value": "0"},
    ),
    Mutation(
        "cache-eviction", CACHE_PARAMETERS, NEW_PARAMETER, {"name": "maxmemory-policy", "value": "noeviction"}
    ),
    _user(path="authenticationMode.type", value="no-password-required"),
    _user(path="noPasswordRequired", value=True),
    _user(path="accessString", value="on ~* +@read nopass"),
    Mutation("cache-user-password", USER, "accessString", FULL, name="cache-default"),
    Mutation("cache-user-commands", USER, "accessString", FULL),
    Mutation("backup-vault-key", VAULT, "kmsKeyArn"),
    Mutation("backup-vault-kept", VAULT, "forceDestroy", True),
    Mutation("backup-vault-locked", VAULT, "region", "eu-west-1"),
    Mutation("backup-vault-locked", LOCK, ""),
    Mutation("backup-vault-locked", LOCK, "region", "eu-west-1"),
    Mutation("backup-vault-locked", LOCK, "backupVaultName", "another"),
    Mutation("backup-retention", PLAN, "rules[*].lifecycle.deleteAfter", 1),
    Mutation("backup-retention", PLAN, "rules[*].copyActions[*].lifecycle.deleteAfter", 1),
    Mutation("backup-copies", PLAN, "rules", [{"ruleName": "daily"}]),
    Mutation("backup-plan-selects", SELECTION, ""),
    Mutation("backup-plan-selects", SELECTION, "planId", "another"),
    Mutation("backup-restore-tested", TESTING, ""),
    _chosen(path=""),
    _chosen(path="resources", value=["arn:aws:rds:us-east-1:111122223333:db:another"]),
    _chosen(path="notResources", value=["arn:aws:rds:*:*:db:*"]),
    _chosen(path="selectionTags", value=[{"type": "STRINGEQUALS", "key": "Stack", "value": "none"}]),
    _chosen(path="conditions", value=[{"stringEquals": [{"key": "aws:ResourceTag/Stack", "value": "none"}]}]),
    _instance("backup-coverage", path="identifier", value="another"),
    _instance("backup-coverage", path="arn", value="arn:aws:rds:us-west-2:111122223333:db:another"),
)

_ABOUT_SOURCES = (
    "database-encrypted",
    "database-customer-key",
    "database-port",
    "database-final-snapshot",
    "database-backups-outlive-it",
    "database-backup-retention",
    "database-multi-az",
    "backup-coverage",
    "stateful-protected",
)

UNBROKEN = (
    *(
        Unbroken(rule, INSTANCE, "replicateSourceDb", "A replica has no data but its source's.")
        for rule in _ABOUT_SOURCES
    ),
    Unbroken(
        "database-iam-authentication", INSTANCE, "engine", "The engines that it leaves out know no IAM."
    ),
    Unbroken("database-engine-supported", INSTANCE, "engine", "It only chooses the version to compare with."),
    Unbroken("database-port", INSTANCE, "engine", "The port is the breach already: 5432, see config.yaml."),
    Unbroken("database-port", INSTANCE, "port", "The port is the breach already: 5432, see config.yaml."),
    Unbroken(
        "database-tls", INSTANCE, "parameterGroupName", "The default group of PostgreSQL 16 demands TLS too."
    ),
    Unbroken(
        "database-static-parameter",
        PARAMETERS,
        "family",
        "Other engines have other parameters of these names.",
    ),
    Unbroken(
        "database-parameter-unit", PARAMETERS, "family", "Other engines have other parameters of these names."
    ),
    *(
        Unbroken(
            rule,
            CACHE,
            "engine",
            "The only other engine that it tells apart, memcached, knows no such thing.",
        )
        for rule in ("cache-backups", "cache-final-snapshot", "cache-minor-upgrades", "cache-access-control")
    ),
    Unbroken("cache-engine-supported", CACHE, "engine", "It only chooses the version to compare with."),
    Unbroken("cache-encrypted", CACHE, "engine", "Only without atRestEncryptionEnabled the engine decides."),
)
