"""Settings of the two services' behaviour, and of what guards them."""

from typing import Annotated, ClassVar, Literal

from settings.env import BOTH, FRONTEND, Env, Variables
from settings.kinds import Email, Locale, Locales, Origins, Url, Within
from settings.services import TimeZone


class GeneralSettings(Variables):
    """What concerns both services."""

    category: ClassVar[str] = "General"

    time_zone: Annotated[TimeZone, Env("TZ", BOTH)] = "UTC"
    """Time zone of the processes."""
    log_level: Annotated[Literal["error", "warn", "info", "debug"], Env("LOG_LEVEL", BOTH)] = "info"
    """Least severe kind of log line that is written."""
    shutdown_timeout: Annotated[int, Within(1, 29, "seconds", 25), Env("SHUTDOWN_TIMEOUT_SECONDS", BOTH)] = 25
    """Seconds that requests in flight get after SIGTERM, 1 to 29: a task is killed 30 seconds after it."""
    support_email: Annotated[Email, Env("SUPPORT_EMAIL", BOTH)] = ""
    """Address that users are told to write to."""


class ApiSettings(Variables):
    """The API: tokens, origins, rate limits, limits of a request."""

    category: ClassVar[str] = "Backend"

    jwt_algorithm: Annotated[Literal["HS256", "HS384", "HS512"], Env("JWT_ALGORITHM")] = "HS256"
    """Algorithm that signs tokens with JWT_SECRET."""
    jwt_access_ttl: Annotated[int, Within(60, 86_400, "seconds", 900), Env("JWT_ACCESS_TTL_SECONDS")] = 900
    """Seconds an access token lasts, 60 to 86400."""
    jwt_refresh_ttl: Annotated[
        int, Within(3600, 7_776_000, "seconds", 604_800), Env("JWT_REFRESH_TTL_SECONDS")
    ] = 604_800
    """Seconds a refresh token lasts, 3600 to 7776000."""
    cors_origins: Origins = ()
    """Origins of pages that may call the API; empty means the stack's own site."""
    cors_max_age: Annotated[int, Within(0, 86_400, "seconds", 600), Env("CORS_MAX_AGE_SECONDS")] = 600
    """Seconds a browser remembers a CORS answer, 0 to 86400."""
    rate_window: Annotated[int, Within(1, 3600, "seconds", 60), Env("RATE_LIMIT_WINDOW_SECONDS")] = 60
    """Seconds over which requests are counted, 1 to 3600."""
    rate_limit: Annotated[int, Within(1, 1_000_000, "requests", 1200), Env("RATE_LIMIT_MAX")] = 1200
    """Requests a client may make in a window, 1 to 1000000; 1200 a minute are 20 a second."""
    rate_limit_login: Annotated[int, Within(1, 10_000, "requests", 10), Env("RATE_LIMIT_LOGIN_MAX")] = 10
    """Log-ins a client may try in a window, 1 to 10000."""
    body_limit: Annotated[int, Within(1, 102_400, "KiB", 1024), Env("BODY_LIMIT_KIB")] = 1024
    """KiB that the body of a request may have, 1 to 102400."""
    request_timeout: Annotated[int, Within(1, 300, "seconds", 30), Env("REQUEST_TIMEOUT_SECONDS")] = 30
    """Seconds a request may take, 1 to 300."""
    page_size: Annotated[int, Within(1, 1000, "rows", 100), Env("PAGE_SIZE_MAX")] = 100
    """Rows that one page of a list may have, 1 to 1000."""
    docs: Annotated[bool, Env("API_DOCS_ENABLED")] = False
    """Serve the API's description (OpenAPI) to everyone."""


class WebSettings(Variables):
    """The site. What starts with NEXT_PUBLIC_ may be read by everyone."""

    category: ClassVar[str] = "Frontend"

    title: Annotated[str, Env("NEXT_PUBLIC_APP_NAME", FRONTEND)] = "Alicerce"
    """Name of the site as its visitors see it."""
    locale: Annotated[Locale, Env("NEXT_PUBLIC_DEFAULT_LOCALE", FRONTEND)] = "pt-BR"
    """Language of the site where the visitor's is not known."""
    locales: Annotated[Locales, Env("NEXT_PUBLIC_LOCALES", FRONTEND)] = ("pt-BR", "en")
    """Languages the site has."""
    revalidate: Annotated[int, Within(1, 86_400, "seconds", 60), Env("REVALIDATE_SECONDS", FRONTEND)] = 60
    """Seconds after which a rendered page is made again, 1 to 86400."""
    image_ttl: Annotated[
        int, Within(60, 31_536_000, "seconds", 86_400), Env("IMAGE_CACHE_TTL_SECONDS", FRONTEND)
    ] = 86_400
    """Seconds a resized image is kept, 60 to 31536000."""
    api_timeout: Annotated[int, Within(1, 60, "seconds", 10), Env("API_TIMEOUT_SECONDS", FRONTEND)] = 10
    """Seconds the site's server waits for the API, 1 to 60."""
    analytics_id: Annotated[str, Env("NEXT_PUBLIC_ANALYTICS_ID", FRONTEND)] = ""
    """Id of the site at an analytics service."""


class SecuritySettings(Variables):
    """Cookies, passwords, log-ins, and the generated secrets."""

    category: ClassVar[str] = "Security"

    secrets_version: Annotated[int, Within(1, 1_000_000, "(a version)", 1), Env("SECRETS_VERSION", BOTH)] = 1
    """Version of the generated secrets, 1 to 1000000. Raising it makes new ones, and logs
    every user out."""
    encryption_key_version: Annotated[
        int, Within(1, 1_000_000, "(a version)", 1), Env("ENCRYPTION_KEY_VERSION")
    ] = 1
    """Version of ENCRYPTION_KEY, 1 to 1000000. Raising it makes a new key, and loses what the old one
    encrypted unless it was encrypted anew before."""
    recovery: bool = True
    """Let deleted secrets be asked back for 30 days. Their names are taken so long."""
    session_ttl: Annotated[
        int, Within(300, 2_592_000, "seconds", 86_400), Env("SESSION_TTL_SECONDS", BOTH)
    ] = 86_400
    """Seconds a session lasts, 300 to 2592000."""
    cookie_same_site: Annotated[Literal["strict", "lax", "none"], Env("COOKIE_SAME_SITE", BOTH)] = "lax"
    """When browsers send cookies along from other sites."""
    bcrypt_rounds: Annotated[int, Within(10, 16, "rounds", 12), Env("BCRYPT_ROUNDS")] = 12
    """Work factor of password hashes, 10 to 16; each step doubles the time.

    Source: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html"""
    password_length: Annotated[int, Within(8, 64, "characters", 12), Env("PASSWORD_MIN_LENGTH")] = 12
    """Characters a user's password needs, 8 to 64."""
    login_attempts: Annotated[int, Within(1, 100, "attempts", 5), Env("LOGIN_MAX_ATTEMPTS")] = 5
    """Wrong passwords before an account is locked for a while, 1 to 100."""
    login_lockout: Annotated[int, Within(60, 86_400, "seconds", 900), Env("LOGIN_LOCKOUT_SECONDS")] = 900
    """Seconds an account stays locked, 60 to 86400."""
    csp_report_url: Annotated[Url, Env("CSP_REPORT_URL", FRONTEND)] = ""
    """Where browsers report what the content security policy stopped."""
