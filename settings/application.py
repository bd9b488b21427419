"""Settings of the application itself: what it reads from its environment, by category."""

from settings.application_data import (
    DatabaseAccessSettings,
    PerformanceSettings,
    RedisAccessSettings,
    StorageSettings,
)
from settings.application_services import ApiSettings, GeneralSettings, SecuritySettings, WebSettings
from settings.group import Group
from settings.integrations import (
    DatadogSettings,
    EmailSettings,
    GithubSettings,
    GoogleSettings,
    NewRelicSettings,
    PaypalSettings,
    SentrySettings,
    StripeSettings,
)


class ApplicationSettings(Group):
    """Everything the application is told. Third parties are off until their first setting is given."""

    general: GeneralSettings
    database: DatabaseAccessSettings
    redis: RedisAccessSettings
    backend: ApiSettings
    frontend: WebSettings
    email: EmailSettings
    google: GoogleSettings
    github: GithubSettings
    storage: StorageSettings
    sentry: SentrySettings
    datadog: DatadogSettings
    new_relic: NewRelicSettings
    stripe: StripeSettings
    paypal: PaypalSettings
    security: SecuritySettings
    performance: PerformanceSettings
