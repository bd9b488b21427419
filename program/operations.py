"""Operations: what watches the stack, backs it up, holds its cost and keeps its record."""

from dataclasses import dataclass

import pulumi

from components import watched
from components.audit import Audit, AuditArgs
from components.backups import Backups, BackupsArgs
from components.budget import Budget, BudgetArgs
from components.cloud import EDGE_REGION
from components.cluster import Cluster
from components.database import PostgresDatabase
from components.instance_classes import DATABASES
from components.observability import Observability, ObservabilityArgs
from program.data import Data
from program.edge import Edge
from program.ground import Ground
from program.services import Services
from settings import Settings


@dataclass(frozen=True, kw_only=True)
class Operations:
    """Alarms, backups, budget and audit."""

    observability: Observability
    backups: Backups
    budget: Budget
    audit: Audit


def operations(
    settings: Settings,
    ground: Ground,
    data: Data,
    services: Services,
    edge: Edge,
    opts: pulumi.ResourceOptions,
) -> Operations:
    """Make it."""
    cloud = ground.cloud
    observed = ObservabilityArgs(
        cloud=cloud,
        topic_arn=ground.topic.arn,
        edge_topic_arn=ground.topic.edge_arn,
        watched=_watched(settings, ground, data, services, edge),
        log_groups=[cloud.name("log-group", "backend"), cloud.name("log-group", "frontend")],
    )
    backed_up = BackupsArgs(
        cloud=cloud,
        key_arn=ground.keys.backups_arn,
        topic_arn=ground.topic.arn,
        resource_arns=[cloud.arn("rds", f"db:{data.database.identifier}")],
        subnet_ids=ground.network.data_subnet_ids,
        **dict(settings.backups),
    )
    spent = BudgetArgs(cloud=cloud, topic_arn=ground.topic.arn, **dict(settings.budget))
    audited = AuditArgs(
        cloud=cloud, log_bucket=ground.logs.bucket, key_arn=ground.keys.logs_arn, **dict(settings.audit)
    )
    return Operations(
        observability=Observability("observability", observed, opts),
        backups=Backups("backups", backed_up, opts),
        budget=Budget("budget", spent, opts),
        audit=Audit("audit", audited, opts),
    )


def _watched(
    settings: Settings, ground: Ground, data: Data, services: Services, edge: Edge
) -> watched.Watched:
    cluster, region = services.cluster, ground.cloud.region
    return watched.Watched(
        services=[services.backend.watched, services.frontend.watched],
        load_balancer=services.load_balancer.arn_suffix,
        web_acl=services.web_acl.metric_name,
        insights=settings.cluster.insights != "disabled",
        hosts=_watched_hosts(settings, cluster),
        database=_watched_database(settings, data.database),
        cache_nodes=data.cache.node_ids,
        nat_gateways=ground.network.nat_gateway_ids,
        certificates={region: ground.certificate.arn, EDGE_REGION: ground.certificate.edge_arn},
        edge=watched.Edge(distribution_id=edge.cdn.distribution_id, web_acl=edge.web_acl.metric_name),
        backup_vault=ground.cloud.name("backup-vault"),
    )


def _watched_hosts(settings: Settings, cluster: Cluster) -> watched.Hosts | None:
    if cluster.autoscaling_group_name is None:
        return None
    return watched.Hosts(
        autoscaling_group=cluster.autoscaling_group_name,
        cluster=cluster.name,
        min_hosts=settings.cluster.min_hosts,
    )


def _watched_database(settings: Settings, database: PostgresDatabase) -> watched.Database:
    own = settings.database
    return watched.Database(
        identifier=database.identifier,
        allocated_storage=own.storage,
        memory_gib=DATABASES[own.instance_class].memory_gib,
        max_connections=own.max_connections,
        burstable=own.instance_class.startswith("db.t"),
        replicas=database.replica_identifiers,
        replica_memory_gib=DATABASES[own.replica_class or own.instance_class].memory_gib,
    )
