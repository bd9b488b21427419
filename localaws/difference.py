"""What changed between two sets of inputs, and what of it makes a new resource."""

from collections.abc import Mapping
from dataclasses import dataclass

from localaws import request
from localaws.shapes import same
from localaws.spec import Spec
from localaws.tagging import all_tags
from localaws.values import Props


@dataclass(frozen=True)
class Difference:
    """What changed between two sets of inputs."""

    changed: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    delete_first: bool = False
    """The new resource would have the old one's name, so the old one must go first."""


def difference(
    spec: Spec, default_tags: Mapping[str, str], old_inputs: Props, state: Props, news: Props
) -> Difference:
    """What changed. Of the state only the tags matter: the default tags are no input."""
    differ = (key for key in sorted({*old_inputs, *news}) if not _equal(spec, key, old_inputs, news))
    same_there = {*spec.ignored, *(key for key in spec.kept if news.get(key) is None)}
    changed = [key for key in differ if key not in same_there and not (spec.tags and key == "tags")]
    if spec.tags and not same(state.get("tagsAll") or {}, all_tags(default_tags, news)):
        changed.append("tagsAll" if _equal(spec, "tags", old_inputs, news) else "tags")
    replaces = [key for key in changed if key == "region" or _replaces(spec, key, old_inputs, news)]
    if "*" in spec.replace_on:
        replaces = [key for key in changed if key not in ("tags", "tagsAll")]
    name_kept = spec.name is not None and _equal(spec, spec.name.prop, old_inputs, news)
    return Difference(tuple(changed), tuple(replaces), bool(replaces) and name_kept)


def _equal(spec: Spec, key: str, old: Props, new: Props) -> bool:
    default = spec.defaults.get(key)
    return same(old.get(key, default), new.get(key, default), ordered=key in spec.ordered)


def _replaces(spec: Spec, key: str, old: Props, new: Props) -> bool:
    """Whether a change of a property makes a new resource: of all of it, or of a part that does."""
    parts = (path for path in spec.replace_on if request.root(path) == key)
    return any(path == key or not same(request.dig(old, path), request.dig(new, path)) for path in parts)
