"""The way of a request to a web service, and how the service grows with its traffic."""

from dataclasses import replace

from components.service_args import WebServiceArgs
from tests.components.one_service import args as args
from tests.components.one_service import build


def test_its_name_in_the_namespace(args: WebServiceArgs) -> None:
    registry = build(args).one("aws:servicediscovery/service:Service")
    assert registry.inputs == {
        "name": "api",
        "dnsConfig": {
            "namespaceId": "namespace",
            "dnsRecords": [{"type": "A", "ttl": 10}],
            "routingPolicy": "MULTIVALUE",
        },
        "healthCheckCustomConfig": {"failureThreshold": 1},
        "forceDestroy": True,
    }


def test_the_target_group_prefers_the_least_busy_task(args: WebServiceArgs) -> None:
    inputs = build(args).one("aws:lb/targetGroup:TargetGroup").inputs
    assert inputs["loadBalancingAlgorithmType"] == "least_outstanding_requests"
    assert (inputs["port"], inputs["protocol"], inputs["targetType"]) == (3000, "HTTP", "ip")
    assert (inputs["healthCheck"]["path"], inputs["healthCheck"]["matcher"]) == ("/health", "200")
    assert inputs["deregistrationDelay"] == 30


def test_the_rule_of_the_listener(args: WebServiceArgs) -> None:
    inputs = build(args).one("aws:lb/listenerRule:ListenerRule").inputs
    assert inputs["conditions"] == [{"pathPattern": {"values": ["/api/*"]}}]
    assert inputs["actions"] == [
        {"type": "forward", "targetGroupArn": "arn:aws:mock:us-east-1:123456789012:targetGroup/api"}
    ]
    assert (inputs["listenerArn"], inputs["priority"]) == ("listener", 7)


def test_the_paths_in_and_out(args: WebServiceArgs) -> None:
    recorder = build(replace(args, reaches={"database": ("db", 5432), "cache": ("redis", 6379)}))
    incoming = recorder.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
    outgoing = recorder.all("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")
    paths = {
        rule.name: (
            rule.inputs["securityGroupId"],
            rule.inputs.get("referencedSecurityGroupId") or rule.inputs["cidrIpv4"],
            rule.inputs["fromPort"],
            rule.inputs["toPort"],
        )
        for rule in incoming + outgoing
    }
    assert paths == {
        "api-load-balancer-in": ("api-id", "lb", 3000, 3000),
        "api-load-balancer-out": ("lb", "api-id", 3000, 3000),
        "api-endpoints-in": ("endpoints", "api-id", 443, 443),
        "api-https-out": ("api-id", "0.0.0.0/0", 443, 443),
        "api-database-in": ("db", "api-id", 5432, 5432),
        "api-database-out": ("api-id", "db", 5432, 5432),
        "api-cache-in": ("redis", "api-id", 6379, 6379),
        "api-cache-out": ("api-id", "redis", 6379, 6379),
    }


def test_it_scales_on_three_measures(args: WebServiceArgs) -> None:
    recorder = build(replace(args, scale_out_cooldown=30, scale_in_cooldown=600))
    target = recorder.one("aws:appautoscaling/target:Target").inputs
    assert (target["minCapacity"], target["maxCapacity"]) == (3, 10)
    assert target["resourceId"] == "service/alicerce-test/api"
    policies = recorder.all("aws:appautoscaling/policy:Policy")
    configurations = [policy.inputs["targetTrackingScalingPolicyConfiguration"] for policy in policies]
    assert [(each["predefinedMetricSpecification"], each["targetValue"]) for each in configurations] == [
        ({"predefinedMetricType": "ECSServiceAverageCPUUtilization"}, 60),
        ({"predefinedMetricType": "ECSServiceAverageMemoryUtilization"}, 75),
        (
            {
                "predefinedMetricType": "ALBRequestCountPerTarget",
                "resourceLabel": "app/lb/1/suffix/targetGroup/api",
            },
            30_000,
        ),
    ]
    assert {(each["scaleOutCooldown"], each["scaleInCooldown"]) for each in configurations} == {(30, 600)}


def test_it_scales_by_the_clock(args: WebServiceArgs) -> None:
    schedules = ("morning cron(0 7 ? * MON-FRI *) 6 10", "night cron(0 22 * * ? *) 3 5")
    recorder = build(replace(args, schedules=schedules, time_zone="America/Sao_Paulo"))
    morning, night = recorder.all("aws:appautoscaling/scheduledAction:ScheduledAction")
    assert (morning.name, night.name) == ("api-morning", "api-night")
    assert morning.inputs["schedule"] == "cron(0 7 ? * MON-FRI *)"
    assert morning.inputs["timezone"] == "America/Sao_Paulo"
    assert morning.inputs["scalableTargetAction"] == {"minCapacity": 6, "maxCapacity": 10}
    assert morning.inputs["resourceId"] == "service/alicerce-test/api"
