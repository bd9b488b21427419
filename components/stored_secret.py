"""Generated passwords, and the secrets they are kept in."""

from collections.abc import Mapping

import pulumi
import pulumi_random as random
from pulumi_aws import secretsmanager

PASSWORD_LENGTH = 48
"""Characters, letters and digits only: RDS refuses / @ " and spaces, and URLs more. About 285 bits.
Source: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html"""


def password(name: str, version: int, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    """A password that stays until its version is raised."""
    generated = random.RandomPassword(
        name, length=PASSWORD_LENGTH, special=False, keepers={"version": str(version)}, opts=opts
    )
    return pulumi.Output.secret(generated.result)


def keep(
    name: str,
    secret_name: str,
    content: Mapping[str, pulumi.Input[str]],
    key_arn: pulumi.Input[str],
    recovery_days: int,
    opts: pulumi.ResourceOptions,
) -> secretsmanager.SecretVersion:
    """A secret and its value, as JSON.

    A deleted secret can be asked back for `recovery_days`, and its name is taken so long; 0 deletes at once.
    """
    secret = secretsmanager.Secret(
        name,
        name=secret_name,
        kms_key_id=key_arn,
        recovery_window_in_days=recovery_days,
        # Its name is a contract, and two secrets cannot share one.
        opts=pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(delete_before_replace=True)),
    )
    value = pulumi.Output.json_dumps(dict(content), sort_keys=True)
    return secretsmanager.SecretVersion(name, secret_id=secret.id, secret_string=value, opts=opts)


def recovery_days(protect: bool) -> int:
    """Days a deleted secret can be asked back: all that AWS allows, or none so that a name is free at once.

    Source: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html
    """
    return 30 if protect else 0
