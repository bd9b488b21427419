"""Every setting of a stack: type, bounds, default, meaning.

A key of the configuration is the group's name and the field's in camel case: `network.zones` is
`networkZones`. The first paragraph under a field is also its description in Pulumi.yaml; a test compares.
"""

from typing import Annotated

from settings.application import ApplicationSettings
from settings.data import CacheSettings, DatabaseSettings
from settings.edge import AssetsSettings, CdnSettings
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
from settings.operations import AlertsSettings, AuditSettings, BackupsSettings, BudgetSettings, KeysSettings
from settings.services import BackendSettings, FrontendSettings
from settings.waf import WafSettings


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
    domain: DomainSettings
    network: NetworkSettings
    keys: KeysSettings
    logs: LogsSettings
    alerts: AlertsSettings
    images: ImagesSettings
    database: DatabaseSettings
    cache: CacheSettings
    cluster: ClusterSettings
    load_balancer: LoadBalancerSettings
    waf: WafSettings
    backend: BackendSettings
    frontend: FrontendSettings
    assets: AssetsSettings
    cdn: CdnSettings
    backups: BackupsSettings
    budget: BudgetSettings
    audit: AuditSettings
    application: ApplicationSettings

    @property
    def zones(self) -> tuple[str, ...]:
        """Availability zones, in order."""
        return self.network.zones or tuple(f"{self.region}{letter}" for letter in "abc")
