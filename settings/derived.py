"""Variables that follow from the stack."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from settings.env import BACKEND, BOTH, FRONTEND
from settings.model import Settings


@dataclass(frozen=True, kw_only=True)
class Stack:
    """What variables are derived from."""

    settings: Settings
    project: str
    name: str
    """Of the stack, for example prod."""
    domain: str
    """The private domain in which services, database and cache find each other."""

    @property
    def url(self) -> str:
        """Address of the site."""
        return f"https://{self.settings.domain.name}"


@dataclass(frozen=True)
class Derived:
    """A variable whose value follows from the stack; an empty one is not sent."""

    name: str
    services: tuple[str, ...]
    description: str
    value: Callable[[Stack, str], str]
    """The value for a service."""


def _when(group: str, value: Callable[[Stack, str], str]) -> Callable[[Stack, str], str]:
    """The value if a third party's group is on, else nothing."""

    def either(stack: Stack, service: str) -> str:
        return value(stack, service) if getattr(stack.settings.application, group).on else ""

    return either


def _service(stack: Stack, service: str) -> Any:
    return getattr(stack.settings, service)


def _heap(stack: Stack, service: str) -> str:
    mib = _service(stack, service).memory * stack.settings.application.performance.heap // 100
    return f"--max-old-space-size={mib}"


def _origins(stack: Stack, service: str) -> str:
    return ",".join(stack.settings.application.backend.cors_origins or (stack.url,))


DERIVED: dict[str, tuple[Derived, ...]] = {
    "General": (
        Derived("APP_NAME", BOTH, "Name of the project.", lambda s, _: s.project),
        Derived("APP_ENV", BOTH, "Name of the stack.", lambda s, _: s.name),
        Derived("APP_URL", BOTH, "Address of the site.", lambda s, _: s.url),
        Derived("AWS_REGION", BOTH, "AWS region of the stack.", lambda s, _: s.settings.region),
        Derived("LOG_FORMAT", BOTH, "Form of log lines.", lambda s, _: "json"),
    ),
    "Docker Registry": (
        Derived(
            "DOCKER_REGISTRY",
            (),
            "Registry of the images, for builds.",
            lambda s, _: f"{s.settings.account_id}.dkr.ecr.{s.settings.region}.amazonaws.com",
        ),
        Derived(
            "DOCKER_NAMESPACE",
            (),
            "Start of the images' names, for builds.",
            lambda s, _: f"{s.project}/{s.name}",
        ),
    ),
    "Database": (
        Derived("DATABASE_HOST", BACKEND, "Host of the database.", lambda s, _: f"database.{s.domain}"),
        Derived(
            "DATABASE_APPLICATION_NAME",
            BACKEND,
            "Name that the database shows for the backend's connections.",
            lambda s, service: f"{s.project}-{s.name}-{service}",
        ),
    ),
    "Redis": (
        Derived("REDIS_HOST", BACKEND, "Host of the cache.", lambda s, _: f"cache.{s.domain}"),
        Derived("REDIS_KEY_PREFIX", BACKEND, "Start of every key.", lambda s, _: f"{s.project}:{s.name}:"),
    ),
    "Backend": (
        Derived("API_PREFIX", BACKEND, "Path the load balancer sends to the API.", lambda s, _: "/api"),
        Derived("JWT_ISSUER", BACKEND, "Who issues tokens.", lambda s, _: s.url),
        Derived("JWT_AUDIENCE", BACKEND, "Whom tokens are for.", lambda s, _: s.url),
        Derived("CORS_ORIGINS", BACKEND, "Origins of pages that may call the API.", _origins),
        Derived(
            "TRUSTED_PROXIES",
            BOTH,
            "Proxies in front that add to X-Forwarded-For: CloudFront and the load balancer.",
            lambda s, _: "2",
        ),
        Derived(
            "KEEP_ALIVE_TIMEOUT_SECONDS",
            BOTH,
            "Seconds an idle connection stays open: longer than at the load balancer.",
            lambda s, _: str(s.settings.load_balancer.idle_timeout + 5),
        ),
    ),
    "Frontend": (
        Derived("NEXT_PUBLIC_APP_URL", FRONTEND, "Address of the site.", lambda s, _: s.url),
        Derived("NEXT_PUBLIC_API_URL", FRONTEND, "Address of the API.", lambda s, _: f"{s.url}/api"),
        Derived("NEXT_PUBLIC_APP_ENV", FRONTEND, "Name of the stack.", lambda s, _: s.name),
        Derived("NEXT_TELEMETRY_DISABLED", FRONTEND, "Tell Next.js's makers nothing.", lambda s, _: "1"),
    ),
    "OAuth": (
        Derived(
            "GOOGLE_CALLBACK_URL",
            BACKEND,
            "Where Google sends users back.",
            _when("google", lambda s, _: f"{s.url}/api/auth/google/callback"),
        ),
        Derived(
            "GITHUB_CALLBACK_URL",
            BACKEND,
            "Where GitHub sends users back.",
            _when("github", lambda s, _: f"{s.url}/api/auth/github/callback"),
        ),
    ),
    "Monitoring": (
        Derived("SENTRY_ENVIRONMENT", BOTH, "The stack, at Sentry.", _when("sentry", lambda s, _: s.name)),
        Derived(
            "SENTRY_RELEASE",
            BOTH,
            "The release, at Sentry.",
            _when("sentry", lambda s, service: f"{service}@{_service(s, service).version}"),
        ),
        Derived("DD_ENV", BOTH, "The stack, at Datadog.", _when("datadog", lambda s, _: s.name)),
        Derived(
            "DD_SERVICE",
            BOTH,
            "The service, at Datadog.",
            _when("datadog", lambda s, service: f"{s.project}-{service}"),
        ),
        Derived(
            "DD_VERSION",
            BOTH,
            "The release, at Datadog.",
            _when("datadog", lambda s, service: str(_service(s, service).version)),
        ),
    ),
    "Security": (
        Derived("COOKIE_DOMAIN", BOTH, "Domain of the cookies.", lambda s, _: s.settings.domain.name),
        Derived("COOKIE_SECURE", BOTH, "Send cookies by HTTPS only.", lambda s, _: "true"),
    ),
    "Performance": (Derived("NODE_OPTIONS", BOTH, "The heap's share of the task's memory.", _heap),),
    "Backup": (
        Derived(
            "BACKUP_SCHEDULE",
            BACKEND,
            "When backups start, as cron in UTC; for show.",
            lambda s, _: f"0 {s.settings.backups.hour} * * *",
        ),
        Derived(
            "BACKUP_RETENTION_DAYS",
            BACKEND,
            "Days that daily backups are kept; for show.",
            lambda s, _: str(s.settings.backups.daily_days),
        ),
    ),
}
"""By category."""
