"""Cases of the rules about the ways into a stack."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.policies.cases import AnyCase, Declared, StackCase

DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
ACL, ASSOCIATION = "aws:wafv2/webAcl:WebAcl", "aws:wafv2/webAclAssociation:WebAclAssociation"
LB, ALB = "aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"
LISTENER, RULE = "aws:lb/listener:Listener", "aws:lb/listenerRule:ListenerRule"
GROUP = "aws:ec2/securityGroup:SecurityGroup"
GROUP_RULE, INGRESS = (
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
)
STAGE, REST = "aws:apigateway/stage:Stage", "aws:apigateway/restApi:RestApi"
GRAPHQL = "aws:appsync/graphQLApi:GraphQLApi"
STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
BOOLEAN = "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7"
FORWARD = {"type": "forward", "targetGroupArn": STRING}
ANY_PATH = {"pathPattern": {"values": ["/*"]}}
WITH_HEADER = [
    ANY_PATH,
    {"httpHeader": {"httpHeaderName": "x-secret", "values": [STRING]}},
]


def _entry(type_: str, props: Mapping[str, Any], *others: Declared, says: str = "", **more: Any) -> StackCase:
    """One way in, and what else there is."""
    resources = [Declared(type=type_, name="entry", props=props), *others]
    return StackCase(rule="entry-web-acl", resources=resources, says=says, at="entry" if says else "", **more)


def _origin(
    props: Mapping[str, Any], *others: Declared, rule: str = "origin-load-balancer-closed", **more: Any
) -> StackCase:
    """A load balancer that a distribution fetches from, and what else there is."""
    shape = {"securityGroups": [STRING], **props}
    resources = [
        Declared(type=GROUP, name="group", props={}),
        Declared(type=LB, name="entry", props=shape, refers={"securityGroups": ["group"]}),
        Declared(type=DISTRIBUTION, name="cdn", props={"webAclId": "arn"}, refers={"origins": ["entry"]}),
        *others,
    ]
    return StackCase(rule=rule, resources=resources, **{"at": "entry" if more.get("says") else "", **more})


def _ingress(**props: Any) -> Declared:
    shape = {"securityGroupId": STRING, "ipProtocol": "tcp", "fromPort": 443, "toPort": 443, **props}
    return Declared(type=INGRESS, name="in", props=shape, refers={"securityGroupId": ["group"]})


def _group_rule(**props: Any) -> Declared:
    return Declared(type=GROUP_RULE, name="rule", props=props, refers={"securityGroupId": ["group"]})


def _inline(*entries: Mapping[str, Any]) -> Sequence[Declared]:
    """A second group, with its rules inside, and a load balancer of it behind the distribution."""
    return (
        Declared(type=GROUP, name="group", props={"ingress": list(entries)}),
        Declared(type=ALB, name="entry", refers={"securityGroups": ["group"]}),
        Declared(type=DISTRIBUTION, name="cdn", refers={"origins": ["entry"]}),
    )


def _listener(default: str, *conditions: Sequence[Any]) -> Sequence[Declared]:
    """A listener with rules that forward, after a login, each on some conditions."""
    actions = [{"type": "authenticate-oidc"}, FORWARD]
    rules = [
        Declared(
            type=RULE,
            name=f"forwarding{at}",
            props={"actions": actions, "conditions": several},
            refers={"listenerArn": ["listener"]},
        )
        for at, several in enumerate(conditions)
    ]
    listener = {"defaultActions": [{"type": default}]}
    of = {"loadBalancerArn": ["entry"]}
    return Declared(type=LISTENER, name="listener", props=listener, refers=of), *rules


ASSOCIATED = (
    Declared(type=ACL, name="acl"),
    Declared(type=ASSOCIATION, name="association", refers={"resourceArn": ["entry"], "webAclArn": ["acl"]}),
)
NO_ACL = "it faces the internet with no web ACL, want an aws:wafv2/webAclAssociation"
WORLD = _ingress(cidrIpv4="0.0.0.0/0")

CASES: tuple[AnyCase, ...] = (
    _entry(DISTRIBUTION, {}, says="webAclId is not set, want the ARN of a web ACL"),
    _entry(DISTRIBUTION, {"webAclId": ""}, says="webAclId is not set, want the ARN of a web ACL"),
    _entry(DISTRIBUTION, {"webAclId": 7}, says="webAclId is a number, want a string"),
    _entry(DISTRIBUTION, {"webAclId": "arn:aws:wafv2:us-east-1:111122223333:global/webacl/edge/1"}),
    _entry(DISTRIBUTION, {"webAclId": STRING}, unknown="webAclId"),
    StackCase(
        rule="entry-web-acl",
        resources=[
            Declared(type=ACL, name="acl"),
            Declared(type=DISTRIBUTION, name="cdn", props={"webAclId": STRING}, refers={"webAclId": ["acl"]}),
        ],
    ),
    _entry(LB, {}, says=NO_ACL),
    _entry(ALB, {"internal": False}, says=NO_ACL),
    _entry(LB, {"internal": "nobody knows"}, says="internal is a string, want a boolean"),
    _entry(LB, {}, *ASSOCIATED),
    _entry(LB, {"internal": True}),
    _entry(LB, {"loadBalancerType": "network"}),
    _entry(LB, {"internal": BOOLEAN}, unknown="internal"),
    _entry(STAGE, {}, says="it serves a public API with no web ACL, want an aws:wafv2/webAclAssociation"),
    _entry(STAGE, {}, *ASSOCIATED),
    StackCase(
        rule="entry-web-acl",
        resources=[
            Declared(type=REST, name="api", props={"endpointConfiguration": {"types": "PRIVATE"}}),
            Declared(type=STAGE, name="stage", refers={"restApi": ["api"]}),
        ],
    ),
    StackCase(
        rule="entry-web-acl",
        resources=[
            Declared(type=REST, name="api", props={"endpointConfiguration": {"types": ["REGIONAL"]}}),
            Declared(type=STAGE, name="stage", refers={"restApi": ["api"]}),
        ],
        says="it serves a public API with no web ACL",
        at="stage",
    ),
    _entry(GRAPHQL, {}, says="it is a public API with no web ACL, want an aws:wafv2/webAclAssociation"),
    _entry(GRAPHQL, {"visibility": "PRIVATE"}),
    _entry(GRAPHQL, {"visibility": "GLOBAL"}, *ASSOCIATED),
    # An origin that only CloudFront can use is entered by CloudFront, and one that all can use is not.
    _origin({}, _ingress(prefixListId="pl-1"), rule="entry-web-acl"),
    _origin({}, WORLD, rule="entry-web-acl", says=NO_ACL),
    _origin(
        {}, WORLD, says="an origin of CloudFront admits 0.0.0.0/0 with no secret header, want CloudFront"
    ),
    _origin({}, _ingress(cidrIpv6="::/0"), says="an origin of CloudFront admits ::/0 with no secret header"),
    _origin(
        {},
        WORLD,
        _group_rule(type="ingress", cidrBlocks=["10.0.0.0/8"], ipv6CidrBlocks=["::/0"]),
        says="an origin of CloudFront admits 0.0.0.0/0 and ::/0 with no secret header",
    ),
    StackCase(
        rule="origin-load-balancer-closed",
        resources=_inline({"cidrBlocks": ["10.0.0.0/8"]}, {"cidrBlocks": ["192.0.2.0/24", "0.0.0.0/0"]}),
        says="an origin of CloudFront admits 0.0.0.0/0 with no secret header",
        at="entry",
    ),
    # A rule that forwards without the header, and a listener that forwards what no rule wants.
    _origin(
        {},
        WORLD,
        *_listener("fixed-response", WITH_HEADER, [ANY_PATH]),
        says="an origin of CloudFront admits 0.0.0.0/0",
    ),
    _origin({}, WORLD, *_listener("forward", WITH_HEADER), says="an origin of CloudFront admits 0.0.0.0/0"),
    _origin(
        {},
        WORLD,
        *_listener("fixed-response", WITH_HEADER),
        Declared(
            type=LISTENER,
            name="other",
            props={"defaultActions": [FORWARD]},
            refers={"loadBalancerArn": ["entry"]},
        ),
        says="an origin of CloudFront admits 0.0.0.0/0",
    ),
    _origin({}, WORLD, *_listener("fixed-response", WITH_HEADER)),
    _origin({}, _ingress(prefixListId="pl-1")),
    _origin({}, _ingress(referencedSecurityGroupId=STRING)),
    _origin({}, _group_rule(type="egress", cidrBlocks=["0.0.0.0/0"])),
    _origin({"internal": True}, WORLD),
    StackCase(rule="origin-load-balancer-closed", resources=_inline({"prefixListIds": ["pl-1"]})),
    StackCase(
        rule="origin-load-balancer-closed",
        resources=[
            Declared(type=LB, name="entry", props={"securityGroups": ["sg-of-another-stack"]}),
            Declared(type=DISTRIBUTION, name="cdn", refers={"origins": ["entry"]}),
        ],
        unknown="securityGroups",
    ),
    # Not an origin.
    StackCase(rule="origin-load-balancer-closed", resources=[Declared(type=LB, name="entry")]),
    _origin({}, _ingress(cidrIpv4=STRING), unknown="cidrIpv4"),
)
