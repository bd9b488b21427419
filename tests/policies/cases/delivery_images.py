"""Repositories of images, releases that stay in them, and images that a program builds."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tests.policies.cases import UNKNOWN, AnyCase, Case, Declared, StackCase

REPOSITORY, LIFECYCLE = "aws:ecr/repository:Repository", "aws:ecr/lifecyclePolicy:LifecyclePolicy"
REGISTRY = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration"
BUILD, DOCKER = "docker-build:index:Image", "docker:index/image:Image"


def _case(rule: str, props: Mapping[str, Any], says: str = "", **more: Any) -> Case:
    return Case(rule=f"repository-{rule}", type=REPOSITORY, props=props, says=says, **more)


def _stack(
    rule: str, props: Mapping[str, Any], others: Sequence[Declared] = (), says: str = "", **more: Any
) -> StackCase:
    images = Declared(type=REPOSITORY, name="images", props=props)
    at = "images" if says else ""
    return StackCase(rule=f"repository-{rule}", resources=[images, *others], says=says, at=at, **more)


def _scan(filters: Sequence[str], frequency: Any = "SCAN_ON_PUSH") -> Declared:
    """A registry that scans repositories by these filters."""
    filtered = [{"filter": each, "filterType": "WILDCARD"} for each in filters]
    rules = [{"scanFrequency": frequency, "repositoryFilters": filtered}]
    return Declared(type=REGISTRY, name="registry", props={"rules": rules})


def _policy(repository: Any, refers: Sequence[str] = ()) -> Declared:
    linked = {"repository": refers}
    return Declared(type=LIFECYCLE, name="policy", props={"repository": repository}, refers=linked)


def _releases(*rules: Mapping[str, Any], says: str = "", **more: Any) -> Case:
    """A lifecycle policy of these rules."""
    policy = json.dumps({"rules": list(rules)})
    return Case(rule="repository-keeps-releases", type=LIFECYCLE, props={"policy": policy}, says=says, **more)


def _rule(priority: int, kind: str, number: Any, action: str = "expire", **selection: Any) -> dict[str, Any]:
    chosen = {"countType": kind, "countNumber": number, "tagStatus": "tagged"} | selection
    return {"rulePriority": priority, "selection": chosen, "action": {"type": action}}


def _build(names: Any, says: str = "", type_: str = BUILD, **more: Any) -> Case:
    name = "tags" if type_ == BUILD else "imageName"
    return Case(rule="build-versioned", type=type_, props={name: names}, says=says, **more)


COUNT, AGE = "imageCountMoreThan", "sinceImagePushed"
UNSCANNED = "imageScanningConfiguration.scanOnPush is false and no rule of the registry scans it, want true"
NO_POLICY = "no aws:ecr/lifecyclePolicy is for it, want one"
SHARED_KEY = "encryptionConfigurations asks for AES256, want KMS with a kmsKey"
FILTER = "imageTagMutabilityExclusionFilters[0].filter"


def _excluded(*filters: Any) -> dict[str, Any]:
    listed = [{"filter": each, "filterType": "WILDCARD"} for each in filters]
    return {"imageTagMutability": "IMMUTABLE_WITH_EXCLUSION", "imageTagMutabilityExclusionFilters": listed}


CASES: tuple[AnyCase, ...] = (
    _stack("scan", {"name": "shop"}, says=UNSCANNED),
    _stack("scan", {"name": "shop", "imageScanningConfiguration": {"scanOnPush": False}}, says=UNSCANNED),
    _stack("scan", {"name": "shop"}, [_scan(["prod-*"])], UNSCANNED),
    _stack("scan", {"name": "shop"}, [_scan(["*"], "MANUAL")], UNSCANNED),
    _stack("scan", {"name": "shop"}, [_scan([])], UNSCANNED),
    _stack("scan", {"imageScanningConfiguration": {"scanOnPush": True}}),
    _stack("scan", {"name": "shop"}, [_scan(["prod-*", "sh"])]),
    _stack("scan", {"name": UNKNOWN}, [_scan(["*"], "CONTINUOUS_SCAN")]),
    _stack("scan", {"name": "shop"}, [_scan(["s*p"])]),
    _stack("scan", {"name": UNKNOWN}, [_scan(["prod-*"])], unknown="name"),
    _case("immutable-tags", {}, "imageTagMutability is MUTABLE, want IMMUTABLE"),
    _case(
        "immutable-tags", {"imageTagMutability": "MUTABLE_WITH_EXCLUSION"}, "imageTagMutability is MUTABLE_"
    ),
    _case("immutable-tags", _excluded("*"), f"{FILTER} excludes every tag, want the few"),
    _case("immutable-tags", _excluded("**"), f"{FILTER} excludes every tag"),
    _case("immutable-tags", {"imageTagMutability": "IMMUTABLE"}),
    _case("immutable-tags", _excluded("cache", "pr-*")),
    _case("immutable-tags", {"imageTagMutability": UNKNOWN}, unknown="imageTagMutability"),
    _stack("lifecycle", {"name": "shop"}, says=NO_POLICY),
    _stack("lifecycle", {"name": "shop"}, [_policy("other")], NO_POLICY),
    _stack("lifecycle", {"name": UNKNOWN}, [_policy(UNKNOWN)], NO_POLICY),
    _stack("lifecycle", {"name": "shop"}, [_policy("shop")]),
    _stack("lifecycle", {"name": UNKNOWN}, [_policy(UNKNOWN, ["images"])]),
    _case("force-delete", {"forceDelete": True}, "forceDelete is true, want false"),
    _case("force-delete", {"forceDelete": "yes"}, "forceDelete is a string, want a boolean"),
    _case("force-delete", {"forceDelete": False}),
    _case("force-delete", {}),
    _case("force-delete", {"forceDelete": UNKNOWN}, unknown="forceDelete"),
    _case("own-key", {}, SHARED_KEY),
    _case("own-key", {"encryptionConfigurations": []}, SHARED_KEY),
    _case("own-key", {"encryptionConfigurations": [{"encryptionType": "KMS"}]}, SHARED_KEY),
    _case("own-key", {"encryptionConfigurations": [{"kmsKey": "key"}]}, SHARED_KEY),
    _case("own-key", {"encryptionConfigurations": [{"encryptionType": "KMS", "kmsKey": UNKNOWN}]}),
    _case("own-key", {"encryptionConfigurations": [{"encryptionType": "KMS_DSSE", "kmsKey": "key"}]}),
    _case("own-key", {"encryptionConfigurations": UNKNOWN}, unknown="encryptionConfigurations"),
    _releases(
        _rule(1, AGE, 14, tagStatus="any"),
        says="policy.rules[0] expires releases by age, with sinceImagePushed, want imageCountMoreThan 10",
    ),
    _releases(
        _rule(1, "sinceImagePulled", 90, tagPatternList=["*"]),
        says="policy.rules[0] expires releases by age, with sinceImagePulled",
    ),
    _releases(
        _rule(1, COUNT, 3, tagPrefixList=["v"]), says="policy.rules[0] keeps 3 releases, want at least 10"
    ),
    _releases(_rule(1, COUNT, "9", tagStatus="any"), says="policy.rules[0] keeps 9 releases"),
    _releases(_rule(1, COUNT, 30, tagStatus="any"), says="policy.rules[0] keeps 30", options={"keep": 31}),
    _releases(
        _rule(2, COUNT, 30, tagPrefixList=["v"]),
        _rule(1, AGE, 1, tagPrefixList=["v1"]),
        says="policy.rules[1] expires releases by age",
    ),
    _releases(
        _rule(1, COUNT, 30, tagPrefixList=["v"]),
        _rule(2, AGE, 30, tagStatus="any"),
        says="policy.rules[1] expires releases by age",
    ),
    _releases(
        _rule(1, AGE, 14, tagPrefixList=["release-"]),
        says="policy.rules[0] expires releases by age",
        options={"releases": ["release-7"]},
    ),
    Case(
        rule="repository-keeps-releases",
        type=LIFECYCLE,
        props={"policy": "{"},
        says="policy is a string, want JSON",
    ),
    _releases(
        {"rulePriority": 1, "selection": {"tagStatus": "any", "countType": COUNT, "countNumber": 1}},
        says="policy.rules[0] keeps 1 releases",
    ),
    _releases(_rule(1, COUNT, 10, tagStatus="any")),
    _releases(_rule(1, AGE, 1, tagStatus="untagged"), _rule(2, COUNT, 30, tagPatternList=["*"])),
    _releases(_rule(1, AGE, 7, tagPrefixList=["pr-"]), _rule(2, AGE, 7, tagPatternList=["cache*"])),
    _releases(_rule(1, AGE, 7, tagPatternList=["pr-*", "*"])),
    _releases(_rule(1, "sinceImagePulled", 90, "transition", tagStatus="any")),
    _releases(
        _rule(1, COUNT, 30, tagPrefixList=["v"]),
        _rule(2, AGE, 30, tagStatus="any"),
        options={"releases": ["v1.2.3"]},
    ),
    _releases(),
    _releases(_rule(1, COUNT, UNKNOWN, tagStatus="any"), unknown="policy.rules[0].selection.countNumber"),
    _build(["shop"], "its only names are shop, want one with a version"),
    _build(["registry:5000/shop", "shop:latest"], "its only names are registry:5000/shop, shop:latest"),
    _build("shop:latest", "its only names are shop:latest", DOCKER),
    _build(["shop:latest", "registry:5000/shop:1.2"]),
    _build("shop:4f2a9c1", type_=DOCKER),
    _build([]),
    _build(None),
    _build([UNKNOWN], unknown="tags[0]"),
)
