"""Mounts, as a container and a service of Docker both have them."""

from functools import partial

from pack.values import Props

from .view import Reader, Setting


def bind_paths(props: Props) -> list[Reader[Setting[str]]]:
    """Directories of the host."""
    return [partial(_bind_path, each) for each in props.groups("mounts")]


def _bind_path(mount: Props) -> Setting[str]:
    return Setting("mount source", mount.text("source") if mount.text("type") == "bind" else "")


def writable_mounts(props: Props) -> list[str]:
    """Where a container can write."""
    return [each.text("target") for each in props.groups("mounts") if not each.flag("readOnly")]
