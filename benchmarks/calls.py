"""What a call to moto costs: in the same process (as the providers make it) against over loopback HTTP."""

import logging
import time

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.server import ThreadedMotoServer

from benchmarks.tables import show
from localaws.accounts import DEFAULT_ACCOUNT
from localaws.cloud import Cloud
from localaws.direct import Direct

ROUNDS = 5
CALLS = 100


def run() -> None:
    """Prints the table."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    url = f"http://127.0.0.1:{server.get_host_and_port()[1]}"
    direct = _best(Cloud(url, direct=Direct(DomainDispatcherApplication(create_backend_app))))
    http = _best(Cloud(url))
    server.stop()
    rows = [("same process", f"{direct:.2f}", "1.0"), ("HTTP", f"{http:.2f}", f"{http / direct:.1f}")]
    show(
        f"A call of sts GetCallerIdentity: fastest of {ROUNDS} rounds of {CALLS}",
        ("way", "ms", "times"),
        rows,
    )


def _best(cloud: Cloud) -> float:
    """Milliseconds of a call."""
    _round(cloud)  # makes the client
    return min(_round(cloud) for _ in range(ROUNDS))


def _round(cloud: Cloud) -> float:
    start = time.perf_counter()
    for _ in range(CALLS):
        cloud.call(DEFAULT_ACCOUNT, "us-east-1", "sts", "GetCallerIdentity", {})
    return (time.perf_counter() - start) / CALLS * 1000
