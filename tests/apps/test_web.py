"""The site's image, built as its Dockerfile says and run as its task definition says."""

import json
import re
import time

import pytest

from tests.apps.dockerfile import Stage
from tests.apps.process import files, serving, start

pytestmark = pytest.mark.server

ENV = {"HOSTNAME": "127.0.0.1", "VERSION": "1.4.0", "NEXT_PUBLIC_APP_NAME": 'Loja & "Cia" <1>'}


def test_the_image_has_the_shape_of_a_standalone_build(web: Stage) -> None:
    names = set(files(web.folder))
    assert {"server.js", "package.json", "public/robots.txt"} <= names
    assert [name for name in names if re.fullmatch(r"\.next/static/chunks/main-[0-9a-f]{16}\.js", name)]
    assert [name for name in names if name.startswith(("src/", "build.js"))] == []


def test_health(web: Stage) -> None:
    with serving(web, ENV) as server:
        status, headers, body = server.ask("/healthz")
    assert (status, body, headers["cache-control"]) == (200, b"ok\n", "no-store")


def test_the_page_and_its_chunk(web: Stage) -> None:
    with serving(web, ENV) as server:
        status, headers, body = server.ask("/")
        assert (status, headers["cache-control"]) == (200, "private, no-cache")
        html = body.decode()
        (source,) = re.findall(r'<script src="([^"]+)" defer></script>', html)
        status, headers, chunk = server.ask(source)
    assert source.startswith("/_next/static/")
    assert "Loja &amp; &quot;Cia&quot; &lt;1&gt;" in html
    assert (status, headers["content-type"]) == (200, "text/javascript; charset=utf-8")
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert b"dataset.ready" in chunk


def test_the_page_needs_no_inline_script_or_style(web: Stage) -> None:
    with serving(web, ENV) as server:
        html = server.ask("/")[2].decode()
    assert re.findall(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=", html) == []


@pytest.mark.parametrize(
    "path",
    [
        "/../server.js",
        "/_next/static/../../server.js",
        "/_next/static/%2e%2e/%2e%2e/server.js",
        "/_next/static/..%2f..%2fserver.js",
        "/_next/static/....//server.js",
        "//etc/passwd",
        "/%00",
        "/public/robots.txt",
        "/server.js",
        "/package.json",
        "/.next/build-manifest.json",
    ],
)
def test_no_path_leads_out(web: Stage, path: str) -> None:
    with serving(web, ENV) as server:
        status, _, body = server.ask(path)
    assert (status, body) == (404, b"not found\n")


def test_files_of_public_are_there(web: Stage) -> None:
    with serving(web, ENV) as server:
        status, headers, body = server.ask("/robots.txt")
        assert (status, headers["cache-control"]) == (200, "public, max-age=86400")
        assert body.startswith(b"User-agent")
        assert server.ask("/", "POST")[0] == 405


def test_it_ends_when_told_and_has_written_nothing(web: Stage) -> None:
    before = files(web.root)
    with serving(web, ENV) as server:
        server.ask("/")
        began = time.monotonic()
        code, lines = server.end()
    assert (code, time.monotonic() - began < 5) == (0, True)
    assert [(line["service"], line["message"]) for line in lines] == [
        ("web", "listening"),
        ("web", "stopping"),
        ("web", "stopped"),
    ]
    assert files(web.root) == before


def test_it_refuses_an_environment_that_is_wrong(web: Stage) -> None:
    process = start(web, ENV | {"PORT": "http", "SHUTDOWN_TIMEOUT_SECONDS": "0"})
    output, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert json.loads(output)["message"] == (
        "PORT must be 1 to 65535 (is http). SHUTDOWN_TIMEOUT_SECONDS must be 1 to 110 (is 0)."
    )
