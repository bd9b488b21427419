"""Launch templates live a whole life against moto."""

import base64
from typing import Any

import pytest

from localaws.values import UNKNOWN, Props
from tests.localaws.conftest import Workbench

TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"

TEMPLATE_INPUTS: dict[str, Any] = {
    "imageId": "ami-12c6146b",
    "instanceType": "c7g.large",
    "iamInstanceProfile": {"arn": "arn:aws:iam::111122223333:instance-profile/cluster-host"},
    "metadataOptions": {"httpEndpoint": "enabled", "httpPutResponseHopLimit": 1, "httpTokens": "required"},
    "networkInterfaces": [
        {
            "deviceIndex": 0,
            "securityGroups": ["sg-1"],
            "associatePublicIpAddress": "false",
            "deleteOnTermination": "true",
        }
    ],
    "blockDeviceMappings": [
        {
            "deviceName": "/dev/xvda",
            "ebs": {
                "volumeType": "gp3",
                "volumeSize": 30,
                "encrypted": "true",
                "deleteOnTermination": "true",
            },
        }
    ],
    "tagSpecifications": [
        {"resourceType": "instance", "tags": {"Name": "host", "Stack": "prod"}},
        {"resourceType": "volume", "tags": {"Name": "host"}},
    ],
    "updateDefaultVersion": True,
    "userData": base64.b64encode(b"#!/bin/bash\necho up\n").decode(),
}
"""What the program sets."""


@pytest.mark.parametrize(
    "change",
    [
        {"instanceType": "c7g.xlarge"},
        {"metadataOptions": {"httpTokens": "optional"}},
        {"userData": base64.b64encode(b"#!/bin/bash\n").decode(), "description": "Other start"},
        {"tagSpecifications": [{"resourceType": "instance", "tags": {"Name": "other"}}]},
        {"tags": {"Name": "b"}},
    ],
    ids=lambda value: "-".join(value),
)
def test_launch_template(bench: Workbench, change: Props) -> None:
    bench.live(TEMPLATE, change, **TEMPLATE_INPUTS)


def test_launch_template_with_the_rest(bench: Workbench) -> None:
    bench.live(
        TEMPLATE,
        {"defaultVersion": 1, "instanceType": "t4g.small"},
        namePrefix="web-",
        description="First",
        imageId="ami-12c6146b",
        instanceType="t4g.micro",
        keyName="ops",
        ebsOptimized="true",
        disableApiTermination=True,
        cpuOptions={"coreCount": 2, "threadsPerCore": 1},
        creditSpecification={"cpuCredits": "standard"},
        enclaveOptions={"enabled": False},
        hibernationOptions={"configured": False},
        instanceInitiatedShutdownBehavior="terminate",
        instanceMarketOptions={"marketType": "spot", "spotOptions": {"maxPrice": "0.05"}},
        maintenanceOptions={"autoRecovery": "default"},
        monitoring={"enabled": True},
        placement={"tenancy": "default"},
        privateDnsNameOptions={"hostnameType": "ip-name"},
        vpcSecurityGroupIds=["sg-1"],
        tags={"Name": "a"},
    )


def _template(bench: Workbench, ident: str) -> tuple[int, int]:
    found = bench.call("ec2", "DescribeLaunchTemplates", LaunchTemplateIds=[ident])["LaunchTemplates"][0]
    return found["LatestVersionNumber"], found["DefaultVersionNumber"]


@pytest.mark.parametrize(("follow", "default"), [(True, 2), (False, 1)])
def test_a_change_is_a_new_version(bench: Workbench, follow: bool, default: int) -> None:
    kind = bench.package.resource(TEMPLATE, bench.session)
    old = bench.check(TEMPLATE, **{**TEMPLATE_INPUTS, "updateDefaultVersion": follow})
    ident, state = kind.create(old)
    assert (state["latestVersion"], state["defaultVersion"]) == (1, 1)
    state = kind.update(ident, old, state, {**old, "instanceType": "c7g.xlarge"})
    assert (state["latestVersion"], state["defaultVersion"]) == (2, default)
    assert _template(bench, ident) == (2, default)


def test_a_version_is_chosen_as_the_default(bench: Workbench) -> None:
    kind = bench.package.resource(TEMPLATE, bench.session)
    old = bench.check(TEMPLATE, imageId="ami-12c6146b", instanceType="c7g.large")
    ident, state = kind.create(old)
    news = {**old, "instanceType": "c7g.xlarge", "defaultVersion": 2}
    state = kind.update(ident, old, state, news)
    assert _template(bench, ident) == (2, 2)
    kind.update(ident, news, state, {**news, "defaultVersion": 1})
    assert _template(bench, ident) == (2, 1)


def test_a_preview_does_not_know_the_next_version(bench: Workbench) -> None:
    kind = bench.package.resource(TEMPLATE, bench.session)
    old = bench.check(TEMPLATE, **TEMPLATE_INPUTS)
    _, state = kind.create(old)
    preview = kind.preview({**old, "instanceType": "c7g.xlarge"}, state)
    assert preview["latestVersion"] is UNKNOWN
    assert preview["arn"] == state["arn"]


def test_drift_in_a_template_is_a_version_somebody_else_made(bench: Workbench) -> None:
    kind = bench.package.resource(TEMPLATE, bench.session)
    old = bench.check(TEMPLATE, **TEMPLATE_INPUTS)
    ident, state = kind.create(old)
    bench.call(
        "ec2",
        "CreateLaunchTemplateVersion",
        LaunchTemplateId=ident,
        LaunchTemplateData={"ImageId": "ami-1", "InstanceType": "c7g.large"},
    )
    found = kind.read(ident, old, state)
    assert found is not None
    assert found[1]["imageId"] == "ami-1"
    assert "userData" not in found[1]
