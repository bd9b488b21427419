"""Load balancers and target groups live a whole life against moto."""

from collections.abc import Sequence

import pytest

from localaws.naming import Naming
from localaws.values import Props
from tests.localaws.conftest import Workbench

BALANCER = "aws:lb/loadBalancer:LoadBalancer"
TARGETS = "aws:lb/targetGroup:TargetGroup"


def vpc(bench: Workbench) -> str:
    return bench.make("aws:ec2/vpc:Vpc", cidrBlock="10.0.0.0/16")[0]


def subnets(bench: Workbench, vpc_id: str) -> Sequence[str]:
    return [
        bench.make(
            "aws:ec2/subnet:Subnet",
            vpcId=vpc_id,
            cidrBlock=f"10.0.{at}.0/24",
            availabilityZone=f"us-east-1{zone}",
        )[0]
        for at, zone in enumerate("abc")
    ]


@pytest.fixture
def balancer(bench: Workbench) -> Props:
    """A load balancer as the program makes it, but for its protection: these lives end."""
    vpc_id = vpc(bench)
    group, _ = bench.make("aws:ec2/securityGroup:SecurityGroup", vpcId=vpc_id)
    return {
        "accessLogs": {"bucket": "logs", "enabled": True, "prefix": "load-balancer"},
        "desyncMitigationMode": "strictest",
        "dropInvalidHeaderFields": True,
        "enableHttp2": True,
        "enableZonalShift": True,
        "idleTimeout": 60,
        "internal": True,
        "loadBalancerType": "application",
        "securityGroups": [group],
        "subnets": subnets(bench, vpc_id),
        "tags": {"Name": "alicerce-prod-load-balancer"},
    }


@pytest.mark.parametrize(
    "change",
    [
        {"accessLogs": {"bucket": "logs", "enabled": True, "prefix": "alb"}},
        {"accessLogs": {"bucket": "logs", "enabled": False}},
        {"clientKeepAlive": 600},
        {"connectionLogs": {"bucket": "logs", "enabled": True}},
        {"desyncMitigationMode": "defensive", "dropInvalidHeaderFields": False},
        {"enableHttp2": False},
        {"enableTlsVersionAndCipherSuiteHeaders": True, "enableXffClientPort": True},
        {"enableWafFailOpen": True, "preserveHostHeader": True},
        {"enableZonalShift": False},
        {"idleTimeout": 90},
        {"ipAddressType": "dualstack"},
        {"tags": {"Name": "b"}},
        {"xffHeaderProcessingMode": "remove"},
    ],
    ids=lambda value: "-".join(value),
)
def test_load_balancer(bench: Workbench, balancer: Props, change: Props) -> None:
    bench.live(BALANCER, change, **balancer)


def test_load_balancer_moves_to_other_subnets_and_groups(bench: Workbench, balancer: Props) -> None:
    vpc_id = bench.call("ec2", "DescribeSubnets", SubnetIds=balancer["subnets"][:1])["Subnets"][0]["VpcId"]
    other, _ = bench.make("aws:ec2/securityGroup:SecurityGroup", vpcId=vpc_id, name="other")
    change = {"subnets": balancer["subnets"][:2], "securityGroups": [*balancer["securityGroups"], other]}
    bench.live(BALANCER, change, **balancer)


def test_network_load_balancer(bench: Workbench) -> None:
    mappings = [{"subnetId": subnet} for subnet in subnets(bench, vpc(bench))]
    bench.live(
        BALANCER,
        {
            "enableCrossZoneLoadBalancing": True,
            "dnsRecordClientRoutingPolicy": "partial_availability_zone_affinity",
        },
        loadBalancerType="network",
        internal=False,
        subnetMappings=mappings,
    )


def test_what_cloudwatch_calls_a_load_balancer(bench: Workbench, balancer: Props) -> None:
    ident, outputs = bench.make(BALANCER, **balancer, name="web")
    assert outputs["arn"] == ident
    assert ident.endswith(":loadbalancer/" + outputs["arnSuffix"])
    assert outputs["arnSuffix"].startswith("app/web/")


@pytest.mark.parametrize("change", [{"internal": False}, {"name": "other"}, {"loadBalancerType": "network"}])
def test_what_makes_a_new_load_balancer(bench: Workbench, balancer: Props, change: Props) -> None:
    kind = bench.package.resource(BALANCER, bench.session)
    old = bench.check(BALANCER, **balancer)
    _, state = kind.create(old)
    assert kind.diff(old, state, {**old, **change}).replaces == tuple(change)


def test_a_setting_taken_out_returns_to_what_aws_takes_it_for(bench: Workbench, balancer: Props) -> None:
    kind = bench.package.resource(BALANCER, bench.session)
    old = bench.check(BALANCER, **balancer)
    ident, state = kind.create(old)
    kind.update(ident, old, state, {key: value for key, value in old.items() if key != "accessLogs"})
    found = bench.call("elbv2", "DescribeLoadBalancerAttributes", LoadBalancerArn=ident)["Attributes"]
    assert {"Key": "access_logs.s3.enabled", "Value": "false"} in found


