"""Functions answer what AWS has, under the names that Pulumi's SDK reads."""

import importlib
import json
import re
from typing import Any

import pytest

from localaws.errors import LocalAwsError
from localaws.functions import FUNCTIONS
from localaws.values import Props, Secret
from tests.localaws.conftest import Workbench

PARAMETER = "/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id"
EDGE = "com.amazonaws.global.cloudfront.origin-facing"
POLICY = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}


ASKED: list[tuple[str, Props]] = [
    ("index/getCallerIdentity", {}),
    ("index/getRegion", {}),
    ("index/getPartition", {}),
    ("index/getAvailabilityZones", {"state": "available"}),
    ("index/getAvailabilityZone", {"name": "us-east-1a"}),
    ("ec2/getAmi", {"owners": ["amazon"], "mostRecent": True}),
    ("ec2/getManagedPrefixList", {"name": EDGE}),
    ("ec2/getPrefixList", {"name": "com.amazonaws.us-east-1.s3"}),
    ("ssm/getParameter", {"name": PARAMETER}),
    ("iam/getPolicy", {"name": "ReadOnlyAccess"}),
    ("iam/getPolicyDocument", {"statements": [{"actions": ["s3:*"]}]}),
]


def ask(bench: Workbench, function: str, **args: Any) -> Props:
    """The answer of `ec2/getAmi` to these arguments."""
    return bench.package.invoke(f"aws:{function}:{function.split('/')[1]}", args, bench.session)


@pytest.mark.parametrize(("function", "args"), ASKED)
def test_answers_are_what_the_sdk_reads(bench: Workbench, function: str, args: Props) -> None:
    answer = ask(bench, function, **args)
    assert set(answer) <= _read_by_sdk(function)
    assert answer["id"]


def test_every_function_is_asked() -> None:
    assert {f"aws:{function}:{function.split('/')[1]}" for function, _ in ASKED} == set(FUNCTIONS)


def _read_by_sdk(function: str) -> set[str]:
    """Names of the results that pulumi_aws has a place for."""
    module, name = function.split("/")
    package = "pulumi_aws" if module == "index" else f"pulumi_aws.{module}"
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
    source = importlib.import_module(f"{package}.{snake}")
    result = getattr(source, f"{name[0].upper()}{name[1:]}Result")
    getters = {key: value for key, value in vars(result).items() if isinstance(value, property)}
    return {getattr(value.fget, "_pulumi_name", key) for key, value in getters.items()}


def test_unknown_function_is_a_sentence(bench: Workbench) -> None:
    with pytest.raises(
        LocalAwsError, match=r"^aws:ec2/getMoon:getMoon is not a function the embedded AWS knows"
    ):
        ask(bench, "ec2/getMoon")


def test_caller_identity_is_the_configured_account(bench: Workbench) -> None:
    assert ask(bench, "index/getCallerIdentity")["accountId"] == bench.session.account


@pytest.mark.parametrize(
    "args", [{"name": "eu-west-1"}, {"region": "eu-west-1"}, {"endpoint": "ec2.eu-west-1.amazonaws.com"}]
)
def test_region(bench: Workbench, args: Props) -> None:
    assert ask(bench, "index/getRegion", **args) == {
        "id": "eu-west-1",
        "name": "eu-west-1",
        "region": "eu-west-1",
        "description": "Europe (Ireland)",
        "endpoint": "ec2.eu-west-1.amazonaws.com",
    }


def test_region_that_is_none(bench: Workbench) -> None:
    with pytest.raises(
        LocalAwsError, match=r"^mars-1 is not a region of AWS; us-east-1, for example, is one$"
    ):
        ask(bench, "index/getRegion", name="mars-1")


def test_partition(bench: Workbench) -> None:
    answer = {
        "id": "aws",
        "partition": "aws",
        "dnsSuffix": "amazonaws.com",
        "reverseDnsPrefix": "com.amazonaws",
    }
    assert ask(bench, "index/getPartition") == answer


def test_availability_zones(bench: Workbench) -> None:
    answer = ask(
        bench, "index/getAvailabilityZones", excludeNames=["us-east-1b"], excludeZoneIds=["use1-az6"]
    )
    assert answer["names"] == sorted(answer["names"])
    assert "us-east-1a" not in answer["names"]  # its id is use1-az6
    assert {"us-east-1b"} & set(answer["names"]) == set()
    assert len(answer["names"]) == len(answer["zoneIds"]) >= 3


def test_availability_zones_of_another_region(bench: Workbench) -> None:
    assert ask(bench, "index/getAvailabilityZones", region="eu-west-1")["names"][0] == "eu-west-1a"


def test_availability_zone(bench: Workbench) -> None:
    answer = ask(bench, "index/getAvailabilityZone", name="us-east-1c")
    assert (answer["nameSuffix"], answer["region"], answer["state"]) == ("c", "us-east-1", "available")


def test_availability_zone_must_be_one(bench: Workbench) -> None:
    where = f"in us-east-1 of account {bench.session.account}"
    with pytest.raises(
        LocalAwsError, match=f"^there is no availability zone with name 'us-east-1z' {where}$"
    ):
        ask(bench, "index/getAvailabilityZone", name="us-east-1z")
    with pytest.raises(
        LocalAwsError, match=f"^6 availability zones {where} have state 'available': ask for one"
    ):
        ask(bench, "index/getAvailabilityZone", state="available")


def test_newest_image(bench: Workbench) -> None:
    ubuntu = {"owners": ["099720109477"], "nameRegex": "^ubuntu/images/"}
    with pytest.raises(LocalAwsError, match=r"^\d+ images in us-east-1 .* ask for one of them$"):
        ask(bench, "ec2/getAmi", **ubuntu)
    answer = ask(bench, "ec2/getAmi", mostRecent=True, **ubuntu)
    assert answer["name"].startswith("ubuntu/images/")
    assert answer["arn"] == f"arn:aws:ec2:us-east-1::image/{answer['imageId']}"
    assert answer["ownerId"] == "099720109477"


