"""Settings of how the application uses the database, the cache and files."""

from typing import Annotated, ClassVar, Literal

from pydantic import SecretStr

from settings.env import BOTH, Env, Variables
from settings.kinds import Bucket, MimeTypes, Region, SecretText, Url, Within


class DatabaseAccessSettings(Variables):
    """How the backend uses the database."""

    category: ClassVar[str] = "Database"

    ssl_mode: Annotated[Literal["require", "verify-ca"], Env("DATABASE_SSL_MODE")] = "verify-ca"
    """What the backend asks of the database's certificate: that there is one, or that Amazon signed it. The
    database has another name inside the network, so its host name cannot be checked."""
    pool_min: Annotated[int, Within(0, 1000, "connections", 5), Env("DATABASE_POOL_MIN")] = 5
    """Connections a backend task keeps open, 0 to 1000."""
    pool_idle: Annotated[int, Within(1, 3600, "seconds", 30), Env("DATABASE_POOL_IDLE_SECONDS")] = 30
    """Seconds after which an idle connection is closed, 1 to 3600."""
    connect_timeout: Annotated[int, Within(1, 60, "seconds", 5), Env("DATABASE_CONNECT_TIMEOUT_SECONDS")] = 5
    """Seconds to wait for a connection, 1 to 60."""
    statement_timeout: Annotated[
        int, Within(1, 3600, "seconds", 30), Env("DATABASE_STATEMENT_TIMEOUT_SECONDS")
    ] = 30
    """Seconds a statement may take, 1 to 3600."""
    slow_query: Annotated[int, Within(1, 60_000, "milliseconds", 200), Env("DATABASE_SLOW_QUERY_MS")] = 200
    """Milliseconds after which a statement is logged as slow, 1 to 60000."""
    retries: Annotated[int, Within(0, 100, "attempts", 10), Env("DATABASE_CONNECT_RETRIES")] = 10
    """Attempts to connect again, 0 to 100; a failover takes one to two minutes."""


class RedisAccessSettings(Variables):
    """How the services use the cache."""

    category: ClassVar[str] = "Redis"

    connect_timeout: Annotated[
        int, Within(100, 60_000, "milliseconds", 5000), Env("REDIS_CONNECT_TIMEOUT_MS")
    ] = 5000
    """Milliseconds to wait for a connection, 100 to 60000."""
    command_timeout: Annotated[
        int, Within(10, 60_000, "milliseconds", 1000), Env("REDIS_COMMAND_TIMEOUT_MS")
    ] = 1000
    """Milliseconds to wait for an answer, 10 to 60000."""
    retries: Annotated[int, Within(0, 100, "attempts", 10), Env("REDIS_MAX_RETRIES")] = 10
    """Attempts to connect again, 0 to 100."""
    cache_db: Annotated[int, Within(0, 15, "(a database number)", 0), Env("REDIS_CACHE_DB")] = 0
    """Number of the logical database for cached values, 0 to 15."""
    session_db: Annotated[int, Within(0, 15, "(a database number)", 1), Env("REDIS_SESSION_DB")] = 1
    """Number of the logical database for sessions, 0 to 15."""


class StorageSettings(Variables):
    """Files of users: S3 and CloudFront. Off until a bucket is named."""

    category: ClassVar[str] = "Storage"
    switch: ClassVar[str] = "bucket"

    bucket: Annotated[Bucket, Env("S3_BUCKET")] = ""
    """S3 bucket of the users' files; empty means there are none."""
    region: Annotated[Region, Env("S3_REGION")] = "us-east-1"
    """Region of the bucket."""
    prefix: Annotated[str, Env("S3_UPLOAD_PREFIX")] = "uploads/"
    """Start of the keys of uploaded files."""
    max_upload: Annotated[int, Within(1, 5120, "MiB", 25), Env("UPLOAD_MAX_MIB")] = 25
    """MiB that an uploaded file may have, 1 to 5120.

    Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html"""
    types: Annotated[MimeTypes, Env("UPLOAD_TYPES")] = ("image/jpeg", "image/png", "image/webp")
    """Kinds of files that may be uploaded."""
    link_ttl: Annotated[int, Within(1, 604_800, "seconds", 900), Env("S3_LINK_TTL_SECONDS")] = 900
    """Seconds a signed link to a file lasts, 1 to 604800.

    Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html"""
    cdn_url: Annotated[Url, Env("CLOUDFRONT_URL", BOTH)] = ""
    """Address of the distribution that serves the files; empty means signed links to S3."""
    cdn_key_id: Annotated[str, Env("CLOUDFRONT_KEY_PAIR_ID")] = ""
    """Id of the public key that the distribution checks signed addresses with."""
    cdn_private_key: Annotated[
        SecretStr,
        SecretText(r"-----BEGIN [A-Z ]*PRIVATE KEY-----\n.*", "a private key in PEM"),
        Env("CLOUDFRONT_PRIVATE_KEY", optional=True),
    ] = SecretStr("")
    """Private key that signs addresses of the distribution."""


class PerformanceSettings(Variables):
    """Node.js and the lifetimes of cached values."""

    category: ClassVar[str] = "Performance"

    heap: Annotated[int, Within(25, 90, "percent", 75)] = 75
    """Percent of a task's memory that the JavaScript heap may take, 25 to 90."""
    threads: Annotated[int, Within(1, 1024, "threads", 8), Env("UV_THREADPOOL_SIZE", BOTH)] = 8
    """Threads for files, DNS and cryptography in a process, 1 to 1024.

    Source: https://docs.libuv.org/en/v1.x/threadpool.html"""
    sockets: Annotated[int, Within(1, 10_000, "connections", 100), Env("HTTP_MAX_SOCKETS", BOTH)] = 100
    """Connections a process keeps open to one other host, 1 to 10000."""
    cache_ttl: Annotated[int, Within(1, 86_400, "seconds", 300), Env("CACHE_TTL_SECONDS")] = 300
    """Seconds a value stays in the cache unless something else is said, 1 to 86400."""
    api_cache_ttl: Annotated[int, Within(0, 86_400, "seconds", 60), Env("CACHE_TTL_API_SECONDS")] = 60
    """Seconds that browsers and the CDN may keep public API answers, 0 to 86400."""
    user_cache_ttl: Annotated[int, Within(1, 86_400, "seconds", 60), Env("CACHE_TTL_USER_SECONDS")] = 60
    """Seconds a user's profile stays in the cache, 1 to 86400."""
    stale: Annotated[
        int, Within(0, 86_400, "seconds", 300), Env("CACHE_STALE_WHILE_REVALIDATE_SECONDS", BOTH)
    ] = 300
    """Seconds an old answer may be given while a new one is made, 0 to 86400."""
    event_loop_lag: Annotated[
        int, Within(10, 10_000, "milliseconds", 200), Env("EVENT_LOOP_LAG_MS", BOTH)
    ] = 200
    """Milliseconds of event loop delay above which a process logs a warning, 10 to 10000."""
