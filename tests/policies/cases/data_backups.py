"""Vaults, plans, selections, and what they leave out."""

from functools import partial

from tests.policies.cases import UNKNOWN, AnyCase, Case, Declared, StackCase

VAULT = "aws:backup/vault:Vault"
LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
PLAN = "aws:backup/plan:Plan"
SELECTION = "aws:backup/selection:Selection"
TESTING = "aws:backup/restoreTestingSelection:RestoreTestingSelection"
INSTANCE = "aws:rds/instance:Instance"
TABLE = "aws:dynamodb/table:Table"
FILES = "aws:efs/fileSystem:FileSystem"

_key = partial(Case, rule="backup-vault-key", type=VAULT)
_kept = partial(Case, rule="backup-vault-kept", type=VAULT)
_retention = partial(Case, rule="backup-retention", type=PLAN)
_copies = partial(Case, rule="backup-copies", type=PLAN)
_locked = partial(StackCase, rule="backup-vault-locked")
_selects = partial(StackCase, rule="backup-plan-selects")
_tested = partial(StackCase, rule="backup-restore-tested")
_coverage = partial(StackCase, rule="backup-coverage")

NO_LOCK = "the vault has no lock, want"
NO_COPIES = "no rule of the plan has copyActions, want a copy"
NO_SELECTION = "the plan has no selection, want"
UNTESTED = "the stack has no RestoreTestingSelection, want"
BACKUP = {"key": "aws:ResourceTag/Backup"}
LEFT_OUT = "no backup selection of the stack chooses it"

MAIN = Declared(type=VAULT, name="main", props={"name": "main"})
COPY = Declared(type=VAULT, name="copy", props={"name": "main", "region": "us-west-2"})
PLANNED = Declared(type=PLAN, name="daily", props={"name": "daily", "id": "5f0c"})
DATABASE = Declared(type=INSTANCE, name="data", props={"identifier": "app", "tags": {"Backup": "daily"}})
ROWS = Declared(type=TABLE, name="rows", props={"name": "rows"})
SHARED = Declared(type=FILES, name="shared")
PROVIDER = Declared(
    type="pulumi:providers:aws", name="aws", props={"defaultTags": '{"tags": {"Stack": "prod"}}'}
)


def _selection(**props: object) -> Declared:
    return Declared(type=SELECTION, name="selection", props=props)


def _rule(days: int, *copies: int) -> dict[str, object]:
    lifecycles = [{"lifecycle": {"deleteAfter": each}} for each in (days, *copies)]
    return lifecycles[0] | {"copyActions": lifecycles[1:]}


