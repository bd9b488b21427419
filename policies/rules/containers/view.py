"""A workload and its containers as every rule reads them, whatever the platform.

Everything is read when a rule asks for it, so that an unknown image does not stop the rule about users. None
stands for a notion that the platform does not know: the rules pass over it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pack.values import Props

T = TypeVar("T", covariant=True)


@dataclass(frozen=True)
class Setting(Generic[T]):
    """What a property says."""

    name: str
    """As the platform spells it, so that people find it."""
    value: T

    def __str__(self) -> str:
        return f"{self.name} {spelled(self.value)}"


def spelled(value: object) -> str:
    """A value as people type it."""
    match value:
        case None:
            return "unset"
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case float():
            return f"{value:.15g}"
        case list():
            return f"[{', '.join(map(str, value))}]"
    return str(value)


Reader = Callable[[], T]
"""Reads one part, so that an unknown one leaves its siblings judged."""


class Container:
    """One container."""

    kind = "container"

    def __init__(self, own: Props) -> None:
        self.own = own

    @property
    def name(self) -> str:
        """Its name, once it is known."""
        return self.own.known("name")

    @property
    def label(self) -> str:
        """How people find it; its place while its name is not known."""
        return f"{self.kind} {self.name or self.own.path}".strip()

    def image(self) -> Setting[str]:
        """What it runs."""
        raise NotImplementedError

    def root_user(self) -> Setting[str | float | bool | None] | None:
        """The setting by which it may run as root or as an administrator; None when it cannot."""
        raise NotImplementedError

    def environment(self) -> Sequence[Reader[tuple[str, str]]]:
        """Its variables in plain text, name and value each."""
        raise NotImplementedError

    def arguments(self) -> Sequence[Reader[str]]:
        """The words of its command line."""
        raise NotImplementedError

    def memory_limit(self) -> Setting[float | None] | None:
        """The most memory that it can have."""
        return None

    def memory_reservation(self) -> Setting[float | None] | None:
        """The memory that is kept for it, in the unit of the limit."""
        return None

    def cpu_limit(self) -> Setting[float | None] | None:
        """The most processor time that it can have."""
        return None

    def cpu_reservation(self) -> Setting[float | None] | None:
        """The processor time that is kept for it, in the unit of the limit."""
        return None

    def privileged(self) -> Setting[bool] | None:
        """Whether it has the rights of root on the host."""
        return None

    def no_new_privileges(self) -> Setting[bool] | None:
        """Whether its processes are kept from gaining rights, as by a setuid program."""
        return None

    def dropped(self) -> Setting[list[str]] | None:
        """Linux capabilities taken from it."""
        return None

    def added(self) -> Setting[list[str]] | None:
        """Linux capabilities given to it."""
        return None

    def read_only_root(self) -> Setting[bool] | None:
        """Whether its root file system is read-only."""
        return None

    def writable_paths(self) -> Setting[list[str]] | None:
        """Where it can write although its root is read-only."""
        return None

    def health_check(self) -> Setting[list[str]] | None:
        """How its platform knows that it works; None where it ends by itself."""
        return None

    def log_driver(self) -> Setting[str | None] | None:
        """Where its output goes."""
        return None

    def log_size(self) -> Setting[str | None] | None:
        """At what size a log file on the host is rotated."""
        return None

    def init_process(self) -> Setting[bool] | None:
        """Whether an init process forwards signals and reaps children."""
        return None


class Workload:
    """What a resource describes: containers that live and die together."""

    read_only_root_paths: Sequence[str] = ()
    """Where a read-only root is set, as `replaced` takes it."""
    init_process_paths: Sequence[str] = ()
    """Where an init process is set, as `replaced` takes it; none where the platform does not know it."""

    def containers(self) -> Iterator[Container]:
        """All of them: side-cars, init containers and ephemeral ones too."""
        raise NotImplementedError

    def host_network(self) -> Setting[bool] | None:
        """Whether it shares the host's network."""
        return None

    def host_processes(self) -> Setting[bool] | None:
        """Whether it sees the host's processes."""
        return None

    def host_ipc(self) -> Setting[bool] | None:
        """Whether it shares the host's memory segments and semaphores."""
        return None

    def host_paths(self) -> Sequence[Reader[Setting[str]]]:
        """Directories of the host in the workload; an empty one is none."""
        return ()
