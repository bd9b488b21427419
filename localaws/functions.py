"""Functions that programs call: who and where am I, what exists already."""

from collections.abc import Callable

from localaws.cloud import Cloud
from localaws.lifecycle import Session
from localaws.values import Props

Function = Callable[[Cloud, Session, Props], Props]


def caller_identity(cloud: Cloud, session: Session, args: Props) -> Props:
    answer = cloud.call(session.account, session.region, "sts", "GetCallerIdentity", {})
    return {
        "id": answer["Account"],
        "accountId": answer["Account"],
        "arn": answer["Arn"],
        "userId": answer["UserId"],
    }


def ssm_parameter(cloud: Cloud, session: Session, args: Props) -> Props:
    request = {"Name": args["name"], "WithDecryption": args.get("withDecryption", True)}
    found = cloud.call(session.account, args.get("region") or session.region, "ssm", "GetParameter", request)[
        "Parameter"
    ]
    value = found["Value"]
    return {
        **args,
        "id": found["Name"],
        "arn": found["ARN"],
        "type": found["Type"],
        "value": value,
        "insecureValue": value if found["Type"] != "SecureString" else None,
        "version": found["Version"],
        "region": args.get("region") or session.region,
    }


FUNCTIONS: dict[str, Function] = {
    "aws:index/getCallerIdentity:getCallerIdentity": caller_identity,
    "aws:ssm/getParameter:getParameter": ssm_parameter,
}
