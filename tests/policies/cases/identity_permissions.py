"""What policies let their holders do."""

import json
from typing import Any

from tests.policies.cases import UNKNOWN, AnyCase, Case

POLICY = "aws:iam/policy:Policy"
ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"
ROLE = "aws:iam/role:Role"


def grant(action: Any, resource: Any = "*", **others: Any) -> dict[str, Any]:
    """A statement that allows something."""
    return {"Sid": "Work", "Effect": "Allow", "Action": action, "Resource": resource, **others}


def document(*statements: Any) -> str:
    """A policy of statements."""
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def policy(rule: str, *statements: Any, type_: str = POLICY, says: str = "", unknown: str = "") -> Case:
    """A policy in front of a rule."""
    props = {"policy": document(*statements)}
    return Case(rule=rule, type=type_, props=props, says=says, unknown=unknown)


DENY = {"Effect": "Deny", "Action": "*", "Resource": "*"}
READ = grant("s3:GetObject", "arn:aws:s3:::assets/*")
ALIAS = {"ForAnyValue:StringEquals": {"kms:ResourceAliases": "alias/data"}}
SAYS_ALL = "statement Work allows every action on *, want the actions and resources that are needed"

FULL_ACCESS = (
    policy("policy-no-full-access", grant("*"), says=SAYS_ALL),
    policy("policy-no-full-access", READ, grant(["s3:GetObject", "*:*"], ["*"]), says=SAYS_ALL),
    policy(
        "policy-no-full-access", grant("*", "arn:aws:s3:::*"), says="statement Work allows every action on "
    ),
    policy(
        "policy-no-full-access",
        {"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:s3:::one"},
        says="statement policy.Statement[0] allows every action on all resources but some",
    ),
    Case(
        rule="policy-no-full-access",
        type=ROLE,
        props={"inlinePolicies": [{"policy": document(READ)}, {"policy": document(grant("*"))}]},
        says=SAYS_ALL,
    ),
    Case(
        rule="policy-no-full-access",
        type=ROLE_POLICY,
        props={"policy": json.dumps({"Statement": grant("*")})},
        says=SAYS_ALL,
    ),
    Case(
        rule="policy-no-full-access",
        type=ROLE_POLICY,
        props={"policy": "allow me"},
        says="policy is a string, want JSON",
    ),
    policy("policy-no-full-access", "Allow", says="policy.Statement[0] is a string, want an object"),
    policy(
        "policy-no-full-access", grant([1]), says="policy.Statement[0].Action[0] is a number, want a string"
    ),
    policy("policy-no-full-access", READ, DENY),
    policy("policy-no-full-access", grant("*", "arn:aws:s3:::assets/*")),
    policy("policy-no-full-access"),
    Case(rule="policy-no-full-access", type=ROLE, props={}),
    Case(rule="policy-no-full-access", type=ROLE, props={"inlinePolicies": [{}]}),
    Case(rule="policy-no-full-access", type=POLICY, props={"policy": UNKNOWN}, unknown="policy"),
    policy("policy-no-full-access", READ, grant("*", UNKNOWN), unknown="policy.Statement[1].Resource"),
    policy("policy-no-full-access", grant("s3:GetObject", UNKNOWN)),
)

WHOLE_SERVICE = (
    policy(
        "policy-no-whole-service", grant("iam:*"), says="statement Work allows iam:* on *, want the actions"
    ),
    policy("policy-no-whole-service", grant(["s3:Get*", "S3:*"]), says="statement Work allows s3:* on *"),
    policy(
        "policy-no-whole-service",
        grant("dynamodb:**", "arn:aws:dynamodb:us-east-1:111122223333:*"),
        says="statement Work allows dynamodb:** on arn:aws:dynamodb:us-east-1:111122223333:*",
    ),
    policy("policy-no-whole-service", grant("s3:*", ["arn:aws:s3:::assets", "arn:aws:s3:::assets/*"])),
    policy("policy-no-whole-service", grant(["s3:Get*", "ec2:Describe*"])),
    policy("policy-no-whole-service", grant("*")),
    policy("policy-no-whole-service", DENY | {"Action": "iam:*"}),
)

INVERTED = (
    policy(
        "policy-no-inverted-grant",
        {"Sid": "Power", "Effect": "Allow", "NotAction": "iam:*", "Resource": "*"},
        says="statement Power allows by NotAction, want Action with what is needed",
    ),
    policy(
        "policy-no-inverted-grant",
        READ,
        {"Effect": "Allow", "Action": "s3:GetObject", "NotResource": ["arn:aws:s3:::private/*"]},
        says="statement policy.Statement[1] allows by NotResource, want Resource with what is needed",
    ),
    policy("policy-no-inverted-grant", {"Effect": "Deny", "NotAction": "s3:*", "Resource": "*"}),
    policy("policy-no-inverted-grant", READ),
)

PASS_ROLE = (
    policy(
        "policy-pass-role-narrow",
        grant(["ecs:RunTask", "iam:PassRole"]),
        says="statement Work allows iam:passrole on *, want the ARNs of roles or iam:PassedToService",
    ),
    policy("policy-pass-role-narrow", grant("iam:Pass*"), says="statement Work allows iam:pass* on *"),
    policy(
        "policy-pass-role-narrow",
        grant("iam:PassRole", ["arn:aws:iam::111122223333:role/task", "arn:aws:iam::111122223333:role/*"]),
        says="statement Work allows iam:passrole on arn:aws:iam::111122223333:role/*",
    ),
    policy(
        "policy-pass-role-narrow",
        grant("iam:PassRole", Condition={"StringLike": {"iam:PassedToService": "*"}}),
        says="statement Work allows iam:passrole on *",
    ),
    policy(
        "policy-pass-role-narrow",
        grant(
            "iam:PassRole", Condition={"StringEqualsIfExists": {"iam:PassedToService": "ecs.amazonaws.com"}}
        ),
        says="statement Work allows iam:passrole on *",
    ),
    policy("policy-pass-role-narrow", grant("iam:PassRole", "arn:aws:iam::111122223333:role/alicerce-*")),
    policy(
        "policy-pass-role-narrow",
        grant(
            "iam:PassRole", Condition={"StringEquals": {"iam:PassedToService": ["ecs-tasks.amazonaws.com"]}}
        ),
    ),
    policy("policy-pass-role-narrow", grant("iam:GetRole")),
    policy("policy-pass-role-narrow", grant("iam:*")),
)

