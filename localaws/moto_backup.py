"""What moto 5.2.5 lacks of AWS Backup: changed plans, selections, a vault's policy and notifications.

AWS Backup speaks REST: what is put at a path is got from there. So this keeps answers by path.
"""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from moto.backup import urls
from moto.backup.exceptions import InvalidRequestException, ResourceNotFoundException
from moto.backup.models import BackupBackend, Plan, Vault
from moto.backup.responses import BackupResponse
from moto.core.utils import unix_time
from moto.moto_api._internal import mock_random

from localaws.mending import Method, add, mend

Answer = dict[str, Any]


def apply() -> None:
    """Adds to moto in this process; a second call changes nothing."""
    mend(BackupBackend, "delete_backup_plan", _forgotten)
    # What it is called in a list of vaults; one vault alone is answered by the names of its attributes.
    add(Vault, "number_of_recovery_points", property(lambda vault: vault.num_of_recovery_points))
    for aspect in ("access-policy", "notification-configuration"):
        add_path(f"{{0}}/backup-vaults/(?P<name>[^/]+)/{aspect}$")
    add_operations(
        {
            "update_backup_plan": _update_plan,
            "create_backup_selection": _create_selection,
            "get_backup_selection": get,
            "list_backup_selections": _list_selections,
            "delete_backup_selection": delete,
            "put_backup_vault_access_policy": _put_aspect,
            "get_backup_vault_access_policy": get,
            "delete_backup_vault_access_policy": delete,
            "put_backup_vault_notifications": _put_aspect,
            "get_backup_vault_notifications": get,
            "delete_backup_vault_notifications": delete,
        }
    )


def add_path(pattern: str) -> None:
    """Sends requests at these paths to the operations of AWS Backup."""
    urls.url_paths[pattern] = BackupResponse.dispatch


def add_operations(operations: dict[str, Callable[[Any], Answer]]) -> None:
    """Adds operations that moto's class does not have."""
    for name, operation in operations.items():
        setattr(BackupResponse, name, _in_json(operation))


def _in_json(operation: Callable[[Any], Answer]) -> Method:
    @wraps(operation)
    def answering(self: Any) -> str:
        return json.dumps(operation(self))

    return answering


def shelf(response: Any) -> dict[str, Answer]:
    """Where an account keeps what it put, by path."""
    kept: dict[str, Answer] = vars(response.backup_backend).setdefault("kept_by_path", {})
    return kept


def path_of(response: Any) -> str:
    """The path of a request, without the slash that some of them end with."""
    return str(response.path).rstrip("/")


def body(response: Any) -> Answer:
    """What a request says."""
    told: Answer = json.loads(response.body)
    return told


def get(response: Any, path: str | None = None) -> Answer:
    """What is at a path: the request's, if none is given."""
    path = path or path_of(response)
    try:
        return shelf(response)[path]
    except KeyError:
        raise ResourceNotFoundException(msg=f"nothing at {path}") from None


def delete(response: Any) -> Answer:
    """Takes away what is at a path."""
    get(response)
    del shelf(response)[path_of(response)]
    return {}


def _put_aspect(response: Any) -> Answer:
    name = path_of(response).split("/")[-2]
    vault = response.backup_backend.describe_backup_vault(name)
    shelf(response)[path_of(response)] = {
        **body(response),
        "BackupVaultName": name,
        "BackupVaultArn": vault.backup_vault_arn,
    }
    return {}


def _update_plan(response: Any) -> Answer:
    plan: Plan = response.backup_backend.get_backup_plan(path_of(response).split("/")[-1], None)
    renewed = Plan(body(response)["BackupPlan"], plan.creator_request_id, response.backup_backend)
    plan.backup_plan, plan.version_id = renewed.backup_plan, renewed.version_id
    plan.advanced_backup_settings = renewed.advanced_backup_settings
    return plan.to_dict()


def _create_selection(response: Any) -> Answer:
    plan = path_of(response).split("/")[-2]
    response.backup_backend.get_backup_plan(plan, None)
    ident = str(mock_random.uuid4())
    made = {"SelectionId": ident, "BackupPlanId": plan, "CreationDate": unix_time()}
    shelf(response)[f"{path_of(response)}/{ident}"] = {**body(response), **made}
    return made


def _list_selections(response: Any) -> Answer:
    found = (kept for path, kept in shelf(response).items() if path.startswith(f"{path_of(response)}/"))
    listed = ("SelectionName", "IamRoleArn")
    return {
        "BackupSelectionsList": [
            {member: selection[member] for member in ("SelectionId", "BackupPlanId", "CreationDate")}
            | {member: selection["BackupSelection"][member] for member in listed}
            for selection in found
        ]
    }


def _forgotten(delete_plan: Method) -> Method:
    """A deleted plan is gone, and one with selections stays; moto shows deleted ones, and does not ask."""

    @wraps(delete_plan)
    def mended(self: Any, backup_plan_id: str) -> Any:
        selections = f"/backup/plans/{backup_plan_id}/selections/"
        if any(path.startswith(selections) for path in vars(self).get("kept_by_path", {})):
            raise InvalidRequestException(
                msg="Related backup plan selections must be deleted prior to backup plan deletion"
            )
        answer = delete_plan(self, backup_plan_id)
        del self.plans[backup_plan_id]
        return answer

    return mended
