"""The arithmetic of the benchmarks; what they measure, no test repeats."""

from benchmarks.deploy import chain
from benchmarks.preview import imports
from benchmarks.services import row
from tests.critical_path import Step


def test_a_pair_costs_what_comes_on_top_of_the_program_without_pairs() -> None:
    assert row(4, 260, [9.0, 20.0, 12.0], [1.0, 4.0, 2.0]) == (
        "4", "260", "9.0", "2.00", "20.0", "4.00", "12.0", "2.50"
    )  # fmt: skip


def test_what_did_not_run_has_no_figure() -> None:
    figures = row(64, None, [33.0, None, None], [1.0, 4.0, 2.0])
    assert figures == ("64", "", "33.0", "0.50", "not run", "", "not run", "")


def test_without_pairs_there_is_no_figure_each() -> None:
    assert row(0, 80, [1.0, 4.0, 2.0], [1.0, 4.0, 2.0])[3::2] == ("", "", "")


def test_a_chain_adds_up() -> None:
    path = [Step("a", 10.0), Step("b", 100.0), Step("c", 5.0)]
    assert chain(path, Step("b", 100.0)) == [
        ("a", "10", "10", "0.10"),
        ("b", "100", "110", "1.10"),
        ("c", "5", "115", "1.15"),
    ]


def test_only_the_imports_of_a_program_are_taken() -> None:
    program = '"""A program."""\nimport gc\n\ngc.disable()\nfrom os import path, sep\nprint(path)\n'
    assert imports(program) == "import gc\nfrom os import path, sep"
