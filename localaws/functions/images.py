"""Machine images."""

import re
from typing import Any

from localaws.errors import LocalAwsError
from localaws.functions.question import Question, filters, has_tags, tag_map
from localaws.values import Props

_TAKEN_OVER = {
    "architecture": "Architecture",
    "bootMode": "BootMode",
    "creationDate": "CreationDate",
    "deprecationTime": "DeprecationTime",
    "description": "Description",
    "enaSupport": "EnaSupport",
    "hypervisor": "Hypervisor",
    "id": "ImageId",
    "imageId": "ImageId",
    "imageLocation": "ImageLocation",
    "imageOwnerAlias": "ImageOwnerAlias",
    "imageType": "ImageType",
    "imdsSupport": "ImdsSupport",
    "kernelId": "KernelId",
    "lastLaunchedTime": "LastLaunchedTime",
    "name": "Name",
    "ownerId": "OwnerId",
    "platform": "Platform",
    "platformDetails": "PlatformDetails",
    "public": "Public",
    "ramdiskId": "RamdiskId",
    "rootDeviceName": "RootDeviceName",
    "rootDeviceType": "RootDeviceType",
    "sriovNetSupport": "SriovNetSupport",
    "state": "State",
    "tpmSupport": "TpmSupport",
    "usageOperation": "UsageOperation",
    "virtualizationType": "VirtualizationType",
}
"""Property of the result -> member of AWS's image."""


def get_ami(question: Question) -> Props:
    """The one image that owners, filters and name give; of several the newest, with `mostRecent`."""
    image = question.the_one("image", _newest(question, _images(question)))
    devices = [_device(device) for device in image.get("BlockDeviceMappings", [])]
    root = next((each for each in devices if each["deviceName"] == image.get("RootDeviceName")), None)
    return {
        **question.args,
        **{prop: image[member] for prop, member in _TAKEN_OVER.items() if member in image},
        "arn": f"arn:aws:ec2:{question.region}::image/{image['ImageId']}",
        "blockDeviceMappings": devices,
        "rootSnapshotId": root["ebs"].get("snapshotId", "") if root else "",
        "productCodes": [
            {"productCodeId": each["ProductCodeId"], "productCodeType": each["ProductCodeType"]}
            for each in image.get("ProductCodes", [])
        ],
        "stateReason": {
            "code": image.get("StateReason", {}).get("Code", "UNSET"),
            "message": image.get("StateReason", {}).get("Message", "UNSET"),
        },
        "region": question.region,
        "tags": tag_map(image.get("Tags")),
    }


def _images(question: Question) -> list[dict[str, Any]]:
    args = question.args
    answer = question.call(
        "ec2",
        "DescribeImages",
        Owners=args.get("owners"),
        ExecutableUsers=args.get("executableUsers"),
        IncludeDeprecated=args.get("includeDeprecated"),
        Filters=filters(args),
    )
    pattern = _pattern(args.get("nameRegex", ""))
    return [
        image
        for image in answer["Images"]
        if pattern.search(image.get("Name", "")) and has_tags(image.get("Tags"), args.get("tags"))
    ]


def _pattern(text: str) -> "re.Pattern[str]":
    try:
        return re.compile(text)
    except re.error as error:
        raise LocalAwsError(f"nameRegex is not a regular expression: {error} (got {text!r})") from None


def _newest(question: Question, images: list[dict[str, Any]]) -> list[dict[str, Any]]:
    # moto dates its images alike; most names carry the date of their build.
    newest_last = sorted(images, key=lambda image: (image.get("CreationDate", ""), image.get("Name", "")))
    return newest_last[-1:] if question.args.get("mostRecent") else newest_last


def _device(device: dict[str, Any]) -> dict[str, Any]:
    """Numbers and flags of a disk are text in Pulumi's result."""
    disk = {key[0].lower() + key[1:]: value for key, value in device.get("Ebs", {}).items()}
    return {
        "deviceName": device["DeviceName"],
        "noDevice": device.get("NoDevice", ""),
        "virtualName": device.get("VirtualName", ""),
        "ebs": {
            key: str(value).lower() if isinstance(value, bool) else str(value) for key, value in disk.items()
        },
    }
