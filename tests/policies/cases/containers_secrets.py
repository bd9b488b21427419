"""Cases on secrets in plain text. They are none: they are put together here, so that no scanner stirs."""

from tests.policies.cases import AnyCase
from tests.policies.containers import STRING, docker, ecs, kubernetes, swarm

PLAIN = "container-plain-secrets"

TELLING = (
    *(
        "DATABASE_PASSWORD",
        "db_password",
        "dbPassword",
        "MYSQL_PASS",
        "PGPASSWORD",
        "SSH_PASSPHRASE",
        "DB_PWD",
    ),
    *(
        "JWT_SECRET",
        "SECRET_KEY_BASE",
        "ClientSecret",
        "GITHUB_TOKEN",
        "TOKEN_PROD",
        "apiKey",
        "STRIPE-API-KEY",
    ),
    *("PRIVATE_KEY", "ENCRYPTION_KEY", "aws.secret.access.key", "GOOGLE_CREDENTIALS", "PASSWORD_1"),
)
INNOCENT = (
    *(
        "PASSWORD_MIN_LENGTH",
        "JWT_REFRESH_TTL_SECONDS",
        "SECRETS_VERSION",
        "ENCRYPTION_KEY_VERSION",
        "MAX_TOKENS",
    ),
    *(
        "DB_PASSWORD_FILE",
        "DB_SECRET_ARN",
        "TOKEN_URL",
        "TOKEN_EXPIRES_IN",
        "CSRF_TOKEN_HEADER",
        "SECRET_NAME",
    ),
    *("SESSION_COOKIE_NAME", "NEXT_PUBLIC_API_KEY", "VITE_TOKEN", "JWT_PUBLIC_KEY", "TOKENIZER", "SECRETARY"),
    *("dbPasswordFile", "SECRET_ROTATION_DAYS", "PASSWORD_POLICY", "COMPASS", "PASSWORD_RESET_ENABLED"),
)
KNOWN = {
    "an AWS access key": ("AKIA" + "IOSFODNN7EXAMPLE", "key=ASIA" + "Y34FZKBOKMUTVV7A;"),
    "a private key": ("-----BEGIN " + "RSA PRIVATE KEY-----\nMII", "-----BEGIN " + "PRIVATE KEY-----"),
    "a GitHub token": ("ghp_" + "a1B2" * 9, "github_pat_" + "11ABCDEFG0" * 3),
    "a GitLab token": ("glpat-" + "a1B2-" * 4,),
    "a Slack token": ("xoxb-" + "1234567890-abc", "https://hooks.slack.com/services/" + "T0A/B0A/x1"),
    "a Stripe key": ("sk_live_" + "a1B2" * 6, "whsec_" + "a1B2" * 8),
    "a Google key": ("AIza" + "Sy0-_" * 7,),
    "a SendGrid key": ("SG." + "a1B2" * 5 + "." + "a1B2" * 10,),
    "an npm token": ("npm_" + "a1B2" * 9,),
    "a PyPI token": ("pypi-" + "AgEIcHlwaS5vcmc" * 3,),
    "a key of an AI service": ("sk-proj-" + "a1B2" * 6, "sk-ant-" + "a1B2" * 6),
    "a key of Azure storage": ("DefaultEndpointsProtocol=https;AccountKey=" + "a1B2" * 21 + "==",),
    "a JSON web token": ("eyJhbGciOiJI." + "eyJzdWIiOiIx." + "c2lnbmF0dXJl",),
    "a URL with a password": ("postgres://app:hunter2@db:5432/app", "https://:hunter2@cache.internal"),
    "a password in a connection string": (
        "Server=db;User Id=app;Password=hunter2;",
        "host=db password=hunter2",
    ),
}
RANDOM = (
    "q8Zr3Xv1Lm9Tb5Wn7Kc2Hd4Jf6Gp0Ys",
    "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY+/",
    "3f9a0c7be1d2485693fa7c0e1b2d4586",
)
PLAIN_VALUES = (
    *(
        "--max-old-space-size=1536",
        "alicerce-prod-backend",
        "https://example.com/a/b?c=d",
        "pt-BR,en",
        "us-east-1",
    ),
    *("arn:aws:secretsmanager:us-east-1:111122223333:secret:app", "8f14e45f-ceea-467f-a8f3-2b1f0d9c6e57"),
    *("us-east-1_AbCdEfGhI", "12345678901234567890", "https://user@example.com", "redis://cache:6379/0"),
    *("postgres://app:$(PASSWORD)@db/app", "postgres://app:${PASSWORD}@db/app", "0 8 * * *", "a" * 64, ""),
    *("host=db password=$PASSWORD", "task-sk-overview-of-the-whole-system", "user:pass", "12:30:45"),
)
REFERENCES = (
    *(
        "",
        "true",
        "No",
        "arn:aws:secretsmanager:us-east-1:1:secret:db",
        "${PASSWORD}",
        "$(PASSWORD)",
        "$PASSWORD",
    ),
    *(
        "{{resolve:secretsmanager:db}}",
        "/run/secrets/db",
        "vault:secret/db",
        "ssm:/app/db",
        "op://vault/db",
        "optional",
    ),
)


