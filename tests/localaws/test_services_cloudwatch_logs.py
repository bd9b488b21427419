"""What is made of logs lives a whole life against moto."""

import json

import pytest

from localaws.errors import Gone
from localaws.values import Props
from tests.localaws.conftest import Workbench

GROUP = "aws:cloudwatch/logGroup:LogGroup"
FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter"
POLICY = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy"
QUERY = "aws:cloudwatch/queryDefinition:QueryDefinition"


def test_a_group_may_be_encrypted_with_a_key_of_ones_own(bench: Workbench) -> None:
    key = "arn:aws:kms:us-east-1:200000000001:key/1"
    bench.live(GROUP, {"kmsKeyId": f"{key}2", "retentionInDays": 90}, name="app", kmsKeyId=key)


def test_a_key_taken_out_of_a_group_is_gone(bench: Workbench) -> None:
    kind = bench.package.resource(GROUP, bench.session)
    old = bench.check(GROUP, name="app", kmsKeyId="arn:aws:kms:us-east-1:200000000001:key/1")
    ident, state = kind.create(old)
    kind.update(ident, old, state, {"name": "app"})
    (found,) = bench.call("logs", "DescribeLogGroups")["logGroups"]
    assert "kmsKeyId" not in found


@pytest.fixture
def filtered(bench: Workbench) -> Props:
    bench.make(GROUP, name="/alicerce/backend")
    return {
        "logGroupName": "/alicerce/backend",
        "name": "errors",
        "pattern": '{ $.level = "error" }',
        "metricTransformation": {
            "name": "Errors",
            "namespace": "Alicerce",
            "value": "1",
            "defaultValue": "0",
            "unit": "Count",
        },
    }


@pytest.mark.parametrize(
    "change",
    [
        {"pattern": '{ $.level = "fatal" }'},
        {
            "metricTransformation": {
                "name": "Errors",
                "namespace": "Alicerce",
                "value": "$.count",
                "dimensions": {"Path": "$.path"},
            }
        },
    ],
    ids=lambda value: "-".join(value),
)
def test_metric_filter(bench: Workbench, filtered: Props, change: Props) -> None:
    bench.live(FILTER, change, **filtered)


def test_a_changed_metric_filter_is_still_one(bench: Workbench, filtered: Props) -> None:
    kind = bench.package.resource(FILTER, bench.session)
    old = bench.check(FILTER, **filtered)
    ident, state = kind.create(old)
    kind.update(ident, old, state, {**old, "pattern": "fatal"})
    (found,) = bench.call("logs", "DescribeMetricFilters")["metricFilters"]
    assert found["filterPattern"] == "fatal"


def test_a_metric_filter_needs_its_group(bench: Workbench, filtered: Props) -> None:
    with pytest.raises(Gone):
        bench.make(FILTER, **{**filtered, "logGroupName": "other"})


def test_a_metric_filter_is_imported_by_group_and_name(bench: Workbench, filtered: Props) -> None:
    bench.make(FILTER, **filtered)
    found = bench.package.resource(FILTER, bench.session).read("/alicerce/backend:errors", {}, {})
    assert found is not None
    assert found[1]["pattern"] == filtered["pattern"]
    assert found[1]["metricTransformation"][0]["name"] == "Errors"


def test_resource_policy(bench: Workbench) -> None:
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "es.amazonaws.com"},
        "Action": "logs:PutLogEvents",
        "Resource": "*",
    }
    document = {"Version": "2012-10-17", "Statement": [statement]}
    other = {**document, "Statement": [{**statement, "Action": "logs:CreateLogStream"}]}
    bench.live(
        POLICY,
        {"policyDocument": json.dumps(other)},
        policyName="route53",
        policyDocument=json.dumps(document),
    )


@pytest.mark.parametrize(
    "change",
    [{"queryString": "fields @message | limit 5"}, {"logGroupNames": []}, {"name": "alicerce/other"}],
    ids=lambda value: "-".join(value),
)
def test_query_definition(bench: Workbench, change: Props) -> None:
    bench.live(
        QUERY,
        change,
        name="alicerce/slow",
        queryString="fields @timestamp, @message | sort @timestamp desc",
        logGroupNames=["/alicerce/backend", "/alicerce/frontend"],
    )


def test_questions_are_found_by_how_their_name_starts(bench: Workbench) -> None:
    for name in ("alicerce/slow", "other/slow"):
        bench.make(QUERY, name=name, queryString="fields @message")
    found = bench.call("logs", "DescribeQueryDefinitions", queryDefinitionNamePrefix="alicerce/")
    assert [question["name"] for question in found["queryDefinitions"]] == ["alicerce/slow"]
