"""Where the database's master password is, as known before it exists: made here, or RDS's own.

Made here, it is a secret with a known name that exists before the database: tasks start without waiting for
the instance. It changes when the password's version is raised. RDS's own changes by itself every week, has a
name that RDS chooses, and exists only with the instance; an SSM parameter with a known name leads to it, and
the application reads it at run time.
Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
"""

from dataclasses import dataclass

import pulumi
from pulumi_aws import ssm

from components.cloud import Cloud


@dataclass(frozen=True)
class SecretPlace:
    """Where the password is."""

    name: str
    """Name of the secret; of the parameter that holds the ARN, when the secret is RDS's own."""
    arn_pattern: str
    """What ECS reads when a task starts, as IAM policies name it: the end of a secret's ARN is random."""
    secrets: dict[str, str]
    """Environment variable -> ARN, as `valueFrom` of a container takes it."""
    run_time_arn_pattern: str = ""
    """What the process reads by itself, as IAM policies name it; nothing, if ECS gives it all."""


def made_here(name: str, cloud: Cloud) -> SecretPlace:
    """The secret that the program makes. ECS finds it by its ARN without the random end.

    Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html
    """
    secret = cloud.name("secret", name)
    arn = cloud.arn("secretsmanager", f"secret:{secret}")
    return SecretPlace(
        name=secret,
        arn_pattern=f"{arn}-??????",
        secrets={"DATABASE_USER": f"{arn}:username::", "DATABASE_PASSWORD": f"{arn}:password::"},
    )


def made_by_rds(name: str, cloud: Cloud) -> SecretPlace:
    """The secret that RDS makes."""
    parameter = cloud.name("parameter", f"{name}-secret-arn")
    arn = cloud.arn("ssm", f"parameter{parameter}")
    return SecretPlace(
        name=parameter,
        arn_pattern=arn,
        secrets={"DATABASE_SECRET_ARN": arn},
        # Other databases' too, by this name; but theirs are under other keys than this stack's.
        run_time_arn_pattern=cloud.arn("secretsmanager", "secret:rds!db-*"),
    )


def publish(
    name: str, place: SecretPlace, secret_arn: pulumi.Output[str], opts: pulumi.ResourceOptions
) -> ssm.Parameter:
    """The ARN of RDS's own secret, under a name that is known."""
    return ssm.Parameter(
        name,
        name=place.name,
        type="String",
        value=secret_arn,
        description="ARN of the secret that holds the database's master password",
        opts=opts,
    )
