"""How delivery and operations of the production program can be broken."""

from typing import Any

from tests.policies.judged import program
from tests.policies.mutations import ABSENT, Mutation, Unbroken

SERVICE, CLUSTER = "aws:ecs/service:Service", "aws:ecs/cluster:Cluster"
PROVIDER = "aws:ecs/capacityProvider:CapacityProvider"
TARGET, POLICY = "aws:appautoscaling/target:Target", "aws:appautoscaling/policy:Policy"
HOSTS, SUBNET = "aws:autoscaling/group:Group", "aws:ec2/subnet:Subnet"
REPOSITORY, LIFECYCLE = "aws:ecr/repository:Repository", "aws:ecr/lifecyclePolicy:LifecyclePolicy"
ALARM, SUBSCRIPTION = "aws:cloudwatch/metricAlarm:MetricAlarm", "aws:sns/topicSubscription:TopicSubscription"
BUDGET = "aws:budgets/budget:Budget"
DATABASE, CACHE = "aws:rds/instance:Instance", "aws:elasticache/replicationGroup:ReplicationGroup"
BALANCER = "aws:lb/loadBalancer:LoadBalancer"
DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
GROUP_PROVIDER = "autoScalingGroupProvider"
SESSIONS = "configuration.executeCommandConfiguration"
SESSION_LOG = f"{SESSIONS}.logConfiguration"
SELECTION = "policy.rules[*].selection"
SPOT = {"instancesDistribution": {"onDemandPercentageAboveBaseCapacity": 0}}
ANY_BY_AGE = {"tagStatus": "any", "countType": "sinceImagePushed", "countNumber": 14}
TAGGED = sorted({each.type for each in program("prod").resources if each.type.startswith("aws:")} - {HOSTS})
"""Every type of AWS; a group of hosts has tags of another kind."""
ACTING = (
    *("*-cpu", "*-memory", "*-unhealthy", "*-down", "*-tasks", "database-*", "cache-*", "load-balancer-*"),
    *("edge-*", "certificate-*", "hosts-*", "nat-*", "backup-*"),
)
"""Names of the alarms that act by themselves; those on errors and latency of a service fail deployments."""


def _each(rule: str, type_: str, path: str, *values: Any, name: str = "*") -> tuple[Mutation, ...]:
    """One property with several values that break a rule."""
    return tuple(Mutation(rule, type_, path, value, name) for value in values)


def _without(rule: str, *alarms: str, dimension: str) -> tuple[Mutation, ...]:
    """Alarms taken away, or turned to something else."""
    changes = (("", ABSENT), ("metricName", "Other"), (f"dimensions.{dimension}", "other"))
    return tuple(Mutation(rule, ALARM, path, value, name) for name in alarms for path, value in changes)


def _unbroken(rule: str, type_: str, reason: str, *paths: str) -> tuple[Unbroken, ...]:
    return tuple(Unbroken(rule, type_, path, reason) for path in paths)