CASES: tuple[AnyCase, ...] = (
    _key(props={}, says="kmsKeyArn is missing"),
    _key(props={"kmsKeyArn": None, "name": "main"}, says="kmsKeyArn is missing"),
    _key(props={"kmsKeyArn": UNKNOWN}),
    _key(props={"kmsKeyArn": "arn:aws:kms:us-east-1:111122223333:key/1"}),
    _kept(props={"forceDestroy": True}, says="forceDestroy is true, want false"),
    _kept(props={"forceDestroy": "true"}, says="forceDestroy is true, want false"),
    _kept(props={}),
    _kept(props={"forceDestroy": False}),
    _retention(props={"rules": [_rule(3)]}, says="rules[0].lifecycle.deleteAfter is 3, want at least 7"),
    _retention(props={"rules": [_rule(7), _rule(1)]}, says="rules[1].lifecycle.deleteAfter is 1, want"),
    _retention(
        props={"rules": [_rule(35, 35, 2)]},
        says="rules[0].copyActions[1].lifecycle.deleteAfter is 2, want at least 7",
    ),
    _retention(
        props={"rules": [{"lifecycle": {"deleteAfter": "0"}}]}, says="rules[0].lifecycle.deleteAfter is 0"
    ),
    _retention(
        props={"rules": [_rule(7)]}, options={"days": 35}, says="rules[0].lifecycle.deleteAfter is 7, want"
    ),
    _retention(props={"rules": [_rule(7, 7), _rule(365)]}),
    _retention(props={"rules": [{"ruleName": "for ever"}]}),
    _retention(
        props={"rules": [{"lifecycle": {"deleteAfter": UNKNOWN}}, _rule(35)]},
        unknown="rules[0].lifecycle.deleteAfter",
    ),
    _copies(props={"rules": [_rule(35), _rule(365)]}, says=NO_COPIES),
    _copies(props={}, says=NO_COPIES),
    _copies(props={"rules": [_rule(35), _rule(365, 365)]}),
    _copies(props={"rules": [{"copyActions": [{"destinationVaultArn": UNKNOWN}]}]}),
    _locked(resources=(MAIN,), at="main", says=NO_LOCK),
    _locked(
        resources=(MAIN, COPY, Declared(type=LOCK, name="lock", props={"backupVaultName": "main"})),
        at="copy",
        says=NO_LOCK,
    ),
    _locked(
        resources=(MAIN, Declared(type=LOCK, name="lock", props={"backupVaultName": "another"})),
        at="main",
        says=NO_LOCK,
    ),
    _locked(resources=(MAIN, Declared(type=LOCK, name="lock", props={"backupVaultName": "main"}))),
    _locked(resources=(MAIN, Declared(type=LOCK, name="lock", refers={"backupVaultName": ["main"]}))),
    _selects(resources=(PLANNED,), at="daily", says=NO_SELECTION),
    _selects(
        resources=(PLANNED, Declared(type=SELECTION, name="other", props={"planId": "77aa"})),
        at="daily",
        says=NO_SELECTION,
    ),
    _selects(resources=(PLANNED, Declared(type=SELECTION, name="s", refers={"planId": ["daily"]}))),
    _selects(resources=(PLANNED, Declared(type=SELECTION, name="s", props={"planId": "5f0c"}))),
    _tested(resources=(PLANNED,), at="daily", says=UNTESTED),
    _tested(resources=(PLANNED, DATABASE, MAIN), at="daily", says=UNTESTED),
    _tested(resources=(PLANNED, Declared(type=TESTING, name="weekly"))),
    _tested(resources=(DATABASE, MAIN)),
    _coverage(resources=(DATABASE,), at="data", says=LEFT_OUT),
    _coverage(
        resources=(DATABASE, _selection(resources=["arn:aws:rds:us-east-1:111122223333:db:app-2"])),
        at="data",
        says=LEFT_OUT,
    ),
    _coverage(
        resources=(DATABASE, _selection(resources=["arn:aws:dynamodb:*:*:table/*"])), at="data", says=LEFT_OUT
    ),
    _coverage(
        resources=(DATABASE, ROWS, _selection(resources=["arn:aws:rds:*:*:db:*"])), at="rows", says=LEFT_OUT
    ),
    _coverage(
        resources=(DATABASE, _selection(resources=["*"], notResources=["arn:aws:rds:*:*:db:app"])),
        at="data",
        says=LEFT_OUT,
    ),
    _coverage(
        resources=(
            DATABASE,
            _selection(selectionTags=[{"type": "STRINGEQUALS", "key": "Backup", "value": "hourly"}]),
        ),
        at="data",
        says=LEFT_OUT,
    ),
    _coverage(
        resources=(
            DATABASE,
            _selection(
                resources=["*"],
                conditions=[
                    {"stringEquals": [{"key": "aws:ResourceTag/Backup", "value": "daily"}]},
                    {"stringNotLikes": [{"key": "aws:ResourceTag/Backup", "value": "d*"}]},
                ],
            ),
        ),
        at="data",
        says=LEFT_OUT,
    ),
    _coverage(
        resources=(
            Declared(type=INSTANCE, name="data", props={"arn": "arn:aws:rds:us-east-1:111122223333:db:app"}),
            _selection(resources=["arn:aws:rds:us-west-2:111122223333:db:app"]),
        ),
        at="data",
        says=LEFT_OUT,
    ),
    _coverage(resources=(DATABASE, _selection(resources=[], notResources=[])), at="data", says=LEFT_OUT),
    _coverage(
        resources=(
            DATABASE,
            ROWS,
            Declared(
                type=SELECTION, name="s", props={"resources": [UNKNOWN]}, refers={"resources": ["data"]}
            ),
        ),
        at="rows",
        says=LEFT_OUT,
    ),
    _coverage(
        resources=(
            SHARED,
            Declared(
                type="aws:efs/backupPolicy:BackupPolicy",
                name="policy",
                props={"backupPolicy": {"status": "DISABLED"}},
                refers={"fileSystemId": ["shared"]},
            ),
        ),
        at="shared",
        says=LEFT_OUT,
    ),
    *(
        _coverage(
            resources=(
                DATABASE,
                _selection(resources=["*"], conditions=[{operator: [BACKUP | {"value": value}]}]),
            ),
            at="data",
            says=LEFT_OUT,
        )
        for operator, value in (
            ("stringEquals", "hourly"),
            ("stringLikes", "h*"),
            ("stringNotEquals", "daily"),
            ("stringNotLikes", "d*"),
        )
    ),
    *(
        _coverage(
            resources=(
                DATABASE,
                _selection(resources=["*"], conditions=[{operator: [BACKUP | {"value": value}]}]),
            )
        )
        for operator, value in (
            ("stringEquals", "daily"),
            ("stringLikes", "d*"),
            ("stringNotEquals", "hourly"),
            ("stringNotLikes", "h*"),
        )
    ),
    _coverage(
        resources=(
            DATABASE,
            _selection(
                selectionTags=[
                    {"type": "STRINGEQUALS", "key": "Backup", "value": "hourly"},
                    {"type": "STRINGEQUALS", "key": "Backup", "value": "daily"},
                ]
            ),
        )
    ),
    _coverage(resources=(DATABASE, _selection(resources=["*"]))),
    _coverage(resources=(DATABASE, ROWS, SHARED, _selection(resources=["arn:aws:*:*:*:*"]))),
    _coverage(resources=(DATABASE, _selection(resources=["arn:aws:rds:us-east-1:111122223333:db:app"]))),
    _coverage(resources=(ROWS, _selection(resources=["arn:aws:dynamodb:*:*:table/row*"]))),
    _coverage(
        resources=(
            DATABASE,
            _selection(selectionTags=[{"type": "STRINGEQUALS", "key": "Backup", "value": "daily"}]),
        )
    ),
    _coverage(
        resources=(
            PROVIDER,
            ROWS,
            _selection(
                resources=["*"],
                conditions=[{"stringLikes": [{"key": "aws:ResourceTag/Stack", "value": "pr*"}]}],
            ),
        )
    ),
    _coverage(
        resources=(
            SHARED,
            Declared(
                type=SELECTION, name="s", props={"resources": [UNKNOWN]}, refers={"resources": ["shared"]}
            ),
        )
    ),
    _coverage(
        resources=(
            SHARED,
            Declared(
                type="aws:efs/backupPolicy:BackupPolicy",
                name="policy",
                props={"backupPolicy": {"status": "ENABLED"}},
                refers={"fileSystemId": ["shared"]},
            ),
        )
    ),
    _coverage(resources=(Declared(type=INSTANCE, name="copy", props={"replicateSourceDb": "app"}),)),
    _coverage(resources=(DATABASE, _selection(resources=[UNKNOWN])), at="data", unknown="resources[0]"),
)
