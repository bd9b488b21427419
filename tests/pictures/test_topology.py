"""The topology shows what the program registers: each arrow is a rule, each number an input."""

import copy
import json
import random
from collections.abc import Callable

import pytest

from tests.pictures.flowchart import Arrow, Flowchart, Frame, Node, boxes
from tests.pictures.topology import topology
from tests.recorder import Recorder

INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
ROUTE = "aws:ec2/route:Route"
INSTANCE = "aws:rds/instance:Instance"


def _arrows(recorder: Recorder) -> set[tuple[str, str, str]]:
    """From, to and port, without paths."""
    return {(each.start, each.end, each.label.partition(":")[0]) for each in topology(recorder).arrows}


def _box(picture: Flowchart, key: str) -> Node | Frame:
    (box,) = [each for each in boxes(picture.items) if each.key == key]
    return box


def test_the_numbers_of_production_are_in_the_boxes(prod: Recorder) -> None:
    lines = {node.key: node.lines for node in topology(prod).nodes()}
    assert lines["backend"] == ("Backend", "3 to 10 tasks", "2 vCPU, 2 GiB each")
    assert lines["frontend"] == ("Frontend", "4 to 15 tasks", "1 vCPU, 1 GiB each")
    assert lines["database"] == ("PostgreSQL 16", "db.m7g.xlarge, Multi-AZ")
    assert lines["cache"] == ("Redis 7.1", "2 x cache.m7g.large")
    assert lines["nat"] == ("3 x NAT gateway",)
    assert lines["load-balancer"] == ("Load balancer", "internal")


def test_services_stand_on_their_hosts_and_hosts_in_their_tier(prod: Recorder) -> None:
    hosts = _box(topology(prod), "cluster-hosts")
    assert isinstance(hosts, Frame)
    assert hosts.title == "Hosts: 8 to 18 x c7g.large"
    assert [each.key for each in hosts.inside] == ["backend", "frontend"]
    application = _box(topology(prod), "application")
    assert isinstance(application, Frame)
    assert hosts in application.inside


def test_every_way_in_is_an_arrow_and_every_arrow_a_way_in(prod: Recorder) -> None:
    groups = {f"{each.name}-id": each.name for each in prod.all("aws:ec2/securityGroup:SecurityGroup")}
    rules = {
        (
            groups.get(rule.inputs.get("referencedSecurityGroupId", ""), "cdn"),
            groups[rule.inputs["securityGroupId"]],
            f"{rule.inputs['fromPort']:.0f}",
        )
        for rule in prod.all(INGRESS)
    }
    assert {arrow for arrow in _arrows(prod) if arrow[1] in groups.values() and arrow[2] != "guards"} == rules


def test_the_data_tier_is_reached_from_the_backend_alone(prod: Recorder) -> None:
    data = _box(topology(prod), "data")
    assert isinstance(data, Frame)
    inside = {each.key for each in data.inside}
    assert data.title == "Data subnets: no way out"
    assert {(start, port) for start, end, port in _arrows(prod) if end in inside} == {
        ("backend", "5432"),
        ("backend", "6379"),
    }


def test_one_more_rule_is_one_more_arrow(plant: Callable[..., Recorder], prod: Recorder) -> None:
    rule = {
        "securityGroupId": "database-id",
        "referencedSecurityGroupId": "frontend-id",
        "prefixListId": None,
    }
    more = _arrows(plant(INGRESS, fromPort=5432.0, toPort=5433.0, **rule)) - _arrows(prod)
    assert more == {("frontend", "database", "5432 to 5433")}


def test_a_door_to_the_internet_is_seen(plant: Callable[..., Recorder], prod: Recorder) -> None:
    rule = {"securityGroupId": "database-id", "referencedSecurityGroupId": None, "ipProtocol": "-1"}
    assert _arrows(plant(INGRESS, cidrIpv6="::/0", **rule)) - _arrows(prod) == {
        ("internet", "database", "all")
    }


def test_a_stranger_has_a_box(plant: Callable[..., Recorder]) -> None:
    rule = {"securityGroupId": "cache-id", "referencedSecurityGroupId": None}
    picture = topology(plant(INGRESS, cidrIpv4="192.0.2.0/24", **rule))
    assert _box(picture, "192.0.2.0/24") == Node("192.0.2.0/24", ("192.0.2.0/24",))


def test_what_leaves_the_network_goes_by_https_through_nat(prod: Recorder) -> None:
    assert {arrow for arrow in _arrows(prod) if arrow[1] in ("nat", "internet")} == {
        ("backend", "nat", "443"),
        ("frontend", "nat", "443"),
        ("cluster-hosts", "nat", "443"),
        ("nat", "internet", ""),
    }


def test_leave_without_a_route_leads_nowhere(plant: Callable[..., Recorder], prod: Recorder) -> None:
    leave = {"securityGroupId": "database-id", "referencedSecurityGroupId": None, "cidrIpv4": "0.0.0.0/0"}
    assert _arrows(plant(EGRESS, **leave)) == _arrows(prod)


def test_a_route_out_of_the_data_tier_is_seen(plant: Callable[..., Recorder]) -> None:
    data = _box(topology(plant(ROUTE, routeTableId="network-data-id")), "data")
    assert isinstance(data, Frame)
    assert data.title == "Data subnets: out through NAT"


def test_replicas_are_counted(plant: Callable[..., Recorder]) -> None:
    recorder = plant(INSTANCE, replicateSourceDb="database", dbSubnetGroupName=None, identifier="one")
    recorder.registrations.append(recorder.registrations[-1])
    box = _box(topology(recorder), "database")
    assert isinstance(box, Node)
    assert box.lines[2:] == ("2 x db.m7g.xlarge, read replica",)


def test_backups_lead_to_another_region(prod: Recorder) -> None:
    arrows = [each for each in topology(prod).arrows if "vault" in each.end]
    assert arrows == [
        Arrow("database", "vault backups", "daily 35 days, monthly 365 days", faint=True),
        Arrow("vault backups", "vault backups-copy", "copy", faint=True),
    ]


def test_it_can_be_read_at_a_glance(prod: Recorder) -> None:
    nodes = topology(prod).nodes()
    assert len(nodes) <= 20
    assert max(len(line) for node in nodes for line in node.lines) <= 28


def test_the_order_of_registrations_does_not_matter(prod: Recorder) -> None:
    mixed = copy.copy(prod)
    mixed.registrations = random.Random(7).sample(prod.registrations, len(prod.registrations))
    assert topology(mixed).text() == topology(prod).text()


ENDPOINTS = [
    "ecr.api",
    "ecr.dkr",
    "logs",
    "secretsmanager",
    "ec2",
    "ecs",
    "ecs-agent",
    "ecs-telemetry",
    "monitoring",
]


@pytest.mark.parametrize(
    "changes",
    [
        {"networkNat": "single", "allowUnsafe": '["networkNat"]'},
        {"networkNat": "none", "networkEndpoints": json.dumps(ENDPOINTS)},
        {"loadBalancerInternal": "false"},
        {"databaseReadReplicas": "1", "databaseProxy": "true"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_other_shapes_are_drawn_too(
    program: Callable[..., Recorder], prod: Recorder, changes: dict[str, str]
) -> None:
    assert topology(program("prod", **changes)).text() != topology(prod).text()
