"""The engine's messages, taken out of the SDK."""

import subprocess
import sys

from pack import protocol
from pulumi.runtime import proto

from tests.programs import ROOT


def test_the_messages_are_the_sdks_own() -> None:
    assert protocol.analyzer_pb2.AnalyzeRequest is proto.AnalyzeRequest
    assert protocol.plugin_pb2.PluginInfo is proto.PluginInfo


def test_a_pack_starts_without_the_rest_of_the_sdk() -> None:
    """It would double the time until the engine can go on."""
    code = "import sys, pack.serving, rules.catalogue; sys.exit('pulumi' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT / "policies", check=True)
