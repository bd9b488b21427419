"""Keys, secrets and parameters."""

import json
from typing import Any

from tests.policies.cases import UNKNOWN, AnyCase, Case, Declared, StackCase
from tests.policies.cases.identity_permissions import document

KEY = "aws:kms/key:Key"
SECRET = "aws:secretsmanager/secret:Secret"
VERSION = "aws:secretsmanager/secretVersion:SecretVersion"
ROTATION = "aws:secretsmanager/secretRotation:SecretRotation"
PARAMETER = "aws:ssm/parameter:Parameter"
TASK = "aws:ecs/taskDefinition:TaskDefinition"


def key(rule: str, says: str = "", type_: str = KEY, unknown: str = "", **props: Any) -> Case:
    """A key in front of a rule."""
    return Case(rule=rule, type=type_, props=props, says=says, unknown=unknown)


def owned(*principals: Any) -> str:
    """A key's policy with owners."""
    every = {"Effect": "Allow", "Action": "kms:*", "Resource": "*"}
    return document(*({**every, "Principal": each} for each in principals))


OURS, THEIRS = ({"AWS": f"arn:aws:iam::{each}:root"} for each in ("111122223333", "444455556666"))
KEYS = (
    key("key-rotation", says="enableKeyRotation is false, want true"),
    key("key-rotation", says="enableKeyRotation is false, want true", enableKeyRotation=False),
    key("key-rotation", says="enableKeyRotation is a number, want a boolean", enableKeyRotation=1),
    key("key-rotation", enableKeyRotation=True),
    key("key-rotation", customerMasterKeySpec="RSA_4096", keyUsage="SIGN_VERIFY"),
    key("key-rotation", keyUsage="GENERATE_VERIFY_MAC", customerMasterKeySpec="HMAC_256"),
    key("key-rotation", customKeyStoreId="cks-1"),
    key("key-rotation", unknown="enableKeyRotation", enableKeyRotation=UNKNOWN),
    key("key-deletion-window", says="deletionWindowInDays is 7, want 30 or more", deletionWindowInDays=7),
    key(
        "key-deletion-window",
        says="deletionWindowInDays is 29, want 30 or more",
        type_="aws:kms/replicaKey:ReplicaKey",
        deletionWindowInDays="29",
    ),
    key("key-deletion-window"),
    key("key-deletion-window", deletionWindowInDays=30),
    Case(rule="key-deletion-window", type=KEY, props={"deletionWindowInDays": 7}, options={"days": 7}),
    key("key-one-owner", says="policy gives kms:* to 111122223333, 444455556666", policy=owned(OURS, THEIRS)),
    key(
        "key-one-owner",
        says="policy gives kms:* to 111122223333, sns.amazonaws.com, want one account",
        type_="aws:kms/keyPolicy:KeyPolicy",
        policy=owned(OURS, {"Service": "sns.amazonaws.com"}),
    ),
    key("key-one-owner", policy=owned(OURS, {"AWS": ["arn:aws:iam::111122223333:role/keeper"]})),
    key(
        "key-one-owner",
        policy=document(
            {"Effect": "Allow", "Action": "kms:*", "Principal": OURS},
            {"Effect": "Allow", "Action": ["kms:Decrypt"], "Principal": THEIRS},
            {"Effect": "Deny", "Action": "kms:*", "Principal": "*"},
        ),
    ),
    key("key-one-owner"),
    key("key-one-owner", unknown="policy", policy=UNKNOWN),
)


def parameter(name: str, type_: str, says: str = "") -> Case:
    """A parameter in front of a rule."""
    return Case(rule="parameter-secure", type=PARAMETER, props={"name": name, "type": type_}, says=says)


