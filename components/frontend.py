"""The frontend: a Next.js server on port 3000 that answers whatever no other service does."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi

from components import checks
from components.service import WebService
from components.service_args import WebServiceArgs

CACHE = "/app/.next/cache"
"""Where Next.js keeps optimised images and rendered pages: in memory, as the image is read-only."""

LAST = 50000
"""The rule a listener asks last.
Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html"""


@dataclass(frozen=True, kw_only=True)
class FrontendArgs(WebServiceArgs):
    """What the frontend needs. The defaults are the numbers of the delivery document.

    Raises:
        ArgumentError: a value is out of bounds; names the field, the bounds and the value.
    """

    backend_url: str
    """Where its server finds the backend, inside the network."""
    port: int = 3000
    """TCP port."""
    health_path: str = "/healthz"
    """Path that answers 200 when a task can serve; not below /api, which is the backend's."""
    paths: Sequence[str] = ("/*",)
    """What the load balancer sends to it."""
    priority: int = LAST
    """Asked last."""
    cpu: int = 1024
    """CPU units; 1024 are one vCPU."""
    memory: int = 1024
    """MiB."""
    min_tasks: int = 4
    """Tasks that always run."""
    max_tasks: int = 15
    """Tasks that may run at once."""
    scale_requests: int = 15_000
    """Requests a minute and task to hold: a task has half of the backend's CPU."""
    cache_size: int = 128
    """MiB of a task's memory for the cache of pages and images, 16 to 16384."""

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.in_range("FrontendArgs.cache_size", self.cache_size, 16, 16384)
        checks.ordered("FrontendArgs.cache_size", self.cache_size, "half of its memory", self.memory // 2)

    def variables(self) -> dict[str, str]:
        """The plain variables of the process. A Next.js server listens on what HOSTNAME says."""
        return super().variables() | {"HOSTNAME": "0.0.0.0", "BACKEND_URL": self.backend_url}

    def scratch(self) -> dict[str, int]:
        """Paths the process may write to, in memory, and their sizes in MiB."""
        return super().scratch() | {CACHE: self.cache_size}


class FrontendService(WebService):
    """The frontend as a web service."""

    def __init__(self, name: str, args: FrontendArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, args, opts)

        self.register_outputs(self.published())
