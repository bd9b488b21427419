"""Caches: replication groups of Redis or Valkey."""

from localaws.services import elasticache_steps as steps
from localaws.services.secretsmanager import WRITE_ONLY
from localaws.spec import Call, Name, Spec, Tags

TAGS = Tags(
    create="Tags",
    set=Call(op="AddTagsToResource", params={"arn": "ResourceName", "tags": "Tags"}),
    unset=Call(op="RemoveTagsFromResource", params={"arn": "ResourceName", "tagKeys": "TagKeys"}),
    read=Call(op="ListTagsForResource", params={"arn": "ResourceName"}),
    get="TagList",
)
"""All kinds of cache resources are tagged alike, by their ARN."""

_GROUP = {"id": "ReplicationGroupId"}

_CHANGING = {
    "autoMinorVersionUpgrade": "AutoMinorVersionUpgrade",
    "automaticFailoverEnabled": "AutomaticFailoverEnabled",
    "clusterMode": "ClusterMode",
    "description": "ReplicationGroupDescription",
    "durability": "Durability",
    "engine": "Engine",
    "engineVersion": "EngineVersion",
    "ipDiscovery": "IpDiscovery",
    "maintenanceWindow": "PreferredMaintenanceWindow",
    "multiAzEnabled": "MultiAZEnabled",
    "nodeType": "CacheNodeType",
    "notificationTopicArn": "NotificationTopicArn",
    "parameterGroupName": "CacheParameterGroupName",
    "securityGroupIds": "SecurityGroupIds",
    "snapshotRetentionLimit": "SnapshotRetentionLimit",
    "snapshotWindow": "SnapshotWindow",
    "transitEncryptionEnabled": "TransitEncryptionEnabled",
    "transitEncryptionMode": "TransitEncryptionMode",
}
"""What a creation and a modification take alike."""

_FIXED = {
    "atRestEncryptionEnabled": "AtRestEncryptionEnabled",
    "dataTieringEnabled": "DataTieringEnabled",
    "kmsKeyId": "KmsKeyId",
    "networkType": "NetworkType",
    "nodeGroupConfigurations": "NodeGroupConfiguration",
    "port": "Port",
    "replicationGroupId": "ReplicationGroupId",
    "securityGroupNames": "CacheSecurityGroupNames",
    "snapshotArns": "SnapshotArns",
    "snapshotName": "SnapshotName",
    "subnetGroupName": "CacheSubnetGroupName",
}
"""What never changes once there is a cache."""

_ONCE = "it counts when the cache is made; AWS does not answer it"

