"""Tables, file systems and volumes."""

from collections.abc import Iterator

from pack.rule import Rule, Severity, Subject, Verdict, cis, security_hub, well_architected

from ..shared.demands import flag, given
from .types import ACCESS_POINT, FILE_SYSTEM, TABLE, VOLUME

SECURITY_HUB = "https://docs.aws.amazon.com/securityhub/latest/userguide"
ENCRYPTION_BY_DEFAULT = "aws:ebs/encryptionByDefault:EncryptionByDefault"
SNAPSHOT_BLOCK = "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess"


def _recovery(subject: Subject) -> Iterator[Verdict]:
    if not subject.props.group("pointInTimeRecovery").flag("enabled"):
        yield "pointInTimeRecovery.enabled is false, want true"


def _root(subject: Subject) -> Iterator[Verdict]:
    if subject.props.group("rootDirectory").text("path", "/") == "/":
        yield "rootDirectory.path is /, want a directory of its own"


def _one_zone(subject: Subject) -> Iterator[Verdict]:
    if "availabilityZoneName" in subject.props:
        yield "availabilityZoneName is set, want none"


def _unblocked(subject: Subject) -> Iterator[Verdict]:
    if subject.props.text("state") == "unblocked":
        yield "state is unblocked, want block-all-sharing"


TABLE_RECOVERY = Rule(
    id="table-point-in-time-recovery",
    severity=Severity.MEDIUM,
    types=frozenset({TABLE}),
    check=_recovery,
    finding="A table cannot be put back to the second before a mistake.",
    why="A wrong statement changes rows for good: the last backup is hours old.",
    fix="set pointInTimeRecovery to { enabled: true }; it is paid by the gigabyte.",
    source=f"{SECURITY_HUB}/dynamodb-controls.html#dynamodb-2",
    controls=security_hub("DynamoDB.2") + well_architected("REL09-BP01"),
    production=True,
)

TABLE_DELETION_PROTECTION = Rule(
    id="table-deletion-protection",
    severity=Severity.MEDIUM,
    types=frozenset({TABLE}),
    check=flag("deletionProtectionEnabled", True),
    finding="A table can be deleted with one call.",
    why="A wrong click, or a program with too many rights, ends all data.",
    fix="set deletionProtectionEnabled to true.",
    source=f"{SECURITY_HUB}/dynamodb-controls.html#dynamodb-6",
    controls=security_hub("DynamoDB.6"),
    production=True,
    remedy=lambda subject: {"deletionProtectionEnabled": True},
)

FILE_SYSTEM_ENCRYPTED = Rule(
    id="file-system-encrypted",
    severity=Severity.MEDIUM,
    types=frozenset({FILE_SYSTEM}),
    check=flag("encrypted", True),
    finding="A file system lies on its disks in clear text.",
    why="Encryption cannot be added later.",
    fix="set encrypted to true before the first `up`: afterwards it replaces the file system.",
    source=f"{SECURITY_HUB}/efs-controls.html#efs-8",
    controls=security_hub("EFS.1", "EFS.8") + cis("2.4.1"),
)

FILE_SYSTEM_ZONES = Rule(
    id="file-system-zones",
    severity=Severity.HIGH,
    types=frozenset({FILE_SYSTEM}),
    check=_one_zone,
    finding="A file system lies in one Availability Zone.",
    why="When the zone is lost, so are the files.",
    fix="leave availabilityZoneName unset.",
    source="https://docs.aws.amazon.com/efs/latest/ug/availability-durability.html",
    controls=well_architected("REL10-BP01"),
    production=True,
)

ACCESS_POINT_ROOT = Rule(
    id="file-system-access-point-root",
    severity=Severity.MEDIUM,
    types=frozenset({ACCESS_POINT}),
    check=_root,
    finding="An access point opens the whole file system.",
    why="One service reads and overwrites the files of all others.",
    fix="set rootDirectory.path to a directory of its own.",
    source=f"{SECURITY_HUB}/efs-controls.html#efs-3",
    controls=security_hub("EFS.3"),
)

ACCESS_POINT_USER = Rule(
    id="file-system-access-point-user",
    severity=Severity.MEDIUM,
    types=frozenset({ACCESS_POINT}),
    check=given("posixUser"),
    finding="An access point believes every client who he is.",
    why="A client that says it is root reads and writes as root.",
    fix="set posixUser to { uid: 1001, gid: 1001 }.",
    source=f"{SECURITY_HUB}/efs-controls.html#efs-4",
    controls=security_hub("EFS.4"),
)

VOLUME_ENCRYPTED = Rule(
    id="volume-encrypted",
    severity=Severity.MEDIUM,
    types=frozenset({VOLUME}),
    check=flag("encrypted", True),
    finding="A volume lies on its disks in clear text.",
    why="Its snapshots do too, and encryption cannot be added later.",
    fix="set encrypted to true before the first `up`: afterwards it replaces the volume.",
    source=f"{SECURITY_HUB}/ec2-controls.html#ec2-3",
    controls=security_hub("EC2.3"),
)

VOLUMES_BY_DEFAULT = Rule(
    id="volume-encryption-by-default",
    severity=Severity.MEDIUM,
    types=frozenset({ENCRYPTION_BY_DEFAULT}),
    check=flag("enabled", True, absent=True),
    finding="New volumes of the account are not encrypted by default.",
    why="Whatever makes a volume and forgets the flag keeps it in clear text.",
    fix="leave enabled unset, or set it to true.",
    source=f"{SECURITY_HUB}/ec2-controls.html#ec2-7",
    controls=security_hub("EC2.7") + cis("2.2.1"),
    remedy=lambda subject: {"enabled": True},
)

SNAPSHOTS_BLOCKED = Rule(
    id="volume-snapshots-not-public",
    severity=Severity.HIGH,
    types=frozenset({SNAPSHOT_BLOCK}),
    check=_unblocked,
    finding="Snapshots of volumes may be made public.",
    why="One wrong share, and everybody with an AWS account reads the disk.",
    fix='set state to "block-all-sharing".',
    source="https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html",
    remedy=lambda subject: {"state": "block-all-sharing"},
)

RULES = (
    TABLE_RECOVERY,
    TABLE_DELETION_PROTECTION,
    FILE_SYSTEM_ENCRYPTED,
    FILE_SYSTEM_ZONES,
    ACCESS_POINT_ROOT,
    ACCESS_POINT_USER,
    VOLUME_ENCRYPTED,
    VOLUMES_BY_DEFAULT,
    SNAPSHOTS_BLOCKED,
)
