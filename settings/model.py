"""Every setting of a stack: type, bounds, default, meaning.

A key of the configuration is the group's name and the field's in camel case: `network.zones` is
`networkZones`. The first paragraph under a field is also its description in Pulumi.yaml; a test compares.
"""

from typing import Annotated

from settings.foundation import (
    ClusterSettings,
    DomainSettings,
    ImagesSettings,
    LoadBalancerSettings,
    LogsSettings,
    NetworkSettings,
)
from settings.group import Group
from settings.kinds import AccountId, ListOf, Region
from settings.services import BackendSettings


class Settings(Group):
    """Everything a stack can be told."""

    region: Region = "us-east-1"
    """AWS region of the stack."""
    account_id: AccountId
    """AWS account the stack belongs to, 12 digits. The provider refuses to touch any other."""
    production: bool = True
    """Whether people depend on the stack: then settings that weaken it are refused."""
    allow_unsafe: Annotated[tuple[str, ...], ListOf("settings that weaken production", ("networkNat",))] = ()
    """Settings that may weaken this production stack all the same: the exceptions, on record."""
    network: NetworkSettings
    logs: LogsSettings
    images: ImagesSettings
    cluster: ClusterSettings
    domain: DomainSettings
    load_balancer: LoadBalancerSettings
    backend: BackendSettings

    @property
    def zones(self) -> tuple[str, ...]:
        """Availability zones, in order."""
        return self.network.zones or tuple(f"{self.region}{letter}" for letter in "abc")
