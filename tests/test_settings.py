"""Settings: what is accepted, and what people read when something is not."""

import json
from typing import Any

import pulumi
import pytest
import yaml
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from settings import Settings, SettingsError, load, manifest
from settings.keys import all_fields, description
from settings.kinds import Within
from settings.load import allowed, example, parse
from settings.problems import Problem
from tests.programs import ROOT

NEEDED = {
    "accountId": "111122223333",
    "domainName": "example.com",
    "alertsEmails": '["team@example.com"]',
    "backendVersion": "1.0.0",
    "frontendVersion": "1.0.0",
}


def complaint(**changes: str) -> str:
    """What people read about a configuration that is fine but for these changes."""
    with pytest.raises(SettingsError) as caught:
        parse(NEEDED | changes)
    return str(caught.value)


def problems(config: dict[str, str]) -> tuple[Problem, ...]:
    """What is wrong with a configuration; nothing, if it is accepted."""
    try:
        parse(config)
    except SettingsError as error:
        return error.problems
    return ()


def test_what_is_needed_is_enough() -> None:
    settings = parse(NEEDED)
    assert settings.account_id == "111122223333"
    assert settings.zones == ("us-east-1a", "us-east-1b", "us-east-1c")
    assert (settings.backend.min_tasks, settings.backend.max_tasks) == (3, 10)


def test_zones_follow_the_region_unless_they_are_listed() -> None:
    assert parse(NEEDED | {"region": "eu-west-1"}).zones == ("eu-west-1a", "eu-west-1b", "eu-west-1c")
    assert parse(NEEDED | {"networkZones": '["us-east-1d", "us-east-1f", "us-east-1a"]'}).zones == (
        "us-east-1d",
        "us-east-1f",
        "us-east-1a",
    )


def test_settings_are_frozen() -> None:
    backend: Any = parse(NEEDED).backend
    with pytest.raises(ValidationError, match="frozen"):
        backend.port = 1


def test_everything_wrong_is_named_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        parse(
            {
                "accountId": "1234",
                "clusterMinHost": "3",
                "networkNat": "two",
                "networkZones": '["us-east-1a", "moon"]',
                "clusterMinHosts": "0",
                "alertsEmails": '["team@example.com"]',
                "backendVersion": "1.0.0",
                "frontendVersion": "1.0.0",
                "backendMinTasks": "12",
                "backendEnableExec": "yes",
                "backendLogRetentionDays": "31",
            }
        )
    assert str(caught.value) == (
        "9 settings need a change:\n"
        "  clusterMinHost is not a setting; did you mean clusterMinHosts?\n"
        "    pulumi config rm clusterMinHost\n"
        "  accountId is 1234; allowed: 12 digits.\n"
        "    pulumi config set accountId 111122223333\n"
        "  domainName is not set; allowed: a domain name in lower case.\n"
        "    pulumi config set domainName example.com\n"
        '  networkZones is ["us-east-1a", "moon"]; allowed: zones of the region with a letter a to h.\n'
        "    pulumi config set --path 'networkZones[0]' us-east-1a && "
        "pulumi config set --path 'networkZones[1]' us-east-1b\n"
        "  networkNat is two; allowed: one of zone, single, none.\n"
        "    pulumi config set networkNat zone\n"
        "  clusterMinHosts is 0; allowed: 1 to 1000 hosts.\n"
        "    pulumi config set clusterMinHosts 8\n"
        "  backendLogRetentionDays is 31; allowed: one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, "
        "400, 545, 731, 1096, 1827, 2192, 2557, 2922.\n"
        "    pulumi config set backendLogRetentionDays 30\n"
        "  backendEnableExec is yes; allowed: true or false.\n"
        "    pulumi config set backendEnableExec false\n"
        "  backendMaxTasks is 10; allowed: backendMinTasks (12) or more.\n"
        "    pulumi config set backendMaxTasks 12"
    )


def test_an_unknown_key_like_no_other() -> None:
    assert complaint(zzz="1") == (
        "1 setting needs a change:\n  zzz is not a setting.\n    pulumi config rm zzz"
    )


