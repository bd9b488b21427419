"""The data tier: database and cache, where only the services reach them, under names that stay."""

from dataclasses import dataclass
from typing import Any

import pulumi

from components.cache import RedisCache, RedisCacheArgs
from components.database import PostgresDatabase, PostgresDatabaseArgs
from program.ground import Ground
from settings import Settings


@dataclass(frozen=True, kw_only=True)
class Data:
    """Database and cache."""

    database: PostgresDatabase
    cache: RedisCache


def data(settings: Settings, ground: Ground, opts: pulumi.ResourceOptions) -> Data:
    """Make it. The aliases wait for the hosts they stand for, and nothing waits for the aliases."""
    place: dict[str, Any] = {
        "cloud": ground.cloud,
        "vpc_id": ground.network.vpc_id,
        "subnet_ids": ground.network.data_subnet_ids,
        "key_arn": ground.keys.data_arn,
        "secrets_key_arn": ground.keys.secrets_arn,
        "logs_key_arn": ground.keys.logs_arn,
        "topic_arn": ground.topic.events_arn,
    }
    database = PostgresDatabase(
        "database",
        PostgresDatabaseArgs(**place, zones=settings.zones, **dict(settings.database)),
        opts,
    )
    cache = RedisCache("cache", RedisCacheArgs(**place, **dict(settings.cache)), opts)
    ground.namespace.alias("database", database.host)
    ground.namespace.alias("cache", cache.host)
    return Data(database=database, cache=cache)
