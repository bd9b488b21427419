"""What moto has nothing of is held against AWS's model, remembered, changed and forgotten."""

from typing import Any

import pytest

from localaws.naming import Naming
from localaws.registry import SPECS
from localaws.values import Props
from tests.localaws.conftest import Workbench

ANALYZER = "aws:accessanalyzer/analyzer:Analyzer"
SLACK = "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration"
CANARY = "aws:synthetics/canary:Canary"
ROLE = "arn:aws:iam::200000000001:role/role"

_UNUSED: Props = {"unusedAccessAge": 90}
_INPUTS: dict[str, Props] = {
    ANALYZER: {
        "analyzerName": "alicerce",
        "type": "ACCOUNT_UNUSED_ACCESS",
        "configuration": {"unusedAccess": _UNUSED},
    },
    SLACK: {
        "configurationName": "alicerce",
        "slackTeamId": "T0123ABC",
        "slackChannelId": "C0123ABC",
        "iamRoleArn": ROLE,
        "snsTopicArns": ["arn:aws:sns:us-east-1:200000000001:alarms"],
        "loggingLevel": "ERROR",
    },
    CANARY: {
        "name": "home",
        "artifactS3Location": "s3://canaries/home",
        "executionRoleArn": ROLE,
        "handler": "home.handler",
        "runtimeVersion": "syn-nodejs-puppeteer-10.0",
        "schedule": {"expression": "rate(5 minutes)"},
        "runConfig": {"timeoutInSeconds": 60, "environmentVariables": {"URL": "https://example.com"}},
        "s3Bucket": "code",
        "s3Key": "home.zip",
        "successRetentionPeriod": 7,
        "startCanary": True,
    },
}
_EXCLUDED = {"exclusions": [{"accountIds": ["200000000002"], "resourceTags": [{"Stack": "test"}]}]}


@pytest.mark.parametrize(
    ("token", "change"),
    [
        (ANALYZER, {"configuration": {"unusedAccess": {**_UNUSED, "analysisRule": _EXCLUDED}}}),
        (ANALYZER, {"tags": {"Team": "a"}}),
        (SLACK, {"slackChannelId": "C9", "userAuthorizationRequired": True}),
        (SLACK, {"guardrailPolicyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"]}),
        (CANARY, {"schedule": {"expression": "rate(1 hour)", "retryConfig": {"maxRetries": 1}}}),
        (CANARY, {"startCanary": False, "deleteLambda": True}),
        (CANARY, {"vpcConfig": {"subnetIds": ["subnet-1"], "securityGroupIds": ["sg-1"]}}),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else value.rpartition(":")[2],
)
def test_life(bench: Workbench, token: str, change: Props) -> None:
    assert SPECS[token].recorded
    bench.live(token, change, **_INPUTS[token])


@pytest.mark.parametrize(
    ("token", "prop", "wrong"),
    [
        (ANALYZER, "type", "ACCOUNTS"),
        (SLACK, "loggingLevel", "DEBUG"),
        (SLACK, "slackTeamId", "team"),
        (CANARY, "successRetentionPeriod", 2000),
    ],
)
def test_a_preview_refuses_what_aws_refuses(bench: Workbench, token: str, prop: str, wrong: Any) -> None:
    kind = bench.package.resource(token, bench.session)
    _, failures = kind.check({}, {**_INPUTS[token], prop: wrong}, Naming("thing"))
    assert failures
    assert all(failure.startswith(f"{prop}: ") for failure in failures)


@pytest.mark.parametrize(
    ("token", "change"),
    [
        (ANALYZER, {"analyzerName": "other"}),
        (ANALYZER, {"configuration": {"unusedAccess": {"unusedAccessAge": 30}}}),
        (SLACK, {"slackTeamId": "T9"}),
        (CANARY, {"name": "other"}),
    ],
)
def test_what_makes_a_new_one(bench: Workbench, token: str, change: Props) -> None:
    kind = bench.package.resource(token, bench.session)
    assert kind.diff(_INPUTS[token], {}, {**_INPUTS[token], **change}).replaces == tuple(change)
