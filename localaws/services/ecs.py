"""Containers: clusters, what gives them capacity, task definitions."""

from localaws.spec import Call, Name, Spec, Tags

TAGS = Tags(
    create="tags",
    set=Call(op="TagResource", params={"arn": "resourceArn", "tags": "tags"}),
    unset=Call(op="UntagResource", params={"arn": "resourceArn", "tagKeys": "tagKeys"}),
    read=Call(op="ListTagsForResource", params={"arn": "resourceArn"}),
    get="tags",
)
"""All kinds of ECS resources are tagged alike, by their ARN."""

_CLUSTER = {
    "settings": "settings",
    "configuration": "configuration",
    "serviceConnectDefaults": "serviceConnectDefaults",
}
_LIVING_CLUSTER = "clusters[?status=='ACTIVE'] | [0]"

CLUSTER = Spec(
    token="aws:ecs/cluster:Cluster",
    service="ecs",
    create=Call(op="CreateCluster", params={"name": "clusterName", **_CLUSTER}, path="cluster"),
    id="clusterArn",
    read=Call(
        op="DescribeClusters",
        params={"id": "clusters[0]"},
        fixed={"include": ["SETTINGS", "CONFIGURATIONS"]},
        path=_LIVING_CLUSTER,
    ),
    updates=(Call(op="UpdateCluster", params={"id": "cluster", **_CLUSTER}, partial=True),),
    delete=(Call(op="DeleteCluster", params={"id": "cluster"}),),
    replace_on=frozenset({"name"}),
    outputs={"arn": "clusterArn"},
    name=Name(),
    tags=TAGS,
)

_GROUP = "autoScalingGroupProvider"

CAPACITY_PROVIDER = Spec(
    token="aws:ecs/capacityProvider:CapacityProvider",
    service="ecs",
    create=Call(
        op="CreateCapacityProvider", params={"name": "name", _GROUP: _GROUP}, path="capacityProvider"
    ),
    id="capacityProviderArn",
    read=Call(
        op="DescribeCapacityProviders",
        params={"id": "capacityProviders[0]"},
        path="capacityProviders[?status=='ACTIVE'] | [0]",
    ),
    updates=(
        Call(
            op="UpdateCapacityProvider",
            params={
                "name": "name",
                f"{_GROUP}.managedScaling": f"{_GROUP}.managedScaling",
                f"{_GROUP}.managedTerminationProtection": f"{_GROUP}.managedTerminationProtection",
                f"{_GROUP}.managedDraining": f"{_GROUP}.managedDraining",
            },
        ),
    ),
    delete=(Call(op="DeleteCapacityProvider", params={"id": "capacityProvider"}),),
    replace_on=frozenset({"name", f"{_GROUP}.autoScalingGroupArn"}),
    outputs={"arn": "capacityProviderArn"},
    name=Name(),
    tags=TAGS,
)

_PROVIDERS = Call(
    op="PutClusterCapacityProviders",
    params={
        "clusterName": "cluster",
        "capacityProviders": "capacityProviders",
        "defaultCapacityProviderStrategies": "defaultCapacityProviderStrategy",
    },
    fixed={"capacityProviders": [], "defaultCapacityProviderStrategy": []},
)

CLUSTER_CAPACITY_PROVIDERS = Spec(
    token="aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
    service="ecs",
    create=_PROVIDERS,
    id="{clusterName}",
    read=Call(
        op="DescribeClusters",
        params={"id": "clusters[0]"},
        path="clusters[?status=='ACTIVE' && capacityProviders[0]] | [0]",
        gets={"clusterName": "clusterName"},
    ),
    updates=(_PROVIDERS,),
    delete=(
        Call(op="PutClusterCapacityProviders", params={"clusterName": "cluster"}, fixed=_PROVIDERS.fixed),
    ),
    replace_on=frozenset({"clusterName"}),
)

TASK_DEFINITION = Spec(
    token="aws:ecs/taskDefinition:TaskDefinition",
    service="ecs",
    create=Call(
        op="RegisterTaskDefinition",
        params={
            "family": "family",
            "containerDefinitions": "containerDefinitions",
            "cpu": "cpu",
            "memory": "memory",
            "networkMode": "networkMode",
            "requiresCompatibilities": "requiresCompatibilities",
            "runtimePlatform": "runtimePlatform",
            "executionRoleArn": "executionRoleArn",
            "taskRoleArn": "taskRoleArn",
            "volumes": "volumes",
            "ephemeralStorage": "ephemeralStorage",
            "placementConstraints": "placementConstraints",
            "proxyConfiguration": "proxyConfiguration",
            "ipcMode": "ipcMode",
            "pidMode": "pidMode",
            "enableFaultInjection": "enableFaultInjection",
        },
        path="taskDefinition",
    ),
    id="family",
    # An ARN, where one is known, says which revision; an import gives an ARN or a family for an id.
    read=Call(
        op="DescribeTaskDefinition",
        params={"id": "taskDefinition", "arn": "taskDefinition"},
        path="taskDefinition.[@][?status=='ACTIVE'] | [0]",
    ),
    delete=(Call(op="DeregisterTaskDefinition", params={"id": "taskDefinition", "arn": "taskDefinition"}),),
    settles=frozenset({"skipDestroy"}),
    replace_on=frozenset({"*"}),
    outputs={
        "arn": "taskDefinitionArn",
        "arnWithoutRevision": "arn:{partition}:ecs:{region}:{account}:task-definition/{family}",
        "revision": "revision",
    },
    ordered=frozenset({"containerDefinitions"}),
    aliases={
        "volumes.hostPath": "host.sourcePath",
        "volumes.configureAtLaunch": "configuredAtLaunch",
    },
    ignored={"trackLatest": "a program here always compares with the revision it made"},
    tags=TAGS,
)

SPECS = (CLUSTER, CAPACITY_PROVIDER, CLUSTER_CAPACITY_PROVIDERS, TASK_DEFINITION)
