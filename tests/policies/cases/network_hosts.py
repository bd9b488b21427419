"""EC2 hosts: their metadata, addresses and volumes."""

from typing import Any

from tests.policies.cases import UNKNOWN, AnyCase, Case

TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"
INSTANCE = "aws:ec2/instance:Instance"
CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration"


def _metadata(rule: str, metadata: Any, says: str = "", type_: str = TEMPLATE, **more: Any) -> Case:
    return Case(rule=rule, type=type_, props={"metadataOptions": metadata}, says=says, **more)


_V2, _HOPS = "instance-metadata-v2", "instance-metadata-hops"

METADATA: tuple[AnyCase, ...] = (
    _metadata(_V2, {"httpTokens": "optional"}, "metadataOptions.httpTokens is optional, want required"),
    _metadata(_V2, {"httpEndpoint": "enabled"}, "metadataOptions.httpTokens is not set, want required"),
    _metadata(_V2, "required", "metadataOptions is a string, want an object"),
    Case(rule=_V2, type=INSTANCE, props={}, says="metadataOptions.httpTokens is not set, want required"),
    Case(rule=_V2, type=CONFIGURATION, props={}, says="metadataOptions.httpTokens is not set"),
    _metadata(_V2, {"httpTokens": "required"}),
    _metadata(_V2, {"httpEndpoint": "disabled"}, type_=INSTANCE),
    Case(rule=_V2, type=INSTANCE, props={"launchTemplate": {"id": "lt-1"}}),
    _metadata(_V2, {"httpTokens": UNKNOWN}, unknown="metadataOptions.httpTokens"),
    _metadata(_V2, UNKNOWN, unknown="metadataOptions"),
    _metadata(
        _HOPS, {"httpPutResponseHopLimit": 2}, "metadataOptions.httpPutResponseHopLimit is 2, want at most 1"
    ),
    _metadata(_HOPS, {}, "metadataOptions.httpPutResponseHopLimit is not set, want at most 1"),
    _metadata(_HOPS, {"httpPutResponseHopLimit": "3"}, "metadataOptions.httpPutResponseHopLimit is 3"),
    Case(rule=_HOPS, type=INSTANCE, props={}, says="metadataOptions.httpPutResponseHopLimit is not set"),
    _metadata(_HOPS, {"httpPutResponseHopLimit": 1}),
    _metadata(_HOPS, {"httpPutResponseHopLimit": 2}, options={"hops": 2}),
    _metadata(_HOPS, {"httpEndpoint": "disabled"}),
    _metadata(_HOPS, {"httpPutResponseHopLimit": UNKNOWN}, unknown="metadataOptions.httpPutResponseHopLimit"),
)


def _address(props: Any, says: str = "", type_: str = TEMPLATE, unknown: str = "") -> Case:
    return Case(rule="instance-public-address", type=type_, props=props, says=says, unknown=unknown)


ADDRESSES: tuple[AnyCase, ...] = (
    _address(
        {"networkInterfaces": [{"associatePublicIpAddress": "true"}]},
        "networkInterfaces[0].associatePublicIpAddress is true, want false",
    ),
    _address(
        {"networkInterfaces": [{}, {"associatePublicIpAddress": True}]},
        "networkInterfaces[1].associatePublicIpAddress is true, want false",
    ),
    _address({"associatePublicIpAddress": True}, "associatePublicIpAddress is true, want false", INSTANCE),
    _address({"associatePublicIpAddress": True}, "associatePublicIpAddress is true", CONFIGURATION),
    _address(
        {"networkInterfaces": [{"associatePublicIpAddress": "no"}]},
        "networkInterfaces[0].associatePublicIpAddress is a string, want a boolean",
    ),
    _address({"networkInterfaces": [{"associatePublicIpAddress": "false"}]}),
    _address({"networkInterfaces": []}),
    _address({}),
    _address({"associatePublicIpAddress": False}, type_=INSTANCE),
    _address({"associatePublicIpAddress": UNKNOWN}, type_=INSTANCE, unknown="associatePublicIpAddress"),
)


def _volume(props: Any, says: str = "", type_: str = TEMPLATE, unknown: str = "") -> Case:
    return Case(rule="instance-volume-encrypted", type=type_, props=props, says=says, unknown=unknown)


def _mapping(**ebs: Any) -> dict[str, Any]:
    return {"deviceName": "/dev/xvda", "ebs": ebs}


VOLUMES: tuple[AnyCase, ...] = (
    _volume(
        {"blockDeviceMappings": [_mapping()]}, "blockDeviceMappings[0].ebs.encrypted is not set, want true"
    ),
    _volume(
        {"blockDeviceMappings": [_mapping(encrypted="true"), _mapping(encrypted="false")]},
        "blockDeviceMappings[1].ebs.encrypted is false, want true",
    ),
    _volume({}, "rootBlockDevice.encrypted is not set, want true", INSTANCE),
    _volume({"rootBlockDevice": {"encrypted": False}}, "rootBlockDevice[0].encrypted is false", INSTANCE),
    _volume(
        {"rootBlockDevice": {"encrypted": True}, "ebsBlockDevices": [{"deviceName": "/dev/sdb"}]},
        "ebsBlockDevices[0].encrypted is not set, want true",
        INSTANCE,
    ),
    _volume({"ebsBlockDevices": []}, "rootBlockDevice.encrypted is not set, want true", CONFIGURATION),
    _volume(
        {"blockDeviceMappings": [_mapping(encrypted=UNKNOWN), _mapping()]},
        "blockDeviceMappings[1].ebs.encrypted is not set",
        unknown="blockDeviceMappings[0].ebs.encrypted",
    ),
    _volume({"blockDeviceMappings": [_mapping(encrypted="true"), _mapping(encrypted=True)]}),
    _volume({"blockDeviceMappings": [{"deviceName": "/dev/xvdb", "noDevice": "true"}]}),
    _volume({"rootBlockDevice": {"encrypted": True}}, type_=INSTANCE),
    _volume({"launchTemplate": {"id": "lt-1"}}, type_=INSTANCE),
    _volume(
        {"rootBlockDevice": {"encrypted": UNKNOWN}}, type_=INSTANCE, unknown="rootBlockDevice[0].encrypted"
    ),
)

CASES: tuple[AnyCase, ...] = (*METADATA, *ADDRESSES, *VOLUMES)