def test_image_of_filters(bench: Workbench) -> None:
    wanted = [{"name": "architecture", "values": ["arm64"]}]
    answer = ask(bench, "ec2/getAmi", mostRecent=True, filters=wanted)
    assert answer["architecture"] == "arm64"
    assert answer["filters"] == wanted
    root = next(
        each for each in answer["blockDeviceMappings"] if each["deviceName"] == answer["rootDeviceName"]
    )
    assert root["ebs"]["deleteOnTermination"] in ("true", "false")
    assert root["ebs"]["snapshotId"] == answer["rootSnapshotId"]


def test_newest_image_of_names_with_dates(bench: Workbench) -> None:
    names = [
        image["Name"]
        for image in bench.call("ec2", "DescribeImages", Owners=["137112412989"])["Images"]
        if image["Name"].startswith("amzn2-ami-hvm-2.0.")
    ]
    assert len(names) > 1
    answer = ask(bench, "ec2/getAmi", nameRegex=r"^amzn2-ami-hvm-2\.0\.", mostRecent=True)
    assert answer["name"] == max(names)


def test_image_that_is_none(bench: Workbench) -> None:
    with pytest.raises(
        LocalAwsError, match=r"^there is no image with nameRegex '\^nobody', mostRecent True in us-e"
    ):
        ask(bench, "ec2/getAmi", nameRegex="^nobody", mostRecent=True)
    with pytest.raises(LocalAwsError, match=r"^nameRegex is not a regular expression: "):
        ask(bench, "ec2/getAmi", nameRegex="(")


def test_managed_prefix_list(bench: Workbench) -> None:
    answer = ask(bench, "ec2/getManagedPrefixList", name=EDGE)
    assert answer["id"].startswith("pl-")
    assert answer["ownerId"] == "AWS"
    assert ask(bench, "ec2/getManagedPrefixList", id=answer["id"])["name"] == EDGE


def test_own_prefix_list(bench: Workbench) -> None:
    entry = {"Cidr": "192.0.2.0/24", "Description": "office"}
    bench.call(
        "ec2",
        "CreateManagedPrefixList",
        PrefixListName="offices",
        MaxEntries=5,
        AddressFamily="IPv4",
        Entries=[entry],
        TagSpecifications=[{"ResourceType": "prefix-list", "Tags": [{"Key": "team", "Value": "net"}]}],
    )
    answer = ask(bench, "ec2/getManagedPrefixList", tags={"team": "net"})
    assert answer["entries"] == [{"cidr": "192.0.2.0/24", "description": "office"}]
    assert (answer["name"], answer["maxEntries"], answer["tags"]) == ("offices", 5, {"team": "net"})


def test_prefix_list(bench: Workbench) -> None:
    answer = ask(bench, "ec2/getPrefixList", name="com.amazonaws.us-east-1.s3")
    assert answer["cidrBlocks"]
    assert ask(bench, "ec2/getPrefixList", prefixListId=answer["id"])["name"] == "com.amazonaws.us-east-1.s3"


@pytest.mark.parametrize("function", ["ec2/getManagedPrefixList", "ec2/getPrefixList"])
def test_prefix_list_that_is_none(bench: Workbench, function: str) -> None:
    with pytest.raises(
        LocalAwsError, match=r"prefix list with name 'com\.amazonaws\.nobody' in us-east-1 of account"
    ):
        ask(bench, function, name="com.amazonaws.nobody")


def test_public_parameter(bench: Workbench) -> None:
    answer = ask(bench, "ssm/getParameter", name=PARAMETER)
    assert answer["insecureValue"] == answer["value"]
    assert answer["insecureValue"].startswith("ami-")


def test_secret_parameter(bench: Workbench) -> None:
    bench.call("ssm", "PutParameter", Name="/app/key", Type="SecureString", Value="hunter2")
    answer = ask(bench, "ssm/getParameter", name="/app/key")
    assert isinstance(answer["value"], Secret)
    assert answer["value"].value == "hunter2"
    assert answer["insecureValue"] is None


def test_parameter_that_is_none(bench: Workbench) -> None:
    where = f"in us-east-1 of account {bench.session.account}"
    with pytest.raises(LocalAwsError, match=f"^there is no parameter with name '/nobody' {where}$"):
        ask(bench, "ssm/getParameter", name="/nobody")


def test_policy(bench: Workbench) -> None:
    arn, _ = bench.make(
        "aws:iam/policy:Policy", name="own", path="/app/", policy=json.dumps(POLICY), tags={"a": "1"}
    )
    by_arn = ask(bench, "iam/getPolicy", arn=arn)
    assert json.loads(by_arn["policy"]) == POLICY
    assert by_arn["tags"] == {"a": "1", "stack": "test"}
    by_name = ask(bench, "iam/getPolicy", name="own", pathPrefix="/app/")
    assert {**by_arn, "pathPrefix": "/app/"} == by_name


def test_policy_of_aws(bench: Workbench) -> None:
    answer = ask(bench, "iam/getPolicy", name="AmazonSSMManagedInstanceCore")
    assert answer["arn"] == "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"


@pytest.mark.parametrize("args", [{"arn": "arn:aws:iam::aws:policy/Nobody"}, {"name": "Nobody"}])
def test_policy_that_is_none(bench: Workbench, args: Props) -> None:
    with pytest.raises(LocalAwsError, match=r"^there is no managed policy with "):
        ask(bench, "iam/getPolicy", **args)
