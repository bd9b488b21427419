"""Defects of moto 5.2.5 around scaling, mended at run time. Each says what AWS does instead."""

from copy import deepcopy
from functools import wraps
from typing import Any

from moto.applicationautoscaling.models import (
    ApplicationAutoscalingBackend,
    FakeApplicationAutoscalingPolicy,
)
from moto.autoscaling.models import FakeAutoScalingGroup
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import EmptyResult
from moto.core.types import Base64EncodedString
from moto.ec2.models.launch_templates import LaunchTemplateVersion

from localaws.mending import Method, add, mend


def apply() -> None:
    """Mends moto in this process; a second call changes nothing."""
    mend(LaunchTemplateVersion, "__init__", _with_decodable_start)
    mend(FakeAutoScalingGroup, "update", _keeping_policy)
    mend(AutoScalingResponse, "delete_auto_scaling_group", _by_force)
    mend(ApplicationAutoscalingBackend, "put_scaling_policy", _in_place)
    add(AutoScalingResponse, "disable_metrics_collection", _disable_metrics_collection)


def _with_decodable_start(init: Method) -> Method:
    """Machines start from any version of a template; moto breaks over the user data of all but the first."""

    @wraps(init)
    def mended(self: Any, template: Any, number: int, data: dict[str, Any], description: str) -> None:
        start = data.get("UserData")
        if isinstance(start, str):
            data = {**data, "UserData": Base64EncodedString(start)}
        init(self, template, number, data, description)

    return mended


def _keeping_policy(update: Method) -> Method:
    """An update that does not speak of the mixed instances policy leaves it; moto drops it."""

    @wraps(update)
    def mended(self: Any, **given: Any) -> None:
        told = ("launch_template", "launch_config_name", "mixed_instances_policy")
        if self.mixed_instances_policy and not any(given.get(name) for name in told):
            kept = deepcopy(self.mixed_instances_policy)
            # moto answers both id and name, but takes one of them only
            kept["LaunchTemplate"]["LaunchTemplateSpecification"].pop("LaunchTemplateName", None)
            given["mixed_instances_policy"] = kept
        update(self, **given)

    return mended


def _by_force(delete: Method) -> Method:
    """A deletion by force ends protected machines too; moto lets them run on without a group."""

    @wraps(delete)
    def mended(self: Any) -> Any:
        group = self.autoscaling_backend.autoscaling_groups.get(self._get_param("AutoScalingGroupName"))
        if group and self._get_bool_param("ForceDelete", False):
            for machine in group.instance_states:
                machine.protected_from_scale_in = False
        return delete(self)

    return mended


def _disable_metrics_collection(self: Any) -> EmptyResult:
    """Stops measuring what is named, or everything; moto has no such operation."""
    group = self.autoscaling_backend.autoscaling_groups[self._get_param("AutoScalingGroupName")]
    named = self._get_param("Metrics", [])
    group.metrics = [metric for metric in group.metrics if named and metric not in named]
    return EmptyResult()


def _in_place(put: Method) -> Method:
    """A changed policy keeps its ARN and alarms; moto makes new ones, and leaves the old alarms behind."""

    @wraps(put)
    def mended(self: Any, **given: Any) -> Any:
        about = ("service_namespace", "resource_id", "scalable_dimension", "policy_name")
        key = FakeApplicationAutoscalingPolicy.formulate_key(*(given[name] for name in about))
        old = self.policies.get(key)
        new = put(self, **given)
        if old:
            new.delete_alarms(self.account_id, self.region_name)
            new.alarms, new.policy_arn = old.alarms, old.policy_arn
        return new

    return mended
