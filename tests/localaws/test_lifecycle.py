"""What the lifecycle does for every type: differences, tags, records, imports, deletions."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from localaws.difference import Difference
from localaws.errors import CloudError, Gone, InitFailed
from localaws.lifecycle import Lifecycle
from localaws.naming import Naming
from localaws.services import ec2
from localaws.spec import Call, Name, Spec
from localaws.values import UNKNOWN, Props
from tests.localaws.conftest import Workbench

VPC = ec2.VPC
TENANCY = "instanceTenancy: InstanceTenancy must be one of default, dedicated, host"
BLOCK = {"cidrBlock": "10.0.0.0/16"}
RECORDED = replace(
    VPC,
    id="vpc/{cidrBlock}",
    recorded="for this test",
    read=None,
    more=(),
    updates=(),
    outputs={"arn": "a/{id}"},
)


def life(bench: Workbench, **tags: str) -> Lifecycle:
    """The workbench's lifecycle, with other default tags."""
    return Lifecycle(bench.package.cloud, replace(bench.session, default_tags=tags), bench.package.records)


def diff(bench: Workbench, old: Props, new: Props, spec: Spec = VPC, **tags: str) -> Difference:
    return life(bench, **tags).diff(spec, old, {"tagsAll": {**tags, **(old.get("tags") or {})}}, new)


def test_nothing_changed(bench: Workbench) -> None:
    assert diff(bench, BLOCK, dict(BLOCK), stack="a") == Difference()


@pytest.mark.parametrize(
    ("new", "found"),
    [
        ({**BLOCK, "enableDnsSupport": False}, Difference(("enableDnsSupport",))),
        ({"cidrBlock": "10.1.0.0/16"}, Difference(("cidrBlock",), ("cidrBlock",))),
        ({"cidrBlock": UNKNOWN}, Difference(("cidrBlock",), ("cidrBlock",))),
        ({**BLOCK, "region": "eu-west-1"}, Difference(("region",), ("region",))),
        ({**BLOCK, "instanceTenancy": "default"}, Difference()),
        ({**BLOCK, "tags": {"Name": "a"}}, Difference(("tags",))),
        ({**BLOCK, "tags": UNKNOWN}, Difference(("tags",))),
        ({**BLOCK, "tags": {}}, Difference()),
    ],
)
def test_what_changed(bench: Workbench, new: Props, found: Difference) -> None:
    assert diff(bench, BLOCK, new) == found


def test_other_default_tags_change_all_tags(bench: Workbench) -> None:
    state = {"tagsAll": {"stack": "a"}}
    assert life(bench, stack="b").diff(VPC, BLOCK, state, BLOCK) == Difference(("tagsAll",))


def test_a_default_tag_that_the_resource_overrides_changes_nothing(bench: Workbench) -> None:
    own = {**BLOCK, "tags": {"stack": "mine"}}
    assert life(bench, stack="b").diff(VPC, own, {"tagsAll": {"stack": "mine"}}, own) == Difference()


def test_an_ignored_input_changes_nothing(bench: Workbench) -> None:
    spec = replace(VPC, ignored={"ipv6IpamPoolId": "moto has no pools"})
    assert diff(bench, BLOCK, {**BLOCK, "ipv6IpamPoolId": "x"}, spec) == Difference()


def test_order_matters_where_the_spec_says_so(bench: Workbench) -> None:
    old, new = {"enableDnsSupport": ["a", "b"]}, {"enableDnsSupport": ["b", "a"]}
    assert diff(bench, old, new) == Difference()
    ordered = replace(VPC, ordered=frozenset({"enableDnsSupport"}))
    assert diff(bench, old, new, ordered) == Difference(("enableDnsSupport",))


def test_a_part_can_force_a_replacement(bench: Workbench) -> None:
    spec = replace(VPC, replace_on=frozenset({"settings.mode"}))
    old: Props = {"settings": {"mode": "a", "size": 1}}
    assert diff(bench, old, {"settings": {"mode": "a", "size": 2}}, spec) == Difference(("settings",))
    assert diff(bench, old, {"settings": {"mode": "b", "size": 1}}, spec).replaces == ("settings",)


def test_a_type_that_never_changes_is_replaced_for_all_but_tags(bench: Workbench) -> None:
    spec = replace(VPC, replace_on=frozenset({"*"}))
    new = {**BLOCK, "enableDnsSupport": False, "tags": {"a": "b"}}
    assert diff(bench, BLOCK, new, spec) == Difference(("enableDnsSupport", "tags"), ("enableDnsSupport",))


