"""Defects of moto 5.2.5 that a program can tell, mended at run time. Each says what AWS does instead."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from moto.ec2.models import EC2Backend


def apply() -> None:
    """Mends moto in this process; a second call changes nothing."""
    if not hasattr(EC2Backend.modify_vpc_endpoint, "__wrapped__"):
        mended = _with_routes(EC2Backend.modify_vpc_endpoint)
        EC2Backend.modify_vpc_endpoint = mended  # type: ignore[method-assign]


def _with_routes(modify: Callable[..., None]) -> Callable[..., None]:
    """A gateway endpoint's route appears in a route table added to it, and goes from one removed.

    moto changes the endpoint only; deleting the endpoint then fails over the route that is not there.
    """

    @wraps(modify)
    def mended(self: Any, vpc_id: str, *args: Any, **kwargs: Any) -> None:
        endpoint = self.describe_vpc_endpoints(vpc_end_point_ids=[vpc_id])[0]
        before = set(endpoint.route_table_ids or [])
        modify(self, vpc_id, *args, **kwargs)
        after = set(endpoint.route_table_ids or [])
        prefix_list = endpoint.destination_prefix_list_id
        for table in after - before:
            self.create_route(table, None, gateway_id=vpc_id, destination_prefix_list_id=prefix_list)
        for table in before - after:
            self.delete_route(table, prefix_list)

    return mended
