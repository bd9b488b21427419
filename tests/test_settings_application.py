"""The application's settings: the table of variables, the values a stack gets, secrets that stay hidden."""

import json
import re
from collections import Counter
from typing import Any

import pytest
from pydantic import SecretStr

from components.application import ApplicationArgs
from components.cloud import Cloud
from settings import Settings, SettingsError
from settings.env import BOTH
from settings.generated import GENERATED
from settings.keys import all_fields
from settings.load import parse
from settings.plan import application_plan
from settings.variables import CATEGORIES, key_of, marked, table

NEEDED = {
    "accountId": "111122223333",
    "domainName": "example.com",
    "backendVersion": "1.4.0",
    "frontendVersion": "2.0.0",
    "alertsEmails": '["team@example.com"]',
}
PEM = "-----BEGIN PRIVATE KEY-----\nMII=\n-----END PRIVATE KEY-----\n"
SECRETS = {
    "applicationEmailPassword": "email-password-1",
    "applicationGoogleClientSecret": "google-secret-0123456789",
    "applicationGithubClientSecret": "github-secret-0123456789",
    "applicationStorageCdnPrivateKey": PEM,
    "applicationDatadogApiKey": "datadog-key-0123456789-0123456789",
    "applicationNewRelicLicenseKey": "new-relic-key-0123456789-0123456789",
    "applicationStripeSecretKey": "sk_live_0123456789",
    "applicationStripeWebhookSecret": "whsec_0123456789ab",
    "applicationPaypalClientSecret": "paypal-secret-0123456789",
}
EVERYTHING = NEEDED | {
    "applicationGeneralSupportEmail": "help@example.com",
    "applicationFrontendAnalyticsId": "G-1",
    "applicationEmailHost": "smtp.example.com",
    "applicationEmailUser": "mailer",
    "applicationEmailSender": "shop@example.com",
    "applicationEmailSenderName": "Shop",
    "applicationEmailReplyTo": "help@example.com",
    "applicationGoogleClientId": "1.apps.googleusercontent.com",
    "applicationGithubClientId": "github-id",
    "applicationStorageBucket": "example-files",
    "applicationStorageCdnUrl": "https://files.example.com",
    "applicationStorageCdnKeyId": "K1",
    "applicationSentryDsn": "https://key@sentry.example.com/1",
    "applicationDatadogAgentHost": "agent.example.com",
    "applicationNewRelicAppName": "shop",
    "applicationStripePublishableKey": "pk_live_0123456789",
    "applicationStripeApiVersion": "2026-01-28",
    "applicationPaypalClientId": "paypal-id",
    "applicationPaypalWebhookId": "webhook",
    "applicationSecurityCspReportUrl": "https://csp.example.com/r",
}


def complaint(changes: dict[str, str], secret: Any = SECRETS) -> str:
    """What people read about a configuration that is fine but for these changes."""
    with pytest.raises(SettingsError) as caught:
        parse(NEEDED | changes, secret)
    return str(caught.value)


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


# Secrets


def test_a_secret_in_plain_text_is_refused_and_not_repeated() -> None:
    text = complaint(EVERYTHING | SECRETS, secret=SECRETS.keys() - {"applicationEmailPassword"})
    assert text == (
        "1 setting needs a change:\n"
        "  applicationEmailPassword is a secret in plain text: whoever reads the stack's file knows it. "
        "Encrypt it; if it was ever committed, have its service issue a new one.\n"
        "    pulumi config set --secret applicationEmailPassword"
    )


@pytest.mark.parametrize("encrypted", [True, False])
@pytest.mark.parametrize(
    ("key", "value", "allowed"),
    [
        ("applicationEmailPassword", "hunter2", "8 characters or more, without spaces"),
        ("applicationGoogleClientSecret", "hunter2-hunter2", "16 characters or more, without spaces"),
        (
            "applicationDatadogApiKey",
            "hunter2-hunter2-hunter2",
            "32 characters or more, without spaces",
        ),
        (
            "applicationStripeSecretKey",
            "pk_live_hunter2_1",
            "the secret (sk_) or a restricted (rk_) key",
        ),
        (
            "applicationStripeWebhookSecret",
            "sk_live_hunter2",
            "the signing secret (whsec_) of the webhook",
        ),
        ("applicationStorageCdnPrivateKey", "hunter2", "a private key in PEM"),
    ],
)
def test_a_secret_that_cannot_be_right_is_refused_and_not_shown(
    key: str, value: str, allowed: str, encrypted: bool
) -> None:
    text = complaint(EVERYTHING | SECRETS | {key: value}, SECRETS if encrypted else SECRETS.keys() - {key})
    assert f"  {key} is a secret; allowed: {allowed}.\n    pulumi config set --secret {key}" in text
    assert value not in text


