"""The ways to a database instance: a new one, a replica, one from a snapshot, one as it was."""

from collections.abc import Set

from localaws.services import rds_steps as steps
from localaws.spec import Call

INSTANCE = {"identifier": "DBInstanceIdentifier"}

SETTINGS = {
    "instanceClass": "DBInstanceClass",
    "autoMinorVersionUpgrade": "AutoMinorVersionUpgrade",
    "backupRetentionPeriod": "BackupRetentionPeriod",
    "backupWindow": "PreferredBackupWindow",
    "caCertIdentifier": "CACertificateIdentifier",
    "copyTagsToSnapshot": "CopyTagsToSnapshot",
    "customerOwnedIpEnabled": "EnableCustomerOwnedIp",
    "databaseInsightsMode": "DatabaseInsightsMode",
    "dbSubnetGroupName": "DBSubnetGroupName",
    "dedicatedLogVolume": "DedicatedLogVolume",
    "deletionProtection": "DeletionProtection",
    "engineVersion": "EngineVersion",
    "iamDatabaseAuthenticationEnabled": "EnableIAMDatabaseAuthentication",
    "licenseModel": "LicenseModel",
    "maintenanceWindow": "PreferredMaintenanceWindow",
    "monitoringInterval": "MonitoringInterval",
    "monitoringRoleArn": "MonitoringRoleArn",
    "multiAz": "MultiAZ",
    "networkType": "NetworkType",
    "optionGroupName": "OptionGroupName",
    "parameterGroupName": "DBParameterGroupName",
    "performanceInsightsEnabled": "EnablePerformanceInsights",
    "performanceInsightsKmsKeyId": "PerformanceInsightsKMSKeyId",
    "performanceInsightsRetentionPeriod": "PerformanceInsightsRetentionPeriod",
    "publiclyAccessible": "PubliclyAccessible",
    "vpcSecurityGroupIds": "VpcSecurityGroupIds",
}
"""What a creation and a modification take alike."""

STORAGE = {
    "allocatedStorage": "AllocatedStorage",
    "maxAllocatedStorage": "MaxAllocatedStorage",
    "storageType": "StorageType",
    "iops": "Iops",
    "storageThroughput": "StorageThroughput",
}
"""AWS judges these by each other, so they travel together."""

MASTER = {
    "password": "MasterUserPassword",
    "manageMasterUserPassword": "ManageMasterUserPassword",
    "masterUserSecretKmsKeyId": "MasterUserSecretKmsKeyId",
}

FIXED = {
    "engine": "Engine",
    "username": "MasterUsername",
    "dbName": "DBName",
    "availabilityZone": "AvailabilityZone",
    "backupTarget": "BackupTarget",
    "characterSetName": "CharacterSetName",
    "customIamInstanceProfile": "CustomIamInstanceProfile",
    "engineLifecycleSupport": "EngineLifecycleSupport",
    "kmsKeyId": "KmsKeyId",
    "ncharCharacterSetName": "NcharCharacterSetName",
    "storageEncrypted": "StorageEncrypted",
    "timezone": "Timezone",
}
"""What never changes once there is a database."""

_NEW = {
    **INSTANCE,
    **FIXED,
    **SETTINGS,
    **STORAGE,
    **MASTER,
    "port": "Port",
    "enabledCloudwatchLogsExports": "EnableCloudwatchLogsExports",
}

CREATE = Call(
    op="CreateDBInstance",
    params={**_NEW, "passwordWo": "MasterUserPassword"},
    path="DBInstance",
    hook=steps.to_create,
)


def _from(op: str, source: dict[str, str], without: Set[str]) -> Call:
    kept = {prop: path for prop, path in _NEW.items() if prop not in without}
    return Call(op=op, params={**kept, **source}, path="DBInstance", hook=steps.private)


_OF_THE_SOURCE = frozenset(
    {
        "characterSetName",
        "dbName",
        "engineVersion",
        "maintenanceWindow",
        "ncharCharacterSetName",
        "password",
        "storageEncrypted",
        "timezone",
        "username",
    }
)
"""What comes with the source, or can only be set afterwards."""

_OF_A_PRIMARY = frozenset(
    {
        "backupRetentionPeriod",
        "backupWindow",
        "engine",
        "engineLifecycleSupport",
        "licenseModel",
        "manageMasterUserPassword",
        "masterUserSecretKmsKeyId",
    }
)

_OF_A_RUNNING_ONE = frozenset(
    {
        "databaseInsightsMode",
        "kmsKeyId",
        "monitoringInterval",
        "monitoringRoleArn",
        "performanceInsightsEnabled",
        "performanceInsightsKmsKeyId",
        "performanceInsightsRetentionPeriod",
    }
)

_POINT = {
    "restoreToPointInTime.restoreTime": "RestoreTime",
    "restoreToPointInTime.sourceDbInstanceAutomatedBackupsArn": "SourceDBInstanceAutomatedBackupsArn",
    "restoreToPointInTime.sourceDbInstanceIdentifier": "SourceDBInstanceIdentifier",
    "restoreToPointInTime.sourceDbiResourceId": "SourceDbiResourceId",
    "restoreToPointInTime.useLatestRestorableTime": "UseLatestRestorableTime",
}

OTHERS = {
    "replicateSourceDb": _from(
        "CreateDBInstanceReadReplica",
        {"replicateSourceDb": "SourceDBInstanceIdentifier", "replicaMode": "ReplicaMode"},
        _OF_THE_SOURCE | _OF_A_PRIMARY,
    ),
    "snapshotIdentifier": _from(
        "RestoreDBInstanceFromDBSnapshot",
        {"snapshotIdentifier": "DBSnapshotIdentifier"},
        _OF_THE_SOURCE | _OF_A_RUNNING_ONE | {"maxAllocatedStorage"},
    ),
    "restoreToPointInTime": _from(
        "RestoreDBInstanceToPointInTime",
        {"identifier": "TargetDBInstanceIdentifier", **_POINT},
        _OF_THE_SOURCE | _OF_A_RUNNING_ONE,
    ),
}
"""Property -> how the instance is made where it is set."""
