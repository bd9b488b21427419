"""Containers of aws:ecs/taskDefinition:TaskDefinition.

Source of what each platform supports:
https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
"""

from collections.abc import Iterator, Sequence
from functools import partial

from pack.values import Props

from .namespaces import ModedWorkload
from .users import is_administrator, is_root
from .view import Container, Reader, Setting

CPU = {"vCPU": 1024, "vcpu": 1024}
"""CPU units. Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html"""
MEMORY = {"GB": 1024, "gb": 1024}
"""MiB. The same source."""
_UNKNOWING = {"FARGATE", "MANAGED_INSTANCES"}
"""Fargate refuses dockerSecurityOptions; for managed instances nothing promises it: not asked there."""


class Task(ModedWorkload):
    """A task definition."""

    read_only_root_paths = ("containerDefinitions[*].readonlyRootFilesystem",)
    init_process_paths = ("containerDefinitions[*].linuxParameters.initProcessEnabled",)

    def containers(self) -> Iterator[Container]:
        """Its container definitions."""
        definitions = self.props.documents("containerDefinitions")
        return (TaskContainer(each, self.props, definitions) for each in definitions)

    def host_paths(self) -> Sequence[Reader[Setting[str]]]:
        """Volumes of the host, also those that the local driver of Docker binds."""
        return [partial(_host_path, each) for each in self.props.groups("volumes")]


def _host_path(volume: Props) -> Setting[str]:
    if path := volume.text("hostPath"):
        return Setting("hostPath", path)
    options = volume.group("dockerVolumeConfiguration").group("driverOpts")
    # Docker's local driver mounts what `device` names: https://docs.docker.com/reference/cli/docker/volume/create/
    return Setting("driverOpts.device", options.text("device") if "bind" in options.text("o") else "")


class TaskContainer(Container):
    """A container definition."""

    def __init__(self, own: Props, task: Props, siblings: Sequence[Props]) -> None:
        super().__init__(own)
        self.task = task
        self.siblings = siblings

    def _windows(self) -> bool:
        family = self.task.group("runtimePlatform").text("operatingSystemFamily")
        return family.upper().startswith("WINDOWS")

    def _linux(self) -> Props:
        return self.own.group("linuxParameters")

    def image(self) -> Setting[str]:
        """Image."""
        return Setting("image", self.own.text("image"))

    def root_user(self) -> Setting[str | float | bool | None] | None:
        """A USER line in the image does not count: ECS.20 and ECS.21."""
        user = self.own.text("user")
        root = is_administrator(user) if self._windows() else is_root(user)
        return Setting("user", user) if root else None

    def environment(self) -> Sequence[Reader[tuple[str, str]]]:
        """Name and value; `secrets` are not in plain text."""
        return [partial(_variable, each) for each in self.own.groups("environment")]

    def arguments(self) -> Sequence[Reader[str]]:
        """Entry point and command."""
        return [*self.own.readers("entryPoint"), *self.own.readers("command")]

    def memory_limit(self) -> Setting[float | None]:
        """Its own, or the task's when it is alone in it: several containers can starve each other."""
        own = self.own.quantity("memory", MEMORY)
        if own or len(self.siblings) > 1:
            return Setting("memory", own or None)
        return Setting("memory of the task", self.task.quantity("memory", MEMORY))

    def memory_reservation(self) -> Setting[float | None]:
        """A soft limit."""
        return Setting("memoryReservation", self.own.quantity("memoryReservation", MEMORY))

    def cpu_limit(self) -> Setting[float | None]:
        """The task's: on Linux a container's own is a share of what is free, not a limit."""
        if self._windows() and "cpu" in self.own:
            return Setting("cpu", self.own.quantity("cpu", CPU) or None)
        return Setting("cpu of the task", self.task.quantity("cpu", CPU))

    def cpu_reservation(self) -> Setting[float | None]:
        """Its share."""
        return Setting("cpu", self.own.quantity("cpu", CPU))

    def privileged(self) -> Setting[bool]:
        """Fargate and Windows refuse it; it is a mistake there too."""
        return Setting("privileged", self.own.flag("privileged"))

    def no_new_privileges(self) -> Setting[bool] | None:
        """Where there is a Docker daemon to ask it of."""
        if self._windows() or not _UNKNOWING.isdisjoint(self.task.texts("requiresCompatibilities")):
            return None
        options = self.own.texts("dockerSecurityOptions")
        return Setting("dockerSecurityOptions no-new-privileges", keeps_privileges(options))

    def dropped(self) -> Setting[list[str]] | None:
        """Windows has none."""
        if self._windows():
            return None
        return Setting("linuxParameters.capabilities.drop", self._linux().group("capabilities").texts("drop"))

    def added(self) -> Setting[list[str]]:
        """To Docker's default set."""
        return Setting("linuxParameters.capabilities.add", self._linux().group("capabilities").texts("add"))

    def read_only_root(self) -> Setting[bool] | None:
        """Windows does not support it."""
        if self._windows():
            return None
        return Setting("readonlyRootFilesystem", self.own.flag("readonlyRootFilesystem"))

    def writable_paths(self) -> Setting[list[str]]:
        """Volumes and tmpfs."""
        mounts = [each for each in self.own.groups("mountPoints") if not each.flag("readOnly")]
        paths = [each.text("containerPath") for each in (*mounts, *self._linux().groups("tmpfs"))]
        return Setting("writable paths", paths)

    def health_check(self) -> Setting[list[str]] | None:
        """The health of a task is that of its essential containers."""
        if not self.own.flag("essential", default=True) or self._ends():
            return None
        return Setting("healthCheck.command", self.own.group("healthCheck").texts("command"))

    def _ends(self) -> bool:
        """Whether another container waits for its end."""
        waits = [each for sibling in self.siblings for each in sibling.groups("dependsOn")]
        ends = [each for each in waits if each.text("condition") in ("COMPLETE", "SUCCESS")]
        return self.own.text("name") in [each.text("containerName") for each in ends]

    def log_driver(self) -> Setting[str | None]:
        """ECS.9."""
        driver = self.own.group("logConfiguration").text("logDriver")
        return Setting("logConfiguration.logDriver", driver or None)

    def log_size(self) -> Setting[str | None]:
        """Of a json-file."""
        options = self.own.group("logConfiguration").group("options")
        return Setting("logConfiguration.options.max-size", options.text("max-size") or None)

    def init_process(self) -> Setting[bool] | None:
        """Windows has none."""
        if self._windows():
            return None
        return Setting("linuxParameters.initProcessEnabled", self._linux().flag("initProcessEnabled"))


def keeps_privileges(options: Sequence[str]) -> bool:
    """Whether security options, of ECS or of Docker, keep processes from gaining rights."""
    return not {"no-new-privileges", "no-new-privileges:true", "no-new-privileges=true"}.isdisjoint(options)


def _variable(pair: Props) -> tuple[str, str]:
    return pair.text("name"), pair.text("value")
