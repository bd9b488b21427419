"""Security groups and their rules live a whole life against moto."""

from typing import Any

import pytest

from localaws.errors import CloudError
from localaws.naming import Naming
from tests.localaws.conftest import Workbench

GROUP = "aws:ec2/securityGroup:SecurityGroup"
DEFAULT = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"


@pytest.fixture
def vpc(bench: Workbench) -> str:
    return bench.make("aws:ec2/vpc:Vpc", cidrBlock="10.0.0.0/16")[0]


@pytest.fixture
def group(bench: Workbench, vpc: str) -> str:
    return bench.make(GROUP, vpcId=vpc, description="Hosts")[0]


def _rules(bench: Workbench, group: str) -> list[dict[str, Any]]:
    found = bench.call("ec2", "DescribeSecurityGroups", GroupIds=[group])["SecurityGroups"][0]
    return [*found["IpPermissions"], *found["IpPermissionsEgress"]]


def test_group(bench: Workbench, vpc: str) -> None:
    bench.live(GROUP, {"tags": {"Name": "b"}}, vpcId=vpc, description="Hosts", tags={"Name": "a"})


def test_a_group_allows_nothing_of_itself(bench: Workbench, group: str) -> None:
    assert _rules(bench, group) == []


def test_a_group_needs_no_description(bench: Workbench, vpc: str) -> None:
    ident, _ = bench.make(GROUP, vpcId=vpc)
    found = bench.call("ec2", "DescribeSecurityGroups", GroupIds=[ident])["SecurityGroups"][0]
    assert found["Description"] == "Managed by Pulumi"


def test_a_new_description_is_a_new_group(bench: Workbench, vpc: str) -> None:
    kind = bench.package.resource(GROUP, bench.session)
    old = bench.check(GROUP, vpcId=vpc, description="Hosts")
    _, state = kind.create(old)
    found = kind.diff(old, state, {**old, "description": "Tasks"})
    assert (found.replaces, found.delete_first) == (("description",), True)


def test_the_default_group_is_adopted_and_emptied(bench: Workbench, vpc: str) -> None:
    ident, outputs = bench.make(DEFAULT, vpcId=vpc, tags={"Name": "unused"})
    assert outputs["name"] == "default"
    assert _rules(bench, ident) == []
    kind = bench.package.resource(DEFAULT, bench.session)
    kind.delete(ident, {"vpcId": vpc}, outputs)
    found = kind.read(ident, {"vpcId": vpc, "tags": {"Name": "unused"}}, outputs)
    assert found is not None, "a default group goes with its VPC, not before"
    assert found[1] == {"vpcId": vpc, "tags": {"Name": "unused"}}


def test_a_default_group_of_no_vpc(bench: Workbench) -> None:
    with pytest.raises(CloudError, match="DescribeSecurityGroups: no GroupId came back"):
        bench.make(DEFAULT, vpcId="vpc-00000000000000000")


@pytest.mark.parametrize("token", [INGRESS, EGRESS])
@pytest.mark.parametrize(
    ("peer", "change"),
    [
        ({"cidrIpv4": "0.0.0.0/0"}, {"cidrIpv4": "10.0.0.0/8"}),
        ({"cidrIpv6": "::/0"}, {"cidrIpv6": "2001:db8::/32"}),
        ({"prefixListId": "pl-11111111"}, {"prefixListId": "pl-22222222"}),
        ({"cidrIpv4": "0.0.0.0/0"}, {"fromPort": 8443, "toPort": 8443}),
        ({"cidrIpv4": "0.0.0.0/0", "description": "All"}, {"description": "Everyone"}),
        ({"cidrIpv6": "::/0", "description": "All"}, {"description": "Everyone"}),
        ({"prefixListId": "pl-11111111", "description": "Edge"}, {"description": "CloudFront"}),
        ({"cidrIpv4": "0.0.0.0/0", "tags": {"Name": "a"}}, {"tags": {"Name": "b"}}),
    ],
    ids=lambda value: "-".join(value),
)
def test_rule(bench: Workbench, group: str, token: str, peer: dict[str, Any], change: dict[str, Any]) -> None:
    bench.live(token, change, securityGroupId=group, ipProtocol="tcp", fromPort=443, toPort=443, **peer)


@pytest.mark.parametrize("token", [INGRESS, EGRESS])
def test_rule_between_groups(bench: Workbench, vpc: str, group: str, token: str) -> None:
    peers = [bench.make(GROUP, vpcId=vpc, name=f"peer-{at}")[0] for at in range(2)]
    bench.live(
        token,
        {"referencedSecurityGroupId": peers[1], "description": "Others"},
        securityGroupId=group,
        ipProtocol="tcp",
        fromPort=3000,
        toPort=3000,
        referencedSecurityGroupId=peers[0],
        description="Load balancer",
    )


@pytest.mark.parametrize("token", [INGRESS, EGRESS])
def test_rule_for_every_protocol(bench: Workbench, group: str, token: str) -> None:
    bench.live(
        token,
        {"description": "Everything"},
        securityGroupId=group,
        ipProtocol="-1",
        cidrIpv4="10.0.0.0/16",
        description="All",
    )


def test_a_rule_taken_away_behind_the_programs_back(bench: Workbench, group: str) -> None:
    inputs = {
        "securityGroupId": group,
        "ipProtocol": "tcp",
        "fromPort": 443,
        "toPort": 443,
        "cidrIpv4": "0.0.0.0/0",
    }
    ident, outputs = bench.make(INGRESS, **inputs)
    bench.call("ec2", "RevokeSecurityGroupIngress", GroupId=group, SecurityGroupRuleIds=[ident])
    assert bench.package.resource(INGRESS, bench.session).read(ident, inputs, outputs) is None


def test_a_rule_must_say_its_protocol(bench: Workbench, group: str) -> None:
    kind = bench.package.resource(INGRESS, bench.session)
    _, failures = kind.check({}, {"securityGroupId": group, "cidrIpv4": "0.0.0.0/0", "icmp": 1}, Naming("x"))
    assert [failure.split(" for ")[0] for failure in failures] == ["icmp is not known to the embedded AWS"]
