"""Parameters that hold secrets: encrypted with a key of one's own, and written without being read."""

from typing import Any

from localaws.registry import SPECS
from localaws.values import Props
from tests.localaws.conftest import Workbench

PARAMETER = "aws:ssm/parameter:Parameter"


def _parameter(bench: Workbench) -> dict[str, Any]:
    found = bench.call("ssm", "GetParameter", Name="/app/one", WithDecryption=True)["Parameter"]
    (described,) = bench.call("ssm", "DescribeParameters")["Parameters"]
    return {**described, **found}


def test_a_secret_with_a_key_of_its_own(bench: Workbench) -> None:
    _, key = bench.make("aws:kms/key:Key")
    _, other = bench.make("aws:kms/key:Key")
    secret: Props = {"name": "/app/one", "type": "SecureString", "value": "one", "keyId": key["arn"]}
    bench.live(PARAMETER, {"keyId": other["arn"]}, **secret)
    bench.make(PARAMETER, **secret)
    assert _parameter(bench)["KeyId"] == key["arn"]


def test_a_value_that_is_only_written(bench: Workbench) -> None:
    bench.live(
        PARAMETER,
        {"valueWo": "two", "valueWoVersion": 2},
        name="/app/one",
        type="SecureString",
        valueWo="one",
        valueWoVersion=1,
    )
    assert "valueWo" in SPECS[PARAMETER].secret


def test_what_was_written_is_there(bench: Workbench) -> None:
    kind = bench.package.resource(PARAMETER, bench.session)
    old = bench.check(PARAMETER, name="/app/one", type="SecureString", valueWo="one", valueWoVersion=1)
    ident, state = kind.create(old)
    assert _parameter(bench)["Value"] == "one"
    kind.update(ident, old, state, {**old, "valueWo": "two", "valueWoVersion": 2})
    assert _parameter(bench)["Value"] == "two"
