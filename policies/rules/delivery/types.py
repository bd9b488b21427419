"""Types that the rules of delivery speak of, and one way to go over them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pack.rule import StackCheck, Verdict
from pack.stack import Resource, Stack

from ..shared.each import each_resource

SERVICES = frozenset({"aws:ecs/service:Service"})
TASK_SETS = frozenset({"aws:ecs/taskSet:TaskSet"})
CLUSTERS = frozenset({"aws:ecs/cluster:Cluster"})
CAPACITY_PROVIDERS = frozenset({"aws:ecs/capacityProvider:CapacityProvider"})
HOST_GROUPS = frozenset({"aws:autoscaling/group:Group"})
SCALABLE_TARGETS = frozenset({"aws:appautoscaling/target:Target"})
SCALING_POLICIES = frozenset({"aws:appautoscaling/policy:Policy"})
SCHEDULED_ACTIONS = frozenset({"aws:appautoscaling/scheduledAction:ScheduledAction"})
REPOSITORIES = frozenset({"aws:ecr/repository:Repository"})
LIFECYCLE_POLICIES = frozenset({"aws:ecr/lifecyclePolicy:LifecyclePolicy"})
REGISTRY_SCANS = frozenset({"aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration"})
METRIC_ALARMS = frozenset({"aws:cloudwatch/metricAlarm:MetricAlarm"})
COMPOSITE_ALARMS = frozenset({"aws:cloudwatch/compositeAlarm:CompositeAlarm"})
ALARMS = METRIC_ALARMS | COMPOSITE_ALARMS
TOPICS = frozenset({"aws:sns/topic:Topic"})
TOPIC_POLICIES = frozenset({"aws:sns/topicPolicy:TopicPolicy"})
SUBSCRIPTIONS = frozenset({"aws:sns/topicSubscription:TopicSubscription"})
BUDGETS = frozenset({"aws:budgets/budget:Budget"})
BUILDS = frozenset({"docker-build:index:Image"})
DOCKER_BUILDS = frozenset({"docker:index/image:Image"})
SUBNETS = frozenset({"aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"})
TARGET_GROUPS = frozenset({"aws:lb/targetGroup:TargetGroup", "aws:alb/targetGroup:TargetGroup"})

Options = Mapping[str, Any]
OfOne = Callable[[Stack, Resource, Options], Iterator[Verdict]]


def every(types: Iterable[str], judge: OfOne) -> StackCheck:
    """A check of a whole stack that judges each resource of some types, with all the others in sight."""

    def check(stack: Stack, options: Options) -> Iterator[tuple[str, Verdict]]:
        return each_resource(stack, types, lambda whole, resource: judge(whole, resource, options))

    return check
