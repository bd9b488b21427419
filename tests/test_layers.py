"""Dependencies point one way: docs/architecture.md draws the arrows, this test holds them."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

ALLOWED: dict[str, set[str]] = {
    "__main__": {"settings", "components", "program"},
    "program": {"settings", "components"},
    "settings": set(),
    "components": set(),
    "policies": set(),
    "localaws": set(),
    "engine": set(),
    "rehearsal": {"engine", "localaws"},
}
"""Package of ours -> packages of ours it may import besides itself."""


def _modules(package: str) -> list[Path]:
    folder = ROOT / package
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [ROOT / f"{package}.py"]


def _imports(path: Path) -> set[str]:
    """Top-level names of everything a file imports, wherever in the file."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("package", ALLOWED)
def test_arrows_point_one_way(package: str) -> None:
    ours = set(ALLOWED) | {"tests", "benchmarks"}
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in _modules(package)
        for name in _imports(path) & (ours - {package} - ALLOWED[package])
    }
    assert wrong == set()


def test_every_package_has_its_arrows() -> None:
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"benchmarks", "tests"}
    assert folders <= set(ALLOWED)


def test_rules_know_nothing_of_the_engine() -> None:
    """A rule is a pure function on plain data: the pack around it speaks to the engine, and reads files."""
    imports = {name for path in (ROOT / "policies" / "rules").rglob("*.py") for name in _imports(path)}
    assert imports & {"pulumi", "grpc", "google", "yaml", "boto3", "os", "pathlib"} == set()


def test_the_pack_around_the_rules_knows_none_of_them() -> None:
    imports = {name for path in (ROOT / "policies" / "pack").rglob("*.py") for name in _imports(path)}
    assert "rules" not in imports


def test_the_pack_needs_nothing_but_the_sdk() -> None:
    imports = {name for path in (ROOT / "policies").rglob("*.py") for name in _imports(path)}
    assert imports - sys.stdlib_module_names == {"google", "grpc", "pack", "pulumi", "rules", "yaml"}


def test_the_pack_asks_for_the_same_releases_as_the_project() -> None:
    project = (ROOT / "requirements.in").read_text().splitlines()
    pack = [
        line for line in (ROOT / "policies" / "requirements.txt").read_text().splitlines() if "==" in line
    ]
    assert pack
    assert set(pack) <= set(project)


def test_a_wrong_arrow_is_seen(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("import os\n\ndef late():\n    from localaws.spec import Spec\n")
    assert _imports(module) == {"os", "localaws"}
