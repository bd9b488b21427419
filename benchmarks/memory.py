"""Memory of each process: the most it held while our prod stack came up, beside the empty program's."""

import threading

import psutil

from benchmarks.bed import QUIET, Bed, Program, bed
from benchmarks.tables import show

EVERY = 0.02
"""Seconds between two looks."""


def run() -> None:
    """Prints the table."""
    with bed() as place:
        idle = psutil.Process(place.endpoint.pid).memory_info().rss
        empty = _peaks(place, place.program("", "empty"))
        ours = _peaks(place, place.ours("prod"))
    rows = [(name, _mib(empty.get(name, 0)), _mib(ours[name])) for name in sorted(ours)]
    rows.append(("embedded AWS before any run", _mib(idle), ""))
    show("Peak memory (RSS), MiB, during the first up", ("process", "empty program", "our prod stack"), rows)


def _peaks(place: Bed, program: Program) -> dict[str, int]:
    """Process -> most bytes it held while the program came up."""
    peaks: dict[str, int] = {}
    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(place.endpoint.pid, peaks, done))
    watcher.start()
    try:
        program.run("up", *QUIET)
    finally:
        done.set()
        watcher.join()
    return peaks


def _watch(embedded: int, peaks: dict[str, int], done: threading.Event) -> None:
    while not done.wait(EVERY):
        seen = {"embedded AWS": psutil.Process(embedded)}
        for child in psutil.Process().children(recursive=True):
            if child.pid != embedded:
                seen[_role(child)] = child
        for role, process in seen.items():
            try:
                peaks[role] = max(peaks.get(role, 0), process.memory_info().rss)
            except psutil.NoSuchProcess:
                continue


def _role(process: psutil.Process) -> str:
    try:
        name = process.name()
        return "program (Python)" if name.startswith("python") else name
    except psutil.NoSuchProcess:
        return "program (Python)"


def _mib(size: int) -> str:
    return f"{size / 2**20:.0f}"