MUTATIONS: tuple[Mutation, ...] = (
    *_each("service-public-ip", SERVICE, "networkConfiguration.assignPublicIp", True),
    *_each("service-platform-version", SERVICE, "platformVersion", "1.4.0"),
    *_each("service-zones", SERVICE, "networkConfiguration.subnets", ["subnet-1"], []),
    *_each("service-zone-rebalancing", SERVICE, "availabilityZoneRebalancing", "DISABLED", ABSENT),
    *_each("service-zone-spread", SERVICE, "orderedPlacementStrategies[*].field", "memory"),
    *_each("service-zone-spread", SERVICE, "orderedPlacementStrategies[*].type", "binpack"),
    *_each("service-circuit-breaker", SERVICE, "deploymentCircuitBreaker", ABSENT),
    *_each("service-circuit-breaker", SERVICE, "deploymentCircuitBreaker.enable", False),
    *_each("service-circuit-breaker", SERVICE, "deploymentCircuitBreaker.rollback", False, ABSENT),
    *_each("service-zero-downtime", SERVICE, "deploymentMinimumHealthyPercent", 0, 99),
    *_each("service-zero-downtime", SERVICE, "deploymentMaximumPercent", 100),
    *_each("service-deployment-alarms", SERVICE, "alarms", ABSENT),
    *_each("service-deployment-alarms", SERVICE, "alarms.alarmNames", []),
    *_each("service-deployment-alarms", SERVICE, "alarms.enable", False),
    *_each("service-deployment-alarms", SERVICE, "alarms.rollback", False),
    *_each("service-steady-state", SERVICE, "waitForSteadyState", False, ABSENT),
    *_each("service-health-check-grace", SERVICE, "healthCheckGracePeriodSeconds", 0, ABSENT),
    *_each("service-propagates-tags", SERVICE, "propagateTags", "NONE", ABSENT),
    *_each("service-propagates-tags", SERVICE, "enableEcsManagedTags", False, ABSENT),
    *_each("service-alarms", SERVICE, "name", "other"),
    *_each("cluster-container-insights", CLUSTER, "settings", [], ABSENT),
    *_each("cluster-container-insights", CLUSTER, "settings[*].value", "disabled"),
    *_each("cluster-container-insights", CLUSTER, "settings[*].name", "other"),
    *_each("cluster-exec-log", CLUSTER, f"{SESSIONS}.logging", "NONE"),
    *_each("cluster-exec-log", CLUSTER, SESSION_LOG, ABSENT),
    *_each("cluster-exec-log", CLUSTER, f"{SESSION_LOG}.cloudWatchLogGroupName", ABSENT),
    *_each("cluster-exec-log", CLUSTER, f"{SESSION_LOG}.cloudWatchEncryptionEnabled", False, ABSENT),
    *_each("cluster-exec-log", CLUSTER, f"{SESSION_LOG}.s3BucketName", "sessions"),
    *_each(
        "capacity-provider-termination-protection",
        PROVIDER,
        f"{GROUP_PROVIDER}.managedTerminationProtection",
        "DISABLED",
        ABSENT,
    ),
    *_each("capacity-provider-termination-protection", PROVIDER, f"{GROUP_PROVIDER}.managedScaling", ABSENT),
    *_each(
        "capacity-provider-termination-protection",
        PROVIDER,
        f"{GROUP_PROVIDER}.managedScaling.status",
        "DISABLED",
    ),
    *_each("capacity-provider-draining", PROVIDER, f"{GROUP_PROVIDER}.managedDraining", "DISABLED"),
    *_each("service-scales", TARGET, "", ABSENT),
    *_each("service-scales", TARGET, "resourceId", "service/other/web", ABSENT),
    *_each("service-minimum-tasks", TARGET, "minCapacity", 0, 2),
    *_each("service-spare-tasks", TARGET, "maxCapacity", 4),
    *_each("service-spare-tasks", TARGET, "minCapacity", 14),
    *_each("scaling-range", TARGET, "maxCapacity", 3),
    *_each("scaling-range", TARGET, "minCapacity", 15),
    *_each("hosts-minimum", HOSTS, "minSize", 2, ABSENT),
    *_each("hosts-spare", HOSTS, "maxSize", 8),
    *_each("hosts-spare", HOSTS, "minSize", 17),
    *_each("hosts-zones", HOSTS, "vpcZoneIdentifiers", ["subnet-1"], [], ABSENT),
    *_each("hosts-health-check", HOSTS, "targetGroupArns", ["targets"]),
    *_each("hosts-health-check", HOSTS, "loadBalancers", ["classic"]),
    *_each("hosts-health-check", HOSTS, "trafficSources", [{"identifier": "targets"}]),
    *_each("hosts-launch-template", HOSTS, "launchConfiguration", "old"),
    *_each("hosts-spot-rebalance", HOSTS, "mixedInstancesPolicy", SPOT),
    *_each("repository-scan", REPOSITORY, "imageScanningConfiguration", ABSENT),
    *_each("repository-scan", REPOSITORY, "imageScanningConfiguration.scanOnPush", False),
    *_each("repository-immutable-tags", REPOSITORY, "imageTagMutability", "MUTABLE", ABSENT),
    *_each("repository-force-delete", REPOSITORY, "forceDelete", True),
    *_each("repository-lifecycle", LIFECYCLE, "", ABSENT),
    *_each("repository-lifecycle", LIFECYCLE, "repository", "other"),
    *_each("repository-keeps-releases", LIFECYCLE, SELECTION, ANY_BY_AGE),
    *_each("repository-keeps-releases", LIFECYCLE, f"{SELECTION}.countType", "sinceImagePushed"),
    *_each("repository-keeps-releases", LIFECYCLE, f"{SELECTION}.countNumber", 1),
    *_each("repository-keeps-releases", LIFECYCLE, "policy.rules[+]", {"selection": ANY_BY_AGE}),
    *(
        each
        for name in ACTING
        for each in _each("alarm-action", ALARM, "alarmActions", [], ABSENT, name=name)
    ),
    *_each("alarm-actions-enabled", ALARM, "actionsEnabled", False),
    *_each("alarm-missing-data", ALARM, "treatMissingData", ABSENT),
    *_each("alarm-description", ALARM, "alarmDescription", "", ABSENT),
    *_without(
        "database-alarms",
        "database-cpu",
        "database-disk",
        "database-connections",
        dimension="DBInstanceIdentifier",
    ),
    *_each("database-alarms", DATABASE, "identifier", "other"),
    *_each("cache-alarms", CACHE, "replicationGroupId", "other"),
    *_without("load-balancer-alarms", "load-balancer-errors", dimension="LoadBalancer"),
    *_without("distribution-alarms", "edge-errors", dimension="DistributionId"),
    *_each("topic-subscribed", SUBSCRIPTION, "", ABSENT),
    *_each("topic-subscribed", SUBSCRIPTION, "topic", "arn:aws:sns:us-east-1:111122223333:other"),
    *_each("stack-budget", BUDGET, "", ABSENT),
    *_each("budget-notifies", BUDGET, "notifications", [], ABSENT),
    *_each("budget-notifies", BUDGET, "notifications[*].subscriberSnsTopicArns", [], ABSENT),
    *_each("tags-required", "pulumi:providers:aws", "defaultTags", ABSENT),
    *_each("tags-required", "pulumi:providers:aws", "defaultTags.tags.Stack", ABSENT),
    *(each for type_ in TAGGED for each in _each("tags-required", type_, "tagsAll", {})),
)

