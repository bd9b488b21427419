"""Variables that are neither settings nor follow from them: generated secrets, and what other parts set."""

from dataclasses import dataclass
from typing import Literal

from settings.env import BACKEND, BOTH, FRONTEND


@dataclass(frozen=True)
class Generated:
    """A secret that nobody needs to know, made once and kept until its version is raised."""

    name: str
    services: tuple[str, ...]
    description: str
    kind: Literal["text", "bytes"] = "text"
    """Letters and digits, or random bytes in Base64."""
    length: int = 64
    """Characters, or bytes."""
    version: str = "secrets_version"
    """The security setting that is its version."""


GENERATED: dict[str, tuple[Generated, ...]] = {
    "Backend": (
        Generated("JWT_SECRET", BACKEND, "Signs access tokens."),
        Generated("JWT_REFRESH_SECRET", BACKEND, "Signs refresh tokens."),
    ),
    "Frontend": (Generated("REVALIDATE_TOKEN", BOTH, "Lets the backend have pages made again."),),
    "Security": (
        Generated("SESSION_SECRET", BACKEND, "Signs sessions."),
        Generated("CSRF_SECRET", BACKEND, "Signs tokens against forged requests."),
        Generated("COOKIE_SECRET", FRONTEND, "Signs the site's cookies."),
        Generated("INTERNAL_API_KEY", BOTH, "Opens the API's internal part to the site's server."),
        Generated(
            "ENCRYPTION_KEY",
            BACKEND,
            "Encrypts personal data in the database (AES-256): 32 bytes in Base64.",
            kind="bytes",
            length=32,
            version="encryption_key_version",
        ),
    ),
}
"""By category. 64 letters and digits are 380 bits."""


@dataclass(frozen=True)
class Given:
    """A variable that another part of the program sets."""

    name: str
    services: tuple[str, ...]
    description: str
    secret: bool = False


GIVEN: dict[str, tuple[Given, ...]] = {
    "General": (
        Given("NODE_ENV", BOTH, "Always production in a container."),
        Given("VERSION", BOTH, "Tag of the image."),
        Given("PORT", BOTH, "TCP port to listen on."),
    ),
    "Database": (
        Given("DATABASE_PORT", BACKEND, "TCP port of the database."),
        Given("DATABASE_NAME", BACKEND, "Name of the database."),
        Given("DATABASE_POOL_SIZE", BACKEND, "Connections a task may open."),
        Given("DATABASE_USER", BACKEND, "User of the database.", secret=True),
        Given("DATABASE_PASSWORD", BACKEND, "Password of that user.", secret=True),
    ),
    "Redis": (
        Given("REDIS_PORT", BACKEND, "TCP port of the cache."),
        Given("REDIS_TLS", BACKEND, "Whether connections are encrypted."),
        Given("REDIS_USER", BACKEND, "User of the cache.", secret=True),
        Given("REDIS_PASSWORD", BACKEND, "Password of that user.", secret=True),
    ),
    "Frontend": (
        Given("HOSTNAME", FRONTEND, "Address to listen on."),
        Given("BACKEND_URL", FRONTEND, "Where the site's server finds the API, inside the network."),
    ),
}
"""By category: what the services, the database and the cache set themselves."""
