"""Relational databases: instances."""

from dataclasses import replace

from localaws.services import rds_steps as steps
from localaws.services.secretsmanager import WRITE_ONLY
from localaws.spec import Call, Name, Spec, Tags

TAGS = Tags(
    create="Tags",
    set=Call(op="AddTagsToResource", params={"arn": "ResourceName", "tags": "Tags"}),
    unset=Call(op="RemoveTagsFromResource", params={"arn": "ResourceName", "tagKeys": "TagKeys"}),
    read=Call(op="ListTagsForResource", params={"arn": "ResourceName"}),
    get="TagList",
)
"""All kinds of database resources are tagged alike, by their ARN."""

_INSTANCE = {"identifier": "DBInstanceIdentifier"}

_SETTINGS = {
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

_STORAGE = {
    "allocatedStorage": "AllocatedStorage",
    "maxAllocatedStorage": "MaxAllocatedStorage",
    "storageType": "StorageType",
    "iops": "Iops",
    "storageThroughput": "StorageThroughput",
}
"""AWS judges these by each other, so they travel together."""

_MASTER = {
    "password": "MasterUserPassword",
    "manageMasterUserPassword": "ManageMasterUserPassword",
    "masterUserSecretKmsKeyId": "MasterUserSecretKmsKeyId",
}

_FIXED = {
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

_LOGS = "CloudwatchLogsExportConfiguration"

_READ = Call(
    op="DescribeDBInstances",
    params={"id": "DBInstanceIdentifier"},
    hook=steps.by_resource_id,
    path="DBInstances[0]",
    tidy=steps.as_inputs,
    gets={
        "customerOwnedIpEnabled": "CustomerOwnedIpEnabled",
        "dbSubnetGroupName": "DBSubnetGroup.DBSubnetGroupName",
        "enabledCloudwatchLogsExports": "EnabledCloudwatchLogsExports",
        "iamDatabaseAuthenticationEnabled": "IAMDatabaseAuthenticationEnabled",
        "masterUserSecretKmsKeyId": "MasterUserSecret.KmsKeyId",
        "optionGroupName": "OptionGroupMemberships[0].OptionGroupName",
        "parameterGroupName": "DBParameterGroups[0].DBParameterGroupName",
        "performanceInsightsEnabled": "PerformanceInsightsEnabled",
        "port": "Endpoint.Port",
        "vpcSecurityGroupIds": "VpcSecurityGroups[].VpcSecurityGroupId",
    },
)

_KEPT = {
    "allocatedStorage",
    "backupRetentionPeriod",
    "backupWindow",
    "caCertIdentifier",
    "databaseInsightsMode",
    "dbSubnetGroupName",
    "engineVersion",
    "iops",
    "licenseModel",
    "maintenanceWindow",
    "masterUserSecretKmsKeyId",
    "monitoringRoleArn",
    "multiAz",
    "networkType",
    "optionGroupName",
    "parameterGroupName",
    "performanceInsightsKmsKeyId",
    "performanceInsightsRetentionPeriod",
    "port",
    "storageThroughput",
    "storageType",
    "vpcSecurityGroupIds",
}

INSTANCE = Spec(
    token="aws:rds/instance:Instance",
    service="rds",
    create=Call(
        op="CreateDBInstance",
        params={
            **_INSTANCE,
            **_FIXED,
            **_SETTINGS,
            **_STORAGE,
            **_MASTER,
            "passwordWo": "MasterUserPassword",
            "port": "Port",
            "enabledCloudwatchLogsExports": "EnableCloudwatchLogsExports",
        },
        path="DBInstance",
        hook=steps.to_create,
    ),
    id="DbiResourceId",
    lookup=steps.refuse_impossible,
    read=_READ,
    more=(
        replace(
            _READ,
            tidy=steps.as_outputs,
            gets={"endpoint": "Endpoint", "masterUserSecrets": "MasterUserSecret"},
        ),
    ),
    updates=(
        Call(
            op="ModifyDBInstance",
            params={**_INSTANCE, **_SETTINGS, "port": "DBPortNumber"},
            fixed={"ApplyImmediately": True},
            partial=True,
        ),
        Call(
            op="ModifyDBInstance",
            params={**_INSTANCE, **_STORAGE},
            fixed={"ApplyImmediately": True},
            hook=steps.without_autoscaling,
        ),
        Call(
            op="ModifyDBInstance",
            params={**_INSTANCE, **_MASTER},
            fixed={"ApplyImmediately": True},
        ),
        Call(
            op="ModifyDBInstance",
            params={
                **_INSTANCE,
                "+enabledCloudwatchLogsExports": f"{_LOGS}.EnableLogTypes",
                "-enabledCloudwatchLogsExports": f"{_LOGS}.DisableLogTypes",
            },
            fixed={"ApplyImmediately": True},
        ),
    ),
    settle=steps.renew_password,
    settles=frozenset(
        {
            "allowMajorVersionUpgrade",
            "deleteAutomatedBackups",
            "finalSnapshotIdentifier",
            "passwordWoVersion",
            "skipFinalSnapshot",
        }
    ),
    delete=(
        Call(
            op="DeleteDBInstance",
            params={
                **_INSTANCE,
                "skipFinalSnapshot": "SkipFinalSnapshot",
                "finalSnapshotIdentifier": "FinalDBSnapshotIdentifier",
                "deleteAutomatedBackups": "DeleteAutomatedBackups",
            },
            hook=steps.with_final_snapshot,
        ),
    ),
    replace_on=frozenset({"identifier", *_FIXED}),
    defaults={
        "autoMinorVersionUpgrade": True,
        "copyTagsToSnapshot": False,
        "customerOwnedIpEnabled": False,
        "dedicatedLogVolume": False,
        "deleteAutomatedBackups": True,
        "deletionProtection": False,
        "enabledCloudwatchLogsExports": [],
        "iamDatabaseAuthenticationEnabled": False,
        "manageMasterUserPassword": False,
        "maxAllocatedStorage": 0,
        "monitoringInterval": 0,
        "performanceInsightsEnabled": False,
        "publiclyAccessible": False,
        "skipFinalSnapshot": False,
        "storageEncrypted": False,
    },
    kept=frozenset({*_KEPT, *_FIXED} - {"storageEncrypted"}),
    outputs={
        "address": "Endpoint.Address",
        "arn": "DBInstanceArn",
        "endpoint": "Endpoint",
        "engineVersionActual": "EngineVersion",
        "hostedZoneId": "Endpoint.HostedZoneId",
        "masterUserSecrets": "MasterUserSecret",
        "replicas": "ReadReplicaDBInstanceIdentifiers",
        "resourceId": "DbiResourceId",
        "status": "DBInstanceStatus",
    },
    renewed=frozenset({"engineVersionActual", "masterUserSecrets"}),
    secret=frozenset({"password", "passwordWo"}),
    ignored={
        "applyImmediately": "every change is applied at once here; AWS waits for the window without it",
        "blueGreenUpdate": "a change here is over at once and interrupts nothing",
        "passwordWo": WRITE_ONLY,
    },
    unread={"password": "AWS never answers it", "passwordWo": "AWS never answers it"},
    name=Name(prop="identifier", prefix="identifierPrefix", longest=63),
    tags=replace(TAGS, read=None),
)

SPECS = (INSTANCE,)
