"""Clusters, their capacity, and sessions inside tasks."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.policies.cases import UNKNOWN, AnyCase, Case, Declared, StackCase

CLUSTER, PROVIDER = "aws:ecs/cluster:Cluster", "aws:ecs/capacityProvider:CapacityProvider"
SERVICE = "aws:ecs/service:Service"


def _insights(settings: Any, says: str = "", **more: Any) -> Case:
    props = {"settings": settings}
    return Case(rule="cluster-container-insights", type=CLUSTER, props=props, says=says, **more)


def _setting(value: Any) -> dict[str, Any]:
    return {"name": "containerInsights", "value": value}


def _provider(rule: str, props: Any, says: str = "", **more: Any) -> Case:
    wrapped = {} if props is None else {"autoScalingGroupProvider": props}
    return Case(rule=f"capacity-provider-{rule}", type=PROVIDER, props=wrapped, says=says, **more)


def _protected(protection: Any = "ENABLED", scaling: Any = "ENABLED") -> dict[str, Any]:
    return {"managedTerminationProtection": protection, "managedScaling": {"status": scaling}}


def _sessions(logging: Any, log: Any = None, says: str = "", **more: Any) -> Case:
    props = _configured({"logging": logging, "logConfiguration": log})
    return Case(rule="cluster-exec-log", type=CLUSTER, props=props, says=says, **more)


def _configured(sessions: Any) -> dict[str, Any]:
    return {"configuration": {"executeCommandConfiguration": sessions}}


def _exec(
    service: Mapping[str, Any], clusters: Sequence[Declared] = (), says: str = "", **more: Any
) -> StackCase:
    """A service in the first of the clusters."""
    refers = {"cluster": [each.name for each in clusters[:1]]}
    web = Declared(type=SERVICE, name="web", props=service, refers=refers)
    at = "web" if says else ""
    return StackCase(rule="service-exec-logged", resources=[*clusters, web], says=says, at=at, **more)


LOGGED = Declared(type=CLUSTER, name="logged", props=_configured({"logging": "DEFAULT"}))
SILENT = Declared(type=CLUSTER, name="silent")
ABSENT = "setting containerInsights is absent, want enabled or enhanced"
LOG = "configuration.executeCommandConfiguration"
GROUP = {"cloudWatchLogGroupName": "/sessions"}
ENCRYPTED = GROUP | {"cloudWatchEncryptionEnabled": True}
BUCKET = {"s3BucketName": "sessions", "s3BucketEncryptionEnabled": True}
UNPROTECTED = "autoScalingGroupProvider.managedTerminationProtection is DISABLED, want ENABLED"
UNSCALED = "autoScalingGroupProvider.managedScaling.status is DISABLED, want ENABLED"
UNDRAINED = "autoScalingGroupProvider.managedDraining is DISABLED, want ENABLED"
OPEN = f"enableExecuteCommand is true in a cluster without {LOG}, want sessions logged"

CASES: tuple[AnyCase, ...] = (
    _insights(None, ABSENT),
    _insights([], ABSENT),
    _insights([{"name": "other", "value": "enabled"}], ABSENT),
    _insights([_setting("disabled")], "setting containerInsights is disabled, want"),
    _insights("enabled", "settings is a string, want an array"),
    _insights([_setting("enabled")]),
    _insights([{"name": "other", "value": "x"}, _setting("enhanced")]),
    _insights([_setting(UNKNOWN)], unknown="settings[0].value"),
    _provider("termination-protection", {}, UNPROTECTED),
    _provider("termination-protection", _protected("DISABLED"), UNPROTECTED),
    _provider("termination-protection", _protected(scaling="DISABLED"), UNSCALED),
    _provider("termination-protection", {"managedTerminationProtection": "ENABLED"}, UNSCALED),
    _provider("termination-protection", _protected()),
    _provider("termination-protection", None),
    _provider(
        "termination-protection",
        _protected(UNKNOWN),
        unknown="autoScalingGroupProvider.managedTerminationProtection",
    ),
    _provider("draining", {"managedDraining": "DISABLED"}, UNDRAINED),
    _provider("draining", [], "autoScalingGroupProvider is an array, want an object"),
    _provider("draining", {"managedDraining": "ENABLED"}),
    _provider("draining", {}),
    _provider("draining", None),
    _provider("draining", UNKNOWN, unknown="autoScalingGroupProvider"),
    _sessions("NONE", None, f"{LOG}.logging is NONE, want OVERRIDE with a log"),
    _sessions("OVERRIDE", None, f"{LOG}.logConfiguration names no log, want cloudWatchLogGroupName or"),
    _sessions("OVERRIDE", {}, f"{LOG}.logConfiguration names no log"),
    _sessions("OVERRIDE", GROUP, f"{LOG}.logConfiguration.cloudWatchEncryptionEnabled is false, want true"),
    _sessions(
        "OVERRIDE",
        ENCRYPTED | BUCKET | {"s3BucketEncryptionEnabled": False},
        f"{LOG}.logConfiguration.s3BucketEncryptionEnabled is false, want true",
    ),
    _sessions("OVERRIDE", ENCRYPTED),
    _sessions("OVERRIDE", BUCKET),
    _sessions("OVERRIDE", ENCRYPTED | {"cloudWatchLogGroupName": UNKNOWN}),
    _sessions("DEFAULT"),
    Case(rule="cluster-exec-log", type=CLUSTER, props={}),
    _sessions(UNKNOWN, unknown=f"{LOG}.logging"),
    _exec({"enableExecuteCommand": True}, [SILENT], OPEN),
    _exec({"enableExecuteCommand": True}, [], OPEN),
    _exec({"enableExecuteCommand": True}, [SILENT, LOGGED], OPEN),
    _exec({"enableExecuteCommand": True}, [LOGGED]),
    _exec({"enableExecuteCommand": False}, [SILENT]),
    _exec({}, [SILENT]),
    _exec({"enableExecuteCommand": UNKNOWN}, [SILENT], unknown="enableExecuteCommand"),
)