@pytest.mark.parametrize(("name", "first"), [("web", True), ("app", False)])
def test_a_kept_name_makes_the_old_one_go_first(bench: Workbench, name: str, first: bool) -> None:
    spec = replace(VPC, name=Name())
    old, new = {**BLOCK, "name": "web"}, {"cidrBlock": "10.1.0.0/16", "name": name}
    assert diff(bench, old, new, spec).delete_first is first


def test_check_names_property_rule_value_and_call(bench: Workbench) -> None:
    inputs = {**BLOCK, "instanceTenancy": "mine", "cidr": "x"}
    _, failures = life(bench).check(VPC, {}, inputs, Naming("net"))
    assert failures[0].startswith(
        "cidr is not known to the embedded AWS for aws:ec2/vpc:Vpc; it knows cidrBlock"
    )
    assert failures[1:] == [f"{TENANCY} (got 'mine') (ec2 CreateVpc)"]


def test_a_preview_knows_what_was_asked_only(bench: Workbench) -> None:
    known = life(bench, stack="a").preview(VPC, {**BLOCK, "tags": {"Name": "n"}})
    assert known["cidrBlock"] == "10.0.0.0/16"
    assert known["tagsAll"] == {"stack": "a", "Name": "n"}
    assert known["region"] == "us-east-1"
    assert known["arn"] is UNKNOWN


def test_an_update_keeps_what_it_does_not_renew(bench: Workbench) -> None:
    state = {"arn": "arn:x", "ownerId": "1"}
    assert life(bench).preview(VPC, BLOCK, state)["arn"] == "arn:x"
    renewing = replace(VPC, renewed=frozenset({"arn"}))
    assert life(bench).preview(renewing, BLOCK, state)["arn"] is UNKNOWN


def vpc_tags(bench: Workbench, ident: str) -> Mapping[str, str]:
    vpc = bench.call("ec2", "DescribeVpcs", VpcIds=[ident])["Vpcs"][0]
    return {tag["Key"]: tag["Value"] for tag in vpc.get("Tags", [])}


def test_default_tags_arrive_change_and_go(bench: Workbench) -> None:
    ident, outputs = life(bench, stack="a", team="x").create(VPC, BLOCK)
    assert vpc_tags(bench, ident) == {"stack": "a", "team": "x"}
    outputs = life(bench, stack="b").update(VPC, ident, BLOCK, outputs, BLOCK)
    assert vpc_tags(bench, ident) == {"stack": "b"}
    assert outputs["tagsAll"] == {"stack": "b"}


def test_a_tag_made_by_hand_is_drift(bench: Workbench) -> None:
    own = life(bench, stack="a")
    ident, outputs = own.create(VPC, BLOCK)
    bench.call("ec2", "CreateTags", Resources=[ident], Tags=[{"Key": "by", "Value": "hand"}])
    found = own.read(VPC, ident, BLOCK, outputs)
    assert found is not None
    fresh, inputs = found
    assert inputs == {**BLOCK, "tags": {"by": "hand"}}
    assert own.diff(VPC, inputs, fresh, BLOCK) == Difference(("tags",))


def test_drift_in_a_setting(bench: Workbench) -> None:
    asked = {**BLOCK, "enableDnsHostnames": True}
    ident, outputs = life(bench).create(VPC, asked)
    bench.call("ec2", "ModifyVpcAttribute", VpcId=ident, EnableDnsHostnames={"Value": False})
    found = life(bench).read(VPC, ident, asked, outputs)
    assert found is not None
    assert found[1] == {**BLOCK, "enableDnsHostnames": False}


def test_an_import_knows_the_id_only(bench: Workbench) -> None:
    own = life(bench, stack="a")
    ident, _ = own.create(VPC, {**BLOCK, "tags": {"Name": "net"}})
    found = own.read(VPC, ident, {}, {})
    assert found is not None
    outputs, inputs = found
    assert inputs == {
        **BLOCK,
        "instanceTenancy": "default",
        "enableDnsSupport": True,
        "enableDnsHostnames": False,
        "tags": {"Name": "net"},
    }
    assert outputs["arn"].endswith(f":vpc/{ident}")
    assert own.diff(VPC, inputs, outputs, {**BLOCK, "tags": {"Name": "net"}}) == Difference()


def test_an_import_of_nothing(bench: Workbench) -> None:
    assert life(bench).read(VPC, "vpc-0123456789abcdef0", {}, {}) is None


def test_a_recorded_type_lives_without_aws(bench: Workbench) -> None:
    own = life(bench)
    ident, outputs = own.create(RECORDED, BLOCK)
    assert ident == "vpc/10.0.0.0/16"
    assert outputs["arn"] == f"a/{ident}"
    assert ident not in str(bench.call("ec2", "DescribeVpcs")["Vpcs"])
    assert own.read(RECORDED, ident, BLOCK, outputs) == (outputs, BLOCK)
    news = {**BLOCK, "instanceTenancy": "dedicated"}
    outputs = own.update(RECORDED, ident, BLOCK, outputs, news)
    assert own.read(RECORDED, ident, news, outputs) == (outputs, news)
    own.delete(RECORDED, ident, news, outputs)
    assert own.read(RECORDED, ident, news, outputs) is None
    own.delete(RECORDED, ident, news, outputs)


