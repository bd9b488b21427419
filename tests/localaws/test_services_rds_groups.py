"""What databases share lives a whole life against moto."""

from typing import Any

import pytest

from localaws.errors import CloudError
from localaws.values import Props
from tests.localaws.conftest import Workbench

PARAMETERS = "aws:rds/parameterGroup:ParameterGroup"
SUBNETS = "aws:rds/subnetGroup:SubnetGroup"
EVENTS = "aws:rds/eventSubscription:EventSubscription"
TOPIC = "arn:aws:sns:us-east-1:200000000001:alarms"


@pytest.fixture
def subnets(bench: Workbench) -> list[str]:
    """Subnets in three zones."""
    vpc, _ = bench.make("aws:ec2/vpc:Vpc", cidrBlock="10.0.0.0/16")
    return [
        bench.make(
            "aws:ec2/subnet:Subnet",
            vpcId=vpc,
            cidrBlock=f"10.0.{at}.0/24",
            availabilityZone=f"us-east-1{zone}",
        )[0]
        for at, zone in enumerate("abc")
    ]


def _parameters(count: int, value: str = "1") -> list[Props]:
    return [{"name": f"parameter_{at}", "value": value, "applyMethod": "immediate"} for at in range(count)]


def _present(bench: Workbench, group: str) -> dict[str, str]:
    found = bench.call("rds", "DescribeDBParameters", DBParameterGroupName=group, Source="user")
    return {each["ParameterName"]: each["ParameterValue"] for each in found["Parameters"]}


MEMORY = {"name": "shared_buffers", "value": "{DBInstanceClassMemory/32768}", "applyMethod": "pending-reboot"}


@pytest.mark.parametrize(
    "change",
    [
        {"parameters": _parameters(3, "2")},
        {"parameters": [MEMORY, *_parameters(1)]},
        {"parameters": _parameters(45)},
        {"parameters": None},
        {"tags": {"team": "data"}},
    ],
    ids=["values", "others", "many", "none", "tags"],
)
def test_parameter_group(bench: Workbench, change: Props) -> None:
    bench.live(PARAMETERS, change, family="postgres16", parameters=_parameters(3), description="tuned")


def test_parameters_change_one_by_one(bench: Workbench) -> None:
    kind = bench.package.resource(PARAMETERS, bench.session)
    old = bench.check(PARAMETERS, name="tuned", family="postgres16", parameters=_parameters(3))
    ident, state = kind.create(old)
    bench.call(
        "rds",
        "ModifyDBParameterGroup",
        DBParameterGroupName="tuned",
        Parameters=[{"ParameterName": "parameter_0", "ParameterValue": "9", "ApplyMethod": "immediate"}],
    )
    kind.update(ident, old, state, {**old, "parameters": [*_parameters(2), MEMORY]})
    assert _present(bench, "tuned") == {
        "parameter_0": "9",
        "parameter_1": "1",
        "shared_buffers": MEMORY["value"],
    }


def test_drift_of_a_parameter_is_seen(bench: Workbench) -> None:
    kind = bench.package.resource(PARAMETERS, bench.session)
    inputs = bench.check(PARAMETERS, name="tuned", family="postgres16", parameters=_parameters(2))
    ident, state = kind.create(inputs)
    bench.call("rds", "ResetDBParameterGroup", DBParameterGroupName="tuned", ResetAllParameters=True)
    found = kind.read(ident, inputs, state)
    assert found is not None
    assert kind.diff(found[1], found[0], inputs).changed == ("parameters",)


def test_a_static_parameter_waits_for_a_restart(bench: Workbench) -> None:
    kind = bench.package.resource(PARAMETERS, bench.session)
    at_once = {**MEMORY, "applyMethod": "immediate"}
    inputs = bench.check(PARAMETERS, name="tuned", family="postgres16", parameters=[at_once])
    with pytest.raises(Exception, match="cannot use immediate apply method for static parameter"):
        kind.create(inputs)


def test_parameters_apply_at_once_unless_told(bench: Workbench) -> None:
    plain = [{"name": "work_mem", "value": "4096"}]
    bench.live(
        PARAMETERS,
        {"parameters": [{"name": "work_mem", "value": "8192"}]},
        family="postgres16",
        parameters=plain,
    )


