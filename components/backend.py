"""The backend: a NestJS API on port 3000, and the task that migrates its database."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi

from components.checks import in_range
from components.migration import migration_task
from components.service import WebService
from components.service_args import WebServiceArgs
from components.task import service_container


@dataclass(frozen=True, kw_only=True)
class BackendArgs(WebServiceArgs):
    """What the backend needs. The defaults are the numbers of the delivery document.

    Raises:
        ArgumentError: a value is out of bounds; names the field, the bounds and the value.
    """

    port: int = 3000
    """TCP port."""
    health_path: str = "/health"
    """Path that answers 200 when a task can serve."""
    paths: Sequence[str] = ("/api/*", "/health")
    """What the load balancer sends to it."""
    priority: int = 100
    """Asked before the frontend, which takes everything."""
    cpu: int = 2048
    """CPU units; 1024 are one vCPU."""
    memory: int = 2048
    """MiB."""
    min_tasks: int = 3
    """Tasks that always run."""
    max_tasks: int = 10
    """Tasks that may run at once."""
    scale_requests: int = 30_000
    """Requests a minute and task to hold: half of the 1,000 a second the document asks of an instance."""
    migration_command: Sequence[str] = ("npm", "run", "migrate")
    """What brings the database up to the release."""

    def __post_init__(self) -> None:
        super().__post_init__()
        in_range("number of BackendArgs.migration_command", len(self.migration_command), 1, 100)


class BackendService(WebService):
    """The backend as a web service."""

    migration_task_definition_arn: pulumi.Output[str]
    """The task that migrates the database; run in the service's subnets, with its security group."""

    def __init__(self, name: str, args: BackendArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, args, opts)

        migration = migration_task(
            args.cloud,
            service_container(name, args),
            args.migration_command,
            self.execution_role_arn,
            self.task_role_arn,
            pulumi.ResourceOptions(parent=self),
        )

        self.migration_task_definition_arn = migration.arn
        self.register_outputs(
            self.published() | {"migration_task_definition_arn": self.migration_task_definition_arn}
        )
