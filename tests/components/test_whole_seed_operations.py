"""The delivery document, row by row: routes, caches, variables, deployments, backups, alarms, budget."""

import base64
import json
import re
from collections.abc import Callable

import pytest

from settings.variables import CATEGORIES, table
from tests.recorder import Recorder

TASK, SERVICE = "aws:ecs/taskDefinition:TaskDefinition", "aws:ecs/service:Service"
ALARM, CDN = "aws:cloudwatch/metricAlarm:MetricAlarm", "aws:cloudfront/distribution:Distribution"
DAY = 86400


@pytest.fixture
def prod(program: Callable[..., Recorder]) -> Recorder:
    return program("prod")


@pytest.mark.parametrize(
    ("pattern", "origin", "policy", "low", "high"),
    [
        ("/api/*", "application", "cdn-api", 0, 60 * 60),
        ("/_next/static/*", "files-else-application", "cdn-forever", 365 * DAY, 365 * DAY),
        ("/_next/image*", "application", "cdn-images", DAY, DAY),
        ("/assets/*", "files-else-application", "cdn-assets", 7 * DAY, 30 * DAY),
        ("*.png", "files-else-application", "cdn-assets", 7 * DAY, 30 * DAY),
    ],
)
def test_routes_and_caches(
    prod: Recorder, pattern: str, origin: str, policy: str, low: int, high: int
) -> None:
    """'API cache: 60min; static cache: 24h; /_next/static/* cache 365 dias; assets 7-30 dias'."""
    behaviors = {each["pathPattern"]: each for each in prod.one(CDN).inputs["orderedCacheBehaviors"]}
    found = behaviors[pattern]
    assert (found["targetOriginId"], found["cachePolicyId"]) == (origin, f"{policy}-id")
    ttl = prod.one("aws:cloudfront/cachePolicy:CachePolicy", policy).inputs
    assert low <= ttl["defaultTtl"] <= ttl["maxTtl"] <= high


def test_html_is_not_cached(prod: Recorder) -> None:
    """'/ -> Frontend (sem cache HTML)'. The policy is AWS's own, CachingDisabled:
    https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html"""
    default = prod.one(CDN).inputs["defaultCacheBehavior"]
    assert default["targetOriginId"] == "application"
    assert default["cachePolicyId"] == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"


def test_routes_behind_the_load_balancer(prod: Recorder) -> None:
    """'/api/* -> Backend API; / -> Frontend'."""
    rules = sorted(prod.all("aws:lb/listenerRule:ListenerRule"), key=lambda rule: rule.inputs["priority"])
    assert [(rule.name, rule.inputs["conditions"][0]["pathPattern"]["values"]) for rule in rules] == [
        ("backend", ["/api/*", "/health"]),
        ("frontend", ["/*"]),
    ]


def test_ten_security_headers_and_more(prod: Recorder) -> None:
    """'Security headers completos (10+ headers)', 'CSP rigoroso', on every route."""
    cdn = prod.one(CDN).inputs
    used = {
        each["responseHeadersPolicyId"]
        for each in (cdn["defaultCacheBehavior"], *cdn["orderedCacheBehaviors"])
    }
    policies = prod.all("aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy")
    assert used == {f"{each.name}-id" for each in policies}
    for each in policies:
        headers = {item["header"] for item in each.inputs["customHeadersConfig"]["items"]}
        headers |= each.inputs["securityHeadersConfig"].keys()
        assert len(headers) >= 11, each.name
        policy = each.inputs["securityHeadersConfig"]["contentSecurityPolicy"]["contentSecurityPolicy"]
        assert "unsafe" not in policy
        assert "default-src 'self'" in policy


def test_variables(prod: Recorder) -> None:
    """'100+ variáveis' in 14 categories; 'JWT_SECRET gerado (64+ chars)'."""
    assert len(CATEGORIES) == 14
    names = {row.name for row in table()}
    assert len(names) > 100
    given = {
        variable["name"]
        for task in prod.all(TASK)
        for kind in ("environment", "secrets")
        for variable in json.loads(task.inputs["containerDefinitions"])[0][kind]
    }
    assert len(given) > 80  # third parties' are left out while nobody uses them
    assert given <= names
    assert (
        prod.one("random:index/randomPassword:RandomPassword", "application-jwt-secret").inputs["length"]
        >= 64
    )


def test_logs(prod: Recorder) -> None:
    """'Logging estruturado (100MB por arquivo, 10 arquivos)': bounds on the host and in memory."""
    template = prod.one("aws:ec2/launchTemplate:LaunchTemplate").inputs
    script = base64.b64decode(template["userData"]).decode()
    daemon = re.search(r"daemon.json <<'EOF'\n(.+?)\nEOF", script, re.S)
    assert daemon
    assert json.loads(daemon[1])["log-opts"] == {"max-size": "100m", "max-file": "10"}
    for task in prod.all(TASK):
        (container,) = json.loads(task.inputs["containerDefinitions"])
        log = container["logConfiguration"]
        assert (log["logDriver"], log["options"]["mode"]) == ("awslogs", "non-blocking")
        assert {"name": "LOG_FORMAT", "value": "json"} in container["environment"]


