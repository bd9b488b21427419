"""The last line of a test run: how many broken programs there were, and how many were caught."""

from collections import Counter

import pytest

TRIED, CAUGHT = "mutants tried", "mutants caught"
"""What a test reports of itself, also from another process."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    counts: Counter[str] = Counter()
    for report in (*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")):
        for name, value in report.user_properties:
            if name in (TRIED, CAUGHT):
                counts[name] += int(str(value))
    if counts:
        terminalreporter.write_line(f"Mutations: {counts[CAUGHT]} caught of {counts[TRIED]} tried.")
