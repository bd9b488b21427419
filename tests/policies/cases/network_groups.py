"""What security groups let in, in each spelling."""

from typing import Any

from tests.policies.cases import UNKNOWN, AnyCase, Case, Declared, StackCase

GROUP = "aws:ec2/securityGroup:SecurityGroup"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
RULE = "aws:ec2/securityGroupRule:SecurityGroupRule"
DEFAULT = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"
VPC = "aws:ec2/vpc:Vpc"


def _ingress(protocol: str, first: Any, last: Any, **source: Any) -> dict[str, Any]:
    return {"ipProtocol": protocol, "fromPort": first, "toPort": last, **source}


def _rule(protocol: str, first: Any, last: Any, **source: Any) -> dict[str, Any]:
    return {"type": "ingress", "protocol": protocol, "fromPort": first, "toPort": last, **source}


def _open(props: Any, says: str = "", type_: str = INGRESS, **more: Any) -> Case:
    return Case(rule="security-group-open-ports", type=type_, props=props, says=says, **more)


def _risky(props: Any, says: str = "", type_: str = INGRESS, **more: Any) -> Case:
    return Case(rule="security-group-risky-ports", type=type_, props=props, says=says, **more)


_ANYWHERE = ["0.0.0.0/0"]
_WEB = {"protocol": "tcp", "fromPort": 443, "toPort": 443, "cidrBlocks": _ANYWHERE}
_SSH = {"protocol": "tcp", "fromPort": 22, "toPort": 22, "ipv6CidrBlocks": ["::/0"]}

