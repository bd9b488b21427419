"""However a run ends, it ends quietly and leaves no process behind."""

import contextlib
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import psutil
import pytest

from tests.engine.conftest import Project
from tests.engine.test_programs import pack

pytestmark = pytest.mark.engine

SLEEPER = """
import subprocess, time
child = subprocess.Popen(["sleep", "600"])
print("ready")
time.sleep(600)
"""

Start = Callable[..., subprocess.Popen[str]]
Sleeping = tuple[subprocess.Popen[str], list[psutil.Process]]


@pytest.fixture
def sleeping(project: Project, started: Start) -> Iterator[Sleeping]:
    """A preview whose program sleeps, and all that it has started: host, program, the program's child."""
    project.write(SLEEPER, virtualenv=sys.prefix)
    preview, descendants = wait_until_ready(started("preview"), 3)
    yield preview, descendants
    for process in descendants:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()


def wait_until_ready(preview: subprocess.Popen[str], count: int) -> Sleeping:
    assert preview.stdout is not None
    assert any("ready" in line for line in preview.stdout)
    descendants = psutil.Process(preview.pid).children(recursive=True)
    assert len(descendants) == count, descendants
    return preview, descendants


def still_running(processes: list[psutil.Process], seconds: float) -> list[psutil.Process]:
    deadline = time.monotonic() + seconds
    while remaining := [process for process in processes if alive(process)]:
        if time.monotonic() > deadline:
            return remaining
        time.sleep(0.05)
    return []


def alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def named(processes: list[psutil.Process], text: str) -> psutil.Process:
    (found,) = [process for process in processes if text in " ".join(process.cmdline())]
    return found


def test_an_interrupt_ends_the_program_without_a_traceback(
    sleeping: Sleeping,
) -> None:
    preview, descendants = sleeping
    preview.send_signal(signal.SIGINT)
    output = preview.communicate(timeout=10)[0]
    assert preview.returncode != 0
    assert "preview canceled" in output
    assert "Traceback" not in output
    assert "KeyboardInterrupt" not in output
    assert still_running(descendants, 1) == []


def test_the_program_can_clean_up_after_an_interrupt(project: Project, started: Start) -> None:
    project.write(
        "import pathlib, time\nprint('ready')\n"
        "try:\n    time.sleep(600)\nfinally:\n    pathlib.Path('cleaned').touch()\n",
        virtualenv=sys.prefix,
    )
    preview, _ = wait_until_ready(started("preview"), 2)
    preview.send_signal(signal.SIGINT)
    preview.communicate(timeout=10)
    assert (project.folder / "cleaned").exists()


def test_nothing_outlives_a_killed_engine(
    sleeping: Sleeping,
) -> None:
    preview, descendants = sleeping
    preview.kill()
    assert still_running(descendants, 5) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ties a program's life to its host's")
def test_the_program_does_not_outlive_a_killed_host(
    sleeping: Sleeping,
) -> None:
    preview, descendants = sleeping
    program = named(descendants, "pulumi-language-python-exec")
    named([process for process in descendants if process != program], "pulumi-language-python").kill()
    assert still_running([program], 5) == []
    assert "Traceback" not in preview.communicate(timeout=20)[0]


def test_what_a_finished_program_started_is_ended(project: Project) -> None:
    project.write(
        "import pathlib, subprocess\n"
        "child = subprocess.Popen(['sleep', '600'])\n"
        "pathlib.Path('pid').write_text(str(child.pid))\n",
        virtualenv=sys.prefix,
    )
    assert project.run("preview").returncode == 0
    child = int((project.folder / "pid").read_text())
    assert not psutil.pid_exists(child) or not alive(psutil.Process(child))


def test_a_policy_pack_ends_with_its_preview(project: Project, started: Start) -> None:
    policies = pack(project.folder, "ADVISORY")
    project.write(SLEEPER, virtualenv=sys.prefix)
    preview, descendants = wait_until_ready(started("preview", "--policy-pack", str(policies)), 4)
    assert alive(named(descendants, "pulumi.policy"))
    preview.send_signal(signal.SIGINT)
    output = preview.communicate(timeout=10)[0]
    assert "Traceback" not in output
    assert still_running(descendants, 3) == []
