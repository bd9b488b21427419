"""A place for the services under test to run in."""

from dataclasses import replace
from typing import Any

from components.placement import Placement

PLACEMENT = Placement(
    vpc_id="vpc",
    subnet_ids=("app-a", "app-b"),
    endpoint_security_group_id="endpoints",
    cluster="alicerce-test",
    compute="ec2",
    capacity_provider="hosts",
    exec_log_group="/alicerce/test/exec",
    listener_arn="listener",
    load_balancer_security_group_id="lb",
    load_balancer_arn_suffix="app/lb/1",
)


def placed(**changes: Any) -> Placement:
    """The place, with some fields changed."""
    return replace(PLACEMENT, **changes)
