"""What `make status` shows: the engine, the embedded AWS, and every stack that was rehearsed."""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from engine import Engine, EngineError, cache
from engine.installed import find_on_path
from localaws import process
from localaws.accounts import DEFAULT_ACCOUNT
from localaws.endpoint import Endpoint
from localaws.registry import SPECS
from rehearsal import honesty, memory, recorded
from rehearsal.folders import Folders


def show(folders: Folders, console: Console) -> None:
    """Prints the state of all rehearsals of a project; starts and supplies nothing."""
    endpoint = process.status(folders.localaws)
    for label, value in (*_engine(), *_embedded_aws(folders, endpoint)):
        console.print(f"{label:<14}{value}", markup=False)
    names = recorded.recorded_stacks(folders)
    if names:
        console.print(_stacks(folders, names, endpoint))
        for line in _written_down(folders, names):
            console.print(line, markup=False)
    else:
        console.print("No stack is rehearsed. `make up` starts one.")


def _engine() -> Iterator[tuple[str, str]]:
    engine = _ready_engine()
    if engine is None:
        yield "Engine", "none yet; the next run supplies one"
    else:
        yield "Engine", f"Pulumi {engine.version} ({engine.origin}), {engine.binary}"


def _ready_engine() -> Engine | None:
    try:
        if found := find_on_path():
            return found
    except EngineError:
        pass  # a pulumi that cannot be used is passed over, as a run does
    return cache.find(cache.folder())


def _embedded_aws(folders: Folders, endpoint: Endpoint | None) -> Iterator[tuple[str, str]]:
    if endpoint is None:
        yield "Embedded AWS", "not running"
        return
    health = "" if process.healthy(endpoint) else ", but does not answer: the next `make up` replaces it"
    yield "Embedded AWS", f"pid {endpoint.pid} since {endpoint.started}{health}"
    yield (
        "  reached by",
        f"aws --endpoint-url {endpoint.aws} --region REGION ... (any credentials: account {DEFAULT_ACCOUNT})",
    )
    yield "  log", str(folders.localaws / process.LOG)


def _stacks(folders: Folders, names: list[str], endpoint: Endpoint | None) -> Table:
    table = Table("Stack", "Resources", "Last update", "State", box=None, padding=(0, 2, 0, 0))
    for name in names:
        stack = recorded.read(folders, name)
        state = _state(stack, endpoint is None or memory.lost(folders, name, endpoint.life))
        table.add_row(name, str(stack.made), stack.updated[:19], state)
    return table


def _written_down(folders: Folders, names: list[str]) -> Iterator[str]:
    """The types that are only recorded, with their reasons."""
    for name in names:
        for token, count in sorted(honesty.only_recorded(recorded.read(folders, name)).items()):
            yield f"{name}: {count} x {token} only recorded ({SPECS[token].recorded})"


def _state(stack: recorded.Recorded, lost: bool) -> str:
    if stack.made == 0:
        return "empty"
    if lost:
        return "gone with the embedded AWS; `make up` recreates it"
    if stack.pending:
        return f"{len(stack.pending)} operations cut off; `make up` goes on"
    return "up"
