"""RDS Proxy: many short connections of tasks over few long ones of the database, and a faster failover."""

from collections.abc import Sequence

import pulumi
from pulumi_aws import ec2, iam, rds

from components import firewall
from components.cloud import Cloud
from components.iam_documents import Statement, allow, document, trust
from components.ordering import once


def read_statements(cloud: Cloud, secret_arn: str, key_arn: str) -> tuple[Statement, ...]:
    """Read this secret, and decrypt it through Secrets Manager only.

    Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-iam-setup.html
    """
    via = {"StringEquals": {"kms:ViaService": f"secretsmanager.{cloud.region}.amazonaws.com"}}
    return (
        allow(["secretsmanager:GetSecretValue"], [secret_arn]),
        allow(["kms:Decrypt"], [key_arn], via),
    )


def proxy(
    name: str,
    cloud: Cloud,
    *,
    instance: rds.Instance,
    secret_arn: pulumi.Input[str],
    secrets_key_arn: pulumi.Input[str],
    subnet_ids: Sequence[pulumi.Input[str]],
    group: ec2.SecurityGroup,
    port: int,
    share: int,
    opts: pulumi.ResourceOptions,
) -> pulumi.Output[str]:
    """The address of a proxy that stands in the database's own security group, so who may reach one may reach
    the other. It takes TLS only, and at most `share` percent of the database's connections."""
    firewall.connect(f"{name}-proxy", group.id, group.id, port, opts)
    front = rds.Proxy(
        name,
        name=cloud.name("database", name),
        engine_family="POSTGRESQL",
        auths=[
            rds.ProxyAuthArgs(
                auth_scheme="SECRETS",
                secret_arn=secret_arn,
                client_password_auth_type="POSTGRES_SCRAM_SHA_256",
                iam_auth="DISABLED",
            )
        ],
        role_arn=_role(name, cloud, secret_arn, secrets_key_arn, opts),
        require_tls=True,
        vpc_subnet_ids=subnet_ids,
        vpc_security_group_ids=[group.id],
        opts=opts,
    )
    pool = rds.ProxyDefaultTargetGroup(
        name,
        db_proxy_name=front.name,
        connection_pool_config=rds.ProxyDefaultTargetGroupConnectionPoolConfigArgs(
            max_connections_percent=share,
            # Half of the pool may rest; a wait for a connection ends before a statement's does.
            max_idle_connections_percent=share // 2,
            connection_borrow_timeout=30,
        ),
        opts=opts,
    )
    target = rds.ProxyTarget(
        name,
        db_proxy_name=front.name,
        target_group_name=pool.name,
        db_instance_identifier=instance.identifier,
        opts=opts,
    )
    return once(front.endpoint, target)


def _role(
    name: str,
    cloud: Cloud,
    secret_arn: pulumi.Input[str],
    key_arn: pulumi.Input[str],
    opts: pulumi.ResourceOptions,
) -> pulumi.Output[str]:
    own = {"StringEquals": {"aws:SourceAccount": cloud.account_id}}
    role = iam.Role(f"{name}-proxy", assume_role_policy=trust("rds.amazonaws.com", own), opts=opts)
    policy = iam.RolePolicy(
        f"{name}-proxy",
        role=role.name,
        policy=pulumi.Output.all(secret_arn, key_arn).apply(
            lambda arns: document(*read_statements(cloud, *arns))
        ),
        opts=opts,
    )
    return once(role.arn, policy)
