"""Physical names: stable, and within AWS's limits."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.checks import ArgumentError
from components.cloud import Cloud
from components.names import RULES, physical

NAMES = {
    "ecs-cluster": "alicerce-prod-backend",
    "autoscaling-group": "alicerce-prod-backend",
    "ecs-service": "alicerce-prod-backend",
    "task-family": "alicerce-prod-backend",
    "log-group": "/alicerce/prod/backend",
    "web-acl": "alicerce-prod-backend",
    "web-acl-log": "aws-waf-logs-alicerce-prod-backend",
    "ecr-repository": "alicerce/prod/backend",
    "s3-bucket": "alicerce-prod-backend",
    "log-delivery": "alicerce-prod-backend",
    "vpc-origin": "alicerce-prod-backend",
    "alarm": "alicerce-prod-backend",
    "topic": "alicerce-prod-backend",
    "key-alias": "alias/alicerce-prod-backend",
    "backup-vault": "alicerce-prod-backend",
    "restore-testing-plan": "alicerce_prod_backend",
    "dashboard": "alicerce-prod-backend",
    "budget": "alicerce-prod-backend",
    "trail": "alicerce-prod-backend",
    "secret": "alicerce/prod/backend",
    "parameter": "/alicerce/prod/backend",
    "database": "alicerce-prod-backend",
    "cache": "alicerce-prod-backend",
}


@pytest.mark.parametrize(("kind", "name"), NAMES.items())
def test_each_kind_has_its_form(kind: str, name: str) -> None:
    assert physical(kind, "alicerce", "prod", "backend") == name


def test_every_kind_is_covered_above() -> None:
    assert set(RULES) == set(NAMES)


def test_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(KeyError, match="sqs-queue"):
        physical("sqs-queue", "alicerce")


def test_a_long_stack_name_is_refused_with_the_limit() -> None:
    with pytest.raises(ArgumentError) as caught:
        physical("s3-bucket", "alicerce", "x" * 60)
    assert str(caught.value) == (
        f"The s3-bucket name 'alicerce-{'x' * 60}' has 69 characters, AWS allows 63: "
        "give the stack a shorter name."
    )


def test_capitals_are_refused_where_aws_refuses_them() -> None:
    with pytest.raises(ArgumentError) as caught:
        physical("ecr-repository", "alicerce", "Prod", "backend")
    assert str(caught.value) == (
        "The ecr-repository name 'alicerce/Prod/backend' is not one AWS accepts "
        "(lower-case letters and digits, with single . - _ between them): give the stack another name."
    )


@given(st.sampled_from(sorted(RULES)), st.lists(st.text(min_size=1, max_size=80), min_size=1, max_size=4))
def test_a_name_that_comes_out_is_always_valid(kind: str, parts: list[str]) -> None:
    try:
        name = physical(kind, *parts)
    except ArgumentError:
        return
    assert len(name) <= RULES[kind].longest
    assert re.fullmatch(RULES[kind].pattern, name)


def test_two_stacks_of_one_account_never_share_a_name(cloud: Cloud) -> None:
    other = Cloud(project="alicerce", stack="other", account_id=cloud.account_id, region=cloud.region)
    for kind in RULES:
        assert cloud.name(kind, "part") != other.name(kind, "part")
