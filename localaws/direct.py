"""Answers botocore's requests from moto in this process: the same bytes as over HTTP, without the sockets.

A request over loopback costs about twice as much; `python -m benchmarks calls` shows it. Every request of a
client that this is plugged into ends here, so none can leave the process.
"""

import io
import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from werkzeug.test import run_wsgi_app

log = logging.getLogger("localaws.moto")

WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Direct:
    """A handler for botocore's `before-send` event over a WSGI application."""

    def __init__(self, app: WsgiApp) -> None:
        self._app = app

    def answer(self, request: AWSPreparedRequest, **_: Any) -> Any:
        """The response (an AWSResponse) to a request that is ready to be sent."""
        status, given, content = self._run(request)
        headers = HTTPHeaders()
        for name, value in given:
            headers[name] = value
        return AWSResponse(str(request.url), status, headers, _Body(content))

    def _run(self, request: AWSPreparedRequest) -> tuple[int, list[tuple[str, str]], bytes]:
        """Status, headers and body; a crash of the application is a 500, as a server makes it."""
        try:
            chunks, status, headers = run_wsgi_app(self._app, environ(request))
            return int(status.split(" ", 1)[0]), list(headers.items()), b"".join(chunks)
        except Exception:
            log.exception("moto crashed over %s %s", request.method, request.url)
            return 500, [], b""


class _Body(io.BytesIO):
    """A response body as botocore reads one."""

    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self.read()


def environ(request: AWSPreparedRequest) -> dict[str, Any]:
    """The request as a WSGI server would hand it over. Source: https://peps.python.org/pep-3333/"""
    url = urlsplit(str(request.url))
    target = f"{url.path}?{url.query}" if url.query else url.path
    body = _bytes(request.body)
    headers = {
        f"HTTP_{name.upper().replace('-', '_')}": _text(value) for name, value in request.headers.items()
    }
    return headers | {
        "CONTENT_LENGTH": str(len(body)),
        "CONTENT_TYPE": headers.get("HTTP_CONTENT_TYPE", ""),
        "HTTP_HOST": headers.get("HTTP_HOST", url.netloc),
        "PATH_INFO": unquote_to_bytes(url.path).decode("latin-1"),
        "QUERY_STRING": url.query,
        "RAW_URI": target,
        "REMOTE_ADDR": "127.0.0.1",
        "REQUEST_METHOD": str(request.method),
        "REQUEST_URI": target,
        "SCRIPT_NAME": "",
        "SERVER_NAME": str(url.hostname),
        "SERVER_PORT": str(url.port or 80),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.errors": io.StringIO(),
        "wsgi.input": io.BytesIO(body),
        "wsgi.multiprocess": False,
        "wsgi.multithread": True,
        "wsgi.run_once": False,
        "wsgi.url_scheme": url.scheme,
        "wsgi.version": (1, 0),
    }


def _bytes(body: Any) -> bytes:
    if body is None:
        return b""
    if hasattr(body, "read"):
        body = body.read()
    return body if isinstance(body, bytes) else str(body).encode()


def _text(value: Any) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)
