"""All resources of a stack, and how one refers to another, before and after their identifiers are known."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .marks import Malformed, Unknown
from .values import Props


@dataclass(frozen=True)
class Resource:
    """One resource. After `up` its properties are what AWS says; in a preview, what will be asked for."""

    type: str
    name: str
    urn: str
    props: Props
    parent: str = ""
    """URN of its parent."""
    dependencies: tuple[str, ...] = ()
    """URNs of what it waits for."""
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """URNs of the resources that each of its properties is made from."""
    protect: bool = False
    """Whether Pulumi refuses to delete it."""


@dataclass(frozen=True)
class Stack:
    """Resources in the order in which the engine has them."""

    resources: tuple[Resource, ...]
    name: str = ""
    """The stack's own name, such as prod."""

    @cached_property
    def _by_urn(self) -> dict[str, Resource]:
        return {each.urn: each for each in self.resources}

    @cached_property
    def _by_type(self) -> dict[str, list[Resource]]:
        found: dict[str, list[Resource]] = {}
        for each in self.resources:
            found.setdefault(each.type, []).append(each)
        return found

    @cached_property
    def _by_identity(self) -> dict[str, list[Resource]]:
        """Resources by what AWS calls them: identifier, ARN or name, as far as they are known."""
        found: dict[str, list[Resource]] = {}
        for each in self.resources:
            for identity in _identities(each.props):
                found.setdefault(identity, []).append(each)
        return found

    @cached_property
    def secrets(self) -> frozenset[str]:
        """Every string that is marked as a secret in some resource, or part of what is marked."""
        return frozenset(text for each in self.resources for text in each.props.secrets())

    def all(self, *types: str) -> list[Resource]:
        """Resources of these types."""
        return [each for type_ in types for each in self._by_type.get(type_, ())]

    def get(self, urn: str) -> Resource | None:
        """The resource with this URN."""
        return self._by_urn.get(urn)

    def linked(self, resource: Resource, name: str, types: Iterable[str]) -> list[Resource]:
        """Resources of these types that a property refers to.

        By the identifiers that the property holds, once they are known. A first preview knows none: so by
        what the program made the property from, too.
        """
        wanted = frozenset(types)
        made_from = [self._by_urn[urn] for urn in resource.links.get(name, ()) if urn in self._by_urn]
        named = [each for text in _held(resource.props, name) for each in self._by_identity.get(text, ())]
        found = {each.urn: each for each in (*named, *made_from) if each.type in wanted}
        return list(found.values())

    def users(self, target: Resource, types: Iterable[str], name: str) -> list[Resource]:
        """Resources of these types whose property refers to a resource."""
        return [each for each in self.all(*types) if target in self.linked(each, name, {target.type})]


def _identities(props: Props) -> Iterator[str]:
    for name in ("id", "arn", "name"):
        try:
            if text := props.text(name):
                yield text
        except (Unknown, Malformed):
            continue  # a resource is found by what is known of it


def _held(props: Props, name: str) -> Iterator[str]:
    """Every string in a property, also deep inside."""
    try:
        yield from _texts(props.value(name))
    except Unknown:
        return  # links tell of the rest


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