def test_a_secret_is_never_shown() -> None:
    with pytest.raises(SettingsError) as caught:
        parse(NEEDED | {"accountId": "hunter2"}, secret={"accountId"})
    assert "hunter2" not in str(caught.value)
    assert "accountId is a secret; allowed: 12 digits." in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"networkCidr": "10.0.0.1/16"},
            "networkCidr is 10.0.0.1/16; allowed: an IPv4 network, /16 to /21, "
            "with no bit set after the prefix.\n"
            "    pulumi config set networkCidr 10.0.0.0/16",
        ),
        (
            {"networkZones": '["us-east-1a", "us-east-1c", "eu-west-1b"]'},
            "networkZones has eu-west-1b; allowed: zones of the region, us-east-1.\n"
            "    pulumi config set --path 'networkZones[0]' us-east-1a && "
            "pulumi config set --path 'networkZones[1]' us-east-1b && "
            "pulumi config set --path 'networkZones[2]' us-east-1c",
        ),
        (
            {"networkZones": '["us-east-1a", "us-east-1b", "us-east-1b"]'},
            "networkZones is us-east-1a, us-east-1b, us-east-1b; allowed: 2 to 8 zones, each once.\n"
            "    pulumi config set --path 'networkZones[0]' us-east-1a && "
            "pulumi config set --path 'networkZones[1]' us-east-1b && "
            "pulumi config set --path 'networkZones[2]' us-east-1c",
        ),
        (
            {"networkZones": '["us-east-1a"]'},
            "networkZones is us-east-1a; allowed: 2 to 8 zones, each once.\n"
            "    pulumi config set --path 'networkZones[0]' us-east-1a && "
            "pulumi config set --path 'networkZones[1]' us-east-1b && "
            "pulumi config set --path 'networkZones[2]' us-east-1c",
        ),
        (
            {"clusterMinHosts": "30", "clusterMaxHosts": "20"},
            "clusterMaxHosts is 20; allowed: clusterMinHosts (30) or more.\n"
            "    pulumi config set clusterMaxHosts 30",
        ),
        (
            {"networkNat": "none", "networkEndpoints": '["logs", "ecr.api", "ecr.dkr"]'},
            "networkNat is none and networkEndpoints lacks ecs, ecs-agent, ecs-telemetry, "
            "secretsmanager, monitoring, ec2: tasks could not start.\n"
            "    pulumi config set networkNat single",
        ),
    ],
)
def test_settings_that_do_not_go_together(changes: dict[str, str], sentence: str) -> None:
    assert complaint(**changes) == f"1 setting needs a change:\n  {sentence}"


@pytest.mark.parametrize("key", [key for key, (_, field) in all_fields() if example(field) is not None])
def test_every_example_is_accepted(key: str) -> None:
    """The command in a message must not lead to the next message."""
    field = dict(all_fields())[key][1]
    value = example(field)
    text = value if isinstance(value, str) else json.dumps(value)
    refusal = f"allowed: {allowed(field)}."
    found = [each.sentence for each in problems(NEEDED | {key: text})]
    assert not [each for each in found if each.startswith(f"{key} is") and each.endswith(refusal)]


def test_the_engine_s_configuration_is_read_without_other_namespaces(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = {f"alicerce:{key}": value for key, value in NEEDED.items()}
    monkeypatch.setattr(pulumi, "get_project", lambda: "alicerce")
    pulumi.runtime.set_all_config({**own, "aws:region": "mars", "pulumi:tags": "{}"})
    try:
        assert load() == parse(NEEDED)
    finally:
        pulumi.runtime.set_all_config({})


NUMBERS = {
    key: kind for key, (_, field) in all_fields() for kind in field.metadata if isinstance(kind, Within)
}


@pytest.mark.parametrize("key", NUMBERS)
def test_bounds_are_those_that_the_description_gives(key: str) -> None:
    kind, field = NUMBERS[key], dict(all_fields())[key][1]
    assert f"{kind.low} to {kind.high}" in " ".join(str(field.description).split())
    sentence = f"{key} is {{}}; allowed: {kind.allowed}."
    for value in (kind.low - 1, kind.high + 1):
        assert sentence.format(value) in complaint(**{key: str(value)})
    for value in (kind.low, kind.high):
        found = [each.sentence for each in problems(NEEDED | {key: str(value)})]
        assert sentence.format(value) not in found


# Pulumi.yaml and the stack files


def test_pulumi_yaml_says_what_the_model_says() -> None:
    text = (ROOT / "Pulumi.yaml").read_text()
    assert text == manifest.render(text), "Pulumi.yaml is not current: make docs"
    entries = yaml.safe_load(text)["config"]
    assert list(entries) == [key for key, _ in all_fields()]
    for key, (_, field) in all_fields():
        assert entries[key]["description"] == description(field)
        assert entries[key].get("default") == json.loads(json.dumps(_default(field)))


def _default(field: FieldInfo) -> Any:
    return None if field.is_required() else manifest.default(field)


def test_every_setting_has_a_description() -> None:
    assert [key for key, (_, field) in all_fields() if len(description(field)) < 10] == []


@pytest.mark.parametrize("stack", ["prod", "staging", "local"])
def test_the_stacks_are_valid(stack: str) -> None:
    own = yaml.safe_load((ROOT / f"Pulumi.{stack}.yaml").read_text())
    assert own.keys() == {"config"}  # no secrets provider, no encryption salt
    values = {key.removeprefix("alicerce:"): value for key, value in own["config"].items()}
    assert isinstance(
        parse({key: v if isinstance(v, str) else json.dumps(v) for key, v in values.items()}), Settings
    )