OPEN_PORTS: tuple[AnyCase, ...] = (
    _open(
        _ingress("tcp", 80, 80, cidrIpv4="0.0.0.0/0"),
        "the rule opens port 80 to 0.0.0.0/0, want no port but: 443",
    ),
    _open(_ingress("tcp", 22, 22, cidrIpv6="::/0"), "the rule opens port 22 to ::/0"),
    _open(_ingress("tcp", "442", "443", cidrIpv4="0.0.0.0/0"), "the rule opens ports 442-443 to 0.0.0.0/0"),
    _open(_ingress("-1", -1, -1, cidrIpv4="0.0.0.0/0"), "the rule opens all ports to 0.0.0.0/0"),
    _open(_ingress("-1", 443, 443, cidrIpv4="0.0.0.0/0"), "the rule opens all ports to 0.0.0.0/0"),
    _open(_ingress("50", 443, 443, cidrIpv4="0.0.0.0/0"), "the rule opens all ports to 0.0.0.0/0"),
    _open({"ipProtocol": "tcp", "cidrIpv4": "0.0.0.0/0"}, "the rule opens all ports to 0.0.0.0/0"),
    _open(_ingress("tcp", 443, None, cidrIpv4="0.0.0.0/0"), "the rule opens all ports to 0.0.0.0/0"),
    _open(_ingress("tcp", None, 443, cidrIpv4="0.0.0.0/0"), "the rule opens all ports to 0.0.0.0/0"),
    _open(_ingress("tcp", -1, -1, cidrIpv4="0.0.0.0/0"), "the rule opens all ports to 0.0.0.0/0"),
    _open(_ingress("tcp", 0, 443, cidrIpv4="0.0.0.0/0"), "the rule opens ports 0-443 to 0.0.0.0/0"),
    _open(_ingress("tcp", 9, 9, cidrIpv4="128.0.0.0/1"), "the rule opens port 9 to 128.0.0.0/1"),
    _open(_ingress("tcp", 9, 9, cidrIpv4="3.0.0.0/8"), "the rule opens port 9 to 3.0.0.0/8"),
    _open(_ingress("tcp", 9, 9, cidrIpv6="2000::/3"), "the rule opens port 9 to 2000::/3"),
    _open(_rule("udp", 0, 65535, cidrBlocks=_ANYWHERE), "the rule opens all ports to 0.0.0.0/0", RULE),
    _open(
        _rule("tcp", 80, 80, cidrBlocks=["10.0.0.0/8", "0.0.0.0/0"]),
        "the rule opens port 80 to 0.0.0.0/0",
        RULE,
    ),
    _open({"ingress": [_WEB, _SSH]}, "ingress[1] opens port 22 to ::/0, want no port but: 443", GROUP),
    _open({"ingress": [{**_SSH, "self": True}]}, "ingress[0] opens port 22 to ::/0", GROUP),
    _open(
        {"ingress": [{"protocol": UNKNOWN}, _SSH]}, "ingress[1] opens", GROUP, unknown="ingress[0].protocol"
    ),
    _open(_ingress("tcp", 443, 443, cidrIpv4="0.0.0.0/0"), "the rule opens port 443", options={"ports": []}),
    _open(_ingress("tcp", 22, 22, cidrIpv4="anywhere"), "cidrIpv4[0] is a string, want a range of addresses"),
    _open({"ingress": "open"}, "ingress is a string, want an array", GROUP),
    _open(
        _rule("tcp", 22, 22, cidrBlocks=[UNKNOWN, "0.0.0.0/0"]),
        "the rule opens port 22 to 0.0.0.0/0",
        RULE,
        unknown="cidrBlocks[0]",
    ),
    _open(_ingress("tcp", 443, 443, cidrIpv4="0.0.0.0/0", cidrIpv6="::/0")),
    _open(_ingress("udp", 443, 443, cidrIpv4="0.0.0.0/0")),
    _open(_ingress("tcp", 80, 80, cidrIpv4="0.0.0.0/0"), options={"ports": [80, 443]}),
    _open(_ingress("tcp", 0, 65535, referencedSecurityGroupId="sg-1")),
    _open(_ingress("tcp", 22, 22, prefixListId="pl-1")),
    _open(_ingress("tcp", 22, 22, cidrIpv4="203.0.113.7/32")),
    _open(_ingress("tcp", 22, 22, cidrIpv4="10.0.0.0/8")),
    _open(_ingress("tcp", 22, 22, cidrIpv6="fd00::/8")),
    *(_open(_ingress(each, 8, 0, cidrIpv4="0.0.0.0/0")) for each in ("icmp", "1", "icmpv6", "58")),
    _open(_ingress("17", 443, 443, cidrIpv4="0.0.0.0/0")),
    _open(_rule("-1", 0, 0, cidrBlocks=_ANYWHERE) | {"type": "egress"}, type_=RULE),
    _open({"egress": [{"protocol": "-1", "fromPort": 0, "toPort": 0, "cidrBlocks": _ANYWHERE}]}, type_=GROUP),
    _open({"ingress": []}, type_=GROUP),
    _open({}, type_=GROUP),
    _open(_ingress("tcp", 22, 22, cidrIpv4=UNKNOWN), unknown="cidrIpv4"),
    _open({"ingress": UNKNOWN}, type_=GROUP, unknown="ingress"),
)

_EVERY_RISK = (
    "20, 21, 22, 23, 25, 110, 135, 143, 445, 1433, 1434, 1521, 2049, 2375, 3000, 3306, 3389, 4333, 5000, "
    "5432, 5439, 5500, 5601, 6379, 8080, 8088, 8888, 9200, 9300, 11211, 27017"
)

RISKY_PORTS: tuple[AnyCase, ...] = (
    _risky(
        _ingress("tcp", 3000, 3400, cidrIpv4="0.0.0.0/0"),
        "the rule opens ports 3000-3400 to 0.0.0.0/0, want none of: 3000, 3306, 3389",
    ),
    _risky(
        _ingress("-1", None, None, cidrIpv6="::/0"),
        f"the rule opens all ports to ::/0, want none of: {_EVERY_RISK}",
    ),
    _risky(_ingress("6", 5432, 5432, cidrIpv4="0.0.0.0/1"), "the rule opens port 5432 to 0.0.0.0/1"),
    _risky(_rule("tcp", "22", "22", ipv6CidrBlocks=["::/0"]), "the rule opens port 22 to ::/0", RULE),
    _risky({"ingress": [_WEB, _SSH]}, "ingress[1] opens port 22 to ::/0, want none of: 22", GROUP),
    _risky(_ingress("tcp", 8000, 9000, cidrIpv4="0.0.0.0/0"), "the rule", options={"ports": [8500]}),
    _risky(_ingress("tcp", 443, 443, cidrIpv4="0.0.0.0/0")),
    _risky(_ingress("tcp", 4000, 4300, cidrIpv4="0.0.0.0/0")),
    _risky(_ingress("tcp", 22, 22, cidrIpv4="10.0.0.0/16")),
    _risky(_rule("tcp", 22, 22, sourceSecurityGroupId="sg-1"), type_=RULE),
    _risky({"ingress": [_WEB]}, type_=GROUP),
    _risky(_ingress("tcp", UNKNOWN, 22, cidrIpv4="0.0.0.0/0"), unknown="fromPort"),
)

