"""Secrets as AWS keeps them, where moto 5.2.5 is laxer or forgets."""

from functools import wraps
from typing import Any

from moto.secretsmanager.exceptions import InvalidRequestException
from moto.secretsmanager.models import FakeSecret, SecretsManagerBackend

from localaws.mending import Method, mend


def apply() -> None:
    """Mends moto in this process; a second call changes nothing."""
    mend(SecretsManagerBackend, "create_secret", _unless_deleted)
    mend(SecretsManagerBackend, "update_secret", _emptied)
    mend(SecretsManagerBackend, "update_secret_version_stage", _followed)
    mend(FakeSecret, "create_replicas", _with_keys)
    mend(FakeSecret, "reset_default_version", _labelled)


def _unless_deleted(create: Method) -> Method:
    """The name of a deleted secret is taken until its days of recovery are over; AWS says so in words that
    people search for."""

    @wraps(create)
    def mended(self: Any, name: str, **settings: Any) -> Any:
        there = self.secrets.get(name)
        if there is not None and there.is_deleted():
            raise InvalidRequestException(
                "You can't create this secret because a secret with this name is already scheduled for "
                "deletion."
            )
        return create(self, name=name, **settings)

    return mended


def _emptied(update: Method) -> Method:
    """An empty description replaces the old one; moto keeps that."""

    @wraps(update)
    def mended(self: Any, secret_id: str, description: str | None = None, **settings: Any) -> Any:
        answer = update(self, secret_id=secret_id, description=description, **settings)
        if description == "":
            self.secrets[secret_id].description = ""
        return answer

    return mended


def _with_keys(create: Method) -> Method:
    """A replica is encrypted with the key of its region that it is given; moto forgets it."""

    @wraps(create)
    def mended(self: Any, replica_regions: list[dict[str, str]], force_overwrite: bool) -> Any:
        replicas = create(self, replica_regions, force_overwrite)
        keys = {each["Region"]: each["KmsKeyId"] for each in replica_regions if each.get("KmsKeyId")}
        for replica in replicas:
            replica.config["KmsKeyId"] = keys.get(replica.region, replica.config["KmsKeyId"])
        return replicas

    return mended


def _followed(move: Method) -> Method:
    """Readers get the version that the label of the current one moves to; moto gives them the old one."""

    @wraps(move)
    def mended(self: Any, secret_id: str, version_stage: str, **versions: Any) -> Any:
        answer = move(self, secret_id=secret_id, version_stage=version_stage, **versions)
        if version_stage == "AWSCURRENT":
            self.secrets[secret_id].set_default_version_id(versions["move_to_version_id"])
        return answer

    return mended


def _labelled(reset: Method) -> Method:
    """A version that is current no more keeps its other labels; moto takes them."""

    @wraps(reset)
    def mended(self: Any, secret_version: dict[str, Any], version_id: str) -> None:
        before = self.versions.get(self.default_version_id)
        labels = [] if before is None else list(before["version_stages"])
        reset(self, secret_version, version_id)
        if before is not None and before is not secret_version:
            own = (label for label in labels if label not in ("AWSCURRENT", "AWSPREVIOUS"))
            before["version_stages"].extend(own)

    return mended
