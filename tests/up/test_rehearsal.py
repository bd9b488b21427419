"""`make up` and its siblings, as a user meets them."""

import json
import os
import pty
import signal
import socket
import subprocess
from pathlib import Path

import psutil
import pytest

from localaws import process
from tests.up.driver import ROOT, Driver, engine_of

pytestmark = pytest.mark.engine

PET = "pulumi.export('pet', random.RandomPet('pet').id)\n"
VPC = "vpc = aws.ec2.Vpc('net', cidr_block='10.0.0.0/16', opts=opts)\npulumi.export('vpc_id', vpc.id)\n"
SLEEP = "import time\nprint('ready')\ntime.sleep(600)\n"


def test_up_up_status_down(driver: Driver) -> None:
    driver.write(VPC)
    first = driver.passes("up")
    assert "+ 3 created" in first
    assert "vpc_id" in first
    second = driver.passes("up")
    assert "3 unchanged" in second
    assert "Nothing changed" in second
    assert driver.held() == driver.recorded() != {}
    assert "local  1" in driver.passes("status")
    aws = psutil.Process(driver.endpoint.pid)
    assert "nothing is left" in driver.passes("down")
    assert not aws.is_running()
    assert list(driver.processes()) == []
    assert "not rehearsed" in driver.passes("down")


def test_a_protected_resource_stays_until_it_is_allowed_to_go(driver: Driver) -> None:
    pet = "random.RandomPet('pet', opts=pulumi.ResourceOptions(protect={}))\n"
    driver.write(pet.format(True))
    driver.passes("up")
    refused = driver.fails("down")
    assert "1 resources of stack local are protected, as on AWS: pet. Nothing was deleted." in refused
    assert "make clean" in refused
    driver.write(pet.format(False))
    driver.passes("up")
    assert "nothing is left" in driver.passes("down")


def test_a_preview_leaves_nothing_running(driver: Driver) -> None:
    driver.write(VPC, stack="prod")
    assert "+ 3 to create" in driver.passes("preview", "--stack", "prod")
    assert list(driver.processes()) == []
    assert list(driver.folders.base.glob("preview-*")) == []


def test_nothing_of_the_callers_accounts_arrives(driver: Driver) -> None:
    driver.extra = {
        "AWS_PROFILE": "absent-profile",
        "AWS_ACCESS_KEY_ID": "AKIACALLER",
        "AWS_ENDPOINT_URL": "http://192.0.2.1",
        "HTTPS_PROXY": "http://192.0.2.1:3128",
        "http_proxy": "http://192.0.2.1:3128",
        "PULUMI_ACCESS_TOKEN": "pul-caller",
        "PULUMI_BACKEND_URL": "https://192.0.2.1",
    }
    names = "sorted(name for name in os.environ if not name.startswith('PULUMI_'))"
    driver.write(f"import os\npulumi.export('names', {names})\npulumi.export('all', str(os.environ))\n" + VPC)
    output = driver.passes("preview")
    assert "+ 3 to create" in output
    for word in ("absent-profile", "AKIACALLER", "192.0.2.1", "pul-caller"):
        assert word not in output


def test_secret_settings_are_made_up_and_the_committed_file_is_left_alone(driver: Driver) -> None:
    settings = (
        "secretsprovider: awskms://alias/real\nencryptedkey: AAAA\nconfig:\n  tiny:word:\n    secure: v1:x\n"
    )
    driver.write("pulumi.export('word', pulumi.Config().require('word'))\n", settings=settings)
    output = driver.passes("up")
    assert "made up for this rehearsal: tiny:word" in output
    assert "made-up-" in output
    assert "Nothing changed" in driver.passes("up")
    assert driver.folders.settings("local").read_text() == settings


def test_an_unknown_stack_names_the_known_ones(driver: Driver) -> None:
    driver.write(PET)
    output = driver.fails("up", "--stack", "absent")
    assert "Error: there is no stack absent: Pulumi.absent.yaml does not exist." in output
    assert "Stacks with settings: local." in output


def test_a_failing_program_fails_the_run(driver: Driver) -> None:
    driver.write("raise SystemExit(7)\n")
    code, _ = driver.run("up")
    assert code not in (0, 130)


def test_another_passphrase_is_explained(driver: Driver) -> None:
    driver.write("random.RandomPassword('word', length=16)\n")
    driver.passes("up")
    driver.folders.passphrase.write_text("something else")
    code, output = driver.run("up")
    assert code != 0
    assert "is not the passphrase that the recorded secrets were encrypted with" in output
    driver.folders.passphrase.unlink()
    assert "is gone, and the recorded stacks' secrets cannot be read" in driver.fails("up")


def test_a_taken_port_names_its_holder(driver: Driver) -> None:
    driver.write(PET)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        driver.extra = {"AWS_PORT": str(port)}
        output = driver.fails("up")
    assert f"Error: port {port} cannot be used" in output
    assert f"(pid {os.getpid()}) listens there" in output


