"""What a stack tells the application's team: names that stay, and never a secret value.

The exports of the program are exactly these. docs/outputs.schema.json and docs/outputs.md are written from
here (`python -m components.contract_page`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pulumi

VERSION = 1
"""Version of the contract: raised when an output goes or changes its meaning, not when one is added."""

Kind = Literal["text", "number", "texts"]

_SCHEMAS: dict[Kind, dict[str, Any]] = {
    "text": {"type": "string"},
    "number": {"type": "integer"},
    "texts": {"type": "array", "items": {"type": "string"}},
}


@dataclass(frozen=True)
class Promise:
    """One output."""

    name: str
    meaning: str
    kind: Kind = "text"


@dataclass(frozen=True)
class Subject:
    """Outputs that belong together."""

    title: str
    promises: tuple[Promise, ...]


def _service(name: str) -> tuple[Promise, ...]:
    return (
        Promise(f"{name}_service", f"ECS service of the {name}"),
        Promise(
            f"{name}_task_definition",
            "Task definition that was asked for, ARN; `ops` holds it against what runs",
        ),
        Promise(f"{name}_image", "Image that was asked for"),
        Promise(f"{name}_repository_url", f"Where to push images of the {name}, without a tag"),
        Promise(f"{name}_log_group", f"Log group of the {name}"),
        Promise(f"{name}_secret", f"Name of the Secrets Manager secret with the {name}'s own secrets"),
    )


SUBJECTS = (
    Subject(
        "Stack",
        (
            Promise("contract_version", "Version of this contract", "number"),
            Promise("account_id", "AWS account, 12 digits"),
            Promise("region", "AWS region"),
        ),
    ),
    Subject(
        "Site",
        (
            Promise("url", "Where users find the site"),
            Promise(
                "domain_name_servers", "Name servers for the registrar; none if the zone was given", "texts"
            ),
            Promise("distribution_id", "CloudFront distribution, to invalidate paths in"),
            Promise("distribution_domain", "CloudFront's own name for it"),
            Promise("assets_bucket", "Bucket for the frontend's static files"),
            Promise("load_balancer_arn", "Load balancer, ARN"),
            Promise("load_balancer_host_name", "Name under which CloudFront calls the load balancer"),
        ),
    ),
    Subject(
        "Network",
        (
            Promise("vpc_id", "VPC"),
            Promise("application_subnet_ids", "Subnets of the services, one a zone", "texts"),
            Promise("data_subnet_ids", "Subnets of database and cache, one a zone", "texts"),
            Promise("namespace_domain", "Private domain under which services find each other"),
            Promise("log_bucket", "Bucket of flow logs and access logs"),
        ),
    ),
    Subject("Backend", _service("backend")),
    Subject("Frontend", _service("frontend")),
    Subject(
        "Services",
        (
            Promise("cluster_name", "ECS cluster"),
            Promise("migration_task_definition", "Task definition that migrates the database, ARN"),
            Promise("migration_security_group_id", "Security group to run it in"),
        ),
    ),
    Subject(
        "Data",
        (
            Promise("database_identifier", "RDS instance"),
            Promise("database_host", "Private name of the database"),
            Promise("database_port", "TCP port of the database", "number"),
            Promise("database_secret", "Name of the Secrets Manager secret with its credentials"),
            Promise("cache_identifier", "ElastiCache replication group"),
            Promise("cache_host", "Private name of the cache"),
            Promise("cache_port", "TCP port of the cache", "number"),
            Promise("cache_secret", "Name of the Secrets Manager secret with its credentials"),
        ),
    ),
    Subject(
        "Operations",
        (
            Promise("alarm_topic_arn", "SNS topic of all alarms, ARN"),
            Promise("alarm_names", "Every alarm of the stack", "texts"),
            Promise("dashboard_name", "CloudWatch dashboard"),
            Promise("backup_vault", "AWS Backup vault"),
        ),
    ),
)

PROMISES = tuple(promise for subject in SUBJECTS for promise in subject.promises)


def publish(values: Mapping[str, Any]) -> None:
    """Export what was promised, no more and no less.

    Raises:
        RunError: an output is missing, or was never promised: a programming error.
    """
    promised = {promise.name for promise in PROMISES}
    if values.keys() != promised:
        differing = sorted(values.keys() ^ promised)
        raise pulumi.RunError(f"Outputs differ from components/contract.py: {', '.join(differing)}.")
    for promise in PROMISES:
        pulumi.export(promise.name, values[promise.name])


def schema() -> dict[str, Any]:
    """The contract as JSON Schema, for `pulumi stack output --json`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Outputs of an Alicerce stack, version {VERSION}",
        "type": "object",
        "additionalProperties": False,
        "required": [promise.name for promise in PROMISES],
        "properties": {
            promise.name: _SCHEMAS[promise.kind] | {"description": promise.meaning} for promise in PROMISES
        }
        | {"contract_version": {"const": VERSION, "description": "Version of this contract"}},
    }
