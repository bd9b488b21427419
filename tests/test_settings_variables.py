"""The table of variables, and the values that a stack's containers get."""

import re
from collections import Counter
from typing import Any

import pytest
from pydantic import SecretStr

from components.application import ApplicationArgs
from components.cloud import Cloud
from settings import Settings
from settings.env import BOTH
from settings.generated import GENERATED
from settings.keys import all_fields
from settings.load import parse
from settings.plan import application_plan
from settings.variables import CATEGORIES, key_of, marked, table
from tests.application_config import EVERYTHING, NEEDED, SECRETS


def plan(settings: Settings) -> dict[str, Any]:
    return application_plan(settings, "alicerce", "prod", "alicerce-prod.internal")


@pytest.fixture(scope="module")
def least() -> Settings:
    return parse(NEEDED)


@pytest.fixture(scope="module")
def most() -> Settings:
    return parse(EVERYTHING | SECRETS, SECRETS)


# The table


def test_the_delivery_document_s_14_categories_and_more_than_100_variables() -> None:
    assert len(CATEGORIES) == 14
    assert {row.category for row in table()} == set(CATEGORIES)
    assert len({row.name for row in table() if row.services}) > 100


def test_a_variable_is_in_the_table_once_and_says_what_it_is() -> None:
    assert [name for name, count in Counter(row.name for row in table()).items() if count > 1] == []
    assert [row.name for row in table() if not re.fullmatch(r"[A-Z][A-Z0-9_]*", row.name)] == []
    assert [row.name for row in table() if not row.description.endswith(".")] == []


def test_the_table_holds_no_secret() -> None:
    assert [row.name for row in table() if row.secret and row.default] == []


def test_a_browser_is_told_no_secret() -> None:
    public = [row for row in table() if row.name.startswith("NEXT_PUBLIC_")]
    assert len(public) > 5
    assert [row.name for row in public if row.secret or row.services != ("frontend",)] == []


def test_every_setting_of_the_application_has_its_key() -> None:
    keys = {key_of(*place) for _, place, _, _ in marked()}
    assert keys <= {key for key, _ in all_fields()}
    assert key_of("stripe", "secret_key") == "applicationStripeSecretKey"


# What a stack gets


def test_more_than_100_variables_reach_the_containers(most: Settings) -> None:
    """Seed section 6. Those of services, database and cache come on top."""
    full = plan(most)
    sent = {name for service in BOTH for part in ("environment", "given") for name in full[part][service]}
    sent |= set(full["generated"])
    assert len(sent) > 120
    assert sent <= {row.name for row in table()}


def test_each_variable_goes_where_the_table_says(most: Settings) -> None:
    full = plan(most)
    elsewhere = {"NODE_ENV", "PORT", "VERSION", "HOSTNAME", "BACKEND_URL"}
    for service in BOTH:
        plain = {row.name for row in table() if service in row.services and not row.secret} - elsewhere
        plain -= {"DATABASE_PORT", "DATABASE_NAME", "DATABASE_POOL_SIZE", "REDIS_PORT", "REDIS_TLS"}
        assert set(full["environment"][service]) == plain
    names = {env.name for _, _, field, env in marked() if field.annotation is SecretStr}
    assert {name for service in BOTH for name in full["given"][service]} == names


def test_what_is_off_is_not_sent(least: Settings) -> None:
    small = plan(least)
    assert small["given"] == {"backend": {}, "frontend": {}}
    off = ("SMTP", "EMAIL", "GOOGLE", "GITHUB", "S3", "SENTRY", "DD_", "NEW_RELIC", "STRIPE", "PAYPAL")
    sent = [pair for service in BOTH for pair in small["environment"][service].items()]
    assert [name for name, _ in sent if name.removeprefix("NEXT_PUBLIC_").startswith(off)] == []
    assert [name for name, value in sent if not value] == []


def test_values_that_follow_from_the_stack(most: Settings) -> None:
    backend = plan(most)["environment"]["backend"]
    frontend = plan(most)["environment"]["frontend"]
    assert (
        backend
        | {
            "APP_ENV": "prod",
            "DATABASE_HOST": "database.alicerce-prod.internal",
            "REDIS_HOST": "cache.alicerce-prod.internal",
            "CORS_ORIGINS": "https://example.com",
            "JWT_ISSUER": "https://example.com",
            "KEEP_ALIVE_TIMEOUT_SECONDS": "65",
            "NODE_OPTIONS": "--max-old-space-size=1536",
            "GOOGLE_CALLBACK_URL": "https://example.com/api/auth/google/callback",
            "SENTRY_RELEASE": "backend@1.4.0",
            "API_DOCS_ENABLED": "false",
            "UPLOAD_TYPES": "image/jpeg,image/png,image/webp",
        }
        == backend
    )
    assert (
        frontend
        | {
            "NEXT_PUBLIC_API_URL": "https://example.com/api",
            "NODE_OPTIONS": "--max-old-space-size=768",
            "SENTRY_RELEASE": "frontend@2.0.0",
            "NEXT_PUBLIC_LOCALES": "pt-BR,en",
        }
        == frontend
    )


def test_an_idle_connection_outlives_the_load_balancer_s() -> None:
    settings = parse(NEEDED | {"loadBalancerIdleTimeout": "120"})
    assert plan(settings)["environment"]["backend"]["KEEP_ALIVE_TIMEOUT_SECONDS"] == "125"


def test_generated_secrets_are_strong_and_have_versions() -> None:
    generated = plan(parse(NEEDED | {"applicationSecuritySecretsVersion": "7"}))["generated"]
    assert generated["JWT_SECRET"] == {"kind": "text", "length": 64, "version": 7, "services": ("backend",)}
    assert generated["ENCRYPTION_KEY"] == {
        "kind": "bytes",
        "length": 32,
        "version": 1,
        "services": ("backend",),
    }
    assert {row.name for rows in GENERATED.values() for row in rows} == set(generated)
    assert all(each["length"] >= (32 if each["kind"] == "bytes" else 64) for each in generated.values())


def test_the_component_takes_the_plan_as_it_is(most: Settings, least: Settings) -> None:
    cloud = Cloud(project="alicerce", stack="prod", account_id="111122223333", region="us-east-1")
    for settings in (most, least):
        assert ApplicationArgs(cloud=cloud, secrets_key_arn="key", **plan(settings))
