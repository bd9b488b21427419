"""The engine's messages, out of the SDK but without the rest of it, which would be half of a pack's start."""

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc, plugin_pb2
else:
    # To find a package does not run it; its generated modules need nothing of it but each other.
    if not (sdk := find_spec("pulumi")):
        raise ModuleNotFoundError("the package pulumi is missing; see requirements.txt")
    __path__ = [f"{folder}/runtime/proto" for folder in sdk.submodule_search_locations]
    analyzer_pb2 = import_module(f"{__name__}.analyzer_pb2")
    analyzer_pb2_grpc = import_module(f"{__name__}.analyzer_pb2_grpc")
    plugin_pb2 = import_module(f"{__name__}.plugin_pb2")

__all__ = ["analyzer_pb2", "analyzer_pb2_grpc", "plugin_pb2"]
