"""Settings of third parties: e-mail, log-in, errors and metrics, payments.

Each is off until its first setting is given; then its secrets are needed too. Secrets are checked for the
mistakes people make (too short, another key of the same service), not for a form that the service may change.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import SecretStr

from settings.env import BOTH, FRONTEND, Env, Variables
from settings.kinds import Email, Host, SecretText, Text, Url, Within

Share = Text(r"0(?:\.\d+)?|1(?:\.0+)?", "a share, 0 to 1", "0.1")
KEY = SecretText(r"\S{16,}", "16 characters or more, without spaces")


class EmailSettings(Variables):
    """E-mail, by SMTP."""

    category: ClassVar[str] = "Email"
    switch: ClassVar[str] = "host"

    host: Annotated[Host, Env("SMTP_HOST")] = ""
    """Host of the SMTP server; empty means no e-mail is sent."""
    port: Annotated[Literal[465, 587, 2465, 2587], Env("SMTP_PORT")] = 587
    """TCP port of the SMTP server: 465 and 2465 speak TLS at once, the others after STARTTLS."""
    user: Annotated[str, Env("SMTP_USER")] = ""
    """User at the SMTP server."""
    password: Annotated[
        SecretStr, SecretText(r"\S{8,}", "8 characters or more, without spaces"), Env("SMTP_PASSWORD")
    ] = SecretStr("")
    """Password at the SMTP server."""
    sender: Annotated[Email, Env("EMAIL_FROM")] = ""
    """Address that e-mail comes from."""
    sender_name: Annotated[str, Env("EMAIL_FROM_NAME")] = ""
    """Name that e-mail comes from."""
    reply_to: Annotated[Email, Env("EMAIL_REPLY_TO")] = ""
    """Address that answers go to; empty means the sender's."""
    connections: Annotated[int, Within(1, 100, "connections", 5), Env("SMTP_POOL_SIZE")] = 5
    """Connections to the SMTP server that a task keeps open, 1 to 100."""
    rate: Annotated[int, Within(1, 1000, "messages a second", 14), Env("SMTP_RATE_PER_SECOND")] = 14
    """Messages a second that a task may send, 1 to 1000."""


class GoogleSettings(Variables):
    """Log-in with Google."""

    category: ClassVar[str] = "OAuth"
    switch: ClassVar[str] = "client_id"

    client_id: Annotated[
        str,
        Text(r"|\S+\.apps\.googleusercontent\.com", "a client id of Google, or nothing", ""),
        Env("GOOGLE_CLIENT_ID"),
        Env("NEXT_PUBLIC_GOOGLE_CLIENT_ID", FRONTEND),
    ] = ""
    """Client id at Google; empty means nobody logs in with Google."""
    client_secret: Annotated[SecretStr, KEY, Env("GOOGLE_CLIENT_SECRET")] = SecretStr("")
    """Client secret at Google."""


class GithubSettings(Variables):
    """Log-in with GitHub."""

    category: ClassVar[str] = "OAuth"
    switch: ClassVar[str] = "client_id"

    client_id: Annotated[str, Env("GITHUB_CLIENT_ID"), Env("NEXT_PUBLIC_GITHUB_CLIENT_ID", FRONTEND)] = ""
    """Client id at GitHub; empty means nobody logs in with GitHub."""
    client_secret: Annotated[SecretStr, KEY, Env("GITHUB_CLIENT_SECRET")] = SecretStr("")
    """Client secret at GitHub."""


class SentrySettings(Variables):
    """Errors, to Sentry. Its DSN lets anyone send, and nobody read: it is no secret.

    Source: https://docs.sentry.io/concepts/key-terms/dsn-explainer/
    """

    category: ClassVar[str] = "Monitoring"
    switch: ClassVar[str] = "dsn"

    dsn: Annotated[Url, Env("SENTRY_DSN"), Env("NEXT_PUBLIC_SENTRY_DSN", FRONTEND)] = ""
    """Address of the project at Sentry (DSN); empty means errors are only logged."""
    traces: Annotated[str, Share, Env("SENTRY_TRACES_SAMPLE_RATE", BOTH)] = "0.1"
    """Share of the requests that are traced, 0 to 1."""
    profiles: Annotated[str, Share, Env("SENTRY_PROFILES_SAMPLE_RATE")] = "0"
    """Share of the traces that are profiled, 0 to 1."""


