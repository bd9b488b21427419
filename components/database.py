"""PostgreSQL on RDS: an instance that fails over, its secret, its logs, its replicas and its proxy."""

from dataclasses import dataclass

import pulumi
from pulumi_aws import ec2, rds

from components import database_secret, firewall, stored_secret
from components.database_args import PostgresDatabaseArgs
from components.database_instance import PORT, parameter_group, primary, replica
from components.database_monitoring import log_groups, monitoring_role, subscribe
from components.database_proxy import proxy

__all__ = ["PORT", "PostgresDatabase", "PostgresDatabaseArgs"]


class PostgresDatabase(pulumi.ComponentResource):
    """A tuned, encrypted PostgreSQL that takes TLS only and is hard to lose.

    With `deletion_protection`, AWS refuses to delete an instance, and the engine refuses to delete or to
    replace it: a change that would replace it stops before anything is touched. To let one through, name the
    resource with `pulumi state unprotect`, and switch the protection off by setting.

    Nothing a task starts with comes from the instance: names, ARNs and the secret exist before it. Only RDS's
    own password (`secret` is managed) is known no earlier than the instance.
    """

    host: pulumi.Output[str]
    """Address that clients connect to: the proxy's where there is one, else the instance's."""
    identifier: str
    """Name of the instance in RDS."""
    replica_identifiers: list[str]
    """Names of the read replicas in RDS."""
    replica_hosts: list[pulumi.Output[str]]
    """Addresses of the read replicas."""
    proxy_host: pulumi.Output[str] | None
    """Address of the proxy, if there is one."""
    security_group_id: pulumi.Output[str]
    """Group of instance, replicas and proxy, for who may reach them on PORT."""
    secret_name: str
    """Name of the secret; of the SSM parameter that holds its ARN, when the secret is RDS's own."""
    secret_arn_pattern: str
    """What ECS reads when a client starts, as IAM policies name it."""
    run_time_secret_arn_pattern: str
    """What a client reads by itself, as IAM policies name it; nothing, unless the secret is RDS's own."""
    secrets: dict[str, str]
    """Environment variable of a client -> ARN it is read from."""
    environment: dict[str, str]
    """Plain environment of a client; the host has a name in the stack's namespace."""
    credentials: pulumi.Resource
    """What a client waits for before it reads the secret."""

    def __init__(
        self, name: str, args: PostgresDatabaseArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("alicerce:components:PostgresDatabase", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)

        identifier = args.cloud.name("database", name)
        group = firewall.group(name, "Database", args.cloud, args.vpc_id, child)
        password = _password(name, args, child)
        instance, *replicas = _instances(name, args, identifier, group, password, child)
        kept = _credentials(name, args, instance, password, child)
        proxy_host = _proxy(name, args, instance, kept.arn, group, child) if args.proxy else None

        self.host = proxy_host or instance.address
        self.identifier = identifier
        self.replica_identifiers = [_replica_id(name, args, number) for number in _numbers(args)]
        self.replica_hosts = [each.address for each in replicas]
        self.proxy_host = proxy_host
        self.security_group_id = group.id
        self.secret_name = kept.place.name
        self.secret_arn_pattern = kept.place.arn_pattern
        self.run_time_secret_arn_pattern = kept.place.run_time_arn_pattern
        self.secrets = kept.place.secrets
        self.environment = {
            "DATABASE_NAME": args.name,
            "DATABASE_PORT": str(PORT),
            "DATABASE_POOL_SIZE": str(args.pool_size),
        }
        self.credentials = kept.resource
        self.register_outputs(
            {
                "host": self.host,
                "identifier": self.identifier,
                "replica_identifiers": self.replica_identifiers,
                "replica_hosts": self.replica_hosts,
                "proxy_host": self.proxy_host,
                "security_group_id": self.security_group_id,
                "secret_name": self.secret_name,
                "secret_arn_pattern": self.secret_arn_pattern,
                "run_time_secret_arn_pattern": self.run_time_secret_arn_pattern,
                "secrets": self.secrets,
                "environment": self.environment,
            }
        )


@dataclass(frozen=True)
class _Kept:
    """The master password, kept."""

    place: database_secret.SecretPlace
    resource: pulumi.Resource
    arn: pulumi.Output[str]


def _password(
    name: str, args: PostgresDatabaseArgs, opts: pulumi.ResourceOptions
) -> pulumi.Output[str] | None:
    """The master password, unless RDS makes it."""
    if args.secret == "managed":
        return None
    return stored_secret.password(name, args.password_version, opts)


def _credentials(
    name: str,
    args: PostgresDatabaseArgs,
    instance: rds.Instance,
    password: pulumi.Output[str] | None,
    opts: pulumi.ResourceOptions,
) -> _Kept:
    """Keeps a generated password before the instance exists; publishes where RDS keeps its own after that."""
    if password is None:
        place = database_secret.made_by_rds(name, args.cloud)
        secret_arn = instance.master_user_secrets[0].secret_arn
        return _Kept(place, database_secret.publish(name, place, secret_arn, opts), secret_arn)
    place = database_secret.made_here(name, args.cloud)
    content: dict[str, pulumi.Input[str]] = {
        "username": args.username,
        "password": password,
        "dbname": args.name,
        "port": str(PORT),
        "engine": "postgres",
    }
    days = stored_secret.recovery_days(args.deletion_protection)
    version = stored_secret.keep(name, place.name, content, args.secrets_key_arn, days, opts)
    return _Kept(place, version, version.secret_arn)


def _instances(
    name: str,
    args: PostgresDatabaseArgs,
    identifier: str,
    group: ec2.SecurityGroup,
    password: pulumi.Output[str] | None,
    opts: pulumi.ResourceOptions,
) -> list[rds.Instance]:
    """The primary, and its replicas over the zones in turn."""
    role = monitoring_role(name, args.cloud, opts) if args.monitoring_interval else None
    groups = [parameter_group(name, args, args.size, opts)]
    instances = [
        primary(
            name,
            args,
            identifier=identifier,
            password=password,
            group=groups[0],
            security_group_id=group.id,
            monitoring_role_arn=role,
            needed=log_groups(name, identifier, args.log_retention_days, args.logs_key_arn, opts),
            opts=opts,
        )
    ]
    if args.read_replicas:
        groups.append(parameter_group(f"{name}-replica", args, args.replica_size, opts))
    for number in _numbers(args):
        label = f"{name}-replica-{number}"
        replica_id = _replica_id(name, args, number)
        instances.append(
            replica(
                label,
                args,
                source=instances[0],
                identifier=replica_id,
                zone=args.zones[(number - 1) % len(args.zones)],
                group=groups[1],
                security_group_id=group.id,
                monitoring_role_arn=role,
                needed=log_groups(label, replica_id, args.log_retention_days, args.logs_key_arn, opts),
                opts=opts,
            )
        )
    subscribe(name, instances, groups, args.topic_arn, opts)
    return instances


def _numbers(args: PostgresDatabaseArgs) -> range:
    return range(1, args.read_replicas + 1)


def _replica_id(name: str, args: PostgresDatabaseArgs, number: int) -> str:
    return args.cloud.name("database", f"{name}-replica-{number}")


def _proxy(
    name: str,
    args: PostgresDatabaseArgs,
    instance: rds.Instance,
    secret_arn: pulumi.Output[str],
    group: ec2.SecurityGroup,
    opts: pulumi.ResourceOptions,
) -> pulumi.Output[str]:
    return proxy(
        name,
        args.cloud,
        instance=instance,
        secret_arn=secret_arn,
        secrets_key_arn=args.secrets_key_arn,
        subnet_ids=args.subnet_ids,
        group=group,
        port=PORT,
        share=args.proxy_share,
        opts=opts,
    )
