"""Redis on ElastiCache: a replication group that fails over, its user, its secret and its logs."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
from pulumi_aws import cloudwatch, ec2, elasticache

from components import checks, firewall, stored_secret
from components.cache_users import USER, user_group
from components.cloud import Cloud
from components.instance_classes import CACHES
from components.redis_parameters import ENGINES, FAMILIES, VERSIONS, Engine, parameters, usable_bytes

PORT = 6379
"""Redis' own port."""

LOGS = {"slow-log": "slow", "engine-log": "engine"}
"""Logs that ElastiCache hands to CloudWatch, and the end of their group's name.
Source: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html"""


@dataclass(frozen=True, kw_only=True)
class RedisCacheArgs:
    """What a cache needs.

    Raises:
        ArgumentError: a value is out of bounds; names the field, the bounds and the value.
    """

    cloud: Cloud
    vpc_id: pulumi.Input[str]
    subnet_ids: Sequence[pulumi.Input[str]]
    """Subnets without a route out, in two zones or more."""
    key_arn: pulumi.Input[str]
    """Key of the data and its snapshots."""
    secrets_key_arn: pulumi.Input[str]
    """Key of the secret."""
    logs_key_arn: pulumi.Input[str]
    """Key of the logs."""
    topic_arn: pulumi.Input[str]
    """SNS topic for events."""

    engine: Engine
    """redis (7.1) or valkey (8.1)."""
    node_type: str
    """Type of the nodes; one of instance_classes.CACHES."""
    nodes: int
    """Nodes, 1 to 6. Two or more fail over, each in a zone of its own.
    Source: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html"""
    memory: int
    """MiB that data must be able to take; a node type that holds less is refused."""
    password_version: int
    """Raise it to change the password."""
    snapshot_retention_days: int
    """Days that daily snapshots are kept, 0 to 35; 0 takes none.
    Source: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html"""
    snapshot_window: str
    """Time of the daily snapshot in UTC, as 06:00-07:00."""
    maintenance_window: str
    """Time of the weekly maintenance in UTC, as mon:07:00-mon:08:00."""
    protect: bool
    """Refuse to delete or replace the cache, and take a snapshot when it is deleted all the same."""
    log_retention_days: int
    """Days that CloudWatch keeps the logs; one of the values it knows."""
    apply_immediately: bool
    """Apply changes at once and not in the maintenance window; some of them interrupt."""

    def __post_init__(self) -> None:
        checks.one_of("RedisCacheArgs.engine", self.engine, ENGINES)
        checks.one_of("RedisCacheArgs.node_type", self.node_type, CACHES)
        checks.in_range("RedisCacheArgs.nodes", self.nodes, 1, 6)
        usable = usable_bytes(self.node_type, CACHES[self.node_type]) // 2**20
        checks.in_range("RedisCacheArgs.memory", self.memory, 1, usable)
        checks.in_range("RedisCacheArgs.snapshot_retention_days", self.snapshot_retention_days, 0, 35)


