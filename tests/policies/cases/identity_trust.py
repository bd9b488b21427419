"""Whom roles and resources let in."""

from typing import Any

from tests.policies.cases import UNKNOWN, AnyCase, Case
from tests.policies.cases.identity_permissions import ROLE, document

ACCOUNT = "111122223333"
OWN = {"StringEquals": {"aws:SourceAccount": ACCOUNT}}
BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy"
TOPIC_POLICY = "aws:sns/topicPolicy:TopicPolicy"
KEY = "aws:kms/key:Key"


def trusting(rule: str, *statements: Any, says: str = "", unknown: str = "") -> Case:
    """A role in front of a rule."""
    props = {"assumeRolePolicy": document(*statements)}
    return Case(rule=rule, type=ROLE, props=props, says=says, unknown=unknown)


def letting(
    rule: str, *statements: Any, type_: str = BUCKET_POLICY, says: str = "", unknown: str = ""
) -> Case:
    """A resource's own policy in front of a rule."""
    props = {"bucket": "assets", "policy": document(*statements)}
    return Case(rule=rule, type=type_, props=props, says=says, unknown=unknown)


def trust(principal: Any, condition: Any = None) -> dict[str, Any]:
    """A statement that lets somebody take a role."""
    named = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": principal}
    return named if condition is None else named | {"Condition": condition}


def use(principal: Any, condition: Any = None) -> dict[str, Any]:
    """A statement that lets somebody read or send."""
    return trust(principal, condition) | {"Sid": "Use", "Action": ["s3:GetObject"], "Resource": "*"}


