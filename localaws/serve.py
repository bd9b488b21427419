"""The embedded AWS as one process: moto over HTTP and the providers over gRPC, both on loopback."""

import logging
import os
import signal
import threading
import uuid
from datetime import UTC, datetime
from importlib import metadata

import psutil
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.server import ThreadedMotoServer

from localaws import moto_fixes
from localaws.aws_package import AwsPackage
from localaws.cloud import Cloud
from localaws.direct import Direct
from localaws.docker_build import DockerBuildPackage
from localaws.endpoint import ENDPOINT_FILE, Endpoint, Options, announce
from localaws.faults import Faults
from localaws.package import Package
from localaws.randoms import RandomPackage
from localaws.server import serve

FAULT_PLAN = "faults.json"


def packages(options: Options, url: str) -> dict[str, Package]:
    """The provider packages over the AWS at a URL."""
    moto = Direct(DomainDispatcherApplication(create_backend_app))
    cloud = Cloud(url, Faults(options.folder / FAULT_PLAN), moto)
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
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    moto_fixes.apply()
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=options.port, verbose=False)
    moto.start()
    _, moto_port = moto.get_host_and_port()
    url = f"http://127.0.0.1:{moto_port}"
    servers = {name: serve(package, _version(name)) for name, package in packages(options, url).items()}
    announce(options.folder, _endpoint(url, {name: bound for name, (_, bound) in servers.items()}))
    stop.wait()
    for stopped in [server.stop(grace=1) for server, _ in servers.values()]:
        stopped.wait()
    moto.stop()
    (options.folder / ENDPOINT_FILE).unlink(missing_ok=True)


def _version(package: str) -> str:
    """The version of the SDK that programs use a package through."""
    return metadata.version(f"pulumi-{package}")


def _endpoint(url: str, providers: dict[str, int]) -> Endpoint:
    return Endpoint(
        pid=os.getpid(),
        created=psutil.Process().create_time(),
        life=uuid.uuid4().hex,
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        aws=url,
        providers=providers,
    )
