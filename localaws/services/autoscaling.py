"""Auto scaling groups of machines."""

from localaws.request import OLD
from localaws.spec import Call, Name, Send, Spec
from localaws.values import Props

_BY_NAME = {"id": "AutoScalingGroupName"}
_TAGGED = {"resourceType": "auto-scaling-group"}


def _retag(send: Send, context: Props) -> None:
    """Tags of a group say for each whether its machines get it too, and are changed by calls that want to
    be told what they belong to in every single tag."""
    if OLD not in context:
        return  # given at creation
    new, old = context.get("tags") or [], context[OLD].get("tags") or []
    owner = {**_TAGGED, "resourceId": context["id"]}
    kept = {tag["key"] for tag in new}
    for op, tags in (
        ("DeleteTags", [tag for tag in old if tag["key"] not in kept]),
        ("CreateOrUpdateTags", [tag for tag in new if tag not in old]),
    ):
        if tags:
            send(Call(op=op, params={"tags": "Tags"}), {"tags": [{**owner, **tag} for tag in tags]})


_CHANGING = {
    "minSize": "MinSize",
    "maxSize": "MaxSize",
    "desiredCapacity": "DesiredCapacity",
    "desiredCapacityType": "DesiredCapacityType",
    "launchTemplate.id": "LaunchTemplate.LaunchTemplateId",
    "launchTemplate.name": "LaunchTemplate.LaunchTemplateName",
    "launchTemplate.version": "LaunchTemplate.Version",
    "launchConfiguration": "LaunchConfigurationName",
    "mixedInstancesPolicy": "MixedInstancesPolicy",
    "vpcZoneIdentifiers": "VPCZoneIdentifier[,]",
    "availabilityZones": "AvailabilityZones",
    "availabilityZoneDistribution": "AvailabilityZoneDistribution",
    "capacityRebalance": "CapacityRebalance",
    "context": "Context",
    "defaultCooldown": "DefaultCooldown",
    "defaultInstanceWarmup": "DefaultInstanceWarmup",
    "healthCheckGracePeriod": "HealthCheckGracePeriod",
    "healthCheckType": "HealthCheckType",
    "instanceMaintenancePolicy": "InstanceMaintenancePolicy",
    "maxInstanceLifetime": "MaxInstanceLifetime",
    "placementGroup": "PlacementGroup",
    "protectFromScaleIn": "NewInstancesProtectedFromScaleIn",
    "serviceLinkedRoleArn": "ServiceLinkedRoleARN",
    "terminationPolicies": "TerminationPolicies",
}
_AT_ONCE = "machines here run the moment they are asked for"

GROUP = Spec(
    token="aws:autoscaling/group:Group",
    service="autoscaling",
    create=Call(
        op="CreateAutoScalingGroup",
        params={
            "name": "AutoScalingGroupName",
            "loadBalancers": "LoadBalancerNames",
            "targetGroupArns": "TargetGroupARNs",
            "tags": "Tags",
            **_CHANGING,
        },
    ),
    id="{name}",
    read=Call(
        op="DescribeAutoScalingGroups",
        params={"id": "AutoScalingGroupNames[0]"},
        path="AutoScalingGroups[0]",
        gets={
            "enabledMetrics": "EnabledMetrics[].Metric",
            "suspendedProcesses": "SuspendedProcesses[].ProcessName",
        },
    ),
    updates=(
        Call(op="UpdateAutoScalingGroup", params={**_BY_NAME, **_CHANGING}, partial=True),
        Call(
            op="AttachLoadBalancerTargetGroups",
            params={**_BY_NAME, "+targetGroupArns": "TargetGroupARNs"},
        ),
        Call(
            op="DetachLoadBalancerTargetGroups",
            params={**_BY_NAME, "-targetGroupArns": "TargetGroupARNs"},
        ),
        Call(op="AttachLoadBalancers", params={**_BY_NAME, "+loadBalancers": "LoadBalancerNames"}),
        Call(op="DetachLoadBalancers", params={**_BY_NAME, "-loadBalancers": "LoadBalancerNames"}),
        Call(op="SuspendProcesses", params={**_BY_NAME, "+suspendedProcesses": "ScalingProcesses"}),
        Call(op="ResumeProcesses", params={**_BY_NAME, "-suspendedProcesses": "ScalingProcesses"}),
        Call(
            op="EnableMetricsCollection",
            params={**_BY_NAME, "enabledMetrics": "Metrics", "metricsGranularity": "Granularity"},
            fixed={"Granularity": "1Minute"},
        ),
        Call(op="DisableMetricsCollection", params={**_BY_NAME, "-enabledMetrics": "Metrics"}),
    ),
    delete=(Call(op="DeleteAutoScalingGroup", params={**_BY_NAME, "forceDelete": "ForceDelete"}),),
    settle=_retag,
    settles=frozenset({"tags"}),
    replace_on=frozenset({"name"}),
    defaults={
        "capacityRebalance": False,
        "defaultCooldown": 300,
        "healthCheckGracePeriod": 300,
        "healthCheckType": "EC2",
        "metricsGranularity": "1Minute",
        "protectFromScaleIn": False,
        "terminationPolicies": ["Default"],
    },
    outputs={"arn": "AutoScalingGroupARN"},
    name=Name(prefix="namePrefix"),
    ordered=frozenset({"terminationPolicies"}),
    ignored={
        "ignoreFailedScalingActivities": _AT_ONCE,
        "instanceRefresh": "moto refreshes no machines: those that run stay as they were launched",
        "minElbCapacity": _AT_ONCE,
        "waitForCapacityTimeout": _AT_ONCE,
        "waitForElbCapacity": _AT_ONCE,
    },
    unread={"metricsGranularity": "AWS knows one value only, and answers it for each metric"},
)

SPECS = (GROUP,)
