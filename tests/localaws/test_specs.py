"""The lint over all specs, and proof that each rule of it can fail."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from localaws.registry import SPECS
from localaws.services import ec2
from localaws.spec import Call, Spec
from tests.localaws import lint

Rule = Callable[[Spec], Iterator[str]]


@pytest.mark.parametrize("rule", lint.RULES, ids=lambda rule: rule.__name__)
def test_every_spec(rule: Rule) -> None:
    offences = [f"{spec.token}: {offence}" for spec in SPECS.values() for offence in rule(spec)]
    assert offences == []


def _vpc(**changes: Any) -> Spec:
    return replace(ec2.VPC, **changes)


BROKEN: list[tuple[Rule, Spec, str]] = [
    (lint.operations_exist, _vpc(read=Call(op="DescribeVpc")), "ec2 has no operation DescribeVpc"),
    (
        lint.parameters_are_members,
        _vpc(create=Call(op="CreateVpc", params={"cidrBlock": "Cidr"})),
        "CreateVpc has no input member Cidr",
    ),
    (
        lint.required_members_are_covered,
        _vpc(delete=(Call(op="DeleteVpc"),)),
        "DeleteVpc requires VpcId",
    ),
    (
        lint.paths_start_in_the_answer,
        _vpc(read=Call(op="DescribeVpcs", path="Vpc[0]")),
        "DescribeVpcs answers nothing at Vpc[0]",
    ),
    (lint.outputs_are_answered, _vpc(outputs={"arn": "Arn"}), "output arn is answered nowhere: Arn"),
    (lint.templates_are_known, _vpc(id="{nobody}"), "{nobody} needs nobody, which nobody gives"),
    (
        lint.every_property_can_change,
        _vpc(replace_on=frozenset({"cidrBlock"})),
        "a change of instanceTenancy would reach nobody: no update, no replacement",
    ),
    (
        lint.every_property_can_be_read,
        _vpc(more=()),
        "enableDnsHostnames is not answered at EnableDnsHostnames.Value: map it in gets, "
        "or say why in unread",
    ),
    (
        lint.further_reads_are_answered,
        _vpc(read=Call(op="DescribeVpcs", path="Vpcs[0]", gets={"cidrBlock": "Cidr"})),
        "DescribeVpcs answers nothing at Cidr (for cidrBlock)",
    ),
    (
        lint.replacements_are_properties,
        _vpc(replace_on=frozenset({"cidr"})),
        "replace_on names cidr, which nothing carries",
    ),
    (
        lint.reasons_are_given,
        _vpc(unread={"cidrBlock": "moto"}),
        "cidrBlock needs a reason that a reader can use (got 'moto')",
    ),
    (lint.properties_are_pulumis, _vpc(ignored={"cidr": "no such thing here"}), "Pulumi has no inputs cidr"),
    (lint.properties_are_pulumis, _vpc(outputs={"nothing": "VpcId"}), "Pulumi has no outputs nothing"),
    (
        lint.tokens_are_pulumis,
        _vpc(token="aws:ec2/net:Vpc"),
        "pulumi_aws.ec2.vpc does not register under aws:ec2/net:Vpc",
    ),
]


@pytest.mark.parametrize(
    ("rule", "spec", "offence"), BROKEN, ids=lambda value: getattr(value, "__name__", "")
)
def test_each_rule_can_fail(rule: Rule, spec: Spec, offence: str) -> None:
    assert offence in list(rule(spec))


def test_every_rule_is_shown_to_fail() -> None:
    assert {rule for rule, _, _ in BROKEN} == set(lint.RULES)
