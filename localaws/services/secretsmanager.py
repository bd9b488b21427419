"""Secrets: the secret, a version of its value, who may read it, and its rotation."""

from localaws.services import secretsmanager_steps as steps
from localaws.spec import Call, Name, Spec, Tags

_SECRET = {"id": "SecretId"}
WRITE_ONLY = "write-only: no state holds it, so a change of it counts only together with its version"

SECRET = Spec(
    token="aws:secretsmanager/secret:Secret",
    service="secretsmanager",
    create=Call(
        op="CreateSecret",
        params={
            "name": "Name",
            "description": "Description",
            "kmsKeyId": "KmsKeyId",
            "type": "Type",
            "replicas": "AddReplicaRegions",
            "forceOverwriteReplicaSecret": "ForceOverwriteReplicaSecret",
        },
    ),
    id="ARN",
    read=Call(
        op="DescribeSecret", params=_SECRET, gets={"replicas": "ReplicationStatus"}, tidy=steps.unless_deleted
    ),
    more=(Call(op="GetResourcePolicy", params=_SECRET, gets={"policy": "ResourcePolicy"}),),
    updates=(
        Call(
            op="UpdateSecret",
            params={**_SECRET, "description": "Description", "kmsKeyId": "KmsKeyId", "type": "Type"},
            partial=True,
        ),
        Call(
            op="RemoveRegionsFromReplication",
            params={**_SECRET, "-replicas": "RemoveReplicaRegions"},
            hook=steps.regions_alone,
        ),
        Call(
            op="ReplicateSecretToRegions",
            params={
                **_SECRET,
                "+replicas": "AddReplicaRegions",
                "forceOverwriteReplicaSecret": "ForceOverwriteReplicaSecret",
            },
        ),
        Call(
            op="PutResourcePolicy",
            params={**_SECRET, "policy": "ResourcePolicy"},
            otherwise=Call(op="DeleteResourcePolicy", params=_SECRET),
        ),
    ),
    settles=frozenset({"recoveryWindowInDays", "forceOverwriteReplicaSecret"}),
    clear=steps.withdraw_replicas,
    delete=(
        Call(
            op="DeleteSecret",
            params={**_SECRET, "recoveryWindowInDays": "RecoveryWindowInDays"},
            hook=steps.at_once_for_none,
        ),
    ),
    replace_on=frozenset({"name"}),
    defaults={"description": "", "forceOverwriteReplicaSecret": False, "recoveryWindowInDays": 30},
    kept=frozenset({"kmsKeyId"}),
    outputs={"arn": "ARN"},
    unread={
        "forceOverwriteReplicaSecret": "how a replica is made, no part of it",
        "type": "moto does not keep it",
    },
    name=Name(prefix="namePrefix", longest=512),
    tags=Tags(
        create="Tags",
        set=Call(op="TagResource", params={**_SECRET, "tags": "Tags"}),
        unset=Call(op="UntagResource", params={**_SECRET, "tagKeys": "TagKeys"}),
    ),
)

_VERSION = {"secretId": "SecretId", "versionId": "VersionId"}

VERSION = Spec(
    token="aws:secretsmanager/secretVersion:SecretVersion",
    service="secretsmanager",
    create=Call(
        op="PutSecretValue",
        params={
            "secretId": "SecretId",
            "secretString": "SecretString",
            "secretStringWo": "SecretString",
            "secretBinary": "SecretBinary",
            "versionStages": "VersionStages",
        },
        hook=steps.one_value,
        tidy=steps.named_by_both,
    ),
    id="Id",
    lookup=steps.parts_of_id,
    read=Call(op="GetSecretValue", params=_VERSION, tidy=steps.binary_as_text, gets={"secretId": "ARN"}),
    settle=steps.move_stages,
    settles=frozenset({"versionStages", "secretStringWoVersion"}),
    clear=steps.take_stages,
    replace_on=frozenset({"secretId", "secretString", "secretBinary", "secretStringWoVersion"}),
    kept=frozenset({"versionStages"}),
    outputs={"arn": "ARN", "secretArn": "ARN", "versionId": "VersionId"},
    secret=frozenset({"secretString", "secretStringWo", "secretBinary"}),
    ignored={"secretStringWo": WRITE_ONLY},
    unread={"secretStringWo": WRITE_ONLY},
)

_PUT_POLICY = Call(
    op="PutResourcePolicy",
    params={"secretArn": "SecretId", "policy": "ResourcePolicy", "blockPublicPolicy": "BlockPublicPolicy"},
)

POLICY = Spec(
    token="aws:secretsmanager/secretPolicy:SecretPolicy",
    service="secretsmanager",
    create=_PUT_POLICY,
    id="{secretArn}",
    read=Call(op="GetResourcePolicy", params=_SECRET, tidy=steps.unless_open, gets={"secretArn": "ARN"}),
    updates=(_PUT_POLICY,),
    delete=(Call(op="DeleteResourcePolicy", params=_SECRET),),
    replace_on=frozenset({"secretArn"}),
    unread={"blockPublicPolicy": "how a policy is put, no part of the secret"},
)

ROTATION = Spec(
    token="aws:secretsmanager/secretRotation:SecretRotation",
    service="secretsmanager",
    create=Call(
        op="RotateSecret",
        params={
            "secretId": "SecretId",
            "rotationLambdaArn": "RotationLambdaARN",
            "rotationRules": "RotationRules",
            "rotateImmediately": "RotateImmediately",
            "externalSecretRotationMetadatas": "ExternalSecretRotationMetadata",
            "externalSecretRotationRoleArn": "ExternalSecretRotationRoleArn",
        },
    ),
    id="{secretId}",
    settles=frozenset(
        {
            "rotationLambdaArn",
            "rotationRules",
            "rotateImmediately",
            "externalSecretRotationMetadatas",
            "externalSecretRotationRoleArn",
        }
    ),
    replace_on=frozenset({"secretId"}),
    defaults={"rotateImmediately": True},
    recorded="moto runs the rotation function itself, in Docker, and there is no type for functions here",
)

SPECS = (SECRET, VERSION, POLICY, ROTATION)
