"""Workloads that say with networkMode, pidMode and ipcMode whose namespaces they share."""

from pack.values import Props

from .view import Setting, Workload


class ModedWorkload(Workload):
    """A workload whose modes are properties of its own; an absent one is a namespace of its own."""

    def __init__(self, props: Props) -> None:
        self.props = props

    def host_network(self) -> Setting[bool]:
        """Whether it has the host's network; absent, it is a bridge."""
        return self._of_host("networkMode")

    def host_processes(self) -> Setting[bool]:
        """Whether it sees the host's processes."""
        return self._of_host("pidMode")

    def host_ipc(self) -> Setting[bool]:
        """Whether it shares the host's memory segments and semaphores."""
        return self._of_host("ipcMode")

    def _of_host(self, mode: str) -> Setting[bool]:
        return Setting(f'{mode} "host"', self.props.text(mode) == "host")
