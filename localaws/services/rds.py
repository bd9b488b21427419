"""Relational databases: instances."""

from dataclasses import replace

from localaws.services import rds_steps as steps
from localaws.services import rds_ways as ways
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
        "replicateSourceDb": "ReadReplicaSourceDBInstanceIdentifier",
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
    "replicaMode",
    "snapshotIdentifier",
    "storageThroughput",
    "storageType",
    "vpcSecurityGroupIds",
}

INSTANCE = Spec(
    token="aws:rds/instance:Instance",
    service="rds",
    create=ways.CREATE,
    creates=ways.OTHERS,
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
            params={**ways.INSTANCE, **ways.SETTINGS, "port": "DBPortNumber", "replicaMode": "ReplicaMode"},
            fixed={"ApplyImmediately": True},
            partial=True,
        ),
        Call(
            op="ModifyDBInstance",
            params={**ways.INSTANCE, **ways.STORAGE},
            fixed={"ApplyImmediately": True},
            hook=steps.without_autoscaling,
        ),
        Call(
            op="ModifyDBInstance",
            params={**ways.INSTANCE, **ways.MASTER},
            fixed={"ApplyImmediately": True},
        ),
        Call(
            op="ModifyDBInstance",
            params={
                **ways.INSTANCE,
                "+enabledCloudwatchLogsExports": f"{_LOGS}.EnableLogTypes",
                "-enabledCloudwatchLogsExports": f"{_LOGS}.DisableLogTypes",
            },
            fixed={"ApplyImmediately": True},
        ),
    ),
    settle=steps.follow,
    settles=frozenset(
        {
            "allowMajorVersionUpgrade",
            "deleteAutomatedBackups",
            "finalSnapshotIdentifier",
            "passwordWoVersion",
            "replicateSourceDb",
            "skipFinalSnapshot",
        }
    ),
    delete=(
        Call(
            op="DeleteDBInstance",
            params={
                **ways.INSTANCE,
                "skipFinalSnapshot": "SkipFinalSnapshot",
                "finalSnapshotIdentifier": "FinalDBSnapshotIdentifier",
                "deleteAutomatedBackups": "DeleteAutomatedBackups",
            },
            hook=steps.with_final_snapshot,
        ),
    ),
    replace_on=frozenset({"identifier", "snapshotIdentifier", "restoreToPointInTime", *ways.FIXED}),
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
    kept=frozenset({*_KEPT, *ways.FIXED} - {"storageEncrypted"}),
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
    unread={
        "password": "AWS never answers it",
        "passwordWo": "AWS never answers it",
        "restoreToPointInTime": "it counts when the database is made; AWS does not answer it",
        "snapshotIdentifier": "it counts when the database is made; AWS does not answer it",
    },
    name=Name(prop="identifier", prefix="identifierPrefix", longest=63),
    tags=replace(TAGS, read=None),
)

SPECS = (INSTANCE,)
