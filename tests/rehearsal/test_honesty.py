"""What is only written down is counted and named."""

from dataclasses import replace

import pytest

from localaws.registry import SPECS
from rehearsal import honesty
from rehearsal.recorded import Recorded

VPC, SUBNET = "aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet"
STACK = Recorded(
    resources=tuple({"type": token, "custom": True} for token in (VPC, SUBNET, SUBNET, "random:x:Y"))
)


def test_all_emulated() -> None:
    assert honesty.summary(STACK) == "All 4 resources are emulated; none is only recorded."


def test_some_only_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SPECS, SUBNET, replace(SPECS[SUBNET], recorded="moto has no subnets"))
    assert honesty.only_recorded(STACK) == {SUBNET: 2}
    assert (
        honesty.summary(STACK) == "2 resources are emulated; 2 are only recorded: `make status` lists them."
    )