@pytest.mark.parametrize("service", ["backend", "frontend"])
def test_zero_downtime_and_rollback(prod: Recorder, service: str) -> None:
    """'Zero-downtime deployment', 'rollback automático em caso de falha', 'restart policies'."""
    found = prod.one(SERVICE, service).inputs
    assert (found["deploymentMinimumHealthyPercent"], found["deploymentMaximumPercent"]) == (100, 200)
    assert found["deploymentCircuitBreaker"] == {"enable": True, "rollback": True}
    assert found["alarms"]["enable"] is found["alarms"]["rollback"] is True
    assert set(found["alarms"]["alarmNames"]) <= {each.inputs["name"] for each in prod.all(ALARM)}
    assert found["availabilityZoneRebalancing"] == "ENABLED"
    assert found["waitForSteadyState"] is True


def test_backups(prod: Recorder) -> None:
    """'Cron job diário, upload para S3, testes de restore': a day's copy in a second region, tried weekly."""
    assert prod.one("aws:rds/instance:Instance", "database").inputs["backupRetentionPeriod"] == 35
    plan = prod.one("aws:backup/plan:Plan").inputs
    daily = next(rule for rule in plan["rules"] if rule["ruleName"] == "daily")
    assert re.fullmatch(r"cron\(\d+ \d+ \* \* \? \*\)", daily["schedule"])
    assert daily["copyActions"][0]["destinationVaultArn"].endswith("/backups-copy")
    assert prod.one("aws:backup/vault:Vault", "backups-copy").inputs["region"] == "us-west-2"
    (saved,) = prod.one("aws:backup/selection:Selection").inputs["resources"]
    (tried,) = prod.one("aws:backup/restoreTestingSelection:RestoreTestingSelection").inputs[
        "protectedResourceArns"
    ]
    assert saved == tried == "arn:aws:rds:us-east-1:111122223333:db:alicerce-prod-database"
    weekly = prod.one("aws:backup/restoreTestingPlan:RestoreTestingPlan").inputs
    assert "SUN" in weekly["scheduleExpression"]


@pytest.mark.parametrize(
    ("alarm", "threshold", "comparison", "minutes"),
    [
        # 'CPU > 80% por 5 min'
        ("backend-cpu", 80, "GreaterThanThreshold", 5),
        ("frontend-cpu", 80, "GreaterThanThreshold", 5),
        ("database-cpu", 80, "GreaterThanThreshold", 5),
        ("hosts-cpu", 80, "GreaterThanThreshold", 5),
        # 'Memory > 90% por 5 min'
        ("backend-memory", 90, "GreaterThanThreshold", 5),
        ("frontend-memory", 90, "GreaterThanThreshold", 5),
        ("hosts-memory", 90, "GreaterThanThreshold", 5),
        # Of the database's 16 GiB, 10 % free.
        ("database-memory", int(16 * 2**30 * 0.1), "LessThanThreshold", 5),
        # 'Error rate > 5%'
        ("backend-errors", 5, "GreaterThanThreshold", None),
        ("frontend-errors", 5, "GreaterThanThreshold", None),
        ("edge-errors", 5, "GreaterThanThreshold", None),
        # 'Response time p95 > 500ms', in seconds
        ("backend-latency", 0.5, "GreaterThanThreshold", None),
        ("frontend-latency", 0.5, "GreaterThanThreshold", None),
        # 'Disk space < 20%': of 200 GiB, and of what a host uses
        ("database-disk", 40 * 2**30, "LessThanThreshold", 5),
        ("hosts-disk", 80, "GreaterThanThreshold", 5),
        # 'Database connections > 400'
        ("database-connections", 400, "GreaterThanThreshold", None),
    ],
)
def test_the_six_alarms(
    prod: Recorder, alarm: str, threshold: float, comparison: str, minutes: int | None
) -> None:
    found = prod.one(ALARM, alarm).inputs
    assert (found["threshold"], found["comparisonOperator"]) == (threshold, comparison)
    if minutes:
        assert found["period"] * found["datapointsToAlarm"] == minutes * 60
    assert found["alarmActions"] == [prod.exports["alarm_topic_arn"]]


def test_the_latency_alarm_is_on_the_95th_percentile(prod: Recorder) -> None:
    for alarm in ("backend-latency", "frontend-latency"):
        assert prod.one(ALARM, alarm).inputs["extendedStatistic"] == "p95"


def test_at_500_connections_the_alarm_is_at_400(program: Callable[..., Recorder]) -> None:
    """'Database connections > 400', '< 400/500 (80% utilização)'."""
    recorder = program("prod", databaseMaxConnections="500", databaseProxy="true")
    assert recorder.one(ALARM, "database-connections").inputs["threshold"] == 400


def test_the_budget(prod: Recorder) -> None:
    """'Custo: $2,125/mês'; told at 80 % and 100 %, and when 100 % is foreseen."""
    budget = prod.one("aws:budgets/budget:Budget").inputs
    assert (budget["limitAmount"], budget["limitUnit"], budget["timeUnit"]) == ("2125", "USD", "MONTHLY")
    told = {(each["notificationType"], each["threshold"]) for each in budget["notifications"]}
    assert told == {("ACTUAL", 80), ("ACTUAL", 100), ("FORECASTED", 100)}
