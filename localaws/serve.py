"""The embedded AWS as one process: moto over HTTP and the providers over gRPC, both on loopback."""

import json
import logging
import os
import signal
import threading
import uuid
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from moto.server import ThreadedMotoServer
from werkzeug.serving import WSGIRequestHandler

from localaws.aws_package import AwsPackage
from localaws.cloud import Cloud
from localaws.server import serve

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
    providers: int
    """gRPC port of the Pulumi providers."""


def run(folder: Path, port: int = 0, provider_port: int = 0) -> None:
    """Serves until SIGTERM or SIGINT; writes the endpoint file once it answers. Ports of 0 pick free ones."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    WSGIRequestHandler.protocol_version = "HTTP/1.1"  # keeps connections open: a third of the time of a call
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    moto.start()
    _, moto_port = moto.get_host_and_port()
    url = f"http://127.0.0.1:{moto_port}"
    server, bound = serve({"aws": AwsPackage(Cloud(url))}, provider_port)
    _announce(folder, url, bound)
    stop.wait()
    server.stop(grace=1).wait()
    moto.stop()
    (folder / ENDPOINT_FILE).unlink(missing_ok=True)


def _announce(folder: Path, url: str, port: int) -> None:
    import psutil

    endpoint = Endpoint(
        pid=os.getpid(),
        created=psutil.Process().create_time(),
        life=uuid.uuid4().hex,
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        aws=url,
        providers=port,
    )
    half = folder / f"{ENDPOINT_FILE}.half"
    half.write_text(json.dumps(asdict(endpoint), indent=2) + "\n")
    half.replace(folder / ENDPOINT_FILE)
