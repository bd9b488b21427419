"""Containers of docker:index/container:Container, of pulumi_docker 4.

Source: https://www.pulumi.com/registry/packages/docker/api-docs/container/
"""

from collections.abc import Iterator, Sequence
from functools import partial

from pack.values import Props

from .docker_mounts import bind_paths, writable_mounts
from .ecs import keeps_privileges
from .namespaces import ModedWorkload
from .users import is_root
from .view import Container, Reader, Setting


class Single(ModedWorkload):
    """A container on a Docker host."""

    read_only_root_paths = ("readOnly",)
    init_process_paths = ("init",)

    def containers(self) -> Iterator[Container]:
        """Itself."""
        return iter([SingleContainer(self.props)])

    def host_paths(self) -> Sequence[Reader[Setting[str]]]:
        """Volumes and binds."""
        volumes = [partial(_volume_path, each) for each in self.props.groups("volumes")]
        return [*volumes, *bind_paths(self.props)]


class SingleContainer(Container):
    """A container on a Docker host."""

    def image(self) -> Setting[str]:
        """A reference, or the id of an image."""
        return Setting("image", self.own.text("image"))

    def root_user(self) -> Setting[str | float | bool | None] | None:
        """A USER line in the image is not seen here."""
        user = self.own.text("user")
        return Setting("user", user) if is_root(user) else None

    def environment(self) -> Sequence[Reader[tuple[str, str]]]:
        """NAME=value."""
        return [partial(_assignment, each) for each in self.own.readers("envs")]

    def arguments(self) -> Sequence[Reader[str]]:
        """Entry point and command."""
        return [*self.own.readers("entrypoints"), *self.own.readers("command")]

    def memory_limit(self) -> Setting[float | None]:
        """MB."""
        return Setting("memory", self.own.number("memory") or None)

    def memory_reservation(self) -> Setting[float | None]:
        """MB."""
        return Setting("memoryReservation", self.own.number("memoryReservation"))

    def cpu_limit(self) -> Setting[float | None]:
        """Processors, or a quota. cpuShares is a weight, not a limit."""
        if cpus := self.own.number("cpus"):
            return Setting("cpus", cpus)
        return Setting("cpus or cpuQuota", self.own.number("cpuQuota") or None)

    def privileged(self) -> Setting[bool]:
        """Absent, it is not."""
        return Setting("privileged", self.own.flag("privileged"))

    def no_new_privileges(self) -> Setting[bool]:
        """A security option."""
        return Setting("securityOpts no-new-privileges", keeps_privileges(self.own.texts("securityOpts")))

    def dropped(self) -> Setting[list[str]]:
        """From Docker's default set."""
        return Setting("capabilities.drops", self.own.group("capabilities").texts("drops"))

    def added(self) -> Setting[list[str]]:
        """To Docker's default set."""
        return Setting("capabilities.adds", self.own.group("capabilities").texts("adds"))

    def read_only_root(self) -> Setting[bool]:
        """Absent, it can be written."""
        return Setting("readOnly", self.own.flag("readOnly"))

    def writable_paths(self) -> Setting[list[str]]:
        """Volumes, mounts and tmpfs."""
        volumes = [each for each in self.own.groups("volumes") if not each.flag("readOnly")]
        paths = [each.text("containerPath") for each in volumes]
        return Setting("writable paths", [*paths, *self.own.group("tmpfs"), *writable_mounts(self.own)])

    def health_check(self) -> Setting[list[str]] | None:
        """A HEALTHCHECK line in the image is not seen here. What need not be kept running ends by itself."""
        if not self.own.flag("mustRun", default=True):
            return None
        return Setting("healthcheck.tests", self.own.group("healthcheck").texts("tests"))

    def log_driver(self) -> Setting[str | None]:
        """Absent, it is the daemon's."""
        return Setting("logDriver", self.own.text("logDriver") or None)

    def log_size(self) -> Setting[str | None]:
        """Of a json-file."""
        return Setting("logOpts.max-size", self.own.group("logOpts").text("max-size") or None)

    def init_process(self) -> Setting[bool]:
        """Absent, it is the daemon's choice: none."""
        return Setting("init", self.own.flag("init"))


def _volume_path(volume: Props) -> Setting[str]:
    return Setting("hostPath", volume.text("hostPath"))


def _assignment(read: Reader[str]) -> tuple[str, str]:
    name, _, value = read().partition("=")
    return name, value
