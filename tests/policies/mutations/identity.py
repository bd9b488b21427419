"""Ways to break what the production program says about permissions, keys, secrets, buckets and messages."""

import json
from typing import Any

from tests.policies.mutations import ABSENT, Mutation, Unbroken

ROLE = "aws:iam/role:Role"
ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"
ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
KEY = "aws:kms/key:Key"
SECRET = "aws:secretsmanager/secret:Secret"
BUCKET = "aws:s3/bucket:Bucket"
BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy"
BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
LOGGING = "aws:s3/bucketLogging:BucketLogging"
LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
OWNERSHIP = "aws:s3/bucketOwnershipControls:BucketOwnershipControls"
OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2"
TOPIC = "aws:sns/topic:Topic"
TOPIC_POLICY = "aws:sns/topicPolicy:TopicPolicy"
VAULT_POLICY = "aws:backup/vaultPolicy:VaultPolicy"
CACHE = "aws:elasticache/replicationGroup:ReplicationGroup"
ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"
GITHUB = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"
DEPUTY = {"Service": "cloudtrail.amazonaws.com"}
STRANGER = {"AWS": "arn:aws:iam::444455556666:root"}

GRANTS: dict[str, dict[str, Any]] = {
    "policy-no-full-access": {"Action": "*", "Resource": "*"},
    "policy-no-whole-service": {"Action": ["s3:*"], "Resource": ["*"]},
    "policy-no-inverted-grant": {"NotAction": "iam:*", "Resource": "*"},
    "policy-pass-role-narrow": {"Action": "iam:PassRole", "Resource": "*"},
    "policy-no-escalation": {"Action": "iam:AttachRolePolicy", "Resource": "*"},
    "policy-decrypt-narrow": {"Action": "kms:Decrypt", "Resource": "*"},
}
ACTIONS = {rule: grant["Action"] for rule, grant in GRANTS.items() if "Action" in grant}


def allow(**others: Any) -> dict[str, Any]:
    """A statement that allows something."""
    return {"Effect": "Allow", **others}


def document(statement: Any) -> str:
    """A policy of one statement."""
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


PERMISSIONS = (
    *(
        Mutation(rule, ROLE_POLICY, f"policy.Statement[{at}]", allow(**grant))
        for rule, grant in GRANTS.items()
        for at in "*+"
    ),
    *(
        Mutation(rule, ROLE, "inlinePolicies[+]", {"policy": document(allow(**grant))})
        for rule, grant in GRANTS.items()
    ),
    *(
        # The host's statements are about all resources, since AWS knows no ARNs for these actions.
        Mutation(rule, ROLE_POLICY, "policy.Statement[*].Action", action, name="cluster-host")
        for rule, action in ACTIONS.items()
    ),
    Mutation("policy-no-inverted-grant", ROLE_POLICY, "policy.Statement[*].NotAction", "iam:*"),
    Mutation("policy-no-inverted-grant", ROLE_POLICY, "policy.Statement[*].NotResource", "*"),
    Mutation("policy-no-administrator", ATTACHMENT, "policyArn", ADMINISTRATOR),
    Mutation("policy-no-administrator", ROLE, "managedPolicyArns[+]", ADMINISTRATOR),
)

TRUST = (
    Mutation("role-trust-not-public", ROLE, "assumeRolePolicy.Statement[*]", allow(Principal="*")),
    Mutation("role-trust-not-public", ROLE, "assumeRolePolicy.Statement[+]", allow(Principal={"AWS": "*"})),
    Mutation("role-trust-not-public", ROLE, "assumeRolePolicy.Statement[*].NotPrincipal", STRANGER),
    Mutation("role-trust-not-public", ROLE, "assumeRolePolicy.Statement[*].Principal", "*", "cluster-host"),
    Mutation("role-trust-not-public", ROLE, "assumeRolePolicy.Statement[*].Principal", "*", "backups"),
    Mutation("role-trust-source-known", ROLE, "assumeRolePolicy.Statement[*].Condition"),
    Mutation("role-trust-source-known", ROLE, "assumeRolePolicy.Statement[*]", allow(Principal=DEPUTY)),
    Mutation(
        "role-trust-web-identity-narrow",
        ROLE,
        "assumeRolePolicy.Statement[*]",
        allow(Principal={"Federated": GITHUB}),
    ),
    Mutation(
        "role-trust-source-known",
        ROLE,
        "assumeRolePolicy.Statement[*].Principal.Service",
        "states.amazonaws.com",
        "backups",
    ),
    Mutation(
        "role-trust-web-identity-narrow",
        ROLE,
        "assumeRolePolicy.Statement[*].Principal",
        {"Federated": GITHUB},
    ),
    Mutation("role-session-short", ROLE, "maxSessionDuration", 43200),
)

