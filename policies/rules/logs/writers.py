"""Who writes into which log group."""

from collections.abc import Callable, Iterator, Mapping

from pack.values import Props

TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition"

Names = Iterator[str]
Parts = Callable[[Props], Iterator[Names]]
"""The names that each part of a resource writes to; a part is read when its names are asked for."""


def _task(task: Props) -> Iterator[Names]:
    yield from map(_container, task.documents("containerDefinitions"))


def _container(container: Props) -> Names:
    logging = container.group("logConfiguration")
    if logging.text("logDriver") == "awslogs" and "awslogs-group" in logging.group("options"):
        yield logging.group("options").text("awslogs-group")


def _cluster(cluster: Props) -> Iterator[Names]:
    """Sessions of ECS Exec."""
    command = cluster.group("configuration").group("executeCommandConfiguration")
    yield iter(command.group("logConfiguration").texts("cloudWatchLogGroupName"))


def _cache(cache: Props) -> Iterator[Names]:
    yield from map(_delivery, cache.groups("logDeliveryConfigurations"))


def _delivery(delivery: Props) -> Names:
    if delivery.text("destinationType") == "cloudwatch-logs":
        yield delivery.text("destination")


def _exports(kind: str, identifier: str) -> Parts:
    """Logs of a database, which RDS sends to groups that it names itself.

    Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html
    """

    def parts(database: Props) -> Iterator[Names]:
        yield (
            f"/aws/rds/{kind}/{database.text(identifier)}/{log}"
            for log in database.texts("enabledCloudwatchLogsExports")
        )

    return parts


def _function(function: Props) -> Iterator[Names]:
    yield _function_log(function)


def _function_log(function: Props) -> Names:
    """Source: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html"""
    chosen = function.group("loggingConfig").text("logGroup")
    yield chosen or f"/aws/lambda/{function.text('name')}"


BY_NAME: Mapping[str, Parts] = {
    TASK_DEFINITION: _task,
    "aws:ecs/cluster:Cluster": _cluster,
    "aws:elasticache/replicationGroup:ReplicationGroup": _cache,
    "aws:elasticache/cluster:Cluster": _cache,
    "aws:rds/instance:Instance": _exports("instance", "identifier"),
    "aws:rds/cluster:Cluster": _exports("cluster", "clusterIdentifier"),
    "aws:lambda/function:Function": _function,
}
BY_ARN: Mapping[str, str] = {
    "aws:ec2/flowLog:FlowLog": "logDestination",
    "aws:cloudtrail/trail:Trail": "cloudWatchLogsGroupArn",
    "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": "logDestinationConfigs",
}
"""The property with the ARN, or several, as arn:aws:logs:us-east-1:111122223333:log-group:name:*."""
