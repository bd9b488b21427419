"""Rules of the application's settings: third parties are set wholly or not at all, with the right keys."""

from collections.abc import Iterator

from pydantic import SecretStr

from settings.model import Settings
from settings.problems import Problem, problem, secret_command, shown
from settings.variables import key_of, marked


def secrets_of_what_is_on(settings: Settings) -> Iterator[Problem]:
    """Who turns a third party on gives its secrets too."""
    for model, (name, field), info, env in marked():
        group = getattr(settings.application, name)
        needed = info.annotation is SecretStr and model.switch and not env.optional
        if needed and group.on and not getattr(group, field):
            key, switch = key_of(name, field), key_of(name, model.switch)
            yield Problem(
                frozenset({key, switch}),
                f"{key} is not set; what {switch} turns on needs it.",
                secret_command(key),
            )


def nothing_set_in_vain(settings: Settings) -> Iterator[Problem]:
    """Secrets of a third party that is off would be sent nowhere: its first setting was forgotten."""
    for model, (name, field), info, _ in marked():
        group = getattr(settings.application, name)
        if info.annotation is SecretStr and not group.on and getattr(group, field):
            key, switch = key_of(name, field), key_of(name, model.switch)
            yield Problem(
                frozenset({key, switch}),
                f"{key} is set; without {switch} nothing uses it.",
                f"pulumi config rm {key}",
            )


def stripe_keys_of_one_mode(settings: Settings) -> Iterator[Problem]:
    """Both keys are live or both are for tests; production takes money."""
    stripe = settings.application.stripe
    key, secret = key_of("stripe", "publishable_key"), key_of("stripe", "secret_key")
    test = stripe.publishable_key.startswith("pk_test_")
    other = ("sk_live_", "rk_live_") if test else ("sk_test_", "rk_test_")
    if stripe.on and stripe.secret_key.get_secret_value().startswith(other):
        yield Problem(
            frozenset({key, secret}),
            f"{key} is for {'tests' if test else 'live payments'}, {secret} is not: take both from one mode.",
            secret_command(secret),
        )
    if settings.production and test:
        yield problem(
            (key, "production"),
            f"{key} is {stripe.publishable_key}; production needs pk_live_: no payment would move money.",
            "pk_live_0123456789",
        )


def paypal_moves_money(settings: Settings) -> Iterator[Problem]:
    """Production does not run in PayPal's sandbox."""
    paypal, key = settings.application.paypal, key_of("paypal", "mode")
    if settings.production and paypal.on and paypal.mode == "sandbox":
        yield problem(
            (key, "production"),
            f"{key} is sandbox; production needs live: no payment would move money.",
            "live",
        )


def pool_in_order(settings: Settings) -> Iterator[Problem]:
    """A pool's least is not above its most."""
    least, most = settings.application.database.pool_min, settings.database.pool_size
    if least > most:
        key = key_of("database", "pool_min")
        yield problem(
            (key, "databasePoolSize"), f"{key} is {least}; allowed: databasePoolSize ({most}) or less.", most
        )


def images_run_on_the_hosts(settings: Settings) -> Iterator[Problem]:
    """Images that are built here are built for the tasks' platform."""
    platforms = settings.images.platforms
    if "linux/arm64" not in platforms:
        yield problem(
            ("imagesPlatforms",),
            f"imagesPlatforms is {shown(platforms)}; it needs linux/arm64: tasks run on Graviton.",
            ("linux/arm64", *platforms),
        )


RULES = (
    images_run_on_the_hosts,
    secrets_of_what_is_on,
    nothing_set_in_vain,
    stripe_keys_of_one_mode,
    paypal_moves_money,
    pool_in_order,
)
