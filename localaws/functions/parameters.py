"""Parameters, one's own and AWS's."""

from localaws.errors import Gone
from localaws.functions.question import Question
from localaws.values import Props, Secret


def get_parameter(question: Question) -> Props:
    """A parameter's value and metadata. The value of a SecureString is secret, and only in `value`."""
    args = question.args
    decrypt = args.get("withDecryption", True)
    try:
        answer = question.call("ssm", "GetParameter", Name=args["name"], WithDecryption=decrypt)
    except Gone:
        found = question.the_one("parameter", [])
    else:
        found = answer["Parameter"]
    hidden = found["Type"] == "SecureString"
    return {
        **args,
        "id": found["Name"],
        "arn": found["ARN"],
        "name": found["Name"],
        "type": found["Type"],
        "value": Secret(found["Value"]) if hidden else found["Value"],
        "insecureValue": None if hidden else found["Value"],
        "version": found["Version"],
        "withDecryption": decrypt,
        "region": question.region,
    }
