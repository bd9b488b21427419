"""What every VPC has: flow logs, network ACLs, endpoints, and no public addresses by default."""

from typing import Any

from tests.policies.cases import UNKNOWN, AnyCase, Case, Declared, StackCase

VPC = "aws:ec2/vpc:Vpc"
SUBNET = "aws:ec2/subnet:Subnet"
DEFAULT_SUBNET = "aws:ec2/defaultSubnet:DefaultSubnet"
FLOW_LOG = "aws:ec2/flowLog:FlowLog"
TRANSIT = "aws:ec2transitgateway/transitGateway:TransitGateway"
ACL = "aws:ec2/networkAcl:NetworkAcl"
ACL_RULE = "aws:ec2/networkAclRule:NetworkAclRule"
ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint"
ENDPOINT_TABLE = "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation"
NAT = "aws:ec2/natGateway:NatGateway"
TABLE = "aws:ec2/routeTable:RouteTable"

_MAIN = Declared(type=VPC, name="main")


def _logged(*logs: Declared, says: str = "", at: str = "", unknown: str = "") -> StackCase:
    return StackCase(rule="vpc-flow-log", resources=[_MAIN, *logs], says=says, at=at, unknown=unknown)


def _log(kind: Any, vpc: str = "main", name: str = "log") -> Declared:
    return Declared(type=FLOW_LOG, name=name, props={"trafficType": kind}, refers={"vpcId": [vpc]})


FLOW_LOGS: tuple[AnyCase, ...] = (
    _logged(says="VPC main has a flow log of no traffic, want ALL or REJECT", at="main"),
    _logged(_log("ACCEPT"), says="VPC main has a flow log of ACCEPT traffic, want ALL or REJECT", at="main"),
    _logged(
        _log("ALL"),
        Declared(type=VPC, name="second"),
        says="VPC second has a flow log of no traffic",
        at="second",
    ),
    _logged(
        Declared(type=FLOW_LOG, name="of a subnet", props={"subnetId": "s-1"}), says="VPC main", at="main"
    ),
    _logged(_log("ALL")),
    _logged(_log("ACCEPT"), _log("REJECT", name="rejected")),
    _logged(_log(UNKNOWN), unknown="trafficType"),
)


def _public(type_: str, props: Any, says: str = "", unknown: str = "") -> Case:
    return Case(rule="subnet-public-addresses", type=type_, props=props, says=says, unknown=unknown)


ADDRESSES: tuple[AnyCase, ...] = (
    _public(SUBNET, {"mapPublicIpOnLaunch": True}, "mapPublicIpOnLaunch is true, want false"),
    _public(DEFAULT_SUBNET, {}, "mapPublicIpOnLaunch is true, want false"),
    _public(SUBNET, {"mapPublicIpOnLaunch": "yes"}, "mapPublicIpOnLaunch is a string, want a boolean"),
    _public(SUBNET, {}),
    _public(SUBNET, {"mapPublicIpOnLaunch": False, "assignIpv6AddressOnCreation": True}),
    _public(DEFAULT_SUBNET, {"mapPublicIpOnLaunch": False}),
    _public(SUBNET, {"mapPublicIpOnLaunch": UNKNOWN}, unknown="mapPublicIpOnLaunch"),
)


def _accepting(props: Any, says: str = "", unknown: str = "") -> Case:
    return Case(rule="transit-gateway-auto-accept", type=TRANSIT, props=props, says=says, unknown=unknown)


AUTO_ACCEPT: tuple[AnyCase, ...] = (
    _accepting(
        {"autoAcceptSharedAttachments": "enable"}, "autoAcceptSharedAttachments is enable, want disable"
    ),
    _accepting(
        {"autoAcceptSharedAttachments": "enable", "dnsSupport": "enable"},
        "autoAcceptSharedAttachments is enable",
    ),
    _accepting({"autoAcceptSharedAttachments": "disable"}),
    _accepting({}),
    _accepting({"autoAcceptSharedAttachments": UNKNOWN}, unknown="autoAcceptSharedAttachments"),
)


