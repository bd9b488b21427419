"""Tables, file systems and volumes."""

from functools import partial

from tests.policies.cases import UNKNOWN, AnyCase, Case

FILE_SYSTEM = "aws:efs/fileSystem:FileSystem"
ACCESS_POINT = "aws:efs/accessPoint:AccessPoint"

_recovery = partial(Case, rule="table-point-in-time-recovery", type="aws:dynamodb/table:Table")
_deletion = partial(Case, rule="table-deletion-protection", type="aws:dynamodb/table:Table")
_files = partial(Case, rule="file-system-encrypted", type=FILE_SYSTEM)
_zones = partial(Case, rule="file-system-zones", type=FILE_SYSTEM)
_root = partial(Case, rule="file-system-access-point-root", type=ACCESS_POINT)
_user = partial(Case, rule="file-system-access-point-user", type=ACCESS_POINT)
_volume = partial(Case, rule="volume-encrypted", type="aws:ebs/volume:Volume")
_default = partial(
    Case,
    rule="volume-encryption-by-default",
    type="aws:ebs/encryptionByDefault:EncryptionByDefault",
)
_block = partial(
    Case,
    rule="volume-snapshots-not-public",
    type="aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
)

NO_RECOVERY = "pointInTimeRecovery.enabled is false, want true"
CLEAR = "encrypted is false, want true"
WHOLE = "rootDirectory.path is /, want a directory of its own"

CASES: tuple[AnyCase, ...] = (
    _recovery(props={}, says=NO_RECOVERY),
    _recovery(props={"pointInTimeRecovery": {"enabled": False}}, says=NO_RECOVERY),
    _recovery(props={"pointInTimeRecovery": []}, says="pointInTimeRecovery is an array, want an object"),
    _recovery(props={"pointInTimeRecovery": {"enabled": True}}),
    _recovery(props={"pointInTimeRecovery": {"enabled": "true", "recoveryPeriodInDays": 7}}),
    _recovery(props={"pointInTimeRecovery": {"enabled": UNKNOWN}}, unknown="pointInTimeRecovery.enabled"),
    _deletion(props={}, says="deletionProtectionEnabled is false, want true"),
    _deletion(
        props={"deletionProtectionEnabled": False}, says="deletionProtectionEnabled is false, want true"
    ),
    _deletion(props={"deletionProtectionEnabled": True}),
    _deletion(props={"deletionProtectionEnabled": "true"}),
    _files(props={}, says=CLEAR),
    _files(props={"encrypted": False, "kmsKeyId": UNKNOWN}, says=CLEAR),
    _files(props={"encrypted": True}),
    _files(props={"encrypted": "true"}),
    _zones(props={"availabilityZoneName": "us-east-1a"}, says="availabilityZoneName is set, want none"),
    _zones(props={"availabilityZoneName": UNKNOWN}, says="availabilityZoneName is set, want none"),
    _zones(props={}),
    _zones(props={"availabilityZoneName": None}),
    _root(props={}, says=WHOLE),
    _root(props={"rootDirectory": {"path": "/"}}, says=WHOLE),
    _root(props={"rootDirectory": {"path": "/uploads"}}),
    _root(props={"rootDirectory": {"path": "/uploads", "creationInfo": {}}}),
    _user(props={}, says="posixUser is missing"),
    _user(props={"posixUser": None, "rootDirectory": {"path": "/uploads"}}, says="posixUser is missing"),
    _user(props={"posixUser": {"uid": 1001, "gid": 1001}}),
    _user(props={"posixUser": UNKNOWN}),
    _volume(props={}, says=CLEAR),
    _volume(props={"encrypted": "false"}, says=CLEAR),
    _volume(props={"encrypted": True}),
    _volume(props={"encrypted": "true", "snapshotId": UNKNOWN}),
    _default(props={"enabled": False}, says="enabled is false, want true"),
    _default(props={"enabled": "false"}, says="enabled is false, want true"),
    _default(props={}),
    _default(props={"enabled": True}),
    _block(props={"state": "unblocked"}, says="state is unblocked, want block-all-sharing"),
    _block(props={"state": "unblocked", "region": "us-east-1"}, says="state is unblocked"),
    _block(props={"state": "block-all-sharing"}),
    _block(props={"state": "block-new-sharing"}),
)