TASKS = {"Service": "ecs-tasks.amazonaws.com"}
EVERYBODY = "statement assumeRolePolicy.Statement[0] allows everybody sts:assumerole, want principals by name"
ROLES = (
    trusting("role-trust-not-public", trust("*"), says=EVERYBODY),
    trusting("role-trust-not-public", trust({"AWS": "*"}), says=EVERYBODY),
    trusting(
        "role-trust-not-public",
        trust(TASKS),
        trust({"AWS": [f"arn:aws:iam::{ACCOUNT}:root", "*"]}),
        says="statement assumeRolePolicy.Statement[1] allows everybody",
    ),
    trusting(
        "role-trust-not-public", trust("*", {"StringEquals": {"sts:ExternalId": "one"}}), says=EVERYBODY
    ),
    trusting(
        "role-trust-not-public", trust("*", {"StringLike": {"aws:PrincipalOrgID": "*"}}), says=EVERYBODY
    ),
    trusting(
        "role-trust-not-public",
        trust("*", {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/deploy"}}),
        says=EVERYBODY,
    ),
    trusting(
        "role-trust-not-public",
        {"Effect": "Allow", "Action": "sts:AssumeRole", "NotPrincipal": {"AWS": ACCOUNT}},
        says="statement assumeRolePolicy.Statement[0] allows everybody but NotPrincipal",
    ),
    trusting(
        "role-trust-not-public", trust(7), says="assumeRolePolicy.Statement[0].Principal is a number, want"
    ),
    trusting("role-trust-not-public", trust("*", {"StringEquals": {"aws:PrincipalOrgID": "o-abc"}})),
    trusting(
        "role-trust-not-public", trust("*", {"ArnLike": {"aws:PrincipalArn": f"arn:aws:iam::{ACCOUNT}:*"}})
    ),
    trusting("role-trust-not-public", trust(TASKS), {"Effect": "Deny", "Principal": "*"}),
    trusting(
        "role-trust-not-public",
        trust(TASKS),
        trust({"AWS": UNKNOWN}),
        unknown="assumeRolePolicy.Statement[1].Principal.AWS",
    ),
    trusting(
        "role-trust-source-known",
        trust(TASKS),
        says="statement assumeRolePolicy.Statement[0] lets ecs-tasks.amazonaws.com in for everybody, want",
    ),
    trusting(
        "role-trust-source-known",
        trust({"Service": ["ec2.amazonaws.com", "scheduler.amazonaws.com"]}, {"Null": {"aws:x": "true"}}),
        says="statement assumeRolePolicy.Statement[0] lets scheduler.amazonaws.com in",
    ),
    trusting(
        "role-trust-source-known",
        trust({"Service": "vpc-flow-logs.amazonaws.com"}),
        says="statement assumeRolePolicy.Statement[0] lets vpc-flow-logs.amazonaws.com in",
    ),
    trusting("role-trust-source-known", trust(TASKS, OWN)),
    trusting(
        "role-trust-source-known",
        trust(TASKS, {"ArnLike": {"AWS:SourceArn": f"arn:aws:ecs:us-east-1:{ACCOUNT}:*"}}),
    ),
    trusting("role-trust-source-known", trust({"Service": "ec2.amazonaws.com"})),
    Case(
        rule="role-session-short",
        type=ROLE,
        props={"maxSessionDuration": 43200},
        says="maxSessionDuration is 43200, want 3600 or less",
    ),
    Case(
        rule="role-session-short",
        type=ROLE,
        props={"maxSessionDuration": 14401},
        options={"seconds": 14400},
        says="maxSessionDuration is 14401, want 14400 or less",
    ),
    Case(rule="role-session-short", type=ROLE, props={}),
    Case(rule="role-session-short", type=ROLE, props={"maxSessionDuration": "3600"}),
)

HOST = "token.actions.githubusercontent.com"
GITHUB = {"Federated": f"arn:aws:iam::{ACCOUNT}:oidc-provider/{HOST}"}
CLUSTER = "oidc.eks.us-east-1.amazonaws.com/id/ABC"
AUDIENCE = {f"{HOST}:aud": "sts.amazonaws.com"}
WHERE = f"statement assumeRolePolicy.Statement[0] trusts {HOST}"


def github(subject: Any, says: str = "") -> Case:
    """A role for pipelines of GitHub."""
    condition = {"StringEquals": AUDIENCE, "StringLike": {f"{HOST}:sub": subject}}
    return trusting("role-trust-web-identity-narrow", trust(GITHUB, condition), says=says)


WEB_IDENTITY = (
    trusting(
        "role-trust-web-identity-narrow",
        trust(GITHUB, {"StringEquals": AUDIENCE}),
        says=f"{WHERE} with no condition on {HOST}:sub, want a repository, as repo:owner/name:*",
    ),
    trusting(
        "role-trust-web-identity-narrow",
        trust(GITHUB, {"StringEquals": {f"{HOST}:sub": "repo:alicerce/web:ref:refs/heads/main"}}),
        says=f"{WHERE} with no condition on {HOST}:aud, want the audience",
    ),
    trusting(
        "role-trust-web-identity-narrow",
        trust(GITHUB, {"StringNotEquals": {f"{HOST}:sub": "repo:evil/web"}, "StringEquals": AUDIENCE}),
        says=f"{WHERE} with no condition on {HOST}:sub",
    ),
    github("*", says=f"{WHERE} for the subject *, want a repository"),
    github("repo:*", says=f"{WHERE} for the subject repo:*"),
    github("repo:alicerce/*", says=f"{WHERE} for the subject repo:alicerce/*"),
    github(["repo:alicerce/web:*", "repo:a*/web:*"], says=f"{WHERE} for the subject repo:a*/web:*"),
    github("repo:alicerce/web:*"),
    github(["repo:alicerce/web:ref:refs/heads/main", "repo:alicerce/api:environment:prod"]),
    trusting(
        "role-trust-web-identity-narrow",
        trust(
            {"Federated": f"arn:aws:iam::{ACCOUNT}:oidc-provider/{CLUSTER}"},
            {"StringEquals": {f"{CLUSTER}:aud": "sts.amazonaws.com", f"{CLUSTER}:sub": "*"}},
        ),
        says=f"statement assumeRolePolicy.Statement[0] trusts {CLUSTER} for the subject *, want a subject",
    ),
    trusting(
        "role-trust-web-identity-narrow",
        trust(
            {"Federated": f"arn:aws:iam::{ACCOUNT}:oidc-provider/{CLUSTER}"},
            {"StringEquals": {f"{CLUSTER}:aud": "sts", f"{CLUSTER}:sub": "system:serviceaccount:web:api"}},
        ),
    ),
    trusting(
        "role-trust-web-identity-narrow",
        trust(
            {"Federated": [f"arn:aws:iam::{ACCOUNT}:saml-provider/office", "cognito-identity.amazonaws.com"]}
        ),
        says="statement assumeRolePolicy.Statement[0] trusts cognito-identity.amazonaws.com with no",
    ),
    trusting(
        "role-trust-web-identity-narrow",
        trust({"Federated": f"arn:aws:iam::{ACCOUNT}:saml-provider/office"}),
    ),
    trusting("role-trust-web-identity-narrow", trust(TASKS)),
)

PUBLIC = "statement Use allows everybody s3:getobject, want principals by name or a condition such as"
SNS = {"Service": "sns.amazonaws.com"}
ORGANISATION = {"StringEquals": {"aws:PrincipalOrgID": "o-abc"}}
RESOURCES = (
    letting("resource-policy-not-public", use("*"), says=PUBLIC),
    letting("resource-policy-not-public", use({"AWS": ["*"]}), says=PUBLIC),
    letting(
        "resource-policy-not-public", use("*", {"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}), says=PUBLIC
    ),
    letting(
        "resource-policy-not-public",
        use("*", {"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "::/0"]}}),
        says=PUBLIC,
    ),
    letting(
        "resource-policy-not-public", use("*", {"StringLike": {"aws:Referer": "https://a/*"}}), says=PUBLIC
    ),
    letting(
        "resource-policy-not-public",
        use("*", {"ForAllValues:StringEquals": {"aws:SourceAccount": ACCOUNT}}),
        says=PUBLIC,
    ),
    letting("resource-policy-not-public", use("*", {"ArnLike": {"aws:SourceArn": "arn:*"}}), says=PUBLIC),
    letting(
        "resource-policy-not-public",
        use("*", {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::*"}}),
        type_="aws:sqs/queuePolicy:QueuePolicy",
        says=PUBLIC,
    ),
    letting("resource-policy-not-public", use("*"), type_=KEY, says=PUBLIC),
    letting(
        "resource-policy-not-public",
        use("*", {"StringEquals": {"kms:CallerAccount": ACCOUNT, "kms:ViaService": "s3.us-east-1"}}),
        type_=KEY,
    ),
    letting(
        "resource-policy-not-public",
        use({"AWS": "*"}, {"StringEquals": {"AWS:SourceOwner": ACCOUNT}}),
        type_=TOPIC_POLICY,
    ),
    letting("resource-policy-not-public", use("*", {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::assets"}})),
    letting("resource-policy-not-public", use("*", {"ArnLike": {"aws:SourceArn": "arn:aws:s3:*:*:assets"}})),
    letting("resource-policy-not-public", use("*", {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}})),
    letting("resource-policy-not-public", use("*", ORGANISATION), use({"AWS": ACCOUNT})),
    letting(
        "resource-policy-not-public",
        {
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        },
    ),
    Case(rule="resource-policy-not-public", type="aws:s3/bucket:Bucket", props={"bucket": "assets"}),
    letting(
        "resource-policy-not-public",
        use("*", {"StringEquals": {"aws:SourceVpce": UNKNOWN}}),
        unknown="policy.Statement[0].Condition.StringEquals.aws:SourceVpce",
    ),
    letting(
        "resource-policy-source-known",
        use({"Service": "cloudfront.amazonaws.com"}),
        says="statement Use lets cloudfront.amazonaws.com in for everybody, want a condition on",
    ),
    letting(
        "resource-policy-source-known",
        use({"Service": ["logs.us-east-1.amazonaws.com"]}),
        type_=KEY,
        says="statement Use lets logs.us-east-1.amazonaws.com in for everybody",
    ),
    letting(
        "resource-policy-source-known",
        use(SNS, OWN),
        use(SNS, {"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:*:orders"}}),
        type_="aws:sqs/queue:Queue",
        says="statement Use lets sns.amazonaws.com in for everybody",
    ),
    letting(
        "resource-policy-source-known",
        use(SNS, {"ArnEquals": {"aws:SourceArn": f"arn:aws:sns::{ACCOUNT}:x"}}),
    ),
    letting(
        "resource-policy-source-known", use({"Service": "logdelivery.elasticloadbalancing.amazonaws.com"})
    ),
    letting(
        "resource-policy-source-known",
        use(
            {"Service": "logs.us-east-1.amazonaws.com"},
            {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": f"arn:aws:logs:us-east-1:{ACCOUNT}:*"}},
        ),
        type_=KEY,
    ),
    letting("resource-policy-source-known", use("*")),
)

CASES: tuple[AnyCase, ...] = (*ROLES, *WEB_IDENTITY, *RESOURCES)