def test_an_asked_for_port_is_used(driver: Driver) -> None:
    driver.write(PET)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    driver.extra = {"AWS_PORT": str(port)}
    driver.passes("up")
    assert driver.endpoint.aws == f"http://127.0.0.1:{port}"


def test_two_runs_at_once_take_turns(driver: Driver) -> None:
    driver.write(VPC)
    runs = [driver.start("up"), driver.start("up")]
    outputs = [run.communicate(timeout=240)[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], outputs
    assert sum("Another run works on stack local" in output for output in outputs) == 1
    assert sum("Nothing changed" in output for output in outputs) == 1
    assert driver.held() == driver.recorded()
    assert {token: len(ids) for token, ids in driver.held().items()} == {"aws:ec2/vpc:Vpc": 1}


def test_an_interrupt_ends_everything_in_order(driver: Driver) -> None:
    driver.write(SLEEP)
    running = driver.start("up")
    assert running.stdout is not None
    assert any("ready" in line for line in running.stdout)
    running.send_signal(signal.SIGINT)
    output = running.communicate(timeout=30)[0]
    assert running.returncode == 130, output
    assert "interrupted" in output
    assert "Traceback" not in output
    left = [found for found in driver.processes() if found.pid != driver.endpoint.pid]
    assert left == []


def test_a_ctrl_c_at_a_terminal_ends_everything_in_order(driver: Driver) -> None:
    driver.write(SLEEP)
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        command = driver.command("up")
        os.execv(command[0], command)
    output = _read_until(terminal, b"ready")
    os.write(terminal, b"\x03")
    output += _read_until(terminal, None)
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == 130, output
    assert b"Traceback" not in output
    left = [found for found in driver.processes() if found.pid != driver.endpoint.pid]
    assert left == []


def _read_until(terminal: int, mark: bytes | None) -> bytes:
    seen = b""
    while mark is None or mark not in seen:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # Linux says so when the last process has closed the terminal
            break
        if not chunk:
            break
        seen += chunk
    return seen


def test_a_lock_of_a_dead_engine_is_removed(driver: Driver) -> None:
    driver.write(SLEEP)
    running = driver.start("up")
    assert running.stdout is not None
    assert any("ready" in line for line in running.stdout)
    engine = engine_of(running)
    assert engine is not None
    engine.kill()
    output = running.communicate(timeout=30)[0]
    assert running.returncode == 1
    assert "the engine was killed (signal 9)" in output
    driver.write(VPC)
    output = driver.passes("up")
    assert "was killed; its lock is removed" in output
    assert driver.held() == driver.recorded() != {}


def test_lost_memory_is_said_and_made_good(driver: Driver) -> None:
    driver.write(VPC)
    driver.passes("up")
    before = driver.recorded()
    psutil.Process(driver.endpoint.pid).kill()
    assert "gone with the embedded AWS" in driver.passes("status")
    preview = driver.passes("preview")
    assert "The embedded AWS was restarted" in preview
    assert "+ 1 to create" in preview
    output = driver.passes("up")
    assert "The embedded AWS was restarted" in output
    assert "what stack local recorded is gone. Refreshing first." in output
    assert driver.held() == driver.recorded() != before
    assert "Nothing changed" in driver.passes("up")


def test_an_endpoint_file_of_another_process_is_stale(driver: Driver) -> None:
    driver.write(PET)
    driver.passes("up")
    file = driver.folders.localaws / "endpoint.json"
    content = json.loads(file.read_text())
    process.stop(driver.folders.localaws)
    with subprocess.Popen(["sleep", "600"]) as bystander:
        file.write_text(json.dumps(content | {"pid": bystander.pid}))
        assert "not running" in driver.passes("status")
        driver.passes("up")
        assert bystander.poll() is None
        bystander.kill()


def test_a_policy_pack_in_the_project_judges(driver: Driver, tmp_path: Path) -> None:
    driver.write(VPC)
    pack = tmp_path / "policies"
    pack.mkdir()
    (pack / "PulumiPolicy.yaml").write_text((driver.folder / "Pulumi.yaml").read_text().partition("\n")[2])
    (pack / "__main__.py").write_text(
        "from pulumi_policy import EnforcementLevel, PolicyPack, ResourceValidationPolicy\n"
        "def small(args, report):\n"
        "    if args.resource_type == 'aws:ec2/vpc:Vpc':\n"
        "        report('too small')\n"
        "rule = ResourceValidationPolicy('size', 'Big.', small, EnforcementLevel.MANDATORY)\n"
        "PolicyPack('tests', [rule])\n"
    )
    for verb in ("preview", "up"):
        code, output = driver.run(verb)
        assert code != 0
        assert "too small" in output
        assert "The policy pack in policies/ judges this run." in output
