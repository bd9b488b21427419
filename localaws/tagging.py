"""Tags: the provider's default tags under a resource's own, and what changes at AWS when they do."""

from collections.abc import Mapping
from typing import Any

from localaws.errors import Gone
from localaws.paths import get
from localaws.spec import Send, Tags
from localaws.values import Props


def all_tags(defaults: Mapping[str, str], inputs: Props) -> Any:
    """`tagsAll`: default tags overlaid with the resource's; an unknown `tags` makes all unknown."""
    own = inputs.get("tags") or {}
    return {**defaults, **own} if isinstance(own, dict) else own


def own_tags(defaults: Mapping[str, str], own: Mapping[str, str], seen: Mapping[str, str]) -> dict[str, str]:
    """Of the tags seen at AWS, the resource's own: all but the defaults that it does not repeat itself."""
    return {key: value for key, value in seen.items() if key in own or defaults.get(key) != value}


def retag(send: Send, tags: Tags, context: Props, old: Mapping[str, str], new: Mapping[str, str]) -> None:
    """Brings AWS's tags from the old to the new."""
    gone = sorted(set(old) - set(new))
    changed = {key: value for key, value in new.items() if old.get(key) != value}
    if gone and tags.unset:
        send(tags.unset, {**context, "tagKeys": gone})
    if changed and tags.set:
        send(tags.set, {**context, "tags": changed})


def read_tags(send: Send, tags: Tags, context: Props, found: Any) -> dict[str, str]:
    """The tags at AWS, without those AWS itself makes (`aws:...`)."""
    try:
        seen = get(send(tags.read, context) if tags.read else found, tags.get)
    except Gone:
        return {}  # AWS's word, for a bucket, that it has no tags
    pairs = seen.items() if isinstance(seen, dict) else map(_pair, seen or [])
    return {key: value for key, value in pairs if not key.startswith("aws:")}


def _pair(item: Mapping[str, Any]) -> tuple[str, str]:
    plain = {key.lower(): value for key, value in item.items()}
    return plain.get("key") or plain["tagkey"], plain.get("value", plain.get("tagvalue", ""))
