"""How long AWS typically takes to make, change and delete things: off unless a scale is given.

With it a rehearsal shows where a deployment waits. The figures are typical of public deployment logs and of
the time-outs in the official provider's documentation; they are not measured here.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from localaws.difference import Difference
from localaws.naming import Naming
from localaws.package import ResourceType
from localaws.values import Props

QUICK = 1.0
"""Seconds for types not named below: most of AWS answers in about a second."""

CREATE: dict[str, float] = {
    "aws:acm/certificateValidation:CertificateValidation": 120,
    "aws:autoscaling/group:Group": 45,
    "aws:cloudfront/distribution:Distribution": 240,
    # Assumed: no figure is published. The provider waits 15 minutes at most.
    "aws:cloudfront/vpcOrigin:VpcOrigin": 600,
    "aws:ec2/natGateway:NatGateway": 100,
    "aws:ec2/vpc:Vpc": 12,
    "aws:ec2/vpcEndpoint:VpcEndpoint": 45,
    "aws:ecs/capacityProvider:CapacityProvider": 10,
    "aws:ecs/cluster:Cluster": 11,
    "aws:ecs/service:Service": 120,
    "aws:elasticache/replicationGroup:ReplicationGroup": 600,
    "aws:lb/loadBalancer:LoadBalancer": 180,
    "aws:rds/instance:Instance": 900,
    "aws:rds/proxy:Proxy": 300,
    "aws:route53/record:Record": 35,
}
"""Type -> seconds to create; the longer ones of a web stack."""

PATIENCE: dict[str, str] = {
    "aws:cloudfront/distribution:Distribution": "waitForDeployment",
    "aws:ecs/service:Service": "waitForSteadyState",
}
"""Type -> the property that, when false, has the provider go on at once; AWS works on alone."""

DELETE_SHARE = 0.5
"""A deletion takes about half of the creation."""


def seconds(token: str, inputs: Props) -> float:
    """What it takes to make a resource."""
    patience = PATIENCE.get(token)
    return QUICK if patience and inputs.get(patience) is False else CREATE.get(token, QUICK)


@dataclass(frozen=True)
class Slowed:
    """A resource type that takes its time."""

    kind: ResourceType
    token: str
    scale: float
    sleep: Callable[[float], None] = time.sleep

    @property
    def secret(self) -> frozenset[str]:
        return self.kind.secret

    def check(self, olds: Props, news: Props, naming: Naming) -> tuple[Props, list[str]]:
        return self.kind.check(olds, news, naming)

    def diff(self, old_inputs: Props, state: Props, news: Props) -> Difference:
        return self.kind.diff(old_inputs, state, news)

    def preview(self, inputs: Props, state: Props | None = None) -> Props:
        return self.kind.preview(inputs, state)

    def create(self, inputs: Props) -> tuple[str, Props]:
        made = self.kind.create(inputs)
        self.sleep(self._pause(inputs))
        return made

    def read(self, ident: str, inputs: Props, state: Props) -> tuple[Props, Props] | None:
        return self.kind.read(ident, inputs, state)

    def update(self, ident: str, old_inputs: Props, state: Props, news: Props) -> Props:
        updated = self.kind.update(ident, old_inputs, state, news)
        self.sleep(self._pause(news))
        return updated

    def delete(self, ident: str, inputs: Props, state: Props) -> None:
        self.kind.delete(ident, inputs, state)
        self.sleep(self._pause(inputs) * DELETE_SHARE)

    def _pause(self, inputs: Props) -> float:
        return seconds(self.token, inputs) * self.scale


def slowed(kind: ResourceType, token: str, scale: float) -> ResourceType:
    """The type with its latency times a scale; unchanged at 0."""
    return Slowed(kind, token, scale) if scale else kind