SHARING = (
    *(
        Mutation(rule, type_, "policy", document(allow(Principal=principal, Action="*")))
        for rule, principal in (
            ("resource-policy-not-public", "*"),
            ("resource-policy-source-known", DEPUTY),
        )
        for type_ in (BUCKET, SECRET, TOPIC)
    ),
    *(
        Mutation(
            "resource-policy-not-public", type_, f"policy.Statement[{at}]", allow(Principal="*", Action="*")
        )
        for type_ in (KEY, BUCKET_POLICY, TOPIC_POLICY, VAULT_POLICY)
        for at in "*+"
    ),
    Mutation("resource-policy-not-public", VAULT_POLICY, "policy.Statement[*].Effect", "Allow"),
    Mutation("resource-policy-not-public", KEY, "policy.Statement[*].Principal", "*", "keys-[!l]*"),
    Mutation("resource-policy-not-public", KEY, "policy.Statement[*].NotPrincipal", STRANGER),
    Mutation(
        "resource-policy-not-public",
        TOPIC_POLICY,
        "policy.Statement[*].Condition.StringEquals.aws:SourceOwner",
    ),
    Mutation(
        "resource-policy-source-known",
        BUCKET_POLICY,
        "policy.Statement[*].Condition.StringEquals.aws:SourceArn",
    ),
    Mutation("resource-policy-source-known", KEY, "policy.Statement[*].Condition", name="keys-logs"),
    *(
        Mutation(
            "resource-policy-source-known",
            type_,
            "policy.Statement[+]",
            allow(Principal=DEPUTY, Action="*"),
        )
        for type_ in (KEY, BUCKET_POLICY, TOPIC_POLICY, VAULT_POLICY)
    ),
)

KEYS = (
    Mutation("key-rotation", KEY, "enableKeyRotation"),
    Mutation("key-rotation", KEY, "enableKeyRotation", False),
    Mutation("key-deletion-window", KEY, "deletionWindowInDays", 7),
    Mutation("key-one-owner", KEY, "policy.Statement[+]", allow(Principal=STRANGER, Action="kms:*")),
    Mutation("key-one-owner", KEY, "policy.Statement[*].Action", "kms:*", "keys-logs"),
    Mutation("secret-recovery-window", SECRET, "recoveryWindowInDays", 0),
    Mutation("secret-own-key", SECRET, "kmsKeyId"),
    Mutation("secret-used", SECRET, "name", "alicerce/prod/forgotten"),
)

STORAGE = (
    *(
        Mutation("bucket-public-access-blocked", BLOCK, name, False)
        for name in ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")
    ),
    Mutation("bucket-no-public-acl", BUCKET, "acl", "public-read"),
    Mutation(
        "bucket-no-public-acl",
        BUCKET,
        "grants[+]",
        {"type": "Group", "uri": "http://acs.amazonaws.com/groups/global/AllUsers"},
    ),
    Mutation("bucket-no-public-acl", OBJECT, "acl", "public-read"),
    Mutation("bucket-owner-enforced", OWNERSHIP, "rule"),
    Mutation("bucket-owner-enforced", OWNERSHIP, "rule.objectOwnership", "ObjectWriter"),
    Mutation("bucket-no-force-destroy", BUCKET, "forceDestroy", True),
    *(
        Mutation(rule, type_, path, value)
        for rule, type_ in (
            ("bucket-has-public-access-block", BLOCK),
            ("bucket-access-logs", LOGGING),
            ("bucket-lifecycle", LIFECYCLE),
            ("bucket-versioned", VERSIONING),
        )
        for path, value in (("", ABSENT), ("bucket", "elsewhere"))
    ),
    Mutation("bucket-lifecycle", LIFECYCLE, "rules"),
    Mutation("bucket-lifecycle", LIFECYCLE, "rules[*].status", "Disabled"),
    Mutation("bucket-versioned", VERSIONING, "versioningConfiguration.status", "Suspended"),
)