def _acl(*resources: Declared, says: str = "", at: str = "", unknown: str = "") -> StackCase:
    return StackCase(
        rule="network-acl-administration", resources=resources, says=says, at=at, unknown=unknown
    )


def _inline(*entries: Any) -> Declared:
    return Declared(type=ACL, name="acl", props={"ingress": list(entries)})


def _entry(number: Any, action: str, first: int, last: int, **more: Any) -> dict[str, Any]:
    entry = {"ruleNo": number, "action": action, "protocol": "tcp", "fromPort": first, "toPort": last}
    return entry | (more or {"cidrBlock": "0.0.0.0/0"})


def _separate(name: str, acl: str = "acl", **props: Any) -> Declared:
    defaults = {"protocol": "tcp", "cidrBlock": "0.0.0.0/0", "fromPort": 1024, "toPort": 65535}
    refers = {"networkAclId": [acl]} if acl else {}
    return Declared(type=ACL_RULE, name=name, props=defaults | props, refers=refers)


_EPHEMERAL = _entry(100, "allow", 1024, 65535)

NETWORK_ACLS: tuple[AnyCase, ...] = (
    _acl(
        _inline(_entry(100, "allow", 22, 22)),
        says="entry 100 lets 0.0.0.0/0 in on port 22 (SSH), want a denial before",
        at="acl",
    ),
    _acl(_inline(_EPHEMERAL), says="entry 100 lets 0.0.0.0/0 in on port 3389 (RDP)", at="acl"),
    _acl(
        _inline(_entry(100, "allow", 0, 0, protocol="-1", ipv6CidrBlock="::/0")),
        says="entry 100 lets ::/0 in on port 22 (SSH)",
        at="acl",
    ),
    _acl(
        _inline(_entry(200, "deny", 3389, 3389), _EPHEMERAL),
        says="entry 100 lets 0.0.0.0/0 in on port 3389 (RDP), want a denial before",
        at="acl",
    ),
    _acl(
        _inline(_entry(90, "deny", 3389, 3389, ipv6CidrBlock="::/0"), _EPHEMERAL),
        says="entry 100 lets 0.0.0.0/0 in on port 3389",
        at="acl",
    ),
    _acl(
        _inline(_entry(90, "deny", 3389, 3389, cidrBlock="0.0.0.0/1"), _EPHEMERAL),
        says="entry 100 lets 0.0.0.0/0 in on port 3389",
        at="acl",
    ),
    _acl(
        _inline(),
        _separate("in", ruleNumber=100, ruleAction="allow"),
        says="entry 100 lets 0.0.0.0/0 in on port 3389 (RDP)",
        at="in",
    ),
    _acl(
        _separate("in", acl="", networkAclId="acl-1", ruleNumber=100, ruleAction="allow"),
        _separate("deny", acl="", networkAclId="acl-2", ruleNumber=90, ruleAction="deny"),
        says="entry 100 lets 0.0.0.0/0 in on port 3389 (RDP)",
        at="in",
    ),
    _acl(_inline(_entry(90, "deny", 3389, 3389), _EPHEMERAL)),
    _acl(
        _inline(),
        _separate("in", ruleNumber=100, ruleAction="allow"),
        _separate("deny", ruleNumber=90, ruleAction="deny"),
    ),
    _acl(_inline(_entry(100, "allow", 22, 22, cidrBlock="10.0.0.0/8"))),
    _acl(_inline(_entry(100, "allow", 22, 22, protocol="udp", cidrBlock="0.0.0.0/0"))),
    _acl(_inline(_entry(100, "allow", 443, 443), _entry(110, "deny", 0, 65535))),
    _acl(_inline(), _separate("out", egress=True, ruleNumber=100, ruleAction="allow")),
    _acl(Declared(type=ACL, name="empty")),
    _acl(_inline(_entry(100, "allow", 22, 22, cidrBlock=UNKNOWN)), unknown="ingress[0].cidrBlock"),
)

_SUBNET = Declared(type=SUBNET, name="public", refers={"vpcId": ["main"]})
_NAT = Declared(type=NAT, name="nat", refers={"subnetId": ["public"]})