REPLICATION_GROUP = Spec(
    token="aws:elasticache/replicationGroup:ReplicationGroup",
    service="elasticache",
    create=Call(
        op="CreateReplicationGroup",
        params={
            **_FIXED,
            **_CHANGING,
            "authToken": "AuthToken",
            "authTokenWo": "AuthToken",
            "logDeliveryConfigurations": "LogDeliveryConfigurations",
            "numCacheClusters": "NumCacheClusters",
            "numNodeGroups": "NumNodeGroups",
            "preferredCacheClusterAzs": "PreferredCacheClusterAZs",
            "replicasPerNodeGroup": "ReplicasPerNodeGroup",
            "userGroupIds": "UserGroupIds",
        },
        path="ReplicationGroup",
        hook=steps.to_create,
    ),
    id="ReplicationGroupId",
    read=Call(
        op="DescribeReplicationGroups",
        params=_GROUP,
        path="ReplicationGroups[0]",
        tidy=steps.as_inputs,
        gets={
            "automaticFailoverEnabled": "AutomaticFailover",
            "dataTieringEnabled": "DataTiering",
            "description": "Description",
            "multiAzEnabled": "MultiAZ",
            "userGroupIds": "UserGroupIds",
        },
    ),
    more=(
        # What all nodes share, AWS answers with each of them.
        Call(
            op="DescribeCacheClusters",
            params={"found.MemberClusters": "CacheClusterId"},
            hook=steps.first_member,
            path="CacheClusters[0]",
            gets={
                "engineVersion": "EngineVersion",
                "engineVersionActual": "EngineVersion",
                "maintenanceWindow": "PreferredMaintenanceWindow",
                "notificationTopicArn": "NotificationConfiguration.TopicArn",
                "parameterGroupName": "CacheParameterGroup.CacheParameterGroupName",
                "securityGroupIds": "SecurityGroups[].SecurityGroupId",
                "subnetGroupName": "CacheSubnetGroupName",
            },
        ),
    ),
    updates=(
        Call(
            op="ModifyReplicationGroup",
            params={**_GROUP, **_CHANGING},
            fixed={"ApplyImmediately": True},
            partial=True,
        ),
        Call(
            op="ModifyReplicationGroup",
            params={
                **_GROUP,
                "+userGroupIds": "UserGroupIdsToAdd",
                "-userGroupIds": "UserGroupIdsToRemove",
            },
            fixed={"ApplyImmediately": True},
        ),
    ),
    settle=steps.follow,
    settles=frozenset(
        {
            "authToken",
            "authTokenUpdateStrategy",
            "authTokenWoVersion",
            "finalSnapshotIdentifier",
            "logDeliveryConfigurations",
            "numCacheClusters",
            "numNodeGroups",
            "preferredCacheClusterAzs",
            "replicasPerNodeGroup",
        }
    ),
    delete=(
        Call(
            op="DeleteReplicationGroup",
            params={**_GROUP, "finalSnapshotIdentifier": "FinalSnapshotIdentifier"},
        ),
    ),
    replace_on=frozenset(_FIXED),
    aliases={"logDeliveryConfigurations.destination": steps.LOG_GROUP},
    defaults={
        "automaticFailoverEnabled": False,
        "engine": "redis",
        "logDeliveryConfigurations": [],
        "multiAzEnabled": False,
        "snapshotRetentionLimit": 0,
        "userGroupIds": [],
    },
    kept=frozenset(
        {
            "atRestEncryptionEnabled",
            "autoMinorVersionUpgrade",
            "clusterMode",
            "dataTieringEnabled",
            "durability",
            "engineVersion",
            "ipDiscovery",
            "maintenanceWindow",
            "networkType",
            "nodeType",
            "notificationTopicArn",
            "numCacheClusters",
            "numNodeGroups",
            "parameterGroupName",
            "port",
            "replicasPerNodeGroup",
            "securityGroupIds",
            "snapshotWindow",
            "subnetGroupName",
            "transitEncryptionEnabled",
            "transitEncryptionMode",
        }
    ),
    ordered=frozenset({"preferredCacheClusterAzs"}),
    outputs={
        "arn": "ARN",
        "clusterEnabled": "ClusterEnabled",
        "configurationEndpointAddress": "ConfigurationEndpoint.Address",
        "engineVersionActual": "EngineVersion",
        "memberClusters": "MemberClusters",
        "primaryEndpointAddress": "NodeGroups[0].PrimaryEndpoint.Address",
        "readerEndpointAddress": "NodeGroups[0].ReaderEndpoint.Address",
    },
    renewed=frozenset({"engineVersionActual", "memberClusters"}),
    secret=frozenset({"authToken", "authTokenWo"}),
    ignored={
        "applyImmediately": "every change is applied at once here; AWS waits for the window without it",
        "authTokenWo": WRITE_ONLY,
    },
    unread={
        "authToken": "AWS never answers it",
        "authTokenWo": "AWS never answers it",
        "nodeGroupConfigurations": _ONCE,
        "preferredCacheClusterAzs": _ONCE,
        "securityGroupNames": _ONCE,
        "snapshotArns": _ONCE,
        "snapshotName": _ONCE,
    },
    name=Name(prop="replicationGroupId", longest=40),
    tags=TAGS,
)

SPECS = (REPLICATION_GROUP,)
