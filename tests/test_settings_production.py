"""Production keeps its guards, or says on record which it does without."""

import pytest

from settings import SettingsError
from settings.keys import all_fields
from settings.load import parse
from settings.rules.production import GUARDS
from tests.test_settings import NEEDED

KEYS = dict(all_fields())


def complaint(**changes: str) -> str:
    with pytest.raises(SettingsError) as caught:
        parse(NEEDED | changes)
    return str(caught.value)


def test_a_weakened_production_is_refused() -> None:
    assert complaint(logsProtect="false") == (
        "1 setting needs a change:\n"
        "  logsProtect is false; production needs true: otherwise destroying the stack deletes its logs. "
        "To accept that, add logsProtect to allowUnsafe.\n"
        "    pulumi config set logsProtect true"
    )


def test_an_exception_on_record_is_accepted() -> None:
    settings = parse(NEEDED | {"logsProtect": "false", "allowUnsafe": '["logsProtect"]'})
    assert settings.allow_unsafe == ("logsProtect",)


def test_elsewhere_nothing_is_guarded() -> None:
    assert not parse(NEEDED | {"production": "false", "logsProtect": "false"}).logs.protect


def test_an_exception_that_is_not_needed_is_refused() -> None:
    wrong = complaint(logsProtect="false", allowUnsafe='["logsProtect", "imagesProtect", "nonsense"]')
    assert wrong == (
        "1 setting needs a change:\n"
        "  allowUnsafe has imagesProtect, nonsense; allowed: settings that weaken this production stack.\n"
        "    pulumi config rm allowUnsafe && pulumi config set --path 'allowUnsafe[0]' logsProtect"
    )


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.key)
def test_the_defaults_are_safe(guard: object) -> None:
    assert guard in GUARDS
    values = {key: field.default for key, (_, field) in KEYS.items()}
    (found,) = [each for each in GUARDS if each is guard]
    assert found.key in KEYS
    assert found.holds(values)
