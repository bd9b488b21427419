"""What moto 5.2.5 lacks of AWS Backup: tests that restore what was saved."""

from typing import Any

from moto.backup.exceptions import AlreadyExistsException
from moto.core.utils import unix_time
from moto.moto_api._internal import mock_random
from moto.utilities.utils import get_partition

from localaws.moto_backup import (
    Answer,
    add_operations,
    add_path,
    body,
    delete,
    get,
    path_of,
    shelf,
)

_PLAN = "RestoreTestingPlan"
_SELECTION = "RestoreTestingSelection"


def apply() -> None:
    """Adds to moto in this process; a second call changes nothing."""
    add_path("{0}/restore-testing/plans/?$")
    add_path("{0}/restore-testing/plans/(?P<rest>.+)$")
    add_operations(
        {
            "create_restore_testing_plan": _create_plan,
            "get_restore_testing_plan": get,
            "list_restore_testing_plans": _list_plans,
            "update_restore_testing_plan": _update_plan,
            "delete_restore_testing_plan": _delete_plan,
            "create_restore_testing_selection": _create_selection,
            "get_restore_testing_selection": get,
            "list_restore_testing_selections": _list_selections,
            "update_restore_testing_selection": _update_selection,
            "delete_restore_testing_selection": delete,
        }
    )


def _create_plan(response: Any) -> Answer:
    told = body(response)
    plan = told[_PLAN]
    name = plan["RestoreTestingPlanName"]
    place = f"{path_of(response)}/{name}"
    if place in shelf(response):
        raise AlreadyExistsException(msg=f"Restore testing plan {name} already exists")
    region, account = response.region, response.current_account
    made = {
        "CreationTime": unix_time(),
        "RestoreTestingPlanArn": f"arn:{get_partition(region)}:backup:{region}:{account}"
        f":restore-testing-plan:{name}-{mock_random.uuid4()}",
        "RestoreTestingPlanName": name,
    }
    shelf(response)[place] = {_PLAN: {**plan, **made}}
    response.backup_backend.tag_resource(made["RestoreTestingPlanArn"], told.get("Tags") or {})
    return made


def _update_plan(response: Any) -> Answer:
    plan = get(response)[_PLAN]
    plan |= {**body(response)[_PLAN], "LastUpdateTime": unix_time()}
    told = ("CreationTime", "RestoreTestingPlanArn", "RestoreTestingPlanName")
    return {**{member: plan[member] for member in told}, "UpdateTime": plan["LastUpdateTime"]}


def _delete_plan(response: Any) -> Answer:
    """A plan takes its selections along."""
    answer = delete(response)
    for path in [path for path in shelf(response) if path.startswith(f"{path_of(response)}/")]:
        del shelf(response)[path]
    return answer


def _list_plans(response: Any) -> Answer:
    return {"RestoreTestingPlans": _listed(response, _PLAN)}


def _create_selection(response: Any) -> Answer:
    plan = _plan_of(response, path_of(response).rpartition("/selections")[0])
    selection = body(response)[_SELECTION]
    name = selection["RestoreTestingSelectionName"]
    made = {
        "CreationTime": unix_time(),
        "RestoreTestingPlanName": plan["RestoreTestingPlanName"],
        "RestoreTestingSelectionName": name,
    }
    shelf(response)[f"{path_of(response)}/{name}"] = {_SELECTION: {**selection, **made}}
    return {**made, "RestoreTestingPlanArn": plan["RestoreTestingPlanArn"]}


def _update_selection(response: Any) -> Answer:
    selection = get(response)[_SELECTION]
    selection |= body(response)[_SELECTION]
    plan = _plan_of(response, path_of(response).rpartition("/selections/")[0])
    told = ("CreationTime", "RestoreTestingPlanName", "RestoreTestingSelectionName")
    return {
        **{member: selection[member] for member in told},
        "RestoreTestingPlanArn": plan["RestoreTestingPlanArn"],
        "UpdateTime": unix_time(),
    }


def _list_selections(response: Any) -> Answer:
    return {"RestoreTestingSelections": _listed(response, _SELECTION)}


def _plan_of(response: Any, path: str) -> Answer:
    plan: Answer = get(response, path)[_PLAN]
    return plan


def _listed(response: Any, kind: str) -> list[Answer]:
    """What is right below a path."""
    here = f"{path_of(response)}/"
    below = {path.removeprefix(here): kept for path, kept in shelf(response).items() if path.startswith(here)}
    return [kept[kind] for rest, kept in below.items() if "/" not in rest]
