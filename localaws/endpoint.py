"""How an embedded AWS is asked to run, and where a running one says it is. Imports nothing heavy."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

ENDPOINT_FILE = "endpoint.json"


@dataclass(frozen=True)
class Endpoint:
    """Where a running embedded AWS is, and which life of it this is."""

    pid: int
    created: float
    """The process's start, in seconds since the epoch, to tell it from a later one with the same pid."""
    life: str
    """Random per start: its memory is gone when this changed."""
    started: str
    """ISO 8601, UTC."""
    aws: str
    """`http://127.0.0.1:PORT`, for boto3 and the aws CLI."""
    providers: dict[str, int]
    """Package -> gRPC port of its Pulumi provider."""

    @property
    def attach(self) -> str:
        """What PULUMI_DEBUG_PROVIDERS must say for an engine to use these providers."""
        return ",".join(f"{name}:{port}" for name, port in self.providers.items())


@dataclass(frozen=True)
class Options:
    """How an embedded AWS runs."""

    folder: Path
    """Where endpoint file, log and fault plan are."""
    root: Path
    """The program's folder, which image contexts are relative to."""
    port: int = 0
    """HTTP port; 0 picks a free one."""
    latency_scale: float = 0.0
    """Share of AWS's typical waiting times (latency.py); 0 is none, 1 is all."""


def announce(folder: Path, endpoint: Endpoint) -> None:
    """Writes the endpoint file, whole or not at all."""
    half = folder / f"{ENDPOINT_FILE}.half"
    half.write_text(json.dumps(asdict(endpoint), indent=2) + "\n")
    half.replace(folder / ENDPOINT_FILE)


def announced(folder: Path) -> Endpoint | None:
    """What the endpoint file says, whether or not it still holds; None without a readable file."""
    try:
        return Endpoint(**json.loads((folder / ENDPOINT_FILE).read_text()))
    except (OSError, ValueError, TypeError):
        return None