class RedisCache(pulumi.ComponentResource):
    """A Redis that takes TLS and a password only, and goes on in another zone when one fails.

    ElastiCache keeps no append-only file: the replica takes over with what it has received, and a daily
    snapshot is what is left when all nodes are lost.
    """

    host: pulumi.Output[str]
    """Address of the node that takes writes; it follows a failover."""
    group_id: str
    """Name of the replication group."""
    node_ids: list[str]
    """Names of the nodes."""
    security_group_id: pulumi.Output[str]
    """Group of the nodes, for who may reach them on PORT."""
    secret_name: str
    """Name of the secret."""
    secret_arn_pattern: str
    """The secret as IAM policies name it: the end of its ARN is random."""
    secrets: dict[str, str]
    """Environment variable of a client -> ARN it is read from."""
    environment: dict[str, str]
    """Plain environment of a client; the host has a name in the stack's namespace."""
    credentials: pulumi.Resource
    """What a client waits for before it reads the secret."""

    def __init__(self, name: str, args: RedisCacheArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("alicerce:components:RedisCache", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)

        group_id = args.cloud.name("cache", name)
        secret_name = args.cloud.name("secret", name)
        secret_arn = args.cloud.arn("secretsmanager", f"secret:{secret_name}")
        password = stored_secret.password(name, args.password_version, child)
        content: dict[str, pulumi.Input[str]] = {
            "username": USER,
            "password": password,
            "port": str(PORT),
            "engine": args.engine,
        }
        days = stored_secret.recovery_days(args.protect)
        group = firewall.group(name, "Cache", args.cloud, args.vpc_id, child)
        users = user_group(name, group_id, password, child)
        nodes = _replication_group(name, args, group_id, group, users, child)

        self.host = nodes.primary_endpoint_address
        self.group_id = group_id
        self.node_ids = [f"{group_id}-{number:03}" for number in range(1, args.nodes + 1)]
        self.security_group_id = group.id
        self.secret_name = secret_name
        self.secret_arn_pattern = f"{secret_arn}-??????"
        self.secrets = {
            "REDIS_USER": f"{secret_arn}:username::",
            "REDIS_PASSWORD": f"{secret_arn}:password::",
        }
        self.environment = {"REDIS_PORT": str(PORT), "REDIS_TLS": "true"}
        self.credentials = stored_secret.keep(name, secret_name, content, args.secrets_key_arn, days, child)
        self.register_outputs(
            {
                "host": self.host,
                "group_id": self.group_id,
                "node_ids": self.node_ids,
                "security_group_id": self.security_group_id,
                "secret_name": self.secret_name,
                "secret_arn_pattern": self.secret_arn_pattern,
                "secrets": self.secrets,
                "environment": self.environment,
            }
        )


def _replication_group(
    name: str,
    args: RedisCacheArgs,
    group_id: str,
    group: ec2.SecurityGroup,
    users: elasticache.UserGroup,
    opts: pulumi.ResourceOptions,
) -> elasticache.ReplicationGroup:
    subnets = elasticache.SubnetGroup(
        name, subnet_ids=args.subnet_ids, description="Data subnets", tags=args.cloud.title(name), opts=opts
    )
    return elasticache.ReplicationGroup(
        name,
        replication_group_id=group_id,
        description="Cache and sessions",
        engine=args.engine,
        engine_version=VERSIONS[args.engine],
        auto_minor_version_upgrade=True,
        node_type=args.node_type,
        num_cache_clusters=args.nodes,
        automatic_failover_enabled=args.nodes > 1,
        multi_az_enabled=args.nodes > 1,
        port=PORT,
        parameter_group_name=_parameter_group(name, args, opts).name,
        subnet_group_name=subnets.name,
        security_group_ids=[group.id],
        at_rest_encryption_enabled=True,
        kms_key_id=args.key_arn,
        transit_encryption_enabled=True,
        transit_encryption_mode="required",
        user_group_ids=[users.user_group_id],
        snapshot_retention_limit=args.snapshot_retention_days,
        snapshot_window=args.snapshot_window,
        final_snapshot_identifier=f"{group_id}-final" if args.protect else None,
        maintenance_window=args.maintenance_window,
        apply_immediately=args.apply_immediately,
        notification_topic_arn=args.topic_arn,
        log_delivery_configurations=_logs(name, args, opts),
        tags=args.cloud.title(name),
        # Its name is a contract, and two groups cannot share one.
        opts=pulumi.ResourceOptions.merge(
            opts, pulumi.ResourceOptions(protect=args.protect, delete_before_replace=True)
        ),
    )


def _parameter_group(
    name: str, args: RedisCacheArgs, opts: pulumi.ResourceOptions
) -> elasticache.ParameterGroup:
    return elasticache.ParameterGroup(
        name,
        family=FAMILIES[args.engine],
        description="Cache tuned for its node type",
        parameters=[
            elasticache.ParameterGroupParameterArgs(name=key, value=value)
            for key, value in parameters(args.node_type).items()
        ],
        opts=opts,
    )


def _logs(
    name: str, args: RedisCacheArgs, opts: pulumi.ResourceOptions
) -> list[elasticache.ReplicationGroupLogDeliveryConfigurationArgs]:
    """Slow commands and the engine's own messages, as JSON, each to a log group of its own."""
    return [
        elasticache.ReplicationGroupLogDeliveryConfigurationArgs(
            destination=cloudwatch.LogGroup(
                f"{name}-{end}",
                name=args.cloud.name("log-group", name, end),
                retention_in_days=args.log_retention_days,
                kms_key_id=args.logs_key_arn,
                opts=opts,
            ).name,
            destination_type="cloudwatch-logs",
            log_format="json",
            log_type=log,
        )
        for log, end in LOGS.items()
    ]
