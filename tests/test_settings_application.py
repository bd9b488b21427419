"""The application's settings: secrets that stay hidden, third parties that are set wholly or not at all."""

import json
from typing import Any

import pytest
from pydantic import SecretStr

from settings import SettingsError
from settings.load import parse
from tests.application_config import EVERYTHING, NEEDED, SECRETS


def complaint(changes: dict[str, str], secret: Any = SECRETS) -> str:
    """What people read about a configuration that is fine but for these changes."""
    with pytest.raises(SettingsError) as caught:
        parse(NEEDED | changes, secret)
    return str(caught.value)


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


def test_settings_do_not_show_secrets() -> None:
    most = parse(EVERYTHING | SECRETS, SECRETS)
    assert [value for value in SECRETS.values() if value in repr(most) or value in str(most)] == []


@pytest.mark.parametrize("key", sorted(SECRETS.keys() - {"applicationStorageCdnPrivateKey"}))
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
