"""A look at several parts, or several resources, such that one that is not known leaves the others judged."""

from collections.abc import Callable, Iterable, Iterator

from pack.judging import guarded
from pack.rule import Verdict
from pack.stack import Resource, Stack
from pack.values import Props


def each_part(parts: Iterable[Props], look: Callable[[Props], Iterator[Verdict]]) -> Iterator[Verdict]:
    """What a look at each part of a resource finds."""
    for part in parts:
        yield from guarded(look(part))


def found_at(resource: Resource, verdicts: Iterable[Verdict]) -> Iterator[tuple[str, Verdict]]:
    """Verdicts on one resource with its URN; what is not known of it leaves the others judged."""
    return ((resource.urn, verdict) for verdict in guarded(verdicts))


def each_resource(
    stack: Stack, types: Iterable[str], look: Callable[[Stack, Resource], Iterator[Verdict]]
) -> Iterator[tuple[str, Verdict]]:
    """What a look at each resource of these types finds, with its URN."""
    for resource in stack.all(*sorted(types)):
        yield from found_at(resource, look(stack, resource))
