"""Scaling of services: what can be scaled, by which policies, and when."""

from localaws.spec import Call, Name, Spec

_TARGET = {
    "serviceNamespace": "ServiceNamespace",
    "resourceId": "ResourceId",
    "scalableDimension": "ScalableDimension",
}
"""What all three types are about."""

_REGISTER = Call(
    op="RegisterScalableTarget",
    params={
        **_TARGET,
        "minCapacity": "MinCapacity",
        "maxCapacity": "MaxCapacity",
        "roleArn": "RoleARN",
        "suspendedState": "SuspendedState",
    },
)

TARGET = Spec(
    token="aws:appautoscaling/target:Target",
    service="application-autoscaling",
    create=_REGISTER,
    id="{resourceId}",
    read=Call(
        op="DescribeScalableTargets",
        params={**_TARGET, "resourceId": "ResourceIds[0]"},
        path="ScalableTargets[0]",
    ),
    updates=(_REGISTER,),
    delete=(Call(op="DeregisterScalableTarget", params=_TARGET),),
    replace_on=frozenset(_TARGET),
    outputs={"arn": "ScalableTargetARN"},
    ignored={"tags": "moto keeps no tags of scalable targets"},
    unread={"roleArn": "AWS answers its own service-linked role where it uses that instead"},
)

_PUT_POLICY = Call(
    op="PutScalingPolicy",
    params={
        **_TARGET,
        "name": "PolicyName",
        "policyType": "PolicyType",
        "stepScalingPolicyConfiguration": "StepScalingPolicyConfiguration",
        "targetTrackingScalingPolicyConfiguration": "TargetTrackingScalingPolicyConfiguration",
    },
    fixed={"PolicyType": "StepScaling"},
)

POLICY = Spec(
    token="aws:appautoscaling/policy:Policy",
    service="application-autoscaling",
    create=_PUT_POLICY,
    id="{name}",
    read=Call(
        op="DescribeScalingPolicies",
        params={**_TARGET, "name": "PolicyNames[0]"},
        path="ScalingPolicies[?PolicyName=='{name}'] | [0]",
    ),
    updates=(_PUT_POLICY,),
    delete=(Call(op="DeleteScalingPolicy", params={**_TARGET, "name": "PolicyName"}),),
    replace_on=frozenset({*_TARGET, "name", "policyType"}),
    defaults={"policyType": "StepScaling"},
    outputs={"arn": "PolicyARN", "alarmArns": "Alarms[].AlarmARN"},
    name=Name(),
)

_PUT_ACTION = Call(
    op="PutScheduledAction",
    params={
        **_TARGET,
        "name": "ScheduledActionName",
        "schedule": "Schedule",
        "timezone": "Timezone",
        "startTime": "StartTime",
        "endTime": "EndTime",
        "scalableTargetAction": "ScalableTargetAction",
    },
)

SCHEDULED_ACTION = Spec(
    token="aws:appautoscaling/scheduledAction:ScheduledAction",
    service="application-autoscaling",
    create=_PUT_ACTION,
    id="{name}-{serviceNamespace}-{resourceId}",
    read=Call(
        op="DescribeScheduledActions",
        params={**_TARGET, "name": "ScheduledActionNames[0]"},
        path="ScheduledActions[?ScheduledActionName=='{name}'] | [0]",
    ),
    updates=(_PUT_ACTION,),
    delete=(Call(op="DeleteScheduledAction", params={**_TARGET, "name": "ScheduledActionName"}),),
    replace_on=frozenset({*_TARGET, "name"}),
    defaults={"timezone": "UTC"},
    outputs={"arn": "ScheduledActionARN"},
    name=Name(longest=256),
)

SPECS = (TARGET, POLICY, SCHEDULED_ACTION)