DESCRIBED: tuple[AnyCase, ...] = (
    Case(rule="security-group-described", type=GROUP, props={}, says="description is '', want what"),
    Case(
        rule="security-group-described",
        type=GROUP,
        props={"description": "Managed by Pulumi"},
        says="description is 'Managed by Pulumi', want what the group is for",
    ),
    Case(rule="security-group-described", type=GROUP, props={"description": "Database"}),
    Case(rule="security-group-described", type=GROUP, props={"description": "Tasks of web", "ingress": []}),
    Case(rule="security-group-described", type=GROUP, props={"description": UNKNOWN}, unknown="description"),
)

EMPTY: tuple[AnyCase, ...] = (
    Case(
        rule="default-security-group-empty",
        type=DEFAULT,
        props={"vpcId": "vpc-1", "ingress": [{"protocol": "-1", "self": True}]},
        says="ingress has 1 rules, want none",
    ),
    Case(
        rule="default-security-group-empty",
        type=DEFAULT,
        props={"ingress": [], "egress": [{"protocol": "-1"}, {"protocol": "tcp"}]},
        says="egress has 2 rules, want none",
    ),
    Case(rule="default-security-group-empty", type=DEFAULT, props={"vpcId": "vpc-1"}),
    Case(rule="default-security-group-empty", type=DEFAULT, props={"ingress": [], "egress": []}),
    Case(rule="default-security-group-empty", type=DEFAULT, props={"ingress": UNKNOWN}, unknown="ingress"),
)

_A_VPC = Declared(type=VPC, name="main")
_ADOPTED = Declared(type=DEFAULT, name="closed", refers={"vpcId": ["main"]})

CLOSED: tuple[AnyCase, ...] = (
    StackCase(
        rule="vpc-default-security-group",
        resources=[_A_VPC],
        says="the default security group of main keeps AWS's rules, want none",
        at="main",
    ),
    StackCase(
        rule="vpc-default-security-group",
        resources=[_A_VPC, _ADOPTED, Declared(type=VPC, name="other")],
        says="the default security group of other keeps",
        at="other",
    ),
    StackCase(
        rule="vpc-default-security-group",
        resources=[_A_VPC, _ADOPTED, Declared(type=INGRESS, name="in", refers={"securityGroupId": ["main"]})],
        says="the rule is in the default security group of main, want no rule there",
        at="in",
    ),
    StackCase(
        rule="vpc-default-security-group",
        resources=[_A_VPC, _ADOPTED, Declared(type=RULE, name="in", refers={"securityGroupId": ["closed"]})],
        says="the rule is in the default security group of main",
        at="in",
    ),
    StackCase(
        rule="vpc-default-security-group",
        resources=[_A_VPC, _ADOPTED, Declared(type=EGRESS, name="out", refers={"securityGroupId": ["main"]})],
        says="the rule is in the default security group of main",
        at="out",
    ),
    StackCase(rule="vpc-default-security-group", resources=[_A_VPC, _ADOPTED]),
    StackCase(
        rule="vpc-default-security-group",
        resources=[
            Declared(type=VPC, name="main", props={"id": "vpc-1"}),
            Declared(type=DEFAULT, name="closed", props={"vpcId": "vpc-1"}),
        ],
    ),
    StackCase(rule="vpc-default-security-group", resources=[]),
)

CASES: tuple[AnyCase, ...] = (*OPEN_PORTS, *RISKY_PORTS, *DESCRIBED, *EMPTY, *CLOSED)
