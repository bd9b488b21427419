"""Up, again, changed, drifted, imported, destroyed."""

import pytest

from engine import Engine
from localaws.endpoint import Endpoint
from rehearsal import recorded
from tests.up.project import Project

pytestmark = pytest.mark.engine

NETWORK = """
config = pulumi.Config()
vpc = aws.ec2.Vpc("net", cidr_block="10.0.0.0/16", tags={"Name": config.get("title") or "first"}, opts=opts)
for index, zone in enumerate("abc"):
    aws.ec2.Subnet(
        f"net-{zone}",
        vpc_id=vpc.id,
        cidr_block=f"10.0.{index + (config.get_int('offset') or 0)}.0/24",
        availability_zone=f"us-east-1{zone}",
        opts=opts,
    )
group = aws.ec2.SecurityGroup("web", vpc_id=vpc.id, description="Web", opts=opts)
word = random.RandomPassword("word", length=24)
pulumi.export("vpc_id", vpc.id)
pulumi.export("word", word.result)
"""


@pytest.fixture
def network(project: Project) -> Project:
    """A small network that is up, for a test to change."""
    project.write(NETWORK)
    project.up()
    return project


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory, engine: Engine, endpoint: Endpoint) -> Project:
    """A small network that is up, and that no test changes."""
    project = Project(tmp_path_factory.mktemp("calm"), engine, endpoint)
    project.write(NETWORK)
    project.up()
    return project


def changes(project: Project) -> dict[str, int]:
    return recorded.last_changes(project.folders, project.stack)


def test_up_makes_what_the_program_says(calm: Project) -> None:
    assert changes(calm) == {"create": 8}
    assert calm.held() == calm.recorded()
    assert {token: len(ids) for token, ids in calm.held().items()} == {
        "aws:ec2/vpc:Vpc": 1,
        "aws:ec2/subnet:Subnet": 3,
        "aws:ec2/securityGroup:SecurityGroup": 1,
    }


def test_secrets_stay_secret(calm: Project) -> None:
    shown = calm.outputs()
    assert len(shown["word"]) == 24
    state = next(calm.folders.state.glob(".pulumi/stacks/*/local.json"))
    assert shown["word"] not in state.read_text()
    assert shown["word"] not in calm.up()


def test_a_second_up_changes_nothing(calm: Project) -> None:
    before = calm.held()
    calm.up("--expect-no-changes")
    assert changes(calm) == {"same": 8}
    assert calm.held() == before


def test_a_changed_tag_is_an_update(network: Project) -> None:
    vpc = network.ident("net")
    network.configure(title="second")
    network.up()
    assert changes(network) == {"same": 7, "update": 1}
    assert network.ident("net") == vpc
    found = network.client("ec2").describe_vpcs(VpcIds=[vpc])["Vpcs"][0]
    assert {"Key": "Name", "Value": "second"} in found["Tags"]


def test_a_changed_range_is_a_replacement(network: Project) -> None:
    before = {zone: network.ident(f"net-{zone}") for zone in "abc"}
    network.configure(offset="8")
    network.up()
    assert changes(network) == {"same": 5, "replace": 3}
    assert all(network.ident(f"net-{zone}") != before[zone] for zone in "abc")
    assert network.held() == network.recorded()


def test_what_leaves_the_program_is_deleted(network: Project) -> None:
    network.write(NETWORK.replace('"abc"', '"ab"'))
    network.up()
    assert changes(network) == {"same": 7, "delete": 1}
    assert network.held() == network.recorded()


def test_a_preview_changes_nothing(network: Project) -> None:
    before = network.held()
    network.configure(title="second", offset="8")
    shown = network.passes("preview")
    assert "~ 1 to update" in shown
    assert "+-3 to replace" in shown
    assert network.held() == before


def test_drift_shows_and_is_repaired(network: Project) -> None:
    vpc = network.ident("net")
    ec2 = network.client("ec2")
    ec2.create_tags(Resources=[vpc], Tags=[{"Key": "Name", "Value": "meddled"}])
    shown = network.passes("refresh", "--preview-only", "--diff")
    assert '"first" => "meddled"' in shown
    network.refresh()
    assert changes(network) == {"same": 7, "update": 1}
    network.up()
    assert changes(network) == {"same": 7, "update": 1}
    assert {"Key": "Name", "Value": "first"} in ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"][0]["Tags"]


def test_what_somebody_deleted_comes_back(network: Project) -> None:
    lost = network.ident("net-b")
    network.client("ec2").delete_subnet(SubnetId=lost)
    assert "- 1 deleted" in network.refresh()
    network.up()
    assert network.ident("net-b") != lost
    assert network.held() == network.recorded()


def test_an_import_takes_over_what_exists(project: Project) -> None:
    ec2 = project.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    project.write(
        "aws.ec2.Vpc('net', cidr_block='10.9.0.0/16',"
        f" opts=pulumi.ResourceOptions(provider=provider, import_='{vpc}'))"
    )
    project.up()
    assert changes(project)["import"] == 1
    assert project.ident("net") == vpc
    project.up("--expect-no-changes")
    assert project.held() == project.recorded()


def test_two_stacks_live_side_by_side(network: Project) -> None:
    first = network.recorded()
    network.stack = "other"
    network.write(NETWORK, title="other")
    network.up()
    second = network.recorded()
    assert all(not set(first[token]) & set(second[token]) for token in first)
    assert network.held() == {token: sorted(first[token] + second[token]) for token in first}
    network.destroy()
    assert network.held() == first


def test_destroy_leaves_nothing(network: Project) -> None:
    network.destroy()
    assert network.resources() == []
    assert network.held() == {}
