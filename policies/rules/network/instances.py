"""EC2 hosts: their metadata, addresses and volumes."""

from collections.abc import Iterator
from typing import Any

from pack.options import Number
from pack.rule import Rule, Severity, Subject, Verdict, cis, security_hub
from pack.values import Props

from ..shared.each import each_part
from ..shared.replacing import replaced

LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"
INSTANCE = "aws:ec2/instance:Instance"
LAUNCH_CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration"
TYPES = frozenset({LAUNCH_TEMPLATE, INSTANCE, LAUNCH_CONFIGURATION})


def _metadata(subject: Subject) -> Props | None:
    """How metadata are served; None where nobody is served, or where a launch template says how."""
    options = subject.props.group("metadataOptions")
    elsewhere = _has_template(subject) and "metadataOptions" not in subject.props
    return None if elsewhere or options.text("httpEndpoint") == "disabled" else options


def _has_template(subject: Subject) -> bool:
    return subject.type == INSTANCE and "launchTemplate" in subject.props


def _imdsv2(subject: Subject) -> Iterator[Verdict]:
    options = _metadata(subject)
    if options and options.text("httpTokens") != "required":
        found = options.text("httpTokens") or "not set"
        yield f"metadataOptions.httpTokens is {found}, want required"


def _with_tokens(subject: Subject) -> dict[str, Any]:
    return replaced(subject.props, "metadataOptions.httpTokens", "required")


def _hop_limit(subject: Subject) -> Iterator[Verdict]:
    options = _metadata(subject)
    limit = subject.options["hops"]
    if options and not 1 <= (options.number("httpPutResponseHopLimit") or 0) <= limit:
        found = options.number("httpPutResponseHopLimit") or "not set"
        yield f"metadataOptions.httpPutResponseHopLimit is {found}, want at most {limit}"


def _public_address(subject: Subject) -> Iterator[Verdict]:
    template = subject.type == LAUNCH_TEMPLATE
    for part in subject.props.groups("networkInterfaces") if template else [subject.props]:
        if part.flag("associatePublicIpAddress"):
            yield f"{part.at('associatePublicIpAddress')} is true, want false"


def _encrypted(subject: Subject) -> Iterator[Verdict]:
    volumes = _of_template if subject.type == LAUNCH_TEMPLATE else _of_host
    yield from each_part(volumes(subject.props), _volume)
    root = subject.type == LAUNCH_TEMPLATE or _has_template(subject) or "rootBlockDevice" in subject.props
    if not root:
        yield "rootBlockDevice.encrypted is not set, want true"


def _of_template(props: Props) -> list[Props]:
    """Volumes of a launch template; a mapping without ebs is none."""
    return [each.group("ebs") for each in props.groups("blockDeviceMappings") if "ebs" in each]


def _of_host(props: Props) -> list[Props]:
    return [*props.groups("rootBlockDevice"), *props.groups("ebsBlockDevices")]


def _volume(volume: Props) -> Iterator[Verdict]:
    if not volume.flag("encrypted"):
        yield f"{volume.at('encrypted')} is {'false' if 'encrypted' in volume else 'not set'}, want true"


IMDSV2 = Rule(
    id="instance-metadata-v2",
    severity=Severity.HIGH,
    types=TYPES,
    check=_imdsv2,
    remedy=_with_tokens,
    finding="A host serves its credentials without a session token.",
    why="An application that can be made to fetch a URL hands out the credentials of its host.",
    fix='set metadataOptions to {httpTokens: "required"}.',
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-8",
    controls=(*security_hub("EC2.8", "EC2.170"), *cis("5.6")),
)

HOP_LIMIT = Rule(
    id="instance-metadata-hops",
    severity=Severity.MEDIUM,
    types=TYPES,
    check=_hop_limit,
    finding="Containers can reach the credentials of their host.",
    why="A container that is broken into acts with the host's role, whatever its own role forbids.",
    fix="set metadataOptions.httpPutResponseHopLimit to 1; left out, images made for IMDSv2 set it to 2.",
    source="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html",
    options={
        "hops": Number(
            1,
            1,
            64,
            "Hops that a token may travel. A container behind a bridge is the second hop. "
            "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/"
            "API_LaunchTemplateInstanceMetadataOptionsRequest.html",
        )
    },
)

PUBLIC_ADDRESS = Rule(
    id="instance-public-address",
    severity=Severity.HIGH,
    types=TYPES,
    check=_public_address,
    finding="A host gets a public address.",
    why="Every port that a security group opens by mistake is then on the internet.",
    fix="set associatePublicIpAddress to false, and put a load balancer in front or a NAT gateway behind.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-25",
    controls=security_hub("EC2.9", "EC2.25"),
)

ENCRYPTED = Rule(
    id="instance-volume-encrypted",
    severity=Severity.MEDIUM,
    types=TYPES,
    check=_encrypted,
    finding="A volume of a host is not encrypted.",
    why="Its snapshots can be read by whoever gets hold of them, logs and secrets in files included.",
    fix="set encrypted to true on every volume, the root volume too.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-3",
    controls=security_hub("EC2.3", "EC2.181"),
)

RULES = (IMDSV2, HOP_LIMIT, PUBLIC_ADDRESS, ENCRYPTED)
