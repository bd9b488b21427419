"""What production may not do without, unless `allowUnsafe` names it: then the loosening is on record."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from settings.keys import keyed
from settings.model import Settings
from settings.problems import Problem, problem, set_command, shown


@dataclass(frozen=True)
class Guard:
    """A setting and what production needs of it."""

    key: str
    safe: tuple[Any, ...]
    """Values that are safe. The first is proposed."""
    risk: str
    """What happens otherwise."""
    at_least: bool = False
    """Whether more than the first is safe too."""

    def holds(self, values: Mapping[str, Any]) -> bool:
        """Whether the setting is safe."""
        value = values[self.key]
        return value in self.safe or (self.at_least and value > self.safe[0])

    @property
    def needs(self) -> str:
        """What is safe, in words."""
        return " or ".join([*map(shown, self.safe), *(["more"] if self.at_least else [])])


GUARDS = (
    Guard("networkNat", ("zone", "none"), "one zone's failure cuts off every zone"),
    Guard("logsProtect", (True,), "destroying the stack deletes its logs"),
    Guard("imagesProtect", (True,), "destroying the stack deletes every release"),
    Guard("loadBalancerDeletionProtection", (True,), "one call takes the site down"),
    Guard("keysProtect", (True,), "destroying the stack makes what its keys encrypted unreadable"),
    Guard("assetsProtect", (True,), "destroying the stack deletes the static files of every release"),
    Guard("databaseMultiAz", (True,), "the database goes when its zone does"),
    Guard("databaseDeletionProtection", (True,), "one call deletes the database"),
    Guard("databaseFinalSnapshot", (True,), "deleting the database leaves nothing of it"),
    Guard(
        "databaseBackupRetentionDays",
        (7,),
        "a bad migration is found after the last good backup",
        at_least=True,
    ),
    Guard("databaseMonitoringInterval", (60, 30, 15, 10, 5, 1), "nobody sees what slows the database down"),
    Guard("cacheSnapshotRetentionDays", (1,), "losing all nodes leaves nothing of the cache", at_least=True),
    Guard("applicationSecurityRecovery", (True,), "a secret deleted by mistake is gone at once"),
    Guard("cacheNodes", (2,), "the cache goes when its zone does", at_least=True),
    Guard("cacheProtect", (True,), "destroying the stack leaves nothing of the cache"),
    Guard("backendEnableExec", (False,), "operators can open a shell where users' data passes"),
    Guard("frontendEnableExec", (False,), "operators can open a shell where users' data passes"),
    Guard("backendWaitForSteadyState", (True,), "a deployment that failed looks like one that did not"),
    Guard("frontendWaitForSteadyState", (True,), "a deployment that failed looks like one that did not"),
    Guard("wafMode", ("block",), "the web ACLs count what they should block"),
    Guard("backupsProtect", (True,), "destroying the stack deletes the backups"),
    Guard("backupsLock", ("governance", "compliance"), "an administrator can delete every backup"),
    Guard("backupsRestoreTesting", (True,), "nobody knows whether backups can be restored"),
)


def production_is_safe(settings: Settings) -> Iterator[Problem]:
    """A production stack keeps its guards."""
    values = keyed(settings)
    for guard in GUARDS if settings.production else ():
        if guard.key not in settings.allow_unsafe and not guard.holds(values):
            yield problem(
                (guard.key, "production", "allowUnsafe"),
                f"{guard.key} is {shown(values[guard.key])}; production needs {guard.needs}: otherwise "
                f"{guard.risk}. To accept that, add {guard.key} to allowUnsafe.",
                guard.safe[0],
            )


def exceptions_are_needed(settings: Settings) -> Iterator[Problem]:
    """allowUnsafe names guards that are not met: an exception must not outlive its reason."""
    values = keyed(settings)
    broken = {guard.key for guard in GUARDS if settings.production and not guard.holds(values)}
    idle = [key for key in settings.allow_unsafe if key not in broken]
    if idle:
        yield Problem(
            frozenset({"allowUnsafe"}),
            f"allowUnsafe has {', '.join(idle)}; allowed: settings that weaken this production stack.",
            " && ".join(["pulumi config rm allowUnsafe", *_again(settings.allow_unsafe, idle)]),
        )


def _again(keys: Sequence[str], without: Sequence[str]) -> list[str]:
    """The command that sets the keys that stay, if any do."""
    kept = tuple(key for key in keys if key not in without)
    return [set_command("allowUnsafe", kept)] if kept else []


RULES = (production_is_safe, exceptions_are_needed)
