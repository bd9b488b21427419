"""The embedded AWS as one process: moto over HTTP and the providers over gRPC, both on loopback."""

import json
import logging
import os
import signal
import threading
import uuid
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import psutil
from moto.server import ThreadedMotoServer
from werkzeug.serving import WSGIRequestHandler

from localaws import moto_fixes
from localaws.aws_package import AwsPackage
from localaws.cloud import Cloud
from localaws.docker_build import DockerBuildPackage
from localaws.faults import Faults
from localaws.package import Package
from localaws.randoms import RandomPackage
from localaws.server import serve

ENDPOINT_FILE = "endpoint.json"
FAULT_PLAN = "faults.json"


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


def packages(options: Options, url: str) -> dict[str, Package]:
    """The provider packages over the AWS at a URL."""
    cloud = Cloud(url, Faults(options.folder / FAULT_PLAN))
    return {
        "aws": AwsPackage(cloud, latency_scale=options.latency_scale),
        "random": RandomPackage(),
        "docker-build": DockerBuildPackage(cloud, options.root),
    }


def run(options: Options) -> None:
    """Serves until SIGTERM or SIGINT; writes the endpoint file once it answers."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    WSGIRequestHandler.protocol_version = "HTTP/1.1"  # keeps connections open: a third of the time of a call
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    moto_fixes.apply()
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=options.port, verbose=False)
    moto.start()
    _, moto_port = moto.get_host_and_port()
    url = f"http://127.0.0.1:{moto_port}"
    servers = {name: serve(package, _version(name)) for name, package in packages(options, url).items()}
    _announce(options.folder, url, {name: bound for name, (_, bound) in servers.items()})
    stop.wait()
    for stopped in [server.stop(grace=1) for server, _ in servers.values()]:
        stopped.wait()
    moto.stop()
    (options.folder / ENDPOINT_FILE).unlink(missing_ok=True)


def _version(package: str) -> str:
    """The version of the SDK that programs use a package through."""
    return metadata.version(f"pulumi-{package}")


def _announce(folder: Path, url: str, providers: dict[str, int]) -> None:
    endpoint = Endpoint(
        pid=os.getpid(),
        created=psutil.Process().create_time(),
        life=uuid.uuid4().hex,
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        aws=url,
        providers=providers,
    )
    half = folder / f"{ENDPOINT_FILE}.half"
    half.write_text(json.dumps(asdict(endpoint), indent=2) + "\n")
    half.replace(folder / ENDPOINT_FILE)