def test_a_secret_of_digits_stays_a_text() -> None:
    changes = {"applicationEmailHost": "smtp.example.com", "applicationEmailPassword": "12345678"}
    assert parse(NEEDED | changes, SECRETS).application.email.password == SecretStr("12345678")


def test_settings_do_not_show_secrets(most: Settings) -> None:
    assert [value for value in SECRETS.values() if value in repr(most) or value in str(most)] == []


@pytest.mark.parametrize("key", SECRETS.keys() - {"applicationStorageCdnPrivateKey"})
def test_what_is_on_needs_its_secrets(key: str) -> None:
    text = complaint({name: value for name, value in (EVERYTHING | SECRETS).items() if name != key})
    assert text.startswith(f"1 setting needs a change:\n  {key} is not set; what application")
    assert text.endswith(f"turns on needs it.\n    pulumi config set --secret {key}")


@pytest.mark.parametrize("key", SECRETS)
def test_a_secret_of_what_is_off_is_refused(key: str) -> None:
    assert f"  {key} is set; without application" in complaint({key: SECRETS[key]})


# Rules


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"applicationStripeSecretKey": "rk_test_0123456789"},
            "applicationStripePublishableKey is for live payments, applicationStripeSecretKey is not: "
            "take both from one mode.\n    pulumi config set --secret applicationStripeSecretKey",
        ),
        (
            {
                "applicationStripePublishableKey": "pk_test_1",
                "applicationStripeSecretKey": "sk_test_0123456789",
            },
            "applicationStripePublishableKey is pk_test_1; production needs pk_live_: no payment would move "
            "money.\n    pulumi config set applicationStripePublishableKey pk_live_0123456789",
        ),
        (
            {"applicationPaypalMode": "sandbox"},
            "applicationPaypalMode is sandbox; production needs live: no payment would move money.\n"
            "    pulumi config set applicationPaypalMode live",
        ),
        (
            {"applicationDatabasePoolMin": "51"},
            "applicationDatabasePoolMin is 51; allowed: databasePoolSize (50) or less.\n"
            "    pulumi config set applicationDatabasePoolMin 50",
        ),
        (
            {"imagesPlatforms": '["linux/amd64"]'},
            'imagesPlatforms is ["linux/amd64"]; it needs linux/arm64: tasks run on Graviton.\n'
            "    pulumi config set --path 'imagesPlatforms[0]' linux/arm64 && "
            "pulumi config set --path 'imagesPlatforms[1]' linux/amd64",
        ),
    ],
)
def test_settings_that_do_not_go_together(changes: dict[str, str], sentence: str) -> None:
    assert complaint(EVERYTHING | SECRETS | changes) == f"1 setting needs a change:\n  {sentence}"


def test_tests_of_payments_are_for_stacks_that_are_not_production() -> None:
    tests = {
        "production": "false",
        "applicationStripePublishableKey": "pk_test_1",
        "applicationStripeSecretKey": "sk_test_0123456789",
        "applicationPaypalMode": "sandbox",
    }
    assert parse(EVERYTHING | SECRETS | tests, SECRETS).application.paypal.mode == "sandbox"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("applicationBackendCorsOrigins", json.dumps(["https://example.com/path"])),
        ("applicationBackendCorsOrigins", json.dumps(["*"])),
        ("applicationSentryDsn", "http://key@sentry.example.com/1"),
        ("applicationSentryTraces", "1.5"),
        ("applicationEmailPort", "25"),
        ("applicationGoogleClientId", "1.example.com"),
        ("applicationFrontendLocales", json.dumps(["Portuguese"])),
    ],
)
def test_what_is_refused(key: str, value: str) -> None:
    assert f"{key} is {value}; allowed: " in complaint(EVERYTHING | SECRETS | {key: value})
