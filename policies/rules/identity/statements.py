"""The statements of IAM documents, read in one way by every rule about them."""

from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase

from pack.judging import guarded
from pack.rule import Check, Subject, Verdict
from pack.values import Props

ROLE = "aws:iam/role:Role"
IDENTITY_POLICIES = frozenset(
    {
        "aws:iam/policy:Policy",
        "aws:iam/rolePolicy:RolePolicy",
        "aws:iam/userPolicy:UserPolicy",
        "aws:iam/groupPolicy:GroupPolicy",
        ROLE,
    }
)
RESOURCE_POLICIES = frozenset(
    {
        "aws:s3/bucket:Bucket",
        "aws:s3/bucketV2:BucketV2",
        "aws:s3/bucketPolicy:BucketPolicy",
        "aws:s3/accessPoint:AccessPoint",
        "aws:s3control/accessPointPolicy:AccessPointPolicy",
        "aws:sns/topic:Topic",
        "aws:sns/topicPolicy:TopicPolicy",
        "aws:sqs/queue:Queue",
        "aws:sqs/queuePolicy:QueuePolicy",
        "aws:kms/key:Key",
        "aws:kms/keyPolicy:KeyPolicy",
        "aws:kms/replicaKey:ReplicaKey",
        "aws:kms/externalKey:ExternalKey",
        "aws:secretsmanager/secret:Secret",
        "aws:secretsmanager/secretPolicy:SecretPolicy",
        "aws:ecr/repositoryPolicy:RepositoryPolicy",
        "aws:backup/vaultPolicy:VaultPolicy",
        "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
        "aws:dynamodb/resourcePolicy:ResourcePolicy",
    }
)
"""Types with a policy that says who may use the resource, in the property `policy`."""

Judge = Callable[[Props], Iterator[str]]
"""Says what is wrong with one statement that allows something."""


def of_policies(judge: Judge) -> Check:
    """A check of each statement that allows something, in a policy or in the inline policies of a role."""

    def check(subject: Subject) -> Iterator[Verdict]:
        if subject.type == ROLE:
            for inline in subject.props.groups("inlinePolicies"):
                yield from guarded(_judged(inline, "policy", judge))
        else:
            yield from _judged(subject.props, "policy", judge)

    return check


def of_trust(judge: Judge) -> Check:
    """A check of each statement in which a role trusts somebody."""
    return lambda subject: _judged(subject.props, "assumeRolePolicy", judge)


def _judged(holder: Props, name: str, judge: Judge) -> Iterator[Verdict]:
    if name in holder:
        for statement in holder.document(name).groups("Statement"):
            yield from guarded(_allowed(statement, judge))


def _allowed(statement: Props, judge: Judge) -> Iterator[Verdict]:
    if statement.text("Effect") == "Allow":
        for breach in judge(statement):
            yield f"statement {statement.text('Sid') or statement.path} {breach}"


def actions(statement: Props) -> list[str]:
    """Patterns of actions, in lower case: IAM does not tell the cases apart."""
    return [each.lower() for each in statement.texts("Action")]


def matches(pattern: str, action: str) -> bool:
    """Whether a pattern of actions allows an action; both in lower case."""
    return fnmatchcase(action, pattern)


def wide_resources(statement: Props) -> list[str]:
    """Resources of a statement that leave nothing out: everything, or everything of a kind."""
    if "NotResource" in statement:
        return ["all resources but some"]
    return [each for each in statement.texts("Resource") if _is_wide(each)]


_KINDS = {"role/*", "user/*", "group/*", "policy/*"}


def _is_wide(resource: str) -> bool:
    """Whether a pattern of arn:partition:service:region:account:resource matches every resource."""
    last = resource.split(":", 5)[-1]
    return not last.strip("*?/") or last in _KINDS


def principals(statement: Props, kind: str = "") -> list[str]:
    """Whom a statement speaks of: all, or those of a kind, such as Service."""
    if statement.value("Principal") == "*":
        return [] if kind else ["*"]
    by_kind = statement.group("Principal")
    return [each for name in by_kind if kind in ("", name) for each in by_kind.texts(name)]
