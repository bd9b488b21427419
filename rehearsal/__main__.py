"""`python -m rehearsal up|preview|policy|refresh|down|status [--stack NAME]`; make targets call it."""

import errno
import signal
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from rehearsal import analysis, operations, recorded, status
from rehearsal.errors import Interrupted, RehearsalError
from rehearsal.folders import Folders
from rehearsal.stage import on_stage

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)

Stack = Annotated[str, typer.Option("--stack", "-s", help="Whose settings run: Pulumi.NAME.yaml.")]
Project = Annotated[Path, typer.Option("--project", help="The folder of Pulumi.yaml.")]


def say(line: str) -> None:
    """A line of ours; standard output is the engine's."""
    print(line, file=sys.stderr, flush=True)


@app.command()
def up(stack: Stack = "local", project: Project = Path()) -> None:
    """Make the embedded AWS what the program says."""
    with on_stage(project, stack, say) as stage:
        operations.up(stage)


@app.command()
def preview(stack: Stack = "local", project: Project = Path()) -> None:
    """Show what `up` would do, with no account and no network."""
    with on_stage(project, stack, say, passing=True) as stage:
        operations.preview(stage)


@app.command()
def refresh(stack: Stack = "local", project: Project = Path()) -> None:
    """Make the record what the embedded AWS really has."""
    with on_stage(project, stack, say) as stage:
        operations.refresh(stage)


@app.command()
def down(
    stack: Stack = "local",
    project: Project = Path(),
    every: Annotated[bool, typer.Option("--all", help="Every stack that was rehearsed.")] = False,
) -> None:
    """Delete what a stack holds; the embedded AWS stops with the last one."""
    folders = Folders(project.resolve())
    folders.prepare()
    wanted = recorded.recorded_stacks(folders) if every else [stack]
    for name in wanted:
        if recorded.exists(folders, name):
            with on_stage(project, name, say) as stage:
                operations.down(stage)
        else:
            say(f"Stack {name} is not rehearsed: there is nothing to delete.")
    if operations.stop_when_idle(folders, stack):
        say("The embedded AWS has stopped; nothing is left.")


@app.command("policy")
def judge(
    stack: Stack = "local",
    project: Project = Path(),
    state: Annotated[
        Path | None, typer.Option("--state", help="A file that `pulumi stack export` wrote.")
    ] = None,
) -> None:
    """Judge what is recorded of a stack by the policy pack."""
    folders = Folders(project.resolve())
    folders.prepare()
    source = analysis.of_file(state) if state else analysis.of_stack(folders, stack)
    analysis.analyze(folders, source, say)


@app.command("status")
def show_status(project: Project = Path()) -> None:
    """Show the engine, the embedded AWS and every rehearsed stack."""
    folders = Folders(project.resolve())
    folders.prepare()
    status.show(folders, Console(soft_wrap=True, highlight=False))


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def main() -> int:
    """Runs the command line; answers the exit code, and turns failures into sentences."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        app(standalone_mode=False)
    except typer.Exit as end:
        return end.exit_code
    except (KeyboardInterrupt, typer.Abort):
        say("Interrupted.")
        return Interrupted.code
    except RehearsalError as error:
        if str(error):
            say(f"Error: {error}")
        return error.code
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        say(f"Error: the disk is full: {error.filename} cannot be written. Free some space and try again.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
