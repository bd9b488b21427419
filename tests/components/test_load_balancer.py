"""The load balancer: where it stands, who reaches it, what it refuses."""

from dataclasses import replace
from functools import cache

import pytest

from components.checks import ArgumentError
from components.cloud import Cloud
from components.load_balancer import LoadBalancer, LoadBalancerArgs
from tests.recorder import Recorder, record


@pytest.fixture
def args(cloud: Cloud) -> LoadBalancerArgs:
    return LoadBalancerArgs(
        cloud=cloud,
        vpc_id="vpc",
        internal=True,
        application_subnet_ids=("app-a", "app-b"),
        public_subnet_ids=("public-a", "public-b"),
        host_name="origin.example.com",
        zone_id="zone",
        certificate_arn="certificate",
        log_bucket="logs",
        idle_timeout=60,
        deletion_protection=True,
    )


@cache
def build(args: LoadBalancerArgs) -> Recorder:
    return record(lambda: LoadBalancer("lb", args))


def test_the_balancer(args: LoadBalancerArgs) -> None:
    assert build(args).one("aws:lb/loadBalancer:LoadBalancer").inputs == {
        "loadBalancerType": "application",
        "internal": True,
        "subnets": ["app-a", "app-b"],
        "securityGroups": ["lb-id"],
        "accessLogs": {"bucket": "logs", "prefix": "load-balancer", "enabled": True},
        "dropInvalidHeaderFields": True,
        "desyncMitigationMode": "strictest",
        "enableDeletionProtection": True,
        "enableHttp2": True,
        "enableZonalShift": True,
        "idleTimeout": 60,
        "tags": {"Name": "alicerce-test-lb"},
    }


def test_a_public_one_stands_in_the_public_subnets(args: LoadBalancerArgs) -> None:
    public = replace(args, internal=False, web_acl_arn="acl")
    balancer = build(public).one("aws:lb/loadBalancer:LoadBalancer")
    assert balancer.inputs["internal"] is False
    assert balancer.inputs["subnets"] == ["public-a", "public-b"]


def test_the_only_listener_speaks_tls_and_knows_nothing(args: LoadBalancerArgs) -> None:
    inputs = build(args).one("aws:lb/listener:Listener").inputs
    assert (inputs["port"], inputs["protocol"]) == (443, "HTTPS")
    assert inputs["sslPolicy"] == "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
    assert inputs["certificateArn"] == "certificate"
    assert inputs["defaultActions"] == [
        {
            "type": "fixed-response",
            "fixedResponse": {
                "contentType": "text/plain",
                "messageBody": "Not found",
                "statusCode": "404",
            },
        }
    ]


@pytest.mark.parametrize("internal", [True, False])
def test_only_cloudfront_comes_in(args: LoadBalancerArgs, internal: bool) -> None:
    recorder = build(replace(args, internal=internal, web_acl_arn="acl"))
    assert recorder.one("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").inputs == {
        "securityGroupId": "lb-id",
        "prefixListId": "pl-cloudfront",
        "ipProtocol": "tcp",
        "fromPort": 443,
        "toPort": 443,
    }
    assert recorder.invokes == [
        (
            "aws:ec2/getManagedPrefixList:getManagedPrefixList",
            {"name": "com.amazonaws.global.cloudfront.origin-facing"},
        )
    ]


def test_a_web_acl_guards_it(args: LoadBalancerArgs) -> None:
    association = "aws:wafv2/webAclAssociation:WebAclAssociation"
    assert build(args).all(association) == []
    assert build(replace(args, web_acl_arn="acl")).one(association).inputs == {
        "resourceArn": "arn:aws:mock:us-east-1:123456789012:loadBalancer/lb",
        "webAclArn": "acl",
    }


def test_a_public_one_is_guarded(args: LoadBalancerArgs) -> None:
    with pytest.raises(ArgumentError) as caught:
        replace(args, internal=False)
    assert str(caught.value) == "LoadBalancerArgs.web_acl_arn must be given when the load balancer is public."


def test_its_name_in_the_domain_leads_to_it(args: LoadBalancerArgs) -> None:
    assert build(args).one("aws:route53/record:Record").inputs == {
        "zoneId": "zone",
        "name": "origin.example.com",
        "type": "A",
        "aliases": [{"name": "lb.elb.amazonaws.com", "zoneId": "zone-of-lb", "evaluateTargetHealth": True}],
    }


def test_what_it_publishes(args: LoadBalancerArgs) -> None:
    recorder = build(args)
    arn = "arn:aws:mock:us-east-1:123456789012:"
    assert recorder.published("LoadBalancer") == {
        "arn": f"{arn}loadBalancer/lb",
        "arn_suffix": "suffix/loadBalancer/lb",
        "dns_name": "lb.elb.amazonaws.com",
        "host_name": "origin.example.com",
        "listener_arn": f"{arn}listener/lb",
        "security_group_id": "lb-id",
    }
    assert not list(recorder.orphans())


def test_the_idle_timeout_has_bounds(args: LoadBalancerArgs) -> None:
    with pytest.raises(ArgumentError) as caught:
        replace(args, idle_timeout=4001)
    assert str(caught.value) == "LoadBalancerArgs.idle_timeout must be 1 to 4000 (got 4001)."
