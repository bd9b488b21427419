"""What a web service is told, checked, and what follows from it alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pulumi

from components import checks
from components.cloud import Cloud
from components.placement import Placement
from components.scaling import Scaling, schedule


@dataclass(frozen=True, kw_only=True)
class WebServiceArgs:
    """What a web service needs. A kind of service is a subclass that fills in its numbers.

    Raises:
        ArgumentError: a value is out of bounds; names the field, the bounds and the value.
    """

    cloud: Cloud
    placement: Placement
    namespace_id: pulumi.Input[str]
    """Namespace in which other services find it."""
    topic_arn: pulumi.Input[str]
    """Topic that is told when a deployment is stopped."""
    version: str
    """Tag of the image to run. Tags are immutable, so a version is always the same bytes."""
    port: int
    """TCP port the container listens on, 1024 to 65535: it is not root."""
    health_path: str
    """Path that answers 200 when a task can serve."""
    paths: Sequence[str]
    """Path patterns the service answers, 1 to 5.
    Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html"""
    priority: int
    """Place of its rule on the listener, 1 to 50000; the lowest is asked first."""
    cpu: int
    """CPU units of a task, 128 to 196608; 1024 are one vCPU.
    Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html"""
    memory: int
    """MiB of a task, 128 or more."""
    min_tasks: int
    """Tasks that always run, 1 to 1000."""
    max_tasks: int
    """Tasks that may run at once, `min_tasks` to 1000."""
    scale_requests: int
    """Requests a minute and task to hold, 1 to 1000000."""
    scale_cpu: int = 60
    """Average CPU to hold, percent, 1 to 100."""
    scale_memory: int = 75
    """Average memory to hold, percent, 1 to 100."""
    scale_out_cooldown: int = 60
    """Seconds to wait after adding tasks, 0 to 3600."""
    scale_in_cooldown: int = 300
    """Seconds to wait after removing tasks, 0 to 3600."""
    schedules: Sequence[str] = ()
    """Other bounds at certain times, each as in `components.scaling.schedule`."""
    time_zone: str = "UTC"
    """Where the clock of the schedules is."""
    log_retention_days: int = 30
    """Days that CloudWatch keeps the logs; one of the values it knows."""
    log_key_arn: pulumi.Input[str] | None = None
    """Key that encrypts the logs; without one CloudWatch takes its own."""
    enable_exec: bool = False
    """Let operators open a shell in a task (ECS Exec)."""
    wait_for_steady_state: bool = True
    """Let `up` end only when the new tasks serve, or the deployment has failed."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """Plain values for the process. Never secrets."""
    secrets: Mapping[str, str] = field(default_factory=dict)
    """Variables that ECS reads when a task starts, and where each is: `valueFrom`."""
    secret_arn_patterns: Sequence[str] = ()
    """ARNs of the secrets and parameters that hold them, with ? for the characters AWS deals out."""
    run_time_secret_arn_patterns: Sequence[str] = ()
    """ARNs of secrets that the process reads by itself."""
    secrets_key_arn: pulumi.Input[str] = ""
    """Key that encrypts those secrets; needed where there are any."""
    reaches: Mapping[str, tuple[pulumi.Input[str], int]] = field(default_factory=dict)
    """What the tasks may connect to: a name for it, its security group and its TCP port."""
    after: Sequence[pulumi.Resource] = ()
    """What must be there before a task starts: the values of its secrets, its image."""

    def __post_init__(self) -> None:
        checks.in_range("WebServiceArgs.port", self.port, 1024, 65535)
        checks.matches("WebServiceArgs.health_path", self.health_path, r"/\S*", "a path that starts with /")
        checks.in_range("number of WebServiceArgs.paths", len(self.paths), 1, 5)
        checks.in_range("WebServiceArgs.priority", self.priority, 1, 50000)
        checks.in_range("WebServiceArgs.cpu", self.cpu, 128, 196608)
        checks.in_range("WebServiceArgs.memory", self.memory, 128, 1_048_576)
        self.scaling()  # checks itself
        self._check_secrets()

    def _check_secrets(self) -> None:
        twice = sorted(self.secrets.keys() & self.variables().keys())
        if twice:
            raise checks.ArgumentError(
                f"WebServiceArgs.secrets has {', '.join(twice)}, a plain variable too: name each once."
            )
        if self.secrets and not (self.secret_arn_patterns and self.secrets_key_arn):
            raise checks.ArgumentError(
                "WebServiceArgs.secrets needs secret_arn_patterns and secrets_key_arn: "
                "without them no task may read its secrets, and none starts."
            )

    def variables(self) -> dict[str, str]:
        """The plain variables of the process: those that are given, and what its own settings imply."""
        own = {"NODE_ENV": "production", "PORT": str(self.port), "VERSION": self.version}
        return {**self.environment, **own}

    def scratch(self) -> dict[str, int]:
        """Paths the process may write to, in memory, and their sizes in MiB."""
        return {"/tmp": 64}

    def scaling(self) -> Scaling:
        """How many tasks run, and why."""
        return Scaling(
            min_tasks=self.min_tasks,
            max_tasks=self.max_tasks,
            cpu=self.scale_cpu,
            memory=self.scale_memory,
            requests=self.scale_requests,
            out_cooldown=self.scale_out_cooldown,
            in_cooldown=self.scale_in_cooldown,
            schedules=tuple(map(schedule, self.schedules)),
            time_zone=self.time_zone,
        )
