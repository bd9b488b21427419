"""Settings of the edge: what is accepted, and what people read when something is not."""

import pytest

from settings.load import parse
from tests.test_settings import NEEDED, complaint


def test_the_defaults_are_productions() -> None:
    settings = parse(NEEDED)
    assert settings.cdn.price_class == "PriceClass_100"
    assert settings.cdn.www is True
    assert settings.cdn.api_cache_seconds == 60 * 60
    assert settings.cdn.csp_script_sources == ()
    assert settings.assets.protect is True


@pytest.mark.parametrize(
    "source",
    [
        "https://js.example.com",
        "https://js.example.com:8443/v1/",
        "*.example.com",
        "wss://live.example.com",
        "data:",
        "'unsafe-inline'",
        "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
    ],
)
def test_a_source_of_the_content_policy(source: str) -> None:
    assert parse(NEEDED | {"cdnCspScriptSources": f'["{source}"]'}).cdn.csp_script_sources == (source,)


@pytest.mark.parametrize(
    "source",
    [
        "*",
        "https://a.example; script-src *",
        "a b",
        "self",
        "https://a.example,https://b.example",
        "",
        "a\\nb",
    ],
)
def test_nothing_else_gets_into_the_content_policy(source: str) -> None:
    assert complaint(cdnCspConnectSources=f'["{source}"]').startswith(
        "1 setting needs a change:\n  cdnCspConnectSources is "
    )


def test_text_never_becomes_a_script() -> None:
    assert complaint(cdnCspScriptSources="[\"'unsafe-eval'\"]") == (
        "1 setting needs a change:\n"
        "  cdnCspScriptSources has 'unsafe-eval'; allowed: any other source. It would run whatever text an "
        "attacker gets into a page.\n"
        "    pulumi config rm cdnCspScriptSources"
    )


def test_the_load_balancer_hangs_up_last() -> None:
    assert complaint(cdnOriginKeepalive="60") == (
        "1 setting needs a change:\n"
        "  cdnOriginKeepalive is 60; allowed: less than loadBalancerIdleTimeout (60).\n"
        "    pulumi config set cdnOriginKeepalive 59"
    )


def test_cloudfront_is_not_more_patient_than_the_load_balancer() -> None:
    assert complaint(cdnOriginTimeout="61") == (
        "1 setting needs a change:\n"
        "  cdnOriginTimeout is 61; allowed: loadBalancerIdleTimeout (60) or less.\n"
        "    pulumi config set cdnOriginTimeout 60"
    )


@pytest.mark.parametrize(
    ("key", "value", "allowed"),
    [
        ("cdnAssetsDays", "6", "7 to 30 days"),
        ("cdnAssetsDays", "31", "7 to 30 days"),
        ("cdnApiCacheSeconds", "3601", "1 to 3600 seconds"),
        ("cdnApiCookies", '["a b"]', "names of cookies"),
        ("cdnPriceClass", "PriceClass_50", "one of PriceClass_100, PriceClass_200, PriceClass_All"),
        ("assetsKeepDays", "0", "1 to 3650 days"),
    ],
)
def test_bounds(key: str, value: str, allowed: str) -> None:
    assert f"allowed: {allowed}." in complaint(**{key: value})