ESCALATION = (
    policy(
        "policy-no-escalation",
        grant("iam:AttachRolePolicy"),
        says="statement Work allows iam:attachrolepolicy on *, want ARNs or a permissions boundary",
    ),
    policy(
        "policy-no-escalation", grant(["iam:Get*", "iam:Put*"]), says="statement Work allows iam:put* on *"
    ),
    policy("policy-no-escalation", grant("sts:AssumeRole"), says="statement Work allows sts:assumerole on *"),
    policy(
        "policy-no-escalation",
        grant("iam:CreateAccessKey", "arn:aws:iam::111122223333:user/*"),
        says="statement Work allows iam:createaccesskey on arn:aws:iam::111122223333:user/*",
    ),
    policy("policy-no-escalation", grant("sts:AssumeRole", "arn:aws:iam::111122223333:role/deploy")),
    policy(
        "policy-no-escalation",
        grant(
            "iam:PutRolePolicy",
            Condition={"ArnEquals": {"iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/edge"}},
        ),
    ),
    policy("policy-no-escalation", grant("iam:List*")),
    policy("policy-no-escalation", grant("*")),
)

DECRYPT = (
    policy(
        "policy-decrypt-narrow", grant("kms:Decrypt"), says="statement Work allows kms:decrypt on *, want"
    ),
    policy(
        "policy-decrypt-narrow",
        grant(["kms:ReEncrypt*"], "arn:aws:kms:*:111122223333:*"),
        says="statement Work allows kms:reencrypt* on arn:aws:kms:*:111122223333:*",
    ),
    policy("policy-decrypt-narrow", grant("kms:Decrypt", "arn:aws:kms:us-east-1:111122223333:key/one")),
    policy("policy-decrypt-narrow", grant("kms:Decrypt", Condition=ALIAS)),
    policy("policy-decrypt-narrow", grant("kms:Encrypt")),
)

ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"
ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
ATTACHED = (
    Case(
        rule="policy-no-administrator",
        type=ATTACHMENT,
        props={"policyArn": ADMINISTRATOR, "role": UNKNOWN},
        says=f"policyArn has {ADMINISTRATOR}, want a policy with the actions that are needed",
    ),
    Case(
        rule="policy-no-administrator",
        type=ROLE,
        props={"managedPolicyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess", ADMINISTRATOR]},
        says=f"managedPolicyArns has {ADMINISTRATOR}",
    ),
    Case(
        rule="policy-no-administrator",
        type="aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
        props={"policyArn": "arn:aws-us-gov:iam::aws:policy/job-function/Billing", "group": "money"},
        options={"policies": ["Billing"]},
        says="policyArn has arn:aws-us-gov:iam::aws:policy/job-function/Billing",
    ),
    Case(
        rule="policy-no-administrator",
        type=ATTACHMENT,
        props={"policyArn": "arn:aws:iam::111122223333:policy/AdministratorAccess"},
    ),
    Case(
        rule="policy-no-administrator",
        type=ATTACHMENT,
        props={"policyArn": "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"},
    ),
    Case(rule="policy-no-administrator", type=ROLE, props={"managedPolicyArns": []}),
    Case(rule="policy-no-administrator", type=ATTACHMENT, props={"policyArn": UNKNOWN}, unknown="policyArn"),
)

SHARED = "aws:iam/policyAttachment:PolicyAttachment"
KEY = "aws:iam/accessKey:AccessKey"
CREDENTIAL = "aws:iam/serviceSpecificCredential:ServiceSpecificCredential"
USERS = (
    Case(
        rule="user-no-policy",
        type="aws:iam/userPolicy:UserPolicy",
        props={"user": UNKNOWN, "policy": document(READ)},
        says="a policy is given to 1 user, want a group or a role to hold it",
    ),
    Case(
        rule="user-no-policy",
        type=SHARED,
        props={"policyArn": ADMINISTRATOR, "users": ["ana", UNKNOWN]},
        says="a policy is given to 2 users, want",
    ),
    Case(rule="user-no-policy", type=SHARED, props={"policyArn": ADMINISTRATOR, "roles": ["task"]}),
    Case(rule="user-no-policy", type=SHARED, props={"groups": ["developers"], "users": []}),
    Case(
        rule="user-no-lasting-credentials",
        type=KEY,
        props={"user": "deploy"},
        says="status is Active, want no key that lasts, or Inactive until it is removed",
    ),
    Case(
        rule="user-no-lasting-credentials",
        type=CREDENTIAL,
        props={"userName": "git", "serviceName": "codecommit.amazonaws.com", "status": "Active"},
        says="status is Active",
    ),
    Case(rule="user-no-lasting-credentials", type=KEY, props={"user": "deploy", "status": "Inactive"}),
    Case(rule="user-no-lasting-credentials", type=CREDENTIAL, props={"status": "Inactive"}),
)

CASES: tuple[AnyCase, ...] = (
    *FULL_ACCESS,
    *WHOLE_SERVICE,
    *INVERTED,
    *PASS_ROLE,
    *ESCALATION,
    *DECRYPT,
    *ATTACHED,
    *USERS,
)
