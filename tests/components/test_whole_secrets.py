"""No secret in plain, over the whole program: neither made up nor given, neither to the engine nor out of it.

The engine seals what it is told is a secret, in the state and on the screen; it can seal nothing else.
"""

import base64
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from google.protobuf import json_format
from google.protobuf.json_format import MessageToDict
from pulumi.runtime import rpc

from tests.application_config import SECRETS
from tests.components.whole_program import EVERY_OPTION, resources
from tests.recorder import Recorder, plain

MADE_UP = "made-up-for-"
"""How a recording's passwords begin."""
GIVEN = {json.dumps(value)[1:-1] for value in SECRETS.values()}
"""The third parties' secrets, as they look in JSON."""

OPTIONS: dict[str, dict[str, str]] = {"production": {}, "every option": EVERY_OPTION}

SEALED = {
    "aws:cloudfront/distribution:Distribution origins": "The header that a public load balancer asks for.",
    "aws:elasticache/user:User authenticationMode": "The password of the application's user.",
    "aws:rds/instance:Instance password": "The master password.",
    "aws:secretsmanager/secretVersion:SecretVersion secretString": "What secrets are for.",
    "aws:ssm/parameter:Parameter value": "None: the ARN of RDS's own secret. The SDK seals every value.",
    "aws:wafv2/webAcl:WebAcl rules": "The header that a public load balancer asks for.",
}
"""Where secrets go, sealed."""


@pytest.fixture(params=OPTIONS)
def recorder(program: Callable[..., Recorder], request: pytest.FixtureRequest) -> Recorder:
    return program("prod", **OPTIONS[request.param])


def marks(text: str) -> set[str]:
    """The secrets in a text."""
    return {mark for mark in (MADE_UP, *GIVEN) if mark in text or mark in text.replace("\\\\", "\\")}


def test_nothing_says_a_secret_in_plain(recorder: Recorder) -> None:
    leaks = [
        message.type if hasattr(message, "type") else type(message).__name__
        for message in recorder.messages
        if marks(plain(message))
    ]
    assert leaks == []
    assert len(recorder.messages) > 300


def test_every_secret_does_go_somewhere(program: Callable[..., Recorder]) -> None:
    """Else there would be nothing to see in plain."""
    for options, expected in (({}, {MADE_UP}), (EVERY_OPTION, {MADE_UP, *GIVEN})):
        messages = program("prod", **options).messages
        said = set().union(*(marks(json.dumps(MessageToDict(message))) for message in messages))
        assert said == expected


def test_a_secret_in_plain_would_be_seen(program: Callable[..., Recorder]) -> None:
    """Broken open, each message with a secret is found."""
    told = [
        each for each in program("prod", **EVERY_OPTION).messages if marks(json.dumps(MessageToDict(each)))
    ]
    assert len(told) >= 5
    for message in told:
        opened = json.loads(json.dumps(MessageToDict(message)).replace(rpc._special_secret_sig, "opened"))
        assert marks(plain(json_format.ParseDict(opened, type(message)())))


def test_secrets_are_sealed_only_where_they_belong(program: Callable[..., Recorder]) -> None:
    found = {
        f"{each.type} {prop}"
        for options in OPTIONS.values()
        for each in resources(program("prod", **options))
        for prop, value in each.inputs.items()
        if sealed(value)
    }
    assert found == SEALED.keys()


def sealed(value: Any) -> bool:
    if rpc.is_rpc_secret(value):
        return True
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(map(sealed, inner))


def test_no_output_of_the_stack_is_a_secret(recorder: Recorder) -> None:
    """Sealed or not: whoever may read an output may read all of it."""
    said = json.dumps(recorder.exports)
    assert len(recorder.exports) > 30
    assert marks(said) == set()


def test_hosts_start_without_a_secret(recorder: Recorder) -> None:
    """The script of a host is encoded, not sealed."""
    (template,) = recorder.all("aws:ec2/launchTemplate:LaunchTemplate")
    script = base64.b64decode(template.inputs["userData"]).decode()
    assert script.startswith("#!/bin/bash")
    assert marks(script) == set()


LOOKS_SECRET = re.compile(r"(PASSWORD|SECRET|TOKEN|KEY|CREDENTIALS?)$")
PUBLIC = {"NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY": "Made to be read by browsers. https://docs.stripe.com/keys"}


def variables(recorder: Recorder, kind: str) -> Iterator[str]:
    for task in recorder.all("aws:ecs/taskDefinition:TaskDefinition"):
        for container in json.loads(task.inputs["containerDefinitions"]):
            yield from (each["name"] for each in container[kind])


def test_containers_get_secrets_by_reference(recorder: Recorder) -> None:
    """What is named like a secret is never a plain variable: whoever may describe a task would read it."""
    assert {name for name in variables(recorder, "environment") if LOOKS_SECRET.search(name)} <= PUBLIC.keys()
    assert len(set(variables(recorder, "secrets"))) > 10