def test_a_recorded_request_is_validated(bench: Workbench) -> None:
    with pytest.raises(CloudError) as caught:
        life(bench).create(RECORDED, {**BLOCK, "instanceTenancy": "mine"})
    assert str(caught.value) == f"ValidationError: {TENANCY} (got 'mine') (ec2 CreateVpc)"


def test_what_does_not_fit_the_model_is_a_sentence(bench: Workbench) -> None:
    own = {**BLOCK, "tagsAll": {}}
    spec = replace(VPC, create=Call(op="CreateVpc", params={"cidrBlock": "TagSpecifications"}, path="Vpc"))
    with pytest.raises(CloudError) as caught:
        life(bench).create(spec, {**own, "cidrBlock": "[nonsense"})
    assert str(caught.value).startswith("ValidationError: cidrBlock must be well-formed JSON: ")


def test_an_unfinished_resource_keeps_id_and_outputs(bench: Workbench) -> None:
    broken = Call(op="ModifyVpcAttribute", params={"enableDnsSupport": "EnableDnsSupport.Value"})
    spec = replace(VPC, updates=(broken,))
    with pytest.raises(InitFailed) as caught:
        life(bench).create(spec, {**BLOCK, "enableDnsSupport": False})
    assert str(caught.value) == "ValidationError: VpcId is required (ec2 ModifyVpcAttribute)"
    assert bench.call("ec2", "DescribeVpcs", VpcIds=[caught.value.ident])["Vpcs"]
    assert caught.value.outputs["arn"].endswith(caught.value.ident)
    with pytest.raises(InitFailed) as again:
        life(bench).update(spec, caught.value.ident, BLOCK, {}, {**BLOCK, "enableDnsSupport": False})
    assert again.value.ident == caught.value.ident


def deleting(*calls: Call, **more: Any) -> Spec:
    return replace(VPC, delete=(*calls, *VPC.delete), **more)


STUMBLE = Call(op="DeleteSubnet", fixed={"SubnetId": "subnet-0123456789abcdef0"})


def test_a_deletion_of_what_is_gone(bench: Workbench) -> None:
    ident, outputs = life(bench).create(VPC, BLOCK)
    for _ in range(2):
        life(bench).delete(VPC, ident, BLOCK, outputs)
        assert life(bench).read(VPC, ident, BLOCK, outputs) is None


def test_something_else_that_is_gone_stops_a_deletion(bench: Workbench) -> None:
    ident, outputs = life(bench).create(VPC, BLOCK)
    with pytest.raises(Gone, match=r"InvalidSubnetID\.NotFound: ec2 DeleteSubnet"):
        life(bench).delete(deleting(STUMBLE), ident, BLOCK, outputs)
    assert life(bench).read(VPC, ident, BLOCK, outputs) is not None


def test_without_a_read_gone_is_gone(bench: Workbench) -> None:
    ident, outputs = life(bench).create(VPC, BLOCK)
    life(bench).delete(deleting(STUMBLE, read=None), ident, BLOCK, outputs)
    assert life(bench).read(VPC, ident, BLOCK, outputs) is None


def test_a_refused_deletion_is_an_error(bench: Workbench) -> None:
    ident, outputs = life(bench).create(VPC, BLOCK)
    bench.call("ec2", "CreateSubnet", VpcId=ident, CidrBlock="10.0.1.0/24")
    with pytest.raises(CloudError, match="DependencyViolation: ec2 DeleteVpc"):
        life(bench).delete(VPC, ident, BLOCK, outputs)


def test_skip_destroy_leaves_it(bench: Workbench) -> None:
    ident, outputs = life(bench).create(VPC, BLOCK)
    life(bench).delete(VPC, ident, {**BLOCK, "skipDestroy": True}, outputs)
    assert life(bench).read(VPC, ident, BLOCK, outputs) is not None


def test_a_resource_in_another_region(bench: Workbench) -> None:
    there = {**BLOCK, "region": "eu-west-1"}
    ident, outputs = life(bench).create(VPC, there)
    assert outputs["region"] == "eu-west-1"
    assert outputs["arn"].startswith("arn:aws:ec2:eu-west-1:")
    assert ident not in str(bench.call("ec2", "DescribeVpcs")["Vpcs"])
    assert life(bench).read(VPC, ident, there, outputs) is not None