_PLAIN = "policy.Statement[*].Condition.Bool.aws:SecureTransport"
_BY_HTTP = {"Bool": {"aws:SecureTransport": "false"}}
MESSAGES = (
    *(
        Mutation(rule, type_, path, value)
        for rule, type_ in (("bucket-tls-only", BUCKET_POLICY), ("topic-tls-only", TOPIC_POLICY))
        for path, value in (("", ABSENT), (_PLAIN, "true"), ("policy.Statement[*].Effect", "Allow"))
    ),
    Mutation("bucket-tls-only", BUCKET_POLICY, "bucket", "elsewhere"),
    *(
        Mutation(rule, type_, "policy", document({"Effect": "Deny", "Condition": _BY_HTTP, **narrower}))
        for rule, type_ in (("bucket-tls-only", BUCKET_POLICY), ("topic-tls-only", TOPIC_POLICY))
        for narrower in (
            {"Principal": STRANGER, "Action": "*"},
            {"Principal": "*", "Action": "s3:PutObject"},
        )
    ),
    Mutation("topic-tls-only", TOPIC_POLICY, "arn", "elsewhere"),
    Mutation("topic-encrypted", TOPIC, "kmsMasterKeyId"),
    Mutation("topic-encrypted", CACHE, "notificationTopicArn"),
    Mutation("topic-encrypted", TOPIC_POLICY, "arn", "elsewhere", "topic-events"),
)

MUTATIONS = (*PERMISSIONS, *TRUST, *SHARING, *KEYS, *STORAGE, *MESSAGES)

UNBROKEN = (
    *(
        Unbroken("key-rotation", KEY, name, "it tells which keys KMS can rotate: others need not be")
        for name in ("customerMasterKeySpec", "keyUsage", "customKeyStoreId")
    ),
    Unbroken(
        "secret-used",
        "aws:secretsmanager/secretVersion:SecretVersion",
        "secretId",
        "it fills the secret, which has the same readers with another value or with none",
    ),
    *(
        Unbroken(
            rule,
            LOGGING,
            "targetBucket",
            "the log bucket stays one: the trail and the flow logs write into it too",
        )
        for rule in ("bucket-access-logs", "bucket-versioned")
    ),
    *(
        Unbroken(rule, BUCKET, "bucket", "its parts are made from the bucket, whatever its name")
        for rule in (
            "bucket-has-public-access-block",
            "bucket-access-logs",
            "bucket-lifecycle",
            "bucket-versioned",
            "bucket-tls-only",
        )
    ),
    *(
        Unbroken(rule, BUCKET, name, "it adds to what the bucket has, and takes nothing away")
        for rule, name in (
            ("bucket-access-logs", "logging"),
            ("bucket-access-logs", "loggings"),
            ("bucket-lifecycle", "lifecycleRules"),
            ("bucket-versioned", "versioning"),
            ("bucket-versioned", "versionings"),
            ("bucket-tls-only", "policy"),
        )
    ),
    Unbroken("topic-tls-only", TOPIC, "policy", "it adds to the topic's policy, and takes nothing away"),
    *(
        Unbroken(rule, type_, "bucket", "what is made from it names the bucket as well")
        for rule, type_ in (("bucket-lifecycle", VERSIONING), ("bucket-tls-only", BLOCK))
    ),
)
