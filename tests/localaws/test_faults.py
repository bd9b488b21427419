"""Faults on demand: each effect, plans that change, and what callers make of throttling."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from localaws.cloud import Cloud
from localaws.errors import CloudError, LocalAwsError, Throttled
from localaws.faults import Faults, load

ACCOUNT, REGION = "200000009981", "us-east-1"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return tmp_path / "faults.json"


def write(plan: Path, *rules: dict[str, Any]) -> None:
    """Writes a plan that counts as changed, however coarse the file system's clock is."""
    before = plan.stat().st_mtime_ns if plan.exists() else 0
    plan.write_text(json.dumps(rules))
    os.utime(plan, ns=(before + 10**9, before + 10**9))


def passes(faults: Faults, op: str = "CreateVpc") -> bool:
    """Whether a call is let through on both sides."""
    try:
        faults.before("ec2", op)
        faults.after("ec2", op)
    except CloudError:
        return False
    return True


def test_without_a_plan_nothing_fails(plan: Path) -> None:
    assert passes(Faults(plan))


@pytest.mark.parametrize(
    ("effect", "side", "kind", "message"),
    [
        (
            "throttle",
            "before",
            Throttled,
            "ThrottlingException: ec2 CreateVpc: Rate exceeded (on purpose)",
        ),
        (
            "error-before",
            "before",
            CloudError,
            "InternalFailure: ec2 CreateVpc failed before it had any effect (on purpose)",
        ),
        (
            "error-after",
            "after",
            CloudError,
            "InternalFailure: ec2 CreateVpc failed after its effect (on purpose)",
        ),
    ],
)
def test_each_effect(plan: Path, effect: str, side: str, kind: type[CloudError], message: str) -> None:
    write(plan, {"op": "CreateVpc", "effect": effect})
    faults = Faults(plan)
    getattr(faults, "after" if side == "before" else "before")("ec2", "CreateVpc")
    with pytest.raises(CloudError) as caught:
        getattr(faults, side)("ec2", "CreateVpc")
    assert type(caught.value) is kind
    assert str(caught.value) == message


@pytest.mark.parametrize(("effect", "side"), [("die-before", "before"), ("die-after", "after")])
def test_death(plan: Path, effect: str, side: str) -> None:
    write(plan, {"op": "*", "effect": effect})
    other = "after" if side == "before" else "before"
    script = (
        "import sys; from pathlib import Path; from localaws.faults import Faults\n"
        f"faults = Faults(Path(sys.argv[1])); faults.{other}('ec2', 'CreateVpc')\n"
        f"print('alive', flush=True); faults.{side}('ec2', 'CreateVpc'); print('still alive')"
    )
    command = [sys.executable, "-c", script, str(plan)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (70, "alive\n", "")


def test_times_and_skip(plan: Path) -> None:
    write(plan, {"op": "CreateVpc", "effect": "error-before", "times": 2, "skip": 1})
    faults = Faults(plan)
    assert [passes(faults) for _ in range(5)] == [True, False, False, True, True]


def test_only_the_named_operation(plan: Path) -> None:
    write(plan, {"op": "CreateVpc", "effect": "error-before", "times": 9})
    assert passes(Faults(plan), "CreateSubnet")
    assert not passes(Faults(plan), "CreateVpc")


def test_any_operation(plan: Path) -> None:
    write(plan, {"op": "*", "effect": "error-after", "times": 2})
    faults = Faults(plan)
    assert not passes(faults, "CreateVpc")
    assert not passes(faults, "CreateSubnet")


def test_a_changed_plan_counts_at_once(plan: Path) -> None:
    faults = Faults(plan)
    assert passes(faults)
    write(plan, {"op": "*", "effect": "error-before", "times": 99})
    assert not passes(faults)
    write(plan)
    assert passes(faults)
    write(plan, {"op": "*", "effect": "error-before", "times": 99})
    assert not passes(faults)
    plan.unlink()
    assert passes(faults)


def test_an_unchanged_plan_is_used_up(plan: Path) -> None:
    write(plan, {"op": "*", "effect": "error-before"})
    faults = Faults(plan)
    assert [passes(faults) for _ in range(3)] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nonsense", "faults.json must be a JSON list of rules (op, effect, times, skip): Expecting value"),
        ('[{"op": "x"}]', "missing 1 required positional argument: 'effect'"),
        ('[{"op": "x", "effect": "throttle", "often": 1}]', "unexpected keyword argument 'often'"),
        (
            '[{"op": "x", "effect": "explode"}]',
            "error-after, die-before, die-after (got 'explode')",
        ),
    ],
)
def test_a_malformed_plan(plan: Path, text: str, message: str) -> None:
    plan.write_text(text)
    with pytest.raises(LocalAwsError) as caught:
        load(plan)
    assert message in str(caught.value)


def test_a_malformed_plan_is_reported_until_it_is_mended(plan: Path) -> None:
    plan.write_text("nonsense")
    faults = Faults(plan)
    for _ in range(2):
        with pytest.raises(LocalAwsError, match=r"faults\.json must be a JSON list"):
            faults.before("ec2", "CreateVpc")


def interfered(cloud: Cloud, plan: Path) -> tuple[Cloud, list[float]]:
    """The cloud with a plan in its way, and the pauses it makes."""
    pauses: list[float] = []
    return replace(cloud, interference=Faults(plan), sleep=pauses.append), pauses


def test_throttled_calls_are_sent_again(cloud: Cloud, plan: Path) -> None:
    write(plan, {"op": "DescribeVpcs", "effect": "throttle", "times": 3})
    slowed, pauses = interfered(cloud, plan)
    assert "Vpcs" in slowed.call(ACCOUNT, REGION, "ec2", "DescribeVpcs", {})
    assert len(pauses) == 3
    assert pauses[0] < pauses[2] <= 2.0


def test_throttling_without_end_is_reported(cloud: Cloud, plan: Path) -> None:
    write(plan, {"op": "DescribeVpcs", "effect": "throttle", "times": 99})
    slowed, pauses = interfered(cloud, plan)
    with pytest.raises(Throttled, match="ec2 DescribeVpcs: Rate exceeded"):
        slowed.call(ACCOUNT, REGION, "ec2", "DescribeVpcs", {})
    assert len(pauses) == slowed.attempts - 1


@pytest.mark.parametrize(("effect", "made"), [("error-before", 0), ("error-after", 1)])
def test_whether_the_effect_happened(cloud: Cloud, plan: Path, effect: str, made: int) -> None:
    write(plan, {"op": "PutParameter", "effect": effect})
    broken, _ = interfered(cloud, plan)
    with pytest.raises(CloudError):
        broken.call(ACCOUNT, REGION, "ssm", "PutParameter", {"Name": effect, "Value": "1", "Type": "String"})
    found = cloud.call(ACCOUNT, REGION, "ssm", "GetParameters", {"Names": [effect]})
    assert len(found["Parameters"]) == made
