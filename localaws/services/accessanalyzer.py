"""The analyzer that looks for access from outside, and for access that nobody uses."""

from localaws.spec import Call, Spec, Tags

ANALYZER = Spec(
    token="aws:accessanalyzer/analyzer:Analyzer",
    service="accessanalyzer",
    create=Call(
        op="CreateAnalyzer",
        params={"analyzerName": "analyzerName", "type": "type", "configuration": "configuration"},
        fixed={"type": "ACCOUNT"},
    ),
    id="{analyzerName}",
    updates=(
        Call(op="UpdateAnalyzer", params={"analyzerName": "analyzerName", "configuration": "configuration"}),
    ),
    replace_on=frozenset({"analyzerName", "type", "configuration.unusedAccess.unusedAccessAge"}),
    defaults={"type": "ACCOUNT"},
    outputs={"arn": "arn:{partition}:access-analyzer:{region}:{account}:analyzer/{analyzerName}"},
    tags=Tags(create="tags"),
    recorded="moto has no IAM Access Analyzer",
)

SPECS = (ANALYZER,)
