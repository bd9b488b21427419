"""The backups of the topology: what is copied where, and for how long."""

from collections.abc import Iterator

from tests.pictures.flowchart import Arrow, Frame, Node
from tests.pictures.members import Member, called
from tests.pictures.recording import named
from tests.recorder import Recorder, Registration


def backups(recorder: Recorder) -> tuple[Frame, ...]:
    """The vaults, if there are any."""
    vaults = recorder.all("aws:backup/vault:Vault")
    return (Frame("backups", "Backups", tuple(_vault(each) for each in vaults)),) if vaults else ()


def backup_arrows(recorder: Recorder, members: list[Member]) -> Iterator[Arrow]:
    """Into the vaults, and from one to the next."""
    for plan in recorder.all("aws:backup/plan:Plan"):
        rules = plan.inputs["rules"]
        kept = ", ".join(f"{each['ruleName']} {each['lifecycle']['deleteAfter']:.0f} days" for each in rules)
        vault = next(
            each.name
            for each in recorder.all("aws:backup/vault:Vault")
            if each.inputs["name"] == rules[0]["targetVaultName"] and "region" not in each.inputs
        )
        for selection in recorder.all("aws:backup/selection:Selection"):
            for arn in selection.inputs["resources"]:
                yield Arrow(called(members, arn.rpartition(":")[2]).key, _key(vault), kept, faint=True)
        copies = {
            named(copy["destinationVaultArn"]) for rule in rules for copy in rule.get("copyActions", ())
        }
        for copy in sorted(copies):
            yield Arrow(_key(vault), _key(copy), "copy", faint=True)


def _vault(vault: Registration) -> Node:
    return Node(_key(vault.name), ("Vault", vault.inputs.get("region", "in the region")), store=True)


def _key(vault: str) -> str:
    return f"vault {vault}"
