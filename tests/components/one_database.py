"""A database to look at."""

from functools import cache
from typing import Any

from components.cloud import Cloud
from components.database import PostgresDatabase, PostgresDatabaseArgs
from settings.data import DatabaseSettings
from tests.recorder import Recorder, record

INSTANCE = "aws:rds/instance:Instance"


def arguments(cloud: Cloud, **changes: Any) -> PostgresDatabaseArgs:
    return PostgresDatabaseArgs(
        cloud=cloud,
        vpc_id="vpc",
        subnet_ids=["subnet-a", "subnet-b"],
        zones=["us-east-1a", "us-east-1b"],
        key_arn="key-data",
        secrets_key_arn="key-secrets",
        logs_key_arn="key-logs",
        topic_arn="topic",
        **(dict(DatabaseSettings()) | changes),
    )


def revealed(value: Any) -> str:
    """A secret as the engine receives it is wrapped; plain text would not be."""
    assert not isinstance(value, str), "the secret travels in plain text"
    return str(value["value"])


@cache
def build(cloud: Cloud, preview: bool = False, **changes: Any) -> Recorder:
    return record(lambda: PostgresDatabase("database", arguments(cloud, **changes)), preview=preview)