FEWER_ZONES = (
    "With fewer zones a service or a group needs less; service-zones and hosts-zones see to the zones."
)
NARROWS = "It only says whether the rule is about such a service at all; another value asks for less."
EITHER = "Of the alarms on this, one is enough, and the program has several."
NO_TRAFFIC = "The hosts are behind no load balancer: tasks are."
MADE_FROM = "The scalable target is made from the service, whatever either is called."
NOT_ONE_QUERY = "The program's expressions are about target groups and rates, not about this."

UNBROKEN: tuple[Unbroken, ...] = (
    *_unbroken("service-zones", SUBNET, "Two of the three subnets still differ.", "availabilityZone"),
    *_unbroken("service-circuit-breaker", SERVICE, NARROWS, "deploymentController"),
    *_unbroken("service-zero-downtime", SERVICE, NARROWS, "deploymentController", "schedulingStrategy"),
    *_unbroken("service-deployment-alarms", SERVICE, NARROWS, "deploymentController"),
    *_unbroken("service-steady-state", SERVICE, NARROWS, "deploymentController"),
    *_unbroken("service-health-check-grace", SERVICE, NARROWS, "loadBalancers"),
    *_unbroken("service-exec-logged", SERVICE, "The cluster logs every session.", "enableExecuteCommand"),
    *_unbroken("service-scales", SERVICE, NARROWS, "schedulingStrategy"),
    *_unbroken("service-scales", SERVICE, MADE_FROM, "cluster", "name"),
    *_unbroken("service-scales", POLICY, "A service has three policies, and one is enough.", "resourceId"),
    *_unbroken("service-minimum-tasks", SERVICE, NARROWS, "schedulingStrategy"),
    *_unbroken("service-minimum-tasks", SERVICE, FEWER_ZONES, "networkConfiguration"),
    *_unbroken("service-minimum-tasks", SERVICE, MADE_FROM, "cluster", "name"),
    *_unbroken("service-minimum-tasks", TARGET, "desiredCount is as many, without a target.", "resourceId"),
    *_unbroken("service-minimum-tasks", TARGET, "service-spare-tasks judges it.", "maxCapacity"),
    *_unbroken("service-minimum-tasks", SUBNET, FEWER_ZONES, "availabilityZone"),
    *_unbroken("service-spare-tasks", SERVICE, MADE_FROM, "cluster", "name"),
    *_unbroken("service-spare-tasks", SERVICE, FEWER_ZONES, "networkConfiguration"),
    *_unbroken("service-spare-tasks", TARGET, "service-scales sees that a target is gone.", "resourceId"),
    *_unbroken("service-spare-tasks", SUBNET, "The bounds hold for two zones as well.", "availabilityZone"),
    *_unbroken("hosts-minimum", HOSTS, FEWER_ZONES, "vpcZoneIdentifiers"),
    *_unbroken("hosts-minimum", SUBNET, FEWER_ZONES, "availabilityZone"),
    *_unbroken("hosts-spare", HOSTS, "The bounds hold for two zones as well.", "vpcZoneIdentifiers"),
    *_unbroken("hosts-spare", SUBNET, "The bounds hold for two zones as well.", "availabilityZone"),
    *_unbroken("hosts-zones", SUBNET, "Two of the three subnets still differ.", "availabilityZone"),
    *_unbroken("hosts-health-check", HOSTS, NO_TRAFFIC, "healthCheckType"),
    *_unbroken("hosts-spot-rebalance", HOSTS, "There are no spot hosts.", "capacityRebalance"),
    *_unbroken(
        "repository-immutable-tags",
        REPOSITORY,
        "Filters say nothing while all tags are immutable.",
        "imageTagMutabilityExclusionFilters",
    ),
    *_unbroken(
        "repository-own-key",
        REPOSITORY,
        "The program leaves the keys to ECR: it breaks this advice, and says why.",
        "encryptionConfigurations",
    ),
    *_unbroken("service-alarms", SERVICE, EITHER, "loadBalancers"),
    *_unbroken("service-alarms", ALARM, EITHER, "dimensions", "metricName", "metricQueries"),
    *_unbroken("database-alarms", ALARM, NOT_ONE_QUERY, "metricQueries"),
    *_unbroken("cache-alarms", ALARM, EITHER, "dimensions", "metricName"),
    *_unbroken("cache-alarms", ALARM, NOT_ONE_QUERY, "metricQueries"),
    *_unbroken("load-balancer-alarms", ALARM, NOT_ONE_QUERY, "metricQueries"),
    *_unbroken("load-balancer-alarms", BALANCER, NARROWS, "loadBalancerType"),
    *_unbroken("load-balancer-alarms", BALANCER, "The alarm is made from it.", "arnSuffix"),
    *_unbroken("distribution-alarms", ALARM, NOT_ONE_QUERY, "metricQueries"),
    *_unbroken("distribution-alarms", DISTRIBUTION, "The alarm is made from it.", "id"),
    *_unbroken(
        "monthly-cost",
        BUDGET,
        "No cost model is installed, so there is no estimate to hold against it.",
        "budgetType",
        "limitUnit",
        "timeUnit",
    ),
    *(
        each
        for type_ in TAGGED
        for each in _unbroken("tags-required", type_, "The provider gives its default tags.", "tags")
    ),
)
