"""Containers of the kinds of Kubernetes that run pods.

Source: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
"""

from collections.abc import Iterator, Sequence
from functools import partial, reduce

from pack.values import Props

from .users import is_administrator, is_root_id
from .view import Container, Reader, Setting, Workload

UNITS = {"m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18}
UNITS |= {"Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40, "Pi": 2**50, "Ei": 2**60}
"""Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/"""

READ_ONLY_VOLUMES = ("configMap", "secret", "projected", "downwardAPI")
"""Volumes that no container can write to. Source: https://kubernetes.io/docs/concepts/storage/volumes/"""


class Pod(Workload):
    """A pod, or the template of one at `path` in its owner."""

    def __init__(self, path: Sequence[str], ends: bool, props: Props) -> None:
        self.path = path
        self.ends = ends
        self.props = props
        self.read_only_root_paths = [
            f"{'.'.join(path)}.{kind}[*].securityContext.readOnlyRootFilesystem"
            for kind in ("initContainers", "containers", "ephemeralContainers")
        ]

    @property
    def spec(self) -> Props:
        """The spec of the pod."""
        return reduce(Props.group, self.path, self.props)

    def containers(self) -> Iterator[Container]:
        """Init containers, containers, ephemeral ones."""
        spec = self.spec
        ends = self.ends or spec.text("restartPolicy", "Always") != "Always"
        yield from (InitContainer(each, spec, ends) for each in spec.groups("initContainers"))
        yield from (PodContainer(each, spec, ends) for each in spec.groups("containers"))
        yield from (EphemeralContainer(each, spec, ends) for each in spec.groups("ephemeralContainers"))

    def host_network(self) -> Setting[bool]:
        """Absent, it has its own."""
        return Setting("hostNetwork true", self.spec.flag("hostNetwork"))

    def host_processes(self) -> Setting[bool]:
        """Absent, it has its own."""
        return Setting("hostPID true", self.spec.flag("hostPID"))

    def host_ipc(self) -> Setting[bool]:
        """Absent, it has its own."""
        return Setting("hostIPC true", self.spec.flag("hostIPC"))

    def host_paths(self) -> Sequence[Reader[Setting[str]]]:
        """Volumes of the node."""
        return [partial(_host_path, each) for each in self.spec.groups("volumes")]


def _host_path(volume: Props) -> Setting[str]:
    return Setting("hostPath.path", volume.group("hostPath").text("path"))


class PodContainer(Container):
    """A container of a pod. Its logs and its init process are the node's business."""

    def __init__(self, own: Props, pod: Props, ends: bool) -> None:
        super().__init__(own)
        self.pod = pod
        self.ends = ends

    def _windows(self) -> bool:
        return self.pod.group("os").text("name") == "windows"

    def _security(self) -> Props:
        return self.own.group("securityContext")

    def image(self) -> Setting[str]:
        """A reference."""
        return Setting("image", self.own.text("image"))

    def root_user(self) -> Setting[str | float | bool | None] | None:
        """A container counts before its pod; the node refuses root where runAsNonRoot is true."""
        contexts = (self._security(), self.pod.group("securityContext"))
        if self._windows():
            return _windows_user(contexts)
        for context in contexts:
            if (user := context.number("runAsUser")) is not None:
                return Setting("securityContext.runAsUser", user) if is_root_id(user) else None
        return _unless_refused(contexts)

    def environment(self) -> Sequence[Reader[tuple[str, str]]]:
        """Name and value; valueFrom is not in plain text."""
        return [partial(_variable, each) for each in self.own.groups("env")]

    def arguments(self) -> Sequence[Reader[str]]:
        """Command and arguments."""
        return [*self.own.readers("command"), *self.own.readers("args")]

    def _resource(self, kind: str, name: str) -> float | None:
        """A container's own, or the pod's, which holds for all of its containers together."""
        own = self.own.group("resources").group(kind).quantity(name, UNITS)
        return own or self.pod.group("resources").group(kind).quantity(name, UNITS) or None

    def memory_limit(self) -> Setting[float | None] | None:
        """Bytes."""
        return Setting("resources.limits.memory", self._resource("limits", "memory"))

    def memory_reservation(self) -> Setting[float | None] | None:
        """Bytes."""
        return Setting("resources.requests.memory", self._resource("requests", "memory"))

    def cpu_limit(self) -> Setting[float | None] | None:
        """Processors."""
        return Setting("resources.limits.cpu", self._resource("limits", "cpu"))

    def cpu_reservation(self) -> Setting[float | None] | None:
        """Processors."""
        return Setting("resources.requests.cpu", self._resource("requests", "cpu"))

    def privileged(self) -> Setting[bool]:
        """Absent, it is not."""
        return Setting("securityContext.privileged", self._security().flag("privileged"))

    def no_new_privileges(self) -> Setting[bool] | None:
        """Absent, escalation is allowed. Windows has no such notion."""
        if self._windows():
            return None
        allowed = self._security().flag("allowPrivilegeEscalation", default=True)
        return Setting("securityContext.allowPrivilegeEscalation false", not allowed)

    def dropped(self) -> Setting[list[str]] | None:
        """From the runtime's default set. Windows has none."""
        if self._windows():
            return None
        return Setting(
            "securityContext.capabilities.drop", self._security().group("capabilities").texts("drop")
        )

    def added(self) -> Setting[list[str]]:
        """To the runtime's default set."""
        return Setting(
            "securityContext.capabilities.add", self._security().group("capabilities").texts("add")
        )

    def read_only_root(self) -> Setting[bool] | None:
        """Absent, it can be written. Windows does not support it."""
        if self._windows():
            return None
        return Setting(
            "securityContext.readOnlyRootFilesystem", self._security().flag("readOnlyRootFilesystem")
        )

    def writable_paths(self) -> Setting[list[str]]:
        """Mounts of volumes that can be written."""
        volumes = self.pod.groups("volumes")
        fixed = {each.text("name") for each in volumes if any(kind in each for kind in READ_ONLY_VOLUMES)}
        mounts = [each for each in self.own.groups("volumeMounts") if not each.flag("readOnly")]
        paths = [each.text("mountPath") for each in mounts if each.text("name") not in fixed]
        return Setting("writable paths", paths)

    def health_check(self) -> Setting[list[str]] | None:
        """A probe that is always asked: a startup probe ends with the start."""
        if self.ends:
            return None
        probes = [each for each in ("livenessProbe", "readinessProbe") if list(self.own.group(each))]
        return Setting("livenessProbe or readinessProbe", probes)


class InitContainer(PodContainer):
    """A container that ends before the others start, unless it is a side-car."""

    kind = "init container"

    def health_check(self) -> Setting[list[str]] | None:
        """Side-cars alone have probes. Source: https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/"""
        return super().health_check() if self.own.text("restartPolicy") == "Always" else None


class EphemeralContainer(PodContainer):
    """A container for debugging. It has neither resources nor probes.

    Source: https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/
    """

    kind = "ephemeral container"

    def memory_limit(self) -> Setting[float | None] | None:
        """Not allowed."""
        return None

    def cpu_limit(self) -> Setting[float | None] | None:
        """Not allowed."""
        return None

    def health_check(self) -> Setting[list[str]] | None:
        """Not allowed."""
        return None


def _windows_user(contexts: Sequence[Props]) -> Setting[str | float | bool | None] | None:
    names = [each.group("windowsOptions").text("runAsUserName") for each in contexts]
    name = next(filter(None, names), "")
    root = is_administrator(name)
    return Setting("securityContext.windowsOptions.runAsUserName", name) if root else None


def _unless_refused(contexts: Sequence[Props]) -> Setting[str | float | bool | None] | None:
    refused = next((each.flag("runAsNonRoot") for each in contexts if "runAsNonRoot" in each), None)
    return None if refused else Setting("securityContext.runAsNonRoot", refused)


def _variable(variable: Props) -> tuple[str, str]:
    return variable.text("name"), variable.text("value")