def _endpoint(service: Any, name: str = "endpoint", **refers: Any) -> Declared:
    return Declared(
        type=ENDPOINT, name=name, props={"serviceName": service}, refers={"vpcId": ["main"]} | refers
    )


def _served(*resources: Declared, **more: Any) -> StackCase:
    return StackCase(rule="vpc-endpoints", resources=[_MAIN, _SUBNET, *resources], **more)


_S3 = "com.amazonaws.us-east-1.s3"

ENDPOINTS: tuple[AnyCase, ...] = (
    _served(_NAT, says="VPC main has no endpoint of s3, want one", at="main"),
    _served(
        _NAT, _endpoint("com.amazonaws.us-east-1.logs"), says="VPC main has no endpoint of s3", at="main"
    ),
    _served(
        _NAT,
        _endpoint(_S3),
        options={"services": ["s3", "ecr.dkr"]},
        says="VPC main has no endpoint of ecr.dkr, want one",
        at="main",
    ),
    _served(
        Declared(
            type=NAT, name="regional", props={"availabilityMode": "regional"}, refers={"vpcId": ["main"]}
        ),
        says="VPC main has no endpoint of s3",
        at="main",
    ),
    _served(_NAT, _endpoint(_S3)),
    _served(),
    _served(_NAT, options={"services": []}),
    _served(_NAT, _endpoint(UNKNOWN), unknown="serviceName"),
)

_TABLE = Declared(type=TABLE, name="private", refers={"vpcId": ["main"], "routes": ["nat"]})
_ISOLATED = Declared(type=TABLE, name="isolated", refers={"vpcId": ["main"]})


def _routed(*resources: Declared, **more: Any) -> StackCase:
    return StackCase(rule="vpc-endpoint-routes", resources=[_MAIN, _SUBNET, _NAT, *resources], **more)


UNROUTED: tuple[AnyCase, ...] = (
    _routed(
        _TABLE,
        _endpoint(_S3),
        says="route table private goes through a NAT gateway, want it in routeTableIds",
        at="endpoint",
    ),
    _routed(
        _TABLE,
        _ISOLATED,
        _endpoint(_S3, routeTableIds=["isolated"]),
        says="route table private goes through a NAT gateway",
        at="endpoint",
    ),
    _routed(_TABLE, _ISOLATED, _endpoint(_S3, routeTableIds=["private"])),
    _routed(
        _TABLE,
        _endpoint(_S3),
        Declared(
            type=ENDPOINT_TABLE,
            name="served",
            refers={"vpcEndpointId": ["endpoint"], "routeTableId": ["private"]},
        ),
    ),
    _routed(
        _TABLE,
        Declared(
            type=ENDPOINT,
            name="logs",
            props={"vpcEndpointType": "Interface"},
            refers={"vpcId": ["main"]},
        ),
    ),
    _routed(
        _TABLE,
        Declared(type=ENDPOINT, name="any", props={"vpcEndpointType": UNKNOWN}, refers={"vpcId": ["main"]}),
        unknown="vpcEndpointType",
    ),
)


def _named(says: str = "", unknown: str = "", **props: Any) -> Case:
    interface = {"serviceName": "com.amazonaws.us-east-1.logs", "vpcEndpointType": "Interface"}
    return Case(
        rule="vpc-endpoint-private-dns", type=ENDPOINT, props=interface | props, says=says, unknown=unknown
    )


PUBLIC_NAMES: tuple[AnyCase, ...] = (
    _named("privateDnsEnabled is not set, want true"),
    _named("privateDnsEnabled is false, want true", privateDnsEnabled=False),
    _named(privateDnsEnabled=True),
    _named(vpcEndpointType="Gateway", serviceName=_S3),
    _named(serviceName="com.amazonaws.vpce.us-east-1.vpce-svc-1"),
    _named(serviceName="com.example.partner"),
    _named(unknown="privateDnsEnabled", privateDnsEnabled=UNKNOWN),
)

CASES: tuple[AnyCase, ...] = (
    *FLOW_LOGS,
    *ADDRESSES,
    *AUTO_ACCEPT,
    *NETWORK_ACLS,
    *ENDPOINTS,
    *UNROUTED,
    *PUBLIC_NAMES,
)