def test_drift_in_an_attribute(bench: Workbench, balancer: Props) -> None:
    kind = bench.package.resource(BALANCER, bench.session)
    old = bench.check(BALANCER, **balancer)
    ident, state = kind.create(old)
    bench.call(
        "elbv2",
        "ModifyLoadBalancerAttributes",
        LoadBalancerArn=ident,
        Attributes=[{"Key": "routing.http.drop_invalid_header_fields.enabled", "Value": "false"}],
    )
    found = kind.read(ident, old, state)
    assert found is not None
    assert found[1]["dropInvalidHeaderFields"] is False
    assert kind.diff(found[1], found[0], old).changed == ("dropInvalidHeaderFields",)


def test_import_of_a_load_balancer(bench: Workbench, balancer: Props) -> None:
    ident, _ = bench.make(BALANCER, **balancer)
    found = bench.package.resource(BALANCER, bench.session).read(ident, {}, {})
    assert found is not None
    assert (found[1]["internal"], set(found[1]["subnets"])) == (True, set(balancer["subnets"]))


def test_names_fit_into_32_characters(bench: Workbench) -> None:
    for token in (BALANCER, TARGETS):
        kind = bench.package.resource(token, bench.session)
        checked, _ = kind.check({}, {}, Naming("a-very-long-logical-name-of-a-resource"))
        assert len(checked["name"]) == 32


@pytest.fixture
def targets(bench: Workbench) -> Props:
    """A target group as the program makes it."""
    return {
        "vpcId": vpc(bench),
        "port": 3000,
        "protocol": "HTTP",
        "targetType": "ip",
        "deregistrationDelay": 30,
        "loadBalancingAlgorithmType": "least_outstanding_requests",
        "healthCheck": {
            "enabled": True,
            "path": "/health",
            "protocol": "HTTP",
            "matcher": "200",
            "interval": 15,
            "timeout": 5,
            "healthyThreshold": 2,
            "unhealthyThreshold": 3,
        },
        "tags": {"Name": "alicerce-prod-backend"},
    }


@pytest.mark.parametrize(
    "change",
    [
        {"healthCheck": {"path": "/ready", "matcher": "200-299", "interval": 20, "port": "8080"}},
        {"deregistrationDelay": 0},
        {"loadBalancingAlgorithmType": "weighted_random", "loadBalancingAnomalyMitigation": "on"},
        {"loadBalancingCrossZoneEnabled": "true"},
        {"slowStart": 60},
        {"stickiness": {"enabled": True, "type": "lb_cookie", "cookieDuration": 600}},
        {
            "stickiness": {
                "enabled": True,
                "type": "app_cookie",
                "cookieName": "session",
                "cookieDuration": 600,
            }
        },
        {"tags": {"Name": "b", "new": "1"}},
    ],
    ids=lambda value: "-".join(value),
)
def test_target_group(bench: Workbench, targets: Props, change: Props) -> None:
    bench.live(TARGETS, change, **targets)


def test_target_group_of_a_network_load_balancer(bench: Workbench) -> None:
    bench.live(
        TARGETS,
        {"proxyProtocolV2": True, "connectionTermination": True, "preserveClientIp": "true"},
        vpcId=vpc(bench),
        port=443,
        protocol="TCP",
        targetType="ip",
        healthCheck={"protocol": "TCP", "port": "traffic-port"},
    )


def test_target_group_of_a_function(bench: Workbench) -> None:
    bench.live(TARGETS, {"lambdaMultiValueHeadersEnabled": True}, targetType="lambda")


def test_the_cookie_of_an_application_has_its_own_duration(bench: Workbench, targets: Props) -> None:
    cookie = {"enabled": True, "type": "app_cookie", "cookieName": "session", "cookieDuration": 600}
    ident, _ = bench.make(TARGETS, **targets, stickiness=cookie)
    found = bench.call("elbv2", "DescribeTargetGroupAttributes", TargetGroupArn=ident)["Attributes"]
    assert {"Key": "stickiness.app_cookie.duration_seconds", "Value": "600"} in found


def test_what_cloudwatch_calls_a_target_group(bench: Workbench, targets: Props) -> None:
    ident, outputs = bench.make(TARGETS, **targets, name="web")
    assert ident.endswith(":" + outputs["arnSuffix"])
    assert outputs["arnSuffix"].startswith("targetgroup/web/")


@pytest.mark.parametrize("change", [{"port": 80}, {"protocol": "HTTPS"}, {"targetType": "instance"}])
def test_what_makes_a_new_target_group(bench: Workbench, targets: Props, change: Props) -> None:
    kind = bench.package.resource(TARGETS, bench.session)
    old = bench.check(TARGETS, **targets)
    _, state = kind.create(old)
    found = kind.diff(old, state, {**old, **change})
    assert found.replaces == tuple(change)


def test_a_setting_without_a_default_stays_when_taken_out(bench: Workbench, targets: Props) -> None:
    kind = bench.package.resource(TARGETS, bench.session)
    for other in ("deregistrationDelay", "loadBalancingAlgorithmType"):
        del targets[other]
    old = bench.check(TARGETS, **targets, preserveClientIp="true")
    ident, state = kind.create(old)
    kind.update(ident, old, state, {key: value for key, value in old.items() if key != "preserveClientIp"})
    found = bench.call("elbv2", "DescribeTargetGroupAttributes", TargetGroupArn=ident)["Attributes"]
    assert {"Key": "preserve_client_ip.enabled", "Value": "true"} in found