def _set(name: str, value: str) -> dict[str, object]:
    return {"environment": [{"name": "PORT", "value": "3000"}, {"name": name, "value": value}]}


def _because(name: str, why: str) -> str:
    return f"container app has {name} in plain environment, {why}; want it from a secret store"


CASES: tuple[AnyCase, ...] = (
    *(
        ecs(PLAIN, _set(name, "hunter2"), says=_because(name, "whose name is that of a secret"))
        for name in TELLING
    ),
    *(ecs(PLAIN, _set(name, "value")) for name in INNOCENT),
    *(
        ecs(PLAIN, _set("SETTING", value), says=_because("SETTING", f"whose value looks like {kind}"))
        for kind, values in KNOWN.items()
        for value in values
    ),
    *(
        ecs(PLAIN, _set("SETTING", value), says=_because("SETTING", "whose value looks random"))
        for value in RANDOM
    ),
    *(ecs(PLAIN, _set("SETTING", value)) for value in PLAIN_VALUES),
    *(ecs(PLAIN, _set("DB_PASSWORD", value)) for value in REFERENCES),
    *(
        ecs(PLAIN, _set(name, ""), says=_because(name, "which ECS.8 forbids"))
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "ECS_ENGINE_AUTH_DATA")
    ),
    ecs(PLAIN, _set("NEXT_PUBLIC_MAPS_KEY", KNOWN["a Google key"][0])),
    ecs(PLAIN, _set("NEXT_PUBLIC_ANON_KEY", KNOWN["a JSON web token"][0])),
    ecs(
        PLAIN,
        _set("NEXT_PUBLIC_KEY", KNOWN["a Stripe key"][0]),
        says="container app has NEXT_PUBLIC_KEY in plain",
    ),
    ecs(
        PLAIN,
        _set("DATABASE_URL", KNOWN["a URL with a password"][0]),
        says="container app has DATABASE_URL in",
    ),
    ecs(PLAIN, _set("GIT_SHA", "da39a3ee5e6b4b0d3255bfef95601890afd80709")),
    ecs(PLAIN, _set("PUBLISHABLE_KEY", "pk_live_q8Zr3Xv1Lm9Tb5Wn7Kc2Hd4J")),
    ecs(PLAIN, {}, _set("DB_PASSWORD", "x"), says="container app2 has DB_PASSWORD in plain environment"),
    ecs(PLAIN, {"secrets": [{"name": "DB_PASSWORD", "valueFrom": "arn:aws:ssm:us-east-1:1:parameter/db"}]}),
    ecs(
        PLAIN,
        _set("MAGIC", "abracadabra"),
        says="container app has MAGIC",
        options={"secretNames": ["MAGIC"]},
    ),
    ecs(PLAIN, _set("DB_PASSWORD", "none of yours"), options={"publicNames": ["DB_PASSWORD"]}),
    ecs(PLAIN, _set("SETTING", RANDOM[0]), options={"length": 100}),
    ecs(PLAIN, _set("SETTING", RANDOM[0]), options={"entropy": 60}),
    ecs(PLAIN, _set("SETTING", RANDOM[2]), options={"hexEntropy": 41}),
    ecs(PLAIN, _set("HOST", STRING), unknown="containerDefinitions[0].environment[1].value"),
    ecs(
        PLAIN,
        {"environment": [{"name": "HOST", "value": STRING}, {"name": "DB_PASSWORD", "value": "x"}]},
        says="container app has DB_PASSWORD in plain environment",
        unknown="containerDefinitions[0].environment[0].value",
    ),
    ecs(PLAIN, {"environment": {"DB_PASSWORD": "x"}}),
    ecs(
        PLAIN,
        {"environment": "DB_PASSWORD=x"},
        says="containerDefinitions[0].environment is a string, want an",
    ),
    ecs(
        PLAIN,
        {"command": ["redis-server", "--requirepass-password=x1"]},
        says="container app has a value of --requirepass-password in word 2 of its command line; want",
    ),
    ecs(
        PLAIN,
        {"entryPoint": ["app", "--token", "x1"]},
        says="container app has a value of --token in word 3 of its",
    ),
    ecs(
        PLAIN,
        {"command": ["sh", "-c", "export DB_PASSWORD='x1'; exec app"]},
        says="container app has a value of DB_PASSWORD in word 3 of its command line",
    ),
    ecs(
        PLAIN,
        {"command": ["app", KNOWN["a URL with a password"][0]]},
        says="container app has what looks like a URL with a password in word 2 of its command line",
    ),
    ecs(
        PLAIN,
        {"command": ["app", STRING, "--token=x1"]},
        says="container app has a value of --token in word 3",
        unknown="containerDefinitions[0].command[1]",
    ),
    ecs(
        PLAIN,
        {"command": ["app", "--password-file=/run/x", "--token", "$TOKEN", "--secret-name", "db", "-p", "1"]},
    ),
    ecs(PLAIN, {"command": ["sh", "-c", 'DB_PASSWORD="$DATABASE_PASSWORD" exec app --token=${TOKEN}']}),
    docker(
        PLAIN,
        {"envs": ["PORT=1", "DB_PASSWORD=a=b"]},
        _because("DB_PASSWORD", "whose name is that of a secret"),
    ),
    docker(PLAIN, {"envs": [STRING, "DB_PASSWORD=x"]}, "container app has DB_PASSWORD", unknown="envs[0]"),
    docker(
        PLAIN, {"entrypoints": ["app", "--api-key=x1"]}, "container app has a value of --api-key in word 2"
    ),
    docker(PLAIN, {"envs": ["PORT=3000", "DB_PASSWORD_FILE=/run/secrets/db", "DEBUG"]}),
    swarm(PLAIN, {"env": {"DB_PASSWORD": "x"}}, "container app has DB_PASSWORD in plain environment"),
    swarm(PLAIN, {"args": ["--password", "x1"]}, "container app has a value of --password in word 2"),
    swarm(PLAIN, {"env": {"HOST": STRING}}, unknown="taskSpec.containerSpec.env.HOST"),
    swarm(PLAIN, {"env": {"PORT": "3000"}}),
    kubernetes(
        PLAIN, {"env": [{"name": "DB_PASSWORD", "value": "x"}]}, "container app has DB_PASSWORD in plain"
    ),
    kubernetes(
        PLAIN, {"args": ["--token=x1"]}, "container app has a value of --token in word 1 of its command line"
    ),
    kubernetes(
        PLAIN, {"env": [{"name": "DB_PASSWORD", "valueFrom": {"secretKeyRef": {"name": "db", "key": "p"}}}]}
    ),
    kubernetes(
        PLAIN,
        {},
        "init container a has DB_PASSWORD",
        pod={"initContainers": [{"name": "a", "env": [{"name": "DB_PASSWORD", "value": "x"}]}]},
    ),
)
