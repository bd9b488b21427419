"""Settings that moto 5.2.5 takes and forgets: kept here on its objects, whose attributes it answers from.

AWS answers all of them, and a program sees drift in them.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from botocore import xform_name
from moto.autoscaling.responses import AutoScalingResponse
from moto.ecs.models import CapacityProvider, Service
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.elbv2.responses import ELBV2Response

from localaws.mending import Method, mend

_SERVICE = (
    "availabilityZoneRebalancing",
    "capacityProviderStrategy",
    "deploymentConfiguration",
    "enableECSManagedTags",
    "enableExecuteCommand",
    "healthCheckGracePeriodSeconds",
    "placementConstraints",
    "placementStrategy",
)
_GROUP = (
    "AvailabilityZoneDistribution",
    "CapacityRebalance",
    "Context",
    "DefaultCooldown",
    "DefaultInstanceWarmup",
    "DesiredCapacityType",
    "InstanceMaintenancePolicy",
    "MaxInstanceLifetime",
    "PlacementGroup",
    "TerminationPolicies",
)


def apply() -> None:
    """Gives moto its memory in this process; a second call changes nothing."""
    mend(EC2ContainerServiceResponse, "create_service", _remembering(_new_service, _SERVICE))
    mend(
        EC2ContainerServiceResponse,
        "register_task_definition",
        _remembering(_new_task_definition, ("enableFaultInjection",)),
    )
    for operation in ("create_listener", "modify_listener"):
        mend(ELBV2Response, operation, _remembering(_listener, ("AlpnPolicy", "MutualAuthentication")))
    mend(AutoScalingResponse, "create_auto_scaling_group", _remembering(_scaling_group, _GROUP))
    mend(AutoScalingResponse, "update_auto_scaling_group", _remembering(_scaling_group, _GROUP))
    mend(CapacityProvider, "update", _with_draining)
    mend(Service, "_validate_network", _without_groups)


def _remembering(found: Callable[[Any, Any], Any], members: tuple[str, ...]) -> Callable[[Method], Method]:
    """Wraps an operation so that the object it found or made keeps these members of the request."""

    def wrap(method: Method) -> Method:
        @wraps(method)
        def mended(self: Any) -> Any:
            result = method(self)
            given = self._get_params()
            for member in (name for name in members if given.get(name) is not None):
                setattr(found(self, result), xform_name(member), given[member])
            return result

        return mended

    return wrap


def _new_service(_: Any, answer: Any) -> Any:
    return answer.result["service"]


def _new_task_definition(_: Any, answer: Any) -> Any:
    return answer.result["taskDefinition"]


def _listener(_: Any, answer: Any) -> Any:
    return answer.result["Listeners"][0]


def _scaling_group(response: Any, _: Any) -> Any:
    return response.autoscaling_backend.autoscaling_groups[response._get_param("AutoScalingGroupName")]


def _with_draining(update: Method) -> Method:
    @wraps(update)
    def mended(self: Any, details: dict[str, Any]) -> None:
        update(self, details)
        if "managedDraining" in details:
            self.auto_scaling_group_provider["managedDraining"] = details["managedDraining"]

    return mended


def _without_groups(validate: Method) -> Method:
    """A service in a VPC may name no security groups: AWS then takes the VPC's default; moto breaks."""

    @wraps(validate)
    def mended(self: Any, network: dict[str, dict[str, Any]]) -> Any:
        network["awsvpcConfiguration"].setdefault("securityGroups", [])
        return validate(self, network)

    return mended
