"""Settings of the services."""

from typing import Annotated

from settings.group import Group, LogDays
from settings.kinds import UrlPath, Version, Within


class BackendSettings(Group):
    """The backend. The defaults are the delivery document's: 2 vCPU and 2 GB, 3 to 10 tasks."""

    version: Version
    """Tag of the backend's image to run."""
    port: Annotated[int, Within(1024, 65535, "(a TCP port)", 3000)] = 3000
    """TCP port the backend listens on, 1024 to 65535."""
    health_path: UrlPath = "/health"
    """Path that answers 200 when a backend task can serve."""
    cpu: Annotated[int, Within(128, 196608, "CPU units", 2048)] = 2048
    """CPU units of a backend task, 128 to 196608; 1024 are one vCPU.

    Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html"""
    memory: Annotated[int, Within(128, 1_048_576, "MiB", 2048)] = 2048
    """MiB of a backend task, 128 to 1048576."""
    min_tasks: Annotated[int, Within(1, 1000, "tasks", 3)] = 3
    """Backend tasks that always run, 1 to 1000."""
    max_tasks: Annotated[int, Within(1, 1000, "tasks", 10)] = 10
    """Backend tasks that may run at once, 1 to 1000."""
    scale_cpu: Annotated[int, Within(1, 100, "percent", 60)] = 60
    """Average CPU that auto scaling holds, percent, 1 to 100."""
    scale_memory: Annotated[int, Within(1, 100, "percent", 75)] = 75
    """Average memory that auto scaling holds, percent, 1 to 100."""
    scale_requests: Annotated[int, Within(1, 1_000_000, "requests a minute", 30_000)] = 30_000
    """Requests a minute and task that auto scaling holds, 1 to 1000000; 30000 is half of 1,000 a second."""
    log_retention_days: LogDays = 30
    """Days that CloudWatch keeps the backend's logs.

    Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html"""
    enable_exec: bool = False
    """Let operators open a shell in a backend task (ECS Exec)."""
    wait_for_steady_state: bool = True
    """Let a deployment end only when the new backend tasks serve, or it has failed."""
