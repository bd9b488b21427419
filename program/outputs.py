"""What the stack tells the application's team: the contract (components/contract.py), kept."""

from typing import Any

from components import cache, contract, database
from components.service import WebService
from program.data import Data
from program.edge import Edge
from program.ground import Ground
from program.operations import Operations
from program.services import Services


def outputs(
    ground: Ground, data: Data, services: Services, edge: Edge, operations: Operations
) -> dict[str, Any]:
    """Every promised output."""
    return {
        "contract_version": contract.VERSION,
        "account_id": ground.cloud.account_id,
        "region": ground.cloud.region,
        **_site(ground, services, edge),
        **_network(ground),
        **_service("backend", ground, services.backend),
        **_service("frontend", ground, services.frontend),
        "cluster_name": services.cluster.name,
        "migration_task_definition": services.backend.migration_task_definition_arn,
        "migration_security_group_id": services.backend.security_group_id,
        **_data(ground, data),
        "alarm_topic_arn": ground.topic.arn,
        "alarm_names": operations.observability.alarm_names,
        "dashboard_name": operations.observability.dashboard_name,
        "backup_vault": operations.backups.vault_name,
    }


def _site(ground: Ground, services: Services, edge: Edge) -> dict[str, Any]:
    return {
        "url": edge.cdn.url,
        "domain_name_servers": ground.certificate.name_servers,
        "distribution_id": edge.cdn.distribution_id,
        "distribution_domain": edge.cdn.domain_name,
        "assets_bucket": edge.assets.bucket,
        "load_balancer_arn": services.load_balancer.arn,
        "load_balancer_host_name": services.load_balancer.host_name,
    }


def _network(ground: Ground) -> dict[str, Any]:
    return {
        "vpc_id": ground.network.vpc_id,
        "application_subnet_ids": ground.network.application_subnet_ids,
        "data_subnet_ids": ground.network.data_subnet_ids,
        "namespace_domain": ground.namespace.domain,
        "log_bucket": ground.logs.bucket,
    }


def _service(name: str, ground: Ground, service: WebService) -> dict[str, Any]:
    return {
        f"{name}_service": service.service,
        f"{name}_task_definition": service.task_definition_arn,
        f"{name}_image": service.image,
        f"{name}_repository_url": ground.images.repository_urls[name],
        f"{name}_log_group": service.log_group,
        f"{name}_secret": ground.cloud.name("secret", name),
    }


def _data(ground: Ground, data: Data) -> dict[str, Any]:
    domain = ground.namespace.domain
    return {
        "database_identifier": data.database.identifier,
        "database_host": f"database.{domain}",
        "database_port": database.PORT,
        "database_secret": data.database.secret_name,
        "cache_identifier": data.cache.group_id,
        "cache_host": f"cache.{domain}",
        "cache_port": cache.PORT,
        "cache_secret": data.cache.secret_name,
    }
