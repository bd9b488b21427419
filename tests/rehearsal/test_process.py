"""Which process is the embedded AWS's own, and which must be left alone."""

import os
import socket
import subprocess
from pathlib import Path

import psutil
import pytest

from localaws import process
from localaws.endpoint import Endpoint, Options, announce, announced
from localaws.errors import LocalAwsError


def endpoint(pid: int, created: float) -> Endpoint:
    return Endpoint(
        pid, created, "life", "2026-11-24T15:00:00+00:00", "http://127.0.0.1:1", {"aws": 2, "random": 3}
    )


def test_an_endpoint_says_how_to_attach() -> None:
    assert endpoint(1, 0).attach == "aws:2,random:3"


def test_what_was_announced_is_found(tmp_path: Path) -> None:
    assert announced(tmp_path) is None
    announce(tmp_path, endpoint(7, 1.5))
    assert announced(tmp_path) == endpoint(7, 1.5)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1}', '"text"'])
def test_a_damaged_file_is_no_endpoint(tmp_path: Path, text: str) -> None:
    (tmp_path / "endpoint.json").write_text(text)
    assert announced(tmp_path) is None
    assert process.status(tmp_path) is None


def test_a_process_with_the_same_start_is_the_own_one(tmp_path: Path) -> None:
    own = endpoint(os.getpid(), psutil.Process().create_time())
    announce(tmp_path, own)
    assert process.status(tmp_path) == own


def test_a_reused_pid_is_not_the_own_one(tmp_path: Path) -> None:
    announce(tmp_path, endpoint(os.getpid(), psutil.Process().create_time() - 60))
    assert process.status(tmp_path) is None


def test_a_dead_process_is_none(tmp_path: Path) -> None:
    with subprocess.Popen(["sleep", "600"]) as child:
        announce(tmp_path, endpoint(child.pid, psutil.Process(child.pid).create_time()))
        assert process.status(tmp_path) is not None
        child.kill()
        while psutil.Process(child.pid).status() != psutil.STATUS_ZOMBIE:
            pass
        assert process.status(tmp_path) is None


def test_stop_leaves_another_process_alone(tmp_path: Path) -> None:
    with subprocess.Popen(["sleep", "600"]) as bystander:
        announce(tmp_path, endpoint(bystander.pid, 0.0))
        assert not process.stop(tmp_path)
        assert bystander.poll() is None
        assert announced(tmp_path) is None
        bystander.kill()


def test_stop_ends_the_own_process(tmp_path: Path) -> None:
    with subprocess.Popen(["sleep", "600"]) as child:
        announce(tmp_path, endpoint(child.pid, psutil.Process(child.pid).create_time()))
        assert process.stop(tmp_path)
    assert not psutil.pid_exists(child.pid)
    assert not process.stop(tmp_path)


def test_stop_kills_what_does_not_listen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_GRACE", 0.3)
    deaf = ["bash", "-c", "trap '' TERM; echo ready; while true; do sleep 0.1; done"]
    with subprocess.Popen(deaf, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        announce(tmp_path, endpoint(child.pid, psutil.Process(child.pid).create_time()))
        assert process.stop(tmp_path)
    assert not psutil.pid_exists(child.pid)


def test_nothing_healthy_where_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert not process.healthy(Endpoint(1, 0, "", "", f"http://127.0.0.1:{port}", {}))


def test_a_taken_port_names_its_holder(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(LocalAwsError, match=rf"port {port} .*\(pid {os.getpid()}\) listens there"):
            process.start(Options(tmp_path, tmp_path, port=port))


def test_a_death_while_starting_shows_the_end_of_the_log(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "PYTHONHOME": "/absent"}
    with pytest.raises(LocalAwsError, match=r"ended with code 1 while starting.*The end of its log"):
        process.start(Options(tmp_path, tmp_path), environment)
    assert announced(tmp_path) is None
