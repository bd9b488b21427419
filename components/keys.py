"""The stack's encryption keys: one for each purpose, so that each can be closed without the others."""

from dataclasses import dataclass

import pulumi

from components import audit, checks, topic_policies
from components.cloud import Cloud
from components.encryption_key import encryption_key, service_use
from components.iam_documents import Statement


@dataclass(frozen=True, kw_only=True)
class KeysArgs:
    """What the keys need.

    Raises:
        ArgumentError: a value is out of bounds; names the field, the bounds and the value.
    """

    cloud: Cloud
    deletion_window_days: int
    """Days between the order to delete a key and its end, 7 to 30. Until then it can be asked back.
    Source: https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html"""
    protect: bool
    """Refuse to delete the keys: what they encrypted is lost with them."""

    def __post_init__(self) -> None:
        checks.in_range("KeysArgs.deletion_window_days", self.deletion_window_days, 7, 30)


class Keys(pulumi.ComponentResource):
    """Keys that rotate every year, used through IAM or by the AWS services that their policies name.

    Databases, secrets and backups need no service in a policy: those services use a key with a grant, or on
    behalf of a caller whom IAM allows it.
    """

    data_arn: pulumi.Output[str]
    """Key of the database and the cache."""
    secrets_arn: pulumi.Output[str]
    """Key of the secrets."""
    logs_arn: pulumi.Output[str]
    """Key of what the stack says of itself: log groups, alarm messages and the audit trail."""
    backups_arn: pulumi.Output[str]
    """Key of the backup vault."""

    def __init__(self, name: str, args: KeysArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("alicerce:components:Keys", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self, protect=args.protect)

        def key(purpose: str, description: str, *users: Statement) -> pulumi.Output[str]:
            return encryption_key(
                f"{name}-{purpose}", description, args.cloud, users, args.deletion_window_days, child
            )

        self.data_arn = key("data", "Database and cache")
        self.secrets_arn = key("secrets", "Secrets")
        self.logs_arn = key(
            "logs",
            "Logs and alarms",
            log_groups(args.cloud),
            topic_policies.key_use(args.cloud),
            audit.key_use(args.cloud),
        )
        self.backups_arn = key("backups", "Backups")
        self.register_outputs(
            {
                "data_arn": self.data_arn,
                "secrets_arn": self.secrets_arn,
                "logs_arn": self.logs_arn,
                "backups_arn": self.backups_arn,
            }
        )


def log_groups(cloud: Cloud) -> Statement:
    """CloudWatch Logs encrypts this account's log groups, and nothing else.

    Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    """
    return service_use(
        "LogGroups",
        (f"logs.{cloud.region}.amazonaws.com",),
        ("kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"),
        {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": cloud.arn("logs", "log-group:*")}},
    )
