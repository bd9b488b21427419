"""Machines: launch templates."""

from dataclasses import replace

from localaws.services.ec2 import arn, tagged
from localaws.spec import Call, Name, Send, Spec
from localaws.values import Props

_DATA = {
    "blockDeviceMappings": "BlockDeviceMappings",
    "capacityReservationSpecification": "CapacityReservationSpecification",
    "cpuOptions": "CpuOptions",
    "creditSpecification": "CreditSpecification",
    "disableApiStop": "DisableApiStop",
    "disableApiTermination": "DisableApiTermination",
    "ebsOptimized": "EbsOptimized",
    "enclaveOptions": "EnclaveOptions",
    "hibernationOptions": "HibernationOptions",
    "iamInstanceProfile": "IamInstanceProfile",
    "imageId": "ImageId",
    "instanceInitiatedShutdownBehavior": "InstanceInitiatedShutdownBehavior",
    "instanceMarketOptions": "InstanceMarketOptions",
    "instanceRequirements": "InstanceRequirements",
    "instanceType": "InstanceType",
    "keyName": "KeyName",
    "maintenanceOptions": "MaintenanceOptions",
    "metadataOptions": "MetadataOptions",
    "monitoring": "Monitoring",
    "networkInterfaces": "NetworkInterfaces",
    "placement": "Placement",
    "privateDnsNameOptions": "PrivateDnsNameOptions",
    "securityGroupNames": "SecurityGroups",
    "tagSpecifications": "TagSpecifications",
    "userData": "UserData",
    "vpcSecurityGroupIds": "SecurityGroupIds",
}
_VERSION = {
    "description": "VersionDescription",
    **{prop: f"LaunchTemplateData.{member}" for prop, member in _DATA.items()},
}
_BY_ID = {"id": "LaunchTemplateId"}
_DESCRIBE = Call(
    op="DescribeLaunchTemplates",
    params={"id": "LaunchTemplateIds[0]"},
    path="LaunchTemplates[0]",
    gets={"name": "LaunchTemplateName", "defaultVersion": "DefaultVersionNumber"},
)
_SET_DEFAULT = Call(op="ModifyLaunchTemplate", params={**_BY_ID, "version": "DefaultVersion"})


def _choose_default(send: Send, context: Props) -> None:
    """Makes a version the default: the newest, whose number only AWS knows, or the one that is asked for."""
    found = send(_DESCRIBE, context)
    newest = context.get("updateDefaultVersion")
    wanted = found["LatestVersionNumber"] if newest else context.get("defaultVersion")
    if wanted not in (None, found["DefaultVersionNumber"]):
        send(_SET_DEFAULT, {**context, "version": wanted})


LAUNCH_TEMPLATE = Spec(
    token="aws:ec2/launchTemplate:LaunchTemplate",
    service="ec2",
    create=Call(
        op="CreateLaunchTemplate",
        params={"name": "LaunchTemplateName", **_VERSION},
        path="LaunchTemplate",
    ),
    id="LaunchTemplateId",
    read=_DESCRIBE,
    more=(
        Call(
            op="DescribeLaunchTemplateVersions",
            params=_BY_ID,
            fixed={"Versions": ["$Latest"]},
            path="LaunchTemplateVersions[0]",
            gets=_VERSION,
        ),
    ),
    updates=(Call(op="CreateLaunchTemplateVersion", params={**_BY_ID, **_VERSION}),),
    delete=(Call(op="DeleteLaunchTemplate", params=_BY_ID),),
    settle=_choose_default,
    settles=frozenset({*_VERSION, "defaultVersion", "updateDefaultVersion"}),
    replace_on=frozenset({"name"}),
    outputs={
        "arn": arn("launch-template"),
        "latestVersion": "LatestVersionNumber",
        "defaultVersion": "DefaultVersionNumber",
    },
    renewed=frozenset({"latestVersion", "defaultVersion"}),
    name=Name(prefix="namePrefix", longest=128),
    aliases={
        "networkInterfaces.securityGroups": "Groups",
        "networkInterfaces.ipv4Addresses": "PrivateIpAddresses",
    },
    # Not at creation: moto would mix them into what the template says of its instances.
    tags=replace(
        tagged("launch-template"),
        create="",
        read=Call(op="DescribeTags", params={"id": "Filters[Name=resource-id].Values[0]"}),
    ),
)

SPECS = (LAUNCH_TEMPLATE,)
