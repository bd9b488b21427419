"""Who holds permissions: roles for machines, a directory for people, and no administrators by habit."""

from collections.abc import Iterator

from pack.options import Texts
from pack.rule import Rule, Severity, Subject, Verdict, cis, security_hub

from .statements import ROLE

USER_POLICY = "aws:iam/userPolicy:UserPolicy"
USER_ATTACHMENT = "aws:iam/userPolicyAttachment:UserPolicyAttachment"
GROUP_ATTACHMENT = "aws:iam/groupPolicyAttachment:GroupPolicyAttachment"
ROLE_ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
ATTACHMENT = "aws:iam/policyAttachment:PolicyAttachment"


def _administrator(subject: Subject) -> Iterator[Verdict]:
    name = "managedPolicyArns" if subject.type == ROLE else "policyArn"
    for arn in subject.props.texts(name):
        if ":iam::aws:policy/" in arn and arn.rpartition("/")[2] in subject.options["policies"]:
            yield f"{name} has {arn}, want a policy with the actions that are needed"


NO_ADMINISTRATOR = Rule(
    id="policy-no-administrator",
    severity=Severity.CRITICAL,
    types=frozenset({ROLE, ROLE_ATTACHMENT, USER_ATTACHMENT, GROUP_ATTACHMENT, ATTACHMENT}),
    check=_administrator,
    finding="An administrator's policy is attached.",
    why="Who takes over one task, one pipeline or one person has the account.",
    fix="attach a policy with the actions that are needed.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1",
    controls=cis("1.16"),
    options={
        "policies": Texts(
            ("AdministratorAccess", "IAMFullAccess", "PowerUserAccess"),
            "Names of AWS's own policies that nobody may have. The defaults give everything, or lead to it: "
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html",
        )
    },
)


def _user_policy(subject: Subject) -> Iterator[Verdict]:
    users = subject.props.size("users") if subject.type == ATTACHMENT else 1
    if users:
        yield f"a policy is given to {users} user{'s' * (users > 1)}, want a group or a role to hold it"


USER_POLICIES = Rule(
    id="user-no-policy",
    severity=Severity.MEDIUM,
    types=frozenset({USER_POLICY, USER_ATTACHMENT, ATTACHMENT}),
    check=_user_policy,
    finding="A user holds permissions of its own.",
    why="Rights that are given one by one are never taken back.",
    fix="give the policy to a role that people and machines assume, or to a group.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-2",
    controls=(*security_hub("IAM.2"), *cis("1.15")),
)


def _lasting_credential(subject: Subject) -> Iterator[Verdict]:
    status = subject.props.text("status", "Active")
    if status != "Inactive":
        yield f"status is {status}, want no key that lasts, or Inactive until it is removed"


LASTING_CREDENTIALS = Rule(
    id="user-no-lasting-credentials",
    severity=Severity.HIGH,
    types=frozenset(
        {"aws:iam/accessKey:AccessKey", "aws:iam/serviceSpecificCredential:ServiceSpecificCredential"}
    ),
    check=_lasting_credential,
    finding="A user has a key that never expires.",
    why="Its secret lies in the state and in whatever file it was copied to, and works until somebody looks.",
    fix="use a role: of the task, of the instance, or by OIDC from a pipeline.",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles",
)

RULES = (NO_ADMINISTRATOR, USER_POLICIES, LASTING_CREDENTIALS)
