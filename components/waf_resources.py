"""The resources of WAF, their inputs as plain data in the provider's own spelling.

Not the SDK's classes: importing them takes a fifth of all the time the program needs to import what it uses
(half a second of 2.8), and where rules speak of a negation their types are those of another resource.
The embedded AWS holds every request against AWS's model all the same.
"""

from typing import Any

import pulumi


class WafResource(pulumi.CustomResource):
    """A resource of WAF."""

    arn: pulumi.Output[str]
    """Its ARN, if it has one."""

    def __init__(
        self, kind: str, name: str, inputs: dict[str, Any], opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """`kind` is the resource's name in the provider, such as WebAcl."""
        token = f"aws:wafv2/{kind[0].lower()}{kind[1:]}:{kind}"
        super().__init__(token, name, {"arn": None, **inputs}, opts)
