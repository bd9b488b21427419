"""What each verb does, once its stack is on stage."""

from localaws import process
from rehearsal import honesty, locks, memory, recorded
from rehearsal.errors import EngineFailed, RehearsalError
from rehearsal.folders import Folders
from rehearsal.stage import Stage

QUIET = ("--yes", "--skip-preview")
"""A rehearsal needs no confirmation, and `make preview` is there for looking first."""


def up(stage: Stage) -> None:
    """Makes the embedded AWS what the program says."""
    _settle(stage)
    _say_policies(stage)
    stage.run("up", *_haste(stage), *stage.policies)
    if set(recorded.last_changes(stage.folders, stage.stack)) <= {"same"}:
        stage.say(f"Nothing changed: stack {stage.stack} already is what the program says.")
    stage.say(honesty.summary(recorded.read(stage.folders, stage.stack)))


def preview(stage: Stage) -> None:
    """Shows what `up` would do; records nothing."""
    refresh = []
    if _memory_lost(stage):
        stage.say(_restarted(stage) + " This preview looks at what is left first, as `make up` will.")
        refresh = ["--refresh"]
    _say_policies(stage)
    stage.run("preview", *refresh, *stage.policies)


def refresh(stage: Stage) -> None:
    """Makes the record what the embedded AWS really has."""
    if _memory_lost(stage):
        stage.say(_restarted(stage))
    stage.run("refresh", *QUIET, "--clear-pending-creates")
    memory.remember(stage.folders, stage.stack, stage.endpoint.life)


def down(stage: Stage) -> None:
    """Deletes what the stack holds, then forgets the stack."""
    folders, stack = stage.folders, stage.stack
    _settle(stage)
    _refuse_protected(stage)
    try:
        stage.run("destroy", *QUIET)
    except EngineFailed as error:
        raise EngineFailed(
            error.code,
            str(error)
            or "what refuses to be deleted on AWS refuses here too. Allow it in the stack's settings and "
            "`make up` first, or type `make clean` to forget every rehearsal.",
        ) from None
    stage.manage("stack", "rm", "--yes", "--remove-backups")
    memory.forget(folders, stack)


def stop_when_idle(folders: Folders, stack: str) -> bool:
    """Stops the embedded AWS once no stack holds anything and no other run is on; answers whether it did."""
    with locks.only_starter(folders):
        held = any(recorded.read(folders, name).made for name in recorded.recorded_stacks(folders))
        return not held and not locks.busy(folders, except_for=stack) and process.stop(folders.localaws)


def _haste(stage: Stage) -> tuple[str, ...]:
    """Straight on, unless something is protected: then the engine looks first, as `pulumi up` does, so that a
    refusal comes before anything is touched."""
    return ("--yes",) if recorded.read(stage.folders, stage.stack).protected else QUIET


def _refuse_protected(stage: Stage) -> None:
    """Nothing goes while something must stay: the engine would find out half way."""
    if protected := recorded.read(stage.folders, stage.stack).protected:
        raise RehearsalError(
            f"{len(protected)} resources of stack {stage.stack} are protected, as on AWS: "
            f"{', '.join(protected)}. Nothing was deleted. Switch their protection off in the stack's "
            "settings (`...Protect` and `...DeletionProtection`, and `production` or `allowUnsafe`) and "
            "`make up` first, or type `make clean` to forget every rehearsal.",
        )


def _settle(stage: Stage) -> None:
    """Brings record and embedded AWS together where a death of either has parted them."""
    pending = len(recorded.read(stage.folders, stage.stack).pending)
    if _memory_lost(stage):
        stage.say(_restarted(stage) + " Refreshing first.")
        stage.run("refresh", *QUIET, "--clear-pending-creates")
    elif pending:
        stage.say(f"The last run was cut off during {pending} operations. Refreshing first.")
        stage.run("refresh", *QUIET, "--clear-pending-creates")
    memory.remember(stage.folders, stage.stack, stage.endpoint.life)


def _memory_lost(stage: Stage) -> bool:
    holds = recorded.read(stage.folders, stage.stack).made > 0
    return holds and memory.lost(stage.folders, stage.stack, stage.endpoint.life)


def _restarted(stage: Stage) -> str:
    return (
        "The embedded AWS was restarted, and keeps its memory only while it runs: "
        f"what stack {stage.stack} recorded is gone."
    )


def _say_policies(stage: Stage) -> None:
    if stage.policies:
        stage.say("The policy pack in policies/ judges this run.")
