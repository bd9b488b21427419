"""What names say of a value: that it is a secret, or that it is none. Patterns, in capitals."""

_WORDS = ("*PASSWORD*", "*PASSWD*", "*PASSPHRASE*", "*_PASS", "*_PWD", "*SECRET", "*SECRET_*", "*CREDENTIAL*")
_TOKENS = ("*TOKEN", "*TOKEN_*", "*AUTH_DATA*")
_KEYS = ("*API_KEY*", "*APIKEY*", "*ACCESS_KEY*", "*PRIVATE_KEY*", "*ENCRYPTION_KEY*", "*SIGNING_KEY*")
SECRET_NAMES = (*_WORDS, *_TOKENS, *_KEYS, "*AUTH_KEY*")

_BROWSERS = ("NEXT_PUBLIC_*", "NUXT_PUBLIC_*", "EXPO_PUBLIC_*", "VITE_*", "REACT_APP_*", "GATSBY_*")
_PUBLISHED = ("*PUBLIC_KEY*", "*PUBLISHABLE*", "*_CERT", "*CERTIFICATE*", "*_CA", "*_CA_*")
_PLACES = ("*_FILE", "*_PATH", "*_DIR", "*_ARN", "*_ARNS", "*_URL", "*_URI", "*_ENDPOINT", "*_HOST", "*_PORT")
_NAMES = ("*_NAME", "*_NAMES", "*_ID", "*_IDS", "*_PREFIX", "*_HEADER", "*_TYPE", "*_PROVIDER", "*_REGION")
_CLAIMS = ("*_ISSUER", "*_AUDIENCE", "*_ALGORITHM", "*_ALG", "*_POLICY", "*_ENABLED", "*_REQUIRED")
_LIVES = ("*_TTL", "*_TTL_*", "*_EXPIRY", "*_EXPIRES_*", "*_EXPIRATION", "*_LIFETIME")
_TIMES = ("*_SECONDS", "*_MINUTES", "*_HOURS", "*_DAYS", "*_MS")
_SIZES = ("*_LENGTH", "*_MIN", "*_MAX", "*_SIZE", "*_COUNT", "*_LIMIT", "*_TOKENS")
_BUILDS = ("*_VERSION", "*_SHA", "*_COMMIT", "*_REVISION", "*_DIGEST", "*_CHECKSUM", "*_BUILD")
_QUANTITIES = (*_LIVES, *_TIMES, *_SIZES)
PUBLIC_NAMES = (*_BROWSERS, *_PUBLISHED, *_PLACES, *_NAMES, *_CLAIMS, *_QUANTITIES, *_BUILDS)
