"""Alarms, alone and combined, and dashboards."""

from localaws.spec import Call, Name, Spec, Tags

_TAGS = Tags(
    create="Tags",
    set=Call(op="TagResource", params={"arn": "ResourceARN", "tags": "Tags"}),
    unset=Call(op="UntagResource", params={"arn": "ResourceARN", "tagKeys": "TagKeys"}),
    read=Call(op="ListTagsForResource", params={"arn": "ResourceARN"}),
)

_ALARM = {
    "alarmDescription": "AlarmDescription",
    "actionsEnabled": "ActionsEnabled",
    "alarmActions": "AlarmActions",
    "okActions": "OKActions",
    "insufficientDataActions": "InsufficientDataActions",
}
"""What all kinds of alarms have."""

_DEFAULTS = {
    "alarmDescription": "",
    "actionsEnabled": True,
    "alarmActions": [],
    "okActions": [],
    "insufficientDataActions": [],
}

_PUT_ALARM = Call(
    op="PutMetricAlarm",
    params={
        "name": "AlarmName",
        **_ALARM,
        "comparisonOperator": "ComparisonOperator",
        "evaluationPeriods": "EvaluationPeriods",
        "datapointsToAlarm": "DatapointsToAlarm",
        "namespace": "Namespace",
        "metricName": "MetricName",
        "dimensions": "Dimensions",
        "period": "Period",
        "statistic": "Statistic",
        "extendedStatistic": "ExtendedStatistic",
        "evaluateLowSampleCountPercentiles": "EvaluateLowSampleCountPercentile",
        "unit": "Unit",
        "metricQueries": "Metrics",
        "threshold": "Threshold",
        "thresholdMetricId": "ThresholdMetricId",
        "treatMissingData": "TreatMissingData",
        "evaluationCriteria": "EvaluationCriteria",
        "evaluationInterval": "EvaluationInterval",
        "evaluationWindow": "EvaluationWindow",
        "warmUpConfiguration": "WarmUpConfiguration",
    },
)

_METRIC = "metricQueries.metric"

METRIC_ALARM = Spec(
    token="aws:cloudwatch/metricAlarm:MetricAlarm",
    service="cloudwatch",
    create=_PUT_ALARM,
    id="{name}",
    read=Call(
        op="DescribeAlarms",
        params={"id": "AlarmNames[0]"},
        fixed={"AlarmTypes": ["MetricAlarm"]},
        path="MetricAlarms[0]",
    ),
    updates=(_PUT_ALARM,),
    delete=(Call(op="DeleteAlarms", params={"id": "AlarmNames[0]"}),),
    replace_on=frozenset({"name"}),
    defaults={**_DEFAULTS, "treatMissingData": "missing"},
    aliases={
        _METRIC: "MetricStat",
        f"{_METRIC}.namespace": "Metric.Namespace",
        f"{_METRIC}.metricName": "Metric.MetricName",
        f"{_METRIC}.dimensions": "Metric.Dimensions",
    },
    outputs={"arn": "AlarmArn"},
    tags=_TAGS,
    name=Name(),
)

_PUT_COMPOSITE = Call(
    op="PutCompositeAlarm",
    params={
        "alarmName": "AlarmName",
        **_ALARM,
        "alarmRule": "AlarmRule",
        "actionsSuppressor.alarm": "ActionsSuppressor",
        "actionsSuppressor.waitPeriod": "ActionsSuppressorWaitPeriod",
        "actionsSuppressor.extensionPeriod": "ActionsSuppressorExtensionPeriod",
    },
)

COMPOSITE_ALARM = Spec(
    token="aws:cloudwatch/compositeAlarm:CompositeAlarm",
    service="cloudwatch",
    create=_PUT_COMPOSITE,
    id="{alarmName}",
    read=Call(
        op="DescribeAlarms",
        params={"id": "AlarmNames[0]"},
        fixed={"AlarmTypes": ["CompositeAlarm"]},
        path="CompositeAlarms[0]",
    ),
    updates=(_PUT_COMPOSITE,),
    delete=(Call(op="DeleteAlarms", params={"id": "AlarmNames[0]"}),),
    # Source: the official provider; AWS itself would change it.
    replace_on=frozenset({"alarmName", "actionsEnabled"}),
    defaults=_DEFAULTS,
    outputs={"arn": "AlarmArn"},
    tags=_TAGS,
)

_PUT_DASHBOARD = Call(
    op="PutDashboard", params={"dashboardName": "DashboardName", "dashboardBody": "DashboardBody"}
)

DASHBOARD = Spec(
    token="aws:cloudwatch/dashboard:Dashboard",
    service="cloudwatch",
    create=_PUT_DASHBOARD,
    id="{dashboardName}",
    read=Call(op="GetDashboard", params={"id": "DashboardName"}),
    updates=(_PUT_DASHBOARD,),
    delete=(Call(op="DeleteDashboards", params={"id": "DashboardNames[0]"}),),
    replace_on=frozenset({"dashboardName"}),
    outputs={"dashboardArn": "DashboardArn"},
)

SPECS = (METRIC_ALARM, COMPOSITE_ALARM, DASHBOARD)
