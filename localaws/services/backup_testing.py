"""Tests of backups: plans that restore what was saved, and what of it."""

from dataclasses import replace

from localaws.services.backup import TAGS
from localaws.spec import Call, Name, Spec

_PLAN = "RestoreTestingPlan"
_SETTINGS = {
    "scheduleExpression": f"{_PLAN}.ScheduleExpression",
    "scheduleExpressionTimezone": f"{_PLAN}.ScheduleExpressionTimezone",
    "startWindowHours": f"{_PLAN}.StartWindowHours",
    "recoveryPointSelection": f"{_PLAN}.RecoveryPointSelection",
}
_THIS_PLAN = {"id": "RestoreTestingPlanName"}

RESTORE_TESTING_PLAN = Spec(
    token="aws:backup/restoreTestingPlan:RestoreTestingPlan",
    service="backup",
    create=Call(
        op="CreateRestoreTestingPlan", params={"name": f"{_PLAN}.RestoreTestingPlanName", **_SETTINGS}
    ),
    id="{name}",
    read=Call(op="GetRestoreTestingPlan", params=_THIS_PLAN),
    updates=(Call(op="UpdateRestoreTestingPlan", params={**_THIS_PLAN, **_SETTINGS}),),
    delete=(Call(op="DeleteRestoreTestingPlan", params=_THIS_PLAN),),
    replace_on=frozenset({"name"}),
    kept=frozenset({"scheduleExpressionTimezone", "startWindowHours"}),
    outputs={"arn": f"{_PLAN}.RestoreTestingPlanArn"},
    tags=replace(TAGS, create="Tags"),
    name=Name(longest=50),
)

_SELECTION = "RestoreTestingSelection"
_CHANGING = {
    "iamRoleArn": f"{_SELECTION}.IamRoleArn",
    "protectedResourceArns": f"{_SELECTION}.ProtectedResourceArns",
    "protectedResourceConditions": f"{_SELECTION}.ProtectedResourceConditions",
    "restoreMetadataOverrides": f"{_SELECTION}.RestoreMetadataOverrides",
    "validationWindowHours": f"{_SELECTION}.ValidationWindowHours",
}
_THIS_SELECTION = {"restoreTestingPlanName": "RestoreTestingPlanName", "name": "RestoreTestingSelectionName"}

RESTORE_TESTING_SELECTION = Spec(
    token="aws:backup/restoreTestingSelection:RestoreTestingSelection",
    service="backup",
    create=Call(
        op="CreateRestoreTestingSelection",
        params={
            "restoreTestingPlanName": "RestoreTestingPlanName",
            "name": f"{_SELECTION}.RestoreTestingSelectionName",
            "protectedResourceType": f"{_SELECTION}.ProtectedResourceType",
            **_CHANGING,
        },
    ),
    id="{name}:{restoreTestingPlanName}",
    read=Call(
        op="GetRestoreTestingSelection",
        params=_THIS_SELECTION,
        gets={
            "restoreTestingPlanName": f"{_SELECTION}.RestoreTestingPlanName",
            "name": f"{_SELECTION}.RestoreTestingSelectionName",
        },
    ),
    updates=(Call(op="UpdateRestoreTestingSelection", params={**_THIS_SELECTION, **_CHANGING}),),
    delete=(Call(op="DeleteRestoreTestingSelection", params=_THIS_SELECTION),),
    replace_on=frozenset({"restoreTestingPlanName", "name", "protectedResourceType"}),
    kept=frozenset({"restoreMetadataOverrides", "validationWindowHours"}),
    name=Name(longest=50),
)

SPECS = (RESTORE_TESTING_PLAN, RESTORE_TESTING_SELECTION)