def test_import_of_a_parameter_group(bench: Workbench) -> None:
    bench.make(PARAMETERS, name="tuned", family="postgres16", parameters=_parameters(2))
    found = bench.package.resource(PARAMETERS, bench.session).read("tuned", {}, {})
    assert found is not None
    assert found[1] == {
        "name": "tuned",
        "family": "postgres16",
        "description": "Managed by Pulumi",
        "parameters": _parameters(2),
    }


def _database(bench: Workbench, **settings: Any) -> None:
    bench.call(
        "rds",
        "CreateDBInstance",
        DBInstanceIdentifier="shop",
        DBInstanceClass="db.m7g.large",
        Engine="postgres",
        EngineVersion="16.9",
        **settings,
    )


def test_a_parameter_group_in_use_stays(bench: Workbench) -> None:
    kind = bench.package.resource(PARAMETERS, bench.session)
    inputs = bench.check(PARAMETERS, name="tuned", family="postgres16")
    ident, state = kind.create(inputs)
    _database(bench, DBParameterGroupName="tuned")
    with pytest.raises(CloudError, match="are still members of this parameter group tuned"):
        kind.delete(ident, inputs, state)


def test_subnet_group(bench: Workbench, subnets: list[str]) -> None:
    change = {"subnetIds": subnets, "description": "all"}
    bench.live(SUBNETS, change, subnetIds=subnets[:2], description="some")


def test_a_subnet_group_spans_two_zones(bench: Workbench, subnets: list[str]) -> None:
    kind = bench.package.resource(SUBNETS, bench.session)
    with pytest.raises(CloudError, match="Add subnets to cover at least 2 AZs"):
        kind.create(bench.check(SUBNETS, subnetIds=subnets[:1]))


def test_a_subnet_group_in_use_stays(bench: Workbench, subnets: list[str]) -> None:
    kind = bench.package.resource(SUBNETS, bench.session)
    inputs = bench.check(SUBNETS, name="data", subnetIds=subnets)
    ident, state = kind.create(inputs)
    _database(bench, DBSubnetGroupName="data")
    with pytest.raises(CloudError, match="Cannot delete the subnet group 'data' because at least one"):
        kind.delete(ident, inputs, state)


def test_a_subnet_group_has_one_name(bench: Workbench, subnets: list[str]) -> None:
    bench.make(SUBNETS, name="data", subnetIds=subnets)
    with pytest.raises(CloudError, match="The DB subnet group 'data' already exists"):
        bench.make(SUBNETS, name="data", subnetIds=subnets)


@pytest.mark.parametrize(
    "change",
    [
        {"eventCategories": ["failure", "maintenance"]},
        {"sourceIds": ["shop", "replica"]},
        {"sourceIds": ["replica"]},
        {"enabled": False},
        {"snsTopic": f"{TOPIC}-2"},
        {"tags": {"team": "data"}},
    ],
    ids=lambda value: "-".join(value),
)
def test_event_subscription(bench: Workbench, change: Props) -> None:
    bench.live(
        EVENTS,
        change,
        snsTopic=TOPIC,
        sourceType="db-instance",
        sourceIds=["shop"],
        eventCategories=["failure"],
    )


def test_a_subscription_is_on_unless_turned_off(bench: Workbench) -> None:
    ident, _ = bench.make(EVENTS, snsTopic=TOPIC)
    found = bench.call("rds", "DescribeEventSubscriptions", SubscriptionName=ident)
    assert found["EventSubscriptionsList"][0]["Enabled"] is True


def test_import_of_a_subscription(bench: Workbench) -> None:
    bench.make(EVENTS, name="events", snsTopic=TOPIC, sourceType="db-instance", sourceIds=["shop"])
    found = bench.package.resource(EVENTS, bench.session).read("events", {}, {})
    assert found is not None
    assert found[1] == {
        "name": "events",
        "snsTopic": TOPIC,
        "sourceType": "db-instance",
        "sourceIds": ["shop"],
        "enabled": True,
    }
