"""Programs, environments and policy packs on the real engine."""

import json
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import pytest

from tests.engine.conftest import Project

pytestmark = pytest.mark.engine

ECHO = Path(__file__).with_name("echo_provider.py")

COMPONENT = "import pulumi\npulumi.ComponentResource('tests:index:Thing', 'thing', {'size': 3})\n"


def test_an_empty_program(project: Project) -> None:
    preview = project.run("preview")
    assert preview.returncode == 0
    assert "+ 1 to create" in preview.stdout
    up = project.run("up", "--yes", "--skip-preview")
    assert up.returncode == 0
    assert "+ 1 created" in up.stdout
    again = project.run("up", "--yes", "--skip-preview", "--expect-no-changes")
    assert again.returncode == 0


def test_the_program_gets_its_stack_and_configuration(project: Project) -> None:
    project.write(
        "import pulumi\n"
        "config = pulumi.Config()\n"
        "pulumi.export('plain', [pulumi.get_project(), pulumi.get_stack(), config.require('greeting')])\n"
        "pulumi.export('hidden', config.require_secret('word'))\n",
        virtualenv=sys.prefix,
    )
    project.run("config", "set", "greeting", "olá")
    project.run("config", "set", "--secret", "word", "xyzzy")
    up = project.run("up", "--yes", "--skip-preview")
    assert up.returncode == 0
    assert "[secret]" in up.stdout
    assert "xyzzy" not in up.stdout
    outputs = json.loads(project.run("stack", "output", "--json", "--show-secrets").stdout)
    assert outputs == {"plain": ["tiny", "dev", "olá"], "hidden": "xyzzy"}


def test_output_is_seen_while_the_program_runs(project: Project) -> None:
    project.write(
        "import sys, time\nprint('to stdout')\nprint('to stderr', file=sys.stderr)\ntime.sleep(20)",
        virtualenv=sys.prefix,
    )
    started = time.monotonic()
    with project.start("preview") as process:
        assert process.stdout is not None
        wanted = {"to stdout", "to stderr"}
        for line in process.stdout:
            wanted = {text for text in wanted if text not in line}
            if not wanted:
                break
        seen_after = time.monotonic() - started
        process.kill()
    assert not wanted
    assert seen_after < 20


def test_an_exception_shows_the_programs_traceback_once(project: Project) -> None:
    project.write("def fail():\n    raise ValueError('boom')\n\nfail()\n", virtualenv=sys.prefix)
    result = project.run("preview")
    diagnostics = result.stdout.partition("Diagnostics:")[2]
    assert result.returncode != 0
    assert diagnostics.count("Traceback (most recent call last)") == 1
    assert diagnostics.count("ValueError: boom") == 1
    assert "pulumi-language-python" not in diagnostics
    assert "exit code" not in diagnostics


def test_an_exit_code_is_reported(project: Project) -> None:
    project.write("raise SystemExit(3)", virtualenv=sys.prefix)
    result = project.run("preview")
    assert result.returncode != 0
    assert "Program exited with non-zero exit code: 3" in result.stdout


def test_the_projects_own_environment_is_used(project: Project) -> None:
    own = project.folder / "own"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", own], check=True)
    packages = sysconfig.get_path("purelib", vars={"base": str(own)})
    Path(packages, "shared.pth").write_text(sysconfig.get_path("purelib"))
    project.write("import sys\nprint('prefix', sys.prefix, 'end')", virtualenv="own")
    result = project.run("preview")
    assert result.returncode == 0
    assert f"prefix {own} end" in result.stdout


def test_a_missing_environment_says_what_to_type(project: Project) -> None:
    project.write("", virtualenv="absent")
    result = project.run("preview")
    assert result.returncode != 0
    assert (
        f"the virtual environment {project.folder}/absent does not exist; "
        f"to create it, type `pulumi install` in {project.folder}"
    ) in result.stdout
    assert "Traceback" not in result.stdout


def test_a_wrong_option_names_the_allowed_values(project: Project) -> None:
    project.write("", toolchain="conda")
    result = project.run("preview")
    assert 'the runtime option "toolchain" must be one of pip, poetry, uv (got conda)' in result.stdout


def test_a_type_checker_stops_the_run(project: Project) -> None:
    project.write("x: int = 'text'\n", virtualenv=sys.prefix, typechecker="mypy")
    result = project.run("preview")
    assert result.returncode != 0
    assert "Incompatible types in assignment" in result.stdout
    assert "the type checker mypy, which Pulumi.yaml asks for, failed: exit status 1" in result.stdout


def pack(folder: Path, level: str) -> Path:
    policies = folder / "policies"
    policies.mkdir()
    (policies / "PulumiPolicy.yaml").write_text(
        f"runtime:\n  name: python\n  options:\n    virtualenv: {sys.prefix}\n"
    )
    (policies / "__main__.py").write_text(
        "import pulumi\n"
        "from pulumi_policy import EnforcementLevel, PolicyPack, ResourceValidationPolicy\n"
        "def small(args, report):\n"
        "    if args.resource_type == 'tests:index:Thing':\n"
        "        report(f'too small in {pulumi.get_project()} {pulumi.get_stack()}')\n"
        f"rule = ResourceValidationPolicy('size', 'Things are big.', small, EnforcementLevel.{level})\n"
        "PolicyPack('tests', [rule])\n"
    )
    return policies


@pytest.mark.parametrize(("level", "passes"), [("MANDATORY", False), ("ADVISORY", True)])
def test_a_policy_pack_judges_a_preview(project: Project, level: str, passes: bool) -> None:
    project.write(COMPONENT, virtualenv=sys.prefix)
    result = project.run("preview", "--policy-pack", str(pack(project.folder, level)))
    assert (result.returncode == 0) is passes
    assert f"[{level.lower()}]" in result.stdout
    assert "too small in tiny dev" in result.stdout
    assert "Traceback" not in result.stdout


def test_a_broken_policy_pack_shows_why(project: Project) -> None:
    policies = pack(project.folder, "MANDATORY")
    (policies / "__main__.py").write_text("import absent_module\n")
    result = project.run("preview", "--policy-pack", str(policies))
    assert result.returncode != 0
    assert "No module named 'absent_module'" in result.stdout


def test_an_attached_provider_needs_no_plugin_and_no_network(project: Project) -> None:
    project.write(
        "import pulumi_random as random\nrandom.RandomId('id', byte_length=4)\n", virtualenv=sys.prefix
    )
    with subprocess.Popen([sys.executable, ECHO], stdout=subprocess.PIPE, text=True) as provider:
        assert provider.stdout is not None
        project.environment["PULUMI_DEBUG_PROVIDERS"] = f"random:{provider.stdout.readline().strip()}"
        try:
            for command in ("up", "up", "refresh", "destroy"):
                result = project.run(command, "--yes", "--skip-preview")
                assert result.returncode == 0, result.stdout
                assert "download" not in result.stdout
                assert "not installed" not in result.stdout
        finally:
            provider.terminate()
