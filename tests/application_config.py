"""Configurations of a stack: the least there is, every third party, and their secrets."""

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
