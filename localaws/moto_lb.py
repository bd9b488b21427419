"""Load balancers as AWS keeps them, where moto 5.2.5 is laxer or forgets."""

from functools import wraps
from typing import Any

from moto.elbv2.exceptions import ELBClientError
from moto.elbv2.models import ELBv2Backend

from localaws.mending import Method, mend


def apply() -> None:
    """Mends moto in this process; a second call changes nothing."""
    mend(ELBv2Backend, "create_load_balancer", _facing_the_internet)
    mend(ELBv2Backend, "delete_load_balancer", _unless_protected)


def _facing_the_internet(create: Method) -> Method:
    """One that is not said to be internal faces the internet; moto then answers no scheme at all.

    Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
    """

    @wraps(create)
    def mended(self: Any, *, scheme: str | None = None, **kwargs: Any) -> Any:
        return create(self, scheme=scheme or "internet-facing", **kwargs)

    return mended


def _unless_protected(delete: Method) -> Method:
    """AWS deletes none that is protected; moto deletes it all the same.

    Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-delete.html
    """

    @wraps(delete)
    def mended(self: Any, arn: str) -> None:
        balancer = self.load_balancers.get(arn)
        if balancer and balancer.attrs.get("deletion_protection.enabled") == "true":
            raise ELBClientError(
                "OperationNotPermitted",
                f"Load balancer '{arn}' cannot be deleted because deletion protection is enabled",
            )
        delete(self, arn)

    return mended
