"""The backend: a NestJS API on port 3000."""

from dataclasses import dataclass

import pulumi

from components.cloud import Cloud
from components.placement import Placement
from components.scaling import Scaling
from components.service import WebService, WebServiceArgs

PATHS = ("/api/*", "/health")
"""What the load balancer sends to the backend."""


@dataclass(frozen=True, kw_only=True)
class BackendArgs:
    """What the backend needs. The defaults are the numbers of the delivery document.

    Bounds are those of WebServiceArgs and Scaling, which check them.
    """

    cloud: Cloud
    placement: Placement
    version: str
    """Tag of the image to run."""
    port: int = 3000
    """TCP port."""
    health_path: str = "/health"
    """Path that answers 200 when a task can serve."""
    cpu: int = 2048
    """CPU units; 1024 are one vCPU."""
    memory: int = 2048
    """MiB."""
    min_tasks: int = 3
    """Tasks that always run."""
    max_tasks: int = 10
    """Tasks that may run at once."""
    scale_cpu: int = 60
    """Average CPU to hold, percent."""
    scale_memory: int = 75
    """Average memory to hold, percent."""
    scale_requests: int = 30_000
    """Requests a minute and task to hold: half of the 1,000 a second the document asks of an instance."""
    log_retention_days: int = 30
    """Days that CloudWatch keeps the logs."""
    enable_exec: bool = False
    """Let operators open a shell in a task."""
    wait_for_steady_state: bool = True
    """Let `up` end only when the new tasks serve, or the deployment has failed."""


class BackendService(pulumi.ComponentResource):
    """The backend as a web service."""

    image: pulumi.Output[str]
    """The image that was asked for."""
    log_group: pulumi.Output[str]
    """Log group of the tasks."""
    security_group_id: pulumi.Output[str]
    """Group of the tasks, for what they may reach."""
    service: pulumi.Output[str]
    """Name of the ECS service."""
    target_group_arn: pulumi.Output[str]
    """Target group of the tasks."""
    task_definition_arn: pulumi.Output[str]
    """The task definition that was asked for."""

    def __init__(self, name: str, args: BackendArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("alicerce:components:BackendService", name, {}, opts)

        service = WebService(name, _service_args(args), pulumi.ResourceOptions(parent=self))

        self.image = service.image
        self.log_group = service.log_group
        self.security_group_id = service.security_group_id
        self.service = service.service
        self.target_group_arn = service.target_group_arn
        self.task_definition_arn = service.task_definition_arn
        self.register_outputs(
            {
                "image": self.image,
                "log_group": self.log_group,
                "security_group_id": self.security_group_id,
                "service": self.service,
                "target_group_arn": self.target_group_arn,
                "task_definition_arn": self.task_definition_arn,
            }
        )


def _service_args(args: BackendArgs) -> WebServiceArgs:
    return WebServiceArgs(
        cloud=args.cloud,
        placement=args.placement,
        version=args.version,
        port=args.port,
        health_path=args.health_path,
        paths=PATHS,
        priority=100,
        cpu=args.cpu,
        memory=args.memory,
        scaling=Scaling(
            min_tasks=args.min_tasks,
            max_tasks=args.max_tasks,
            cpu=args.scale_cpu,
            memory=args.scale_memory,
            requests=args.scale_requests,
        ),
        log_retention_days=args.log_retention_days,
        enable_exec=args.enable_exec,
        wait_for_steady_state=args.wait_for_steady_state,
        environment={"NODE_ENV": "production", "PORT": str(args.port), "VERSION": args.version},
    )
