"""One KMS key: rotated every year, with an alias, and used by nobody its policy does not name."""

import pulumi
from pulumi_aws import kms

from components.cloud import Cloud
from components.iam_documents import Statement, document
from components.ordering import once


def encryption_key(
    purpose: str,
    description: str,
    cloud: Cloud,
    users: tuple[Statement, ...],
    deletion_window_days: int,
    opts: pulumi.ResourceOptions,
    region: str | None = None,
) -> pulumi.Output[str]:
    """ARN of a new key for one purpose. It resolves when the alias leads to it, so that what is made with the
    key can already be looked up by purpose."""
    key = kms.Key(
        purpose,
        description=f"{description} of {cloud.project}, {cloud.stack}",
        enable_key_rotation=True,
        deletion_window_in_days=deletion_window_days,
        policy=key_policy(cloud, *users),
        region=region,
        tags=cloud.title(purpose),
        opts=opts,
    )
    alias = kms.Alias(
        purpose,
        name=cloud.name("key-alias", purpose),
        target_key_id=key.id,
        region=region,
        opts=pulumi.ResourceOptions(parent=opts.parent),
    )
    return once(key.arn, alias)


def key_policy(cloud: Cloud, *users: Statement) -> str:
    """Who may use a key. `*` is the key itself: a key's policy speaks of no other.

    The first statement hands the decision over to the account's IAM policies. Without it AWS refuses the key,
    since nobody could ever change it.
    Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
    """
    account: Statement = {
        "Sid": "AccountDecides",
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{cloud.account_id}:root"},
        "Action": "kms:*",
        "Resource": "*",
    }
    return document(account, *users)


def service_use(
    sid: str, services: tuple[str, ...], actions: tuple[str, ...], condition: dict[str, dict[str, object]]
) -> Statement:
    """A statement of a key's policy: AWS services that use the key by themselves, and for what."""
    return {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": {"Service": list(services)},
        "Action": list(actions),
        "Resource": "*",
        "Condition": condition,
    }
