"""What belongs to web ACLs: associations, logging and sets of addresses, through a whole life."""

import pytest

from localaws.errors import CloudError
from localaws.naming import Naming
from tests.localaws.conftest import Workbench
from tests.localaws.test_services_wafv2 import ACL, BASE

ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation"
LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"
IP_SET = "aws:wafv2/ipSet:IpSet"
GROUP = "aws:cloudwatch/logGroup:LogGroup"


def _balancer(bench: Workbench) -> str:
    vpc = bench.call("ec2", "CreateVpc", CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = bench.call("ec2", "CreateSubnet", VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
    made = bench.call("elbv2", "CreateLoadBalancer", Name="web", Subnets=[subnet])
    return str(made["LoadBalancers"][0]["LoadBalancerArn"])


def test_an_association_lives(bench: Workbench) -> None:
    _, acl = bench.make(ACL, **BASE)
    bench.live(ASSOCIATION, webAclArn=acl["arn"], resourceArn=_balancer(bench))


def test_an_associated_acl_stays_and_a_second_takes_its_place(bench: Workbench) -> None:
    kind = bench.package.resource(ACL, bench.session)
    first, second = (bench.make(ACL, **BASE, name=name) for name in ("one", "two"))
    balancer = _balancer(bench)
    bench.make(ASSOCIATION, webAclArn=first[1]["arn"], resourceArn=balancer)
    with pytest.raises(CloudError, match="WAFAssociatedItemException"):
        kind.delete(first[0], {**BASE, "name": "one"}, first[1])
    bench.make(ASSOCIATION, webAclArn=second[1]["arn"], resourceArn=balancer)
    kind.delete(first[0], {**BASE, "name": "one"}, first[1])
    assert bench.call("wafv2", "GetWebACLForResource", ResourceArn=balancer)["WebACL"]["Name"] == "two"


def test_logging_lives_with_redaction_and_filter(bench: Workbench) -> None:
    _, acl = bench.make(ACL, **BASE)
    _, group = bench.make(GROUP, name="aws-waf-logs-web")
    redacted = [{"singleHeader": {"name": "authorization"}}, {"singleHeader": {"name": "cookie"}}]
    keep = {
        "behavior": "KEEP",
        "requirement": "MEETS_ANY",
        "conditions": [
            {"actionCondition": {"action": "BLOCK"}},
            {"labelNameCondition": {"labelName": "a:b"}},
        ],
    }
    bench.live(
        LOGGING,
        change={"redactedFields": [*redacted, {"queryString": {}}]},
        resourceArn=acl["arn"],
        logDestinationConfigs=[group["arn"]],
        redactedFields=redacted,
        loggingFilter={"defaultBehavior": "DROP", "filters": [keep]},
    )


def test_logs_go_where_aws_lets_them(bench: Workbench) -> None:
    kind = bench.package.resource(LOGGING, bench.session)
    arn = f"arn:aws:wafv2:us-east-1:{bench.session.account}:regional/webacl/web/1"
    group = f"arn:aws:logs:us-east-1:{bench.session.account}:log-group:/web/waf"
    _, failures = kind.check({}, {"resourceArn": arn, "logDestinationConfigs": [group]}, Naming("thing"))
    assert failures == [f"logDestinationConfigs: the name must start with aws-waf-logs- (got {group})"]


def test_address_sets_live_and_import(bench: Workbench) -> None:
    inputs = {"scope": "REGIONAL", "ipAddressVersion": "IPV4", "addresses": ["10.0.0.0/8"]}
    bench.live(IP_SET, change={"addresses": ["10.0.0.0/8", "192.0.2.7/32"]}, **inputs)
    bench.live(IP_SET, scope="CLOUDFRONT", ipAddressVersion="IPV6", description="none yet")
    ident, outputs = bench.make(IP_SET, **inputs)
    found = bench.package.resource(IP_SET, bench.session).read(f"{ident}/{outputs['name']}/REGIONAL", {}, {})
    assert found is not None
    assert {**inputs, "name": outputs["name"]}.items() <= found[1].items()