class DatadogSettings(Variables):
    """Traces and metrics, to Datadog, through an agent."""

    category: ClassVar[str] = "Monitoring"
    switch: ClassVar[str] = "agent_host"

    agent_host: Annotated[Host, Env("DD_AGENT_HOST", BOTH)] = ""
    """Host of the Datadog agent; empty means Datadog is not used."""
    site: Annotated[Host, Env("DD_SITE", BOTH)] = "datadoghq.com"
    """Site of Datadog that has the account."""
    traces: Annotated[str, Share, Env("DD_TRACE_SAMPLE_RATE", BOTH)] = "0.1"
    """Share of the requests that Datadog traces, 0 to 1."""
    logs: Annotated[bool, Env("DD_LOGS_INJECTION", BOTH)] = True
    """Write the ids of traces into log lines."""
    api_key: Annotated[
        SecretStr, SecretText(r"\S{32,}", "32 characters or more, without spaces"), Env("DD_API_KEY", BOTH)
    ] = SecretStr("")
    """API key at Datadog."""


class NewRelicSettings(Variables):
    """Traces and metrics, to New Relic."""

    category: ClassVar[str] = "Monitoring"
    switch: ClassVar[str] = "app_name"

    app_name: Annotated[str, Env("NEW_RELIC_APP_NAME", BOTH)] = ""
    """Name of the application at New Relic; empty means New Relic is not used."""
    log_level: Annotated[Literal["error", "warn", "info"], Env("NEW_RELIC_LOG_LEVEL", BOTH)] = "info"
    """Least severe kind of log line that the agent of New Relic writes."""
    tracing: Annotated[bool, Env("NEW_RELIC_DISTRIBUTED_TRACING_ENABLED", BOTH)] = True
    """Follow a request from service to service."""
    license_key: Annotated[
        SecretStr,
        SecretText(r"\S{32,}", "32 characters or more, without spaces"),
        Env("NEW_RELIC_LICENSE_KEY", BOTH),
    ] = SecretStr("")
    """License key at New Relic."""


class StripeSettings(Variables):
    """Payments by Stripe.

    Source: https://docs.stripe.com/keys
    """

    category: ClassVar[str] = "Payment"
    switch: ClassVar[str] = "publishable_key"

    publishable_key: Annotated[
        str,
        Text(r"|pk_(?:live|test)_\w+", "pk_live_ or pk_test_ and more, or nothing", ""),
        Env("NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY", FRONTEND),
    ] = ""
    """Publishable key at Stripe; empty means nobody pays by Stripe."""
    secret_key: Annotated[
        SecretStr,
        SecretText(r"(?!pk_|whsec_)\S{16,}", "the secret (sk_) or a restricted (rk_) key"),
        Env("STRIPE_SECRET_KEY"),
    ] = SecretStr("")
    """Secret or restricted key at Stripe."""
    webhook_secret: Annotated[
        SecretStr,
        SecretText(r"(?!pk_|sk_|rk_)\S{16,}", "the signing secret (whsec_) of the webhook"),
        Env("STRIPE_WEBHOOK_SECRET"),
    ] = SecretStr("")
    """Secret that proves that a message comes from Stripe."""
    api_version: Annotated[
        str, Text(r"|\d{4}-\d{2}-\d{2}(?:\.\w+)?", "a date, or nothing", ""), Env("STRIPE_API_VERSION")
    ] = ""
    """Version of Stripe's API; empty means the account's."""
    currency: Annotated[
        str,
        Text(r"[a-z]{3}", "three letters", "brl"),
        Env("PAYMENT_CURRENCY"),
    ] = "brl"
    """Currency of prices, as ISO 4217 in lower case."""


class PaypalSettings(Variables):
    """Payments by PayPal."""

    category: ClassVar[str] = "Payment"
    switch: ClassVar[str] = "client_id"

    client_id: Annotated[str, Env("PAYPAL_CLIENT_ID"), Env("NEXT_PUBLIC_PAYPAL_CLIENT_ID", FRONTEND)] = ""
    """Client id at PayPal; empty means nobody pays by PayPal."""
    client_secret: Annotated[SecretStr, KEY, Env("PAYPAL_CLIENT_SECRET")] = SecretStr("")
    """Client secret at PayPal."""
    mode: Annotated[Literal["live", "sandbox"], Env("PAYPAL_MODE", BOTH)] = "live"
    """Whether money moves: live, or sandbox."""
    webhook_id: Annotated[str, Env("PAYPAL_WEBHOOK_ID")] = ""
    """Id of the webhook that PayPal tells of payments."""
