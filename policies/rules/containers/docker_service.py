"""Containers of docker:index/service:Service, of pulumi_docker 4.

Source: https://www.pulumi.com/registry/packages/docker/api-docs/service/
"""

from collections.abc import Iterator, Sequence
from functools import partial

from pack.values import Props

from .docker_mounts import bind_paths, writable_mounts
from .users import is_root
from .view import Container, Reader, Setting, Workload


class Service(Workload):
    """A service on a Docker swarm. It knows neither privileged containers nor the host's processes."""

    read_only_root_paths = ("taskSpec.containerSpec.readOnly",)
    init_process_paths = ("taskSpec.containerSpec.init",)

    def __init__(self, props: Props) -> None:
        self.props = props

    @property
    def task(self) -> Props:
        """What the service runs copies of."""
        return self.props.group("taskSpec")

    def containers(self) -> Iterator[Container]:
        """The one that each task has."""
        spec = self.task.group("containerSpec")
        return iter([ServiceContainer(spec, self.task, self.props.known("name"))])

    def host_network(self) -> Setting[bool]:
        """A network like any other, named host."""
        names = [each.text("name") for each in self.task.groups("networksAdvanceds")]
        return Setting('networksAdvanceds "host"', "host" in names)

    def host_paths(self) -> Sequence[Reader[Setting[str]]]:
        """Binds."""
        return bind_paths(self.task.group("containerSpec"))


class ServiceContainer(Container):
    """A container on a Docker swarm."""

    def __init__(self, own: Props, task: Props, name: str) -> None:
        super().__init__(own)
        self.task = task
        self.service = name

    @property
    def name(self) -> str:
        """A containerSpec has none: the service's."""
        return self.service

    def image(self) -> Setting[str]:
        """A reference."""
        return Setting("image", self.own.text("image"))

    def root_user(self) -> Setting[str | float | bool | None] | None:
        """A USER line in the image is not seen here."""
        user = self.own.text("user")
        return Setting("user", user) if is_root(user) else None

    def environment(self) -> Sequence[Reader[tuple[str, str]]]:
        """By name."""
        variables = self.own.group("env")
        return [partial(_named, variables, each) for each in variables]

    def arguments(self) -> Sequence[Reader[str]]:
        """Command and arguments."""
        return [*self.own.readers("commands"), *self.own.readers("args")]

    def _limits(self) -> Props:
        return self.task.group("resources").group("limits")

    def _reservation(self) -> Props:
        return self.task.group("resources").group("reservation")

    def memory_limit(self) -> Setting[float | None]:
        """Bytes."""
        return Setting("resources.limits.memoryBytes", self._limits().number("memoryBytes") or None)

    def memory_reservation(self) -> Setting[float | None]:
        """Bytes."""
        return Setting("resources.reservation.memoryBytes", self._reservation().number("memoryBytes"))

    def cpu_limit(self) -> Setting[float | None]:
        """Billionths of a processor."""
        return Setting("resources.limits.nanoCpus", self._limits().number("nanoCpus") or None)

    def cpu_reservation(self) -> Setting[float | None]:
        """Billionths of a processor."""
        return Setting("resources.reservation.nanoCpus", self._reservation().number("nanoCpus"))

    def dropped(self) -> Setting[list[str]]:
        """From Docker's default set."""
        return Setting("capDrops", self.own.texts("capDrops"))

    def added(self) -> Setting[list[str]]:
        """To Docker's default set."""
        return Setting("capAdds", self.own.texts("capAdds"))

    def read_only_root(self) -> Setting[bool]:
        """Absent, it can be written."""
        return Setting("readOnly", self.own.flag("readOnly"))

    def writable_paths(self) -> Setting[list[str]]:
        """Mounts."""
        return Setting("writable paths", writable_mounts(self.own))

    def health_check(self) -> Setting[list[str]] | None:
        """A HEALTHCHECK line in the image is not seen here. What is not started again ends by itself."""
        if self.task.group("restartPolicy").text("condition", "any") != "any":
            return None
        return Setting("healthcheck.tests", self.own.group("healthcheck").texts("tests"))

    def log_driver(self) -> Setting[str | None]:
        """Absent, it is the swarm's."""
        return Setting("logDriver.name", self.task.group("logDriver").text("name") or None)

    def log_size(self) -> Setting[str | None]:
        """Of a json-file."""
        options = self.task.group("logDriver").group("options")
        return Setting("logDriver.options.max-size", options.text("max-size") or None)

    def init_process(self) -> Setting[bool]:
        """Absent, it is the daemon's choice: none."""
        return Setting("init", self.own.flag("init"))


def _named(variables: Props, name: str) -> tuple[str, str]:
    return name, variables.text(name)
