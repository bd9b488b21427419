"""Tests of backups live a whole life against moto."""

import pytest

from localaws.errors import CloudError, Gone
from localaws.values import Props
from tests.localaws.conftest import Workbench

PLAN = "aws:backup/restoreTestingPlan:RestoreTestingPlan"
SELECTION = "aws:backup/restoreTestingSelection:RestoreTestingSelection"

MONTHLY: Props = {
    "name": "monthly",
    "scheduleExpression": "cron(0 6 1 * ? *)",
    "scheduleExpressionTimezone": "Etc/UTC",
    "startWindowHours": 24,
    "recoveryPointSelection": {
        "algorithm": "LATEST_WITHIN_WINDOW",
        "includeVaults": ["arn:aws:backup:us-east-1:200000000001:backup-vault:alicerce"],
        "recoveryPointTypes": ["SNAPSHOT"],
        "selectionWindowDays": 7,
    },
}
DATABASE: Props = {
    "name": "database",
    "restoreTestingPlanName": "monthly",
    "protectedResourceType": "RDS",
    "iamRoleArn": "arn:aws:iam::200000000001:role/restore",
    "protectedResourceArns": ["*"],
    "validationWindowHours": 4,
}


@pytest.mark.parametrize(
    "change",
    [
        {"scheduleExpression": "cron(0 6 2 * ? *)"},
        {"recoveryPointSelection": {**MONTHLY["recoveryPointSelection"], "selectionWindowDays": 30}},
        {"startWindowHours": 8},
        {"tags": {"Team": "a"}},
    ],
    ids=lambda value: "-".join(value),
)
def test_plan(bench: Workbench, change: Props) -> None:
    bench.live(PLAN, change, **MONTHLY)


def test_two_plans_of_one_name_are_refused(bench: Workbench) -> None:
    bench.make(PLAN, **MONTHLY)
    with pytest.raises(CloudError, match="already exists"):
        bench.make(PLAN, **MONTHLY)


@pytest.mark.parametrize(
    "change",
    [
        {"validationWindowHours": 8},
        {"iamRoleArn": "arn:aws:iam::200000000001:role/other"},
        {"restoreMetadataOverrides": {"multiAz": "false"}},
        {
            "protectedResourceConditions": {
                "stringEquals": [{"key": "aws:ResourceTag/Stack", "value": "prod"}]
            }
        },
    ],
    ids=lambda value: "-".join(value),
)
def test_selection(bench: Workbench, change: Props) -> None:
    bench.make(PLAN, **MONTHLY)
    bench.live(SELECTION, change, **DATABASE)


def test_a_selection_needs_its_plan(bench: Workbench) -> None:
    with pytest.raises(Gone):
        bench.make(SELECTION, **DATABASE)


def test_what_makes_a_new_selection(bench: Workbench) -> None:
    kind = bench.package.resource(SELECTION, bench.session)
    other = {**DATABASE, "protectedResourceType": "EC2", "validationWindowHours": 1}
    assert kind.diff(DATABASE, {}, other).replaces == ("protectedResourceType",)


def test_a_selection_is_imported_by_its_name_and_its_plans(bench: Workbench) -> None:
    bench.make(PLAN, **MONTHLY)
    bench.make(SELECTION, **DATABASE)
    found = bench.package.resource(SELECTION, bench.session).read("database:monthly", {}, {})
    assert found is not None
    assert found[1] == DATABASE


def test_plans_and_selections_are_listed_and_go_together(bench: Workbench) -> None:
    bench.make(PLAN, **MONTHLY)
    bench.make(SELECTION, **DATABASE)
    listed = bench.call("backup", "ListRestoreTestingPlans")["RestoreTestingPlans"]
    assert [plan["RestoreTestingPlanName"] for plan in listed] == ["monthly"]
    listed = bench.call("backup", "ListRestoreTestingSelections", RestoreTestingPlanName="monthly")
    assert [one["ProtectedResourceType"] for one in listed["RestoreTestingSelections"]] == ["RDS"]
    bench.package.resource(PLAN, bench.session).delete("monthly", MONTHLY, {})
    assert bench.package.resource(SELECTION, bench.session).read("database:monthly", DATABASE, {}) is None
