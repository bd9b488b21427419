"""The environment of the engine and of all it starts: an allow-list, then fixed values.

A list of what to remove would be wrong with the next variable that AWS, Pulumi or a proxy invents.
"""

from collections.abc import Mapping

from rehearsal.folders import Folders

_ALLOWED = frozenset(
    {
        "COLORTERM",
        "COLUMNS",
        "FORCE_COLOR",
        "GOMODCACHE",
        "HOME",
        "LANG",
        "LANGUAGE",
        "LINES",
        "LOGNAME",
        "NO_COLOR",
        "PATH",
        "SHELL",
        "TERM",
        "TMPDIR",
        "TZ",
        "USER",
        "XDG_CACHE_HOME",
    }
)
"""Who and where the user is, and how the terminal looks. Nothing that names an account or a host."""


_STATE_OPTIONS = "?metadata=skip"
"""The back end's driver otherwise writes an `.attrs` file beside each file, and not atomically: an engine
that is killed in between leaves an empty one, after which no engine can read the stack any more.
Source: https://pkg.go.dev/gocloud.dev/blob/fileblob#URLOpener"""


def harmless(caller: Mapping[str, str]) -> dict[str, str]:
    """What a child may see of the caller's environment, with every way to an AWS account closed."""
    kept = {key: value for key, value in caller.items() if key in _ALLOWED or key.startswith("LC_")}
    return kept | {
        # The SDKs would otherwise find credentials in files, or ask the instance's metadata service.
        "AWS_CONFIG_FILE": "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def of_engine(caller: Mapping[str, str], folders: Folders, attach: str) -> dict[str, str]:
    """The engine's environment. `attach` says where its providers listen (PULUMI_DEBUG_PROVIDERS)."""
    return harmless(caller) | {
        "PULUMI_BACKEND_URL": folders.state.resolve().as_uri() + _STATE_OPTIONS,
        "PULUMI_CONFIG_PASSPHRASE_FILE": str(folders.passphrase.resolve()),
        "PULUMI_DEBUG_PROVIDERS": attach,
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
        "PULUMI_HOME": str(folders.home.resolve()),
        "PULUMI_SKIP_UPDATE_CHECK": "true",
    }
