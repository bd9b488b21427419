"""Settings of the services."""

from typing import Annotated

from pydantic import StringConstraints

from settings.group import Group, LogDays
from settings.kinds import ListOf, Text, UrlPath, Version, Within

Schedules = Annotated[
    tuple[
        Annotated[
            str,
            StringConstraints(pattern=r"\A[a-z0-9-]+ (?:cron|rate|at)\([^()]+\) \d{1,4} [1-9]\d{0,3}\z"),
        ],
        ...,
    ],
    ListOf(
        "a name, an expression of AWS, and the minimum and maximum of tasks from then on",
        ("morning cron(0 7 ? * MON-FRI *) 6 10",),
    ),
]
TimeZone = Annotated[
    str, Text(r"[A-Za-z]+(?:[_/+-][A-Za-z0-9]+)*", "a name of the IANA database", "America/Sao_Paulo")
]
Command = Annotated[
    tuple[Annotated[str, StringConstraints(min_length=1)], ...],
    ListOf("the words of a command", ("npm", "run", "migrate")),
]
CpuUnits = Within(128, 196608, "CPU units", 1024)
MemoryMib = Within(128, 1_048_576, "MiB", 2048)
Tasks = Within(1, 1000, "tasks", 4)
Requests = Within(1, 1_000_000, "requests a minute", 30_000)
Cooldown = Within(0, 3600, "seconds", 60)


class ServiceSettings(Group):
    """What every service is told alike."""

    version: Version
    """Tag of the image to run."""
    port: Annotated[int, Within(1024, 65535, "(a TCP port)", 3000)] = 3000
    """TCP port the process listens on, 1024 to 65535."""
    scale_cpu: Annotated[int, Within(1, 100, "percent", 60)] = 60
    """Average CPU that auto scaling holds, percent, 1 to 100."""
    scale_memory: Annotated[int, Within(1, 100, "percent", 75)] = 75
    """Average memory that auto scaling holds, percent, 1 to 100."""
    scale_out_cooldown: Annotated[int, Cooldown] = 60
    """Seconds that auto scaling waits after adding tasks, 0 to 3600; about what a task takes to serve."""
    scale_in_cooldown: Annotated[int, Cooldown] = 300
    """Seconds that auto scaling waits after removing tasks, 0 to 3600; a lull must last before it counts."""
    schedules: Schedules = ()
    """Times from which other bounds of tasks hold: each a name, an expression of AWS, a minimum, a maximum.

    Source: https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-using-cron-expressions.html"""
    time_zone: TimeZone = "UTC"
    """Where the clock of the schedules is, by its name in the IANA database."""
    log_retention_days: LogDays = 30
    """Days that CloudWatch keeps the logs.

    Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html"""
    enable_exec: bool = False
    """Let operators open a shell in a task (ECS Exec)."""
    wait_for_steady_state: bool = True
    """Let a deployment end only when the new tasks serve, or it has failed."""


class BackendSettings(ServiceSettings):
    """The backend. The defaults are the delivery document's: 2 vCPU and 2 GB, 3 to 10 tasks."""

    health_path: UrlPath = "/health"
    """Path that answers 200 when a backend task can serve."""
    cpu: Annotated[int, CpuUnits] = 2048
    """CPU units of a backend task, 128 to 196608; 1024 are one vCPU. Fargate has a few sizes only.

    Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html"""
    memory: Annotated[int, MemoryMib] = 2048
    """MiB of a backend task, 128 to 1048576."""
    min_tasks: Annotated[int, Tasks] = 3
    """Backend tasks that always run, 1 to 1000; in production one in each zone at the least."""
    max_tasks: Annotated[int, Tasks] = 10
    """Backend tasks that may run at once, 1 to 1000."""
    scale_requests: Annotated[int, Requests] = 30_000
    """Requests a minute and task that auto scaling holds, 1 to 1000000; 30000 is half of 1,000 a second."""
    migration_command: Command = ("npm", "run", "migrate")
    """What brings the database up to a release, in the backend's image."""


class FrontendSettings(ServiceSettings):
    """The frontend. The defaults are the delivery document's: 1 vCPU and 1 GB, 4 to 15 tasks."""

    health_path: UrlPath = "/healthz"
    """Path that answers 200 when a frontend task can serve; not below /api, which is the backend's."""
    cpu: Annotated[int, CpuUnits] = 1024
    """CPU units of a frontend task, 128 to 196608; 1024 are one vCPU. Fargate has a few sizes only.

    Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html"""
    memory: Annotated[int, MemoryMib] = 1024
    """MiB of a frontend task, 128 to 1048576."""
    min_tasks: Annotated[int, Tasks] = 4
    """Frontend tasks that always run, 1 to 1000; in production one in each zone at the least."""
    max_tasks: Annotated[int, Tasks] = 15
    """Frontend tasks that may run at once, 1 to 1000."""
    scale_requests: Annotated[int, Requests] = 15_000
    """Requests a minute and task that auto scaling holds, 1 to 1000000; half of a backend task's."""
    cache_size: Annotated[int, Within(16, 16384, "MiB", 128)] = 128
    """MiB of a frontend task's memory for its cache of pages and images, 16 to 16384; half of it at most."""
