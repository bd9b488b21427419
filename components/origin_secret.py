"""What CloudFront tells a public load balancer, so that it is asked by nobody else."""

from dataclasses import dataclass

import pulumi
import pulumi_random as random

LENGTH = 48
"""Letters and digits: 285 bits."""


@dataclass(frozen=True, kw_only=True)
class OriginSecretArgs:
    """What the secret needs."""

    internal: bool
    """Whether the load balancer is internal: nobody else can ask it, and there is no secret."""
    version: int
    """Raise it to make a new one."""


class OriginSecret(pulumi.ComponentResource):
    """A secret that CloudFront sends as a header and the load balancer's web ACL asks for."""

    value: pulumi.Output[str] | None
    """The secret; None for an internal load balancer."""

    def __init__(self, name: str, args: OriginSecretArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("alicerce:components:OriginSecret", name, {}, opts)

        self.value = None if args.internal else _secret(name, args, pulumi.ResourceOptions(parent=self))
        self.register_outputs({"value": self.value})


def _secret(name: str, args: OriginSecretArgs, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    return random.RandomPassword(
        name, length=LENGTH, special=False, keepers={"version": str(args.version)}, opts=opts
    ).result