SECRETS = (
    Case(
        rule="secret-recovery-window",
        type=SECRET,
        props={"recoveryWindowInDays": 0},
        says="recoveryWindowInDays is 0, want 7 to 30",
    ),
    Case(
        rule="secret-recovery-window",
        type=SECRET,
        props={"recoveryWindowInDays": "0"},
        says="recoveryWindowInDays is 0, want 7 to 30",
    ),
    Case(rule="secret-recovery-window", type=SECRET, props={}),
    Case(rule="secret-recovery-window", type=SECRET, props={"recoveryWindowInDays": 7}),
    Case(rule="secret-own-key", type=SECRET, props={}, says="kmsKeyId is missing, want a key of your own"),
    Case(rule="secret-own-key", type=SECRET, props={"kmsKeyId": None}, says="kmsKeyId is missing"),
    Case(rule="secret-own-key", type=SECRET, props={"kmsKeyId": UNKNOWN}),
    Case(rule="secret-own-key", type=SECRET, props={"kmsKeyId": "alias/secrets"}),
    parameter("/web/db-password", "String", says="type is String, want SecureString: /web/db-password is"),
    parameter("STRIPE_API_KEY", "StringList", says="type is StringList, want SecureString: STRIPE_API_KEY"),
    parameter("/web/token", "String", says="type is String, want SecureString: /web/token"),
    parameter("/web/db-password", "SecureString"),
    parameter("/web/token-url", "String"),
    parameter("/web/password-length", "String"),
    parameter("/web/monkey", "String"),
)

NAMED = Declared(type=SECRET, name="app", props={"name": "web/app"})
AUTO = Declared(type=SECRET, name="app", props={})
FILLED = Declared(
    type=VERSION,
    name="filled",
    props={"secretId": UNKNOWN, "secretString": "arn:aws:secretsmanager:us-east-1:1:secret:web/app"},
    refers={"secretId": ["app"]},
)


def task(value: str) -> Declared:
    """A task whose container has a secret."""
    containers = [{"name": "web", "secrets": [{"name": "TOKEN", "valueFrom": value}]}]
    return Declared(type=TASK, name="web", props={"containerDefinitions": json.dumps(containers)})


def used(*resources: Declared, says: str = "", unknown: str = "") -> StackCase:
    """A stack in front of the rule about readers."""
    at = "app" if says else ""
    return StackCase(rule="secret-used", resources=resources, says=says, at=at, unknown=unknown)


ARN = "arn:aws:secretsmanager:us-east-1:111122223333:secret:"
UNUSED = "nothing refers to web/app, want a reader, such as a container's secrets"
USED = (
    used(NAMED, says=UNUSED),
    used(NAMED, FILLED, says=UNUSED),
    used(NAMED, task(f"{ARN}web/application:TOKEN::"), says=UNUSED),
    used(NAMED, task(f"{ARN}other/web/app:TOKEN::"), says=UNUSED),
    used(AUTO, says="nothing refers to it, want a reader"),
    used(
        NAMED,
        Declared(type="aws:ecr/repository:Repository", name="images", props={"name": "web/app"}),
        says=UNUSED,
    ),
    used(NAMED, FILLED, task(f"{ARN}web/app:TOKEN::")),
    used(NAMED, task(f"{ARN}web/app-AbCdEf")),
    used(
        NAMED,
        Declared(
            type="aws:iam/rolePolicy:RolePolicy",
            name="read",
            props={"policy": document({"Effect": "Allow", "Resource": f"{ARN}web/app-??????"})},
        ),
    ),
    used(
        AUTO,
        Declared(
            type="aws:rds/proxy:Proxy", name="pool", props={"auths": UNKNOWN}, refers={"auths": ["app"]}
        ),
    ),
    used(
        AUTO,
        FILLED,
        Declared(
            type="aws:rds/instance:Instance",
            name="db",
            props={"password": UNKNOWN},
            refers={"password": ["filled"]},
        ),
    ),
    used(Declared(type=SECRET, name="app", props={"name": UNKNOWN}), unknown="name"),
    StackCase(
        rule="secret-rotated",
        resources=(NAMED, FILLED),
        says="no aws:secretsmanager/secretRotation has it, want one",
        at="app",
    ),
    StackCase(
        rule="secret-rotated",
        resources=(
            NAMED,
            Declared(type=SECRET, name="old", props={"name": "web/old"}),
            Declared(type=ROTATION, name="weekly", props={"secretId": UNKNOWN}, refers={"secretId": ["old"]}),
        ),
        says="no aws:secretsmanager/secretRotation has it, want one",
        at="app",
    ),
    StackCase(
        rule="secret-rotated",
        resources=(
            NAMED,
            Declared(type=ROTATION, name="weekly", props={"secretId": UNKNOWN}, refers={"secretId": ["app"]}),
        ),
    ),
    StackCase(
        rule="secret-rotated",
        resources=(NAMED, Declared(type=ROTATION, name="weekly", props={"secretId": "web/app"})),
    ),
)

CASES: tuple[AnyCase, ...] = (*KEYS, *SECRETS, *USED)
