"""Alarms, dashboard, and the questions that one asks of the logs."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pulumi
from pulumi_aws import cloudwatch

from components import alarm_plan, alarms, alarms_services, dashboard, dashboard_graphs
from components.cloud import Cloud
from components.deployment_events import tell_of_failed_deployments
from components.log_questions import save_questions
from components.watched import Watched


@dataclass(frozen=True, kw_only=True)
class ObservabilityArgs:
    """What observability needs."""

    cloud: Cloud
    topic_arn: pulumi.Input[str]
    """Topic that alarms tell."""
    edge_topic_arn: pulumi.Input[str]
    """Topic in us-east-1, for the alarms there."""
    watched: Watched
    """What there is to watch."""
    log_groups: Sequence[str] = field(default=())
    """Names of the services' log groups, for the saved questions."""


class Observability(pulumi.ComponentResource):
    """Every alarm of a stack, each with its place on one dashboard and its section in the runbook."""

    alarm_names: Sequence[str]
    """Names of all alarms, those that the services make for their deployments included."""
    dashboard_name: pulumi.Output[str]
    """Name of the dashboard."""

    def __init__(
        self, name: str, args: ObservabilityArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("alicerce:components:Observability", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)
        cloud = args.cloud

        plan = alarm_plan.plan(args.watched, cloud)
        _alarms(args, plan, child)
        board = cloudwatch.Dashboard(
            name,
            dashboard_name=cloud.name("dashboard"),
            dashboard_body=pulumi.Output.json_dumps(
                dashboard.body(plan, dashboard_graphs.graphs(args.watched), cloud)
            ),
            opts=child,
        )
        tell_of_failed_deployments(name, cloud, args.topic_arn, child)
        save_questions(cloud, args.log_groups, child)

        self.alarm_names = [alarms.alarm_name(alarm, cloud) for found in plan.values() for alarm in found]
        self.dashboard_name = board.dashboard_name
        self.register_outputs({"alarm_names": self.alarm_names, "dashboard_name": self.dashboard_name})


def _alarms(args: ObservabilityArgs, plan: alarm_plan.Plan, opts: pulumi.ResourceOptions) -> None:
    """Every alarm but those of deployments, which each service makes for itself."""
    theirs = {alarm.key for service in args.watched.services for alarm in alarms_services.deployment(service)}
    for alarm in (alarm for found in plan.values() for alarm in found):
        if alarm.key not in theirs:
            topic = args.edge_topic_arn if alarm.region not in (None, args.cloud.region) else args.topic_arn
            alarms.create(alarm, args.cloud, topic, opts)
