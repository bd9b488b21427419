"""Containers: the services that keep tasks running."""

from localaws.services.ecs import TAGS
from localaws.spec import Call, Name, Spec

_DEPLOYMENT = "deploymentConfiguration"
_NETWORK = "networkConfiguration"

_CHANGING = {
    "taskDefinition": "taskDefinition",
    "desiredCount": "desiredCount",
    "capacityProviderStrategies": "capacityProviderStrategy",
    "loadBalancers": "loadBalancers",
    "serviceRegistries": "serviceRegistries",
    "serviceConnectConfiguration": "serviceConnectConfiguration",
    "volumeConfiguration": "volumeConfigurations",
    "vpcLatticeConfigurations": "vpcLatticeConfigurations",
    "orderedPlacementStrategies": "placementStrategy",
    "placementConstraints": "placementConstraints",
    "platformVersion": "platformVersion",
    "availabilityZoneRebalancing": "availabilityZoneRebalancing",
    "healthCheckGracePeriodSeconds": "healthCheckGracePeriodSeconds",
    "enableExecuteCommand": "enableExecuteCommand",
    "enableEcsManagedTags": "enableECSManagedTags",
    "propagateTags": "propagateTags",
    "deploymentConfiguration": _DEPLOYMENT,
    "deploymentMaximumPercent": f"{_DEPLOYMENT}.maximumPercent",
    "deploymentMinimumHealthyPercent": f"{_DEPLOYMENT}.minimumHealthyPercent",
    "deploymentCircuitBreaker": f"{_DEPLOYMENT}.deploymentCircuitBreaker",
    "alarms": f"{_DEPLOYMENT}.alarms",
    f"{_NETWORK}.subnets": f"{_NETWORK}.awsvpcConfiguration.subnets",
    f"{_NETWORK}.securityGroups": f"{_NETWORK}.awsvpcConfiguration.securityGroups",
    f"{_NETWORK}.assignPublicIp": f"{_NETWORK}.awsvpcConfiguration.assignPublicIp",
}
_IDENTITY = {"cluster": "cluster", "id": "service"}

SERVICE = Spec(
    token="aws:ecs/service:Service",
    service="ecs",
    create=Call(
        op="CreateService",
        params={
            "cluster": "cluster",
            "name": "serviceName",
            "launchType": "launchType",
            "schedulingStrategy": "schedulingStrategy",
            "deploymentController": "deploymentController",
            "iamRole": "role",
            **_CHANGING,
        },
        path="service",
    ),
    id="serviceArn",
    read=Call(
        op="DescribeServices",
        params={"cluster": "cluster", "id": "services[0]"},
        path="services[?status!='INACTIVE'] | [0]",
        gets={"iamRole": "roleArn"},
    ),
    updates=(
        Call(
            op="UpdateService",
            params={**_IDENTITY, **_CHANGING, "forceNewDeployment": "forceNewDeployment"},
            partial=True,
        ),
    ),
    # A service that has tasks cannot be deleted.
    delete=(
        Call(op="UpdateService", params=_IDENTITY, fixed={"desiredCount": 0}),
        Call(op="DeleteService", params={**_IDENTITY, "forceDelete": "force"}),
    ),
    replace_on=frozenset(
        {
            "cluster",
            "name",
            "launchType",
            "schedulingStrategy",
            "deploymentController",
            "iamRole",
            "capacityProviderStrategies",
        }
    ),
    defaults={
        "desiredCount": 0,
        "deploymentMaximumPercent": 200,
        "deploymentMinimumHealthyPercent": 100,
        "healthCheckGracePeriodSeconds": 0,
        "enableExecuteCommand": False,
        "enableEcsManagedTags": False,
        "propagateTags": "NONE",
        "schedulingStrategy": "REPLICA",
        "loadBalancers": [],
        "orderedPlacementStrategies": [],
        "placementConstraints": [],
        "serviceRegistries": [],
    },
    outputs={"arn": "serviceArn"},
    name=Name(),
    ordered=frozenset({"orderedPlacementStrategies"}),
    aliases={
        "serviceConnectConfiguration.services.clientAlias": "clientAliases",
        "serviceConnectConfiguration.services.tls.issuerCertAuthority": "issuerCertificateAuthority",
        "volumeConfiguration.managedEbsVolume.sizeInGb": "sizeInGiB",
    },
    ignored={
        "waitForSteadyState": "no task ever starts here: a service is as steady as it gets once it is there",
        "sigintRollback": "a deployment here is over at once, so nothing can interrupt it",
        "triggers": "no task ever starts here, so there is none to start again",
    },
    unread={
        "cluster": "AWS answers the ARN, whatever the program calls it by; it cannot change",
        "forceNewDeployment": "an order to deploy, not a setting",
        "serviceConnectConfiguration": "AWS answers it for deployments, which moto keeps without it",
        "volumeConfiguration": "AWS answers it for deployments, which moto keeps without it",
        "vpcLatticeConfigurations": "AWS answers it for deployments, which moto keeps without it",
    },
    tags=TAGS,
)

SPECS = (SERVICE,)
