"""Two stacks of the same kind in one account and region: they share no name, and neither reaches the other.

A stack's own domain is a setting that two stacks cannot share: a host name leads to one place. What has no
name here is named by Pulumi, with a random end.
"""

import re
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase

import pytest

from tests.components.whole_program import arrived, policies, resources, texts
from tests.recorder import Recorder, Registration

# The second one's names begin like the first one's.
NEIGHBOURS = ("prod2", "prod-eu")

NAMES = {
    "analyzerName", "configurationName", "dashboardName", "finalSnapshotIdentifier", "identifier", "name",
    "replicationGroupId", "userGroupId", "userId",
}  # fmt: skip
"""Properties that name what is made."""
NAMES_OF = {"bucket": "aws:s3/bucket:Bucket", "family": "aws:ecs/taskDefinition:TaskDefinition"}
"""Properties that name what is made where they are this type's, and elsewhere refer to it."""

WITHIN = {
    "aws:backup/restoreTestingSelection:RestoreTestingSelection": "its plan",
    "aws:ecs/service:Service": "its cluster",
    "aws:servicediscovery/service:Service": "its namespace",
}
"""Types whose names count within something that is the stack's own, and what that is."""

Program = Callable[..., Recorder]


def neighbour(program: Program, stack: str) -> Recorder:
    return program("prod", named=stack, domainName=f"{stack}.example.com")


def names(recorder: Recorder) -> set[tuple[str, str, str]]:
    """Type, region and name of all that the program names."""
    return {
        (each.type, each.inputs.get("region", recorder.exports["region"]), each.inputs[prop])
        for each in resources(recorder)
        for prop in each.inputs
        if names_it(each, prop)
    }


def names_it(each: Registration, prop: str) -> bool:
    return prop in NAMES or NAMES_OF.get(prop) == each.type


@pytest.mark.parametrize("stack", NEIGHBOURS)
def test_no_name_is_shared(program: Program, stack: str) -> None:
    own, other = names(program("prod")), names(neighbour(program, stack))
    assert len(own) == len(other) > 100
    assert {type_ for type_, _, _ in own & other} == WITHIN.keys()


def test_the_same_stack_would_share_all(program: Program) -> None:
    """The comparison does find what is the same."""
    assert names(program("prod")) & names(program("prod", databaseName="other")) == names(program("prod"))


@pytest.mark.parametrize("stack", NEIGHBOURS)
def test_names_say_whose_they_are(program: Program, stack: str) -> None:
    """In every text the neighbour's name stands where the stack's own stood."""
    own = re.compile(rf"\balicerce[-/_:]prod(?!{stack.removeprefix('prod').replace('-', '[-_]')})\b")
    strays = {
        f"{each.type} {path}"
        for each in resources(neighbour(program, stack))
        for path, text in texts(arrived(each.inputs))
        if own.search(text)
    }
    assert strays == set()


@pytest.mark.parametrize("stack", NEIGHBOURS)
def test_no_permission_reaches_the_neighbour(program: Program, stack: str) -> None:
    """No pattern with the stack's name in it fits what is the neighbour's."""
    other = set(arns(neighbour(program, stack)))
    patterns = {
        text
        for policy in policies(program("prod"))
        for _, text in texts(policy.statements)
        if re.search(r"alicerce[-/]prod", text) and re.search(r"[*?]", text)
    }
    assert len(patterns) > 5
    assert {text for text in patterns for arn in other if fnmatchcase(arn, text)} == set()


def arns(recorder: Recorder) -> Iterator[str]:
    """Every ARN that the neighbour's policies know, with something for what is random."""
    for policy in policies(recorder):
        for _, text in texts(policy.statements):
            if text.startswith("arn:"):
                yield re.sub(r"\?{6}", "AbCdEf", text).removesuffix(":*").removesuffix("/*")
