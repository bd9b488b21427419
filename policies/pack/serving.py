"""Serves a pack on the loopback interface until the engine ends it."""

import signal
import sys
import threading
from concurrent import futures

import grpc
from pulumi.runtime.proto import analyzer_pb2_grpc

from .analyzer import Analyzer

LARGEST_MESSAGE = 400 * 1024 * 1024
"""Bytes. What the SDK for Python allows: a stack's resources come in one message."""
THREADS = 4
"""Requests judged at the same time, as in the SDK for Python."""


def serve(analyzer: Analyzer) -> None:
    """Tells the engine the port, as the first line of standard output, and answers until a signal."""
    options = [("grpc.max_receive_message_length", LARGEST_MESSAGE)]
    server = grpc.server(futures.ThreadPoolExecutor(THREADS), options=options)
    analyzer_pb2_grpc.add_AnalyzerServicer_to_server(analyzer, server)
    port = server.add_insecure_port("127.0.0.1:0")
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    server.start()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    ended.wait()
    server.stop(grace=None)
