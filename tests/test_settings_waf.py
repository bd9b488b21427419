"""Settings of the web ACLs: what is accepted, and what people read when something is not."""

import pytest

from settings.load import parse
from tests.test_settings import NEEDED, complaint


def test_the_defaults_are_productions() -> None:
    waf = parse(NEEDED).waf
    # Seed: 10 req/s general, 20 req/s API.
    assert (waf.general_rate, waf.api_rate) == (10, 20)
    assert (waf.mode, waf.login_rate, waf.login_paths) == ("block", 20, ("/api/auth/",))
    assert (waf.body_limit, waf.upload_paths, waf.anonymous_ips) == (16, ("/api/uploads/",), False)


@pytest.mark.parametrize(
    ("key", "value", "allowed"),
    [
        ("wafMode", "off", "one of block, count"),
        ("wafGeneralRate", "0", "1 to 100000 requests a second"),
        ("wafApiRate", "100001", "1 to 100000 requests a second"),
        ("wafLoginRate", "9", "10 to 100000 requests a minute"),
        ("wafBodyLimit", "20", "one of 16, 32, 48, 64"),
        ("wafLoginPaths", '["login"]', "at most five starts of paths"),
        ("wafUploadPaths", '["/1", "/2", "/3", "/4", "/5", "/6"]', "at most five starts of paths"),
    ],
)
def test_what_is_refused(key: str, value: str, allowed: str) -> None:
    assert f"; allowed: {allowed}." in complaint(**{key: value})


def test_paths_may_be_left_out() -> None:
    waf = parse(NEEDED | {"wafLoginPaths": "[]", "wafUploadPaths": "[]"}).waf
    assert (waf.login_paths, waf.upload_paths) == ((), ())
