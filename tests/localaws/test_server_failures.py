"""The provider's failures over a real channel: what they keep, say and never show."""

import json
import logging
from pathlib import Path
from typing import Any

import grpc
import pytest
from pulumi.runtime.proto import provider_pb2

from localaws.cloud import Cloud
from localaws.values import Props, Secret, from_struct, hidden, to_struct
from tests.localaws.served import THING, VPC, blocks, connected, create, failure, partial, settings
from tests.localaws.served import aws as aws
from tests.localaws.served import plan as plan
from tests.localaws.served import things as things


def test_an_unfinished_create_keeps_what_there_is(aws: int, plan: Path, cloud: Cloud) -> None:
    plan.write_text(json.dumps([{"op": "ModifyVpcAttribute", "effect": "error-before"}]))
    with connected(aws, **settings("200000009954")) as provider:
        with pytest.raises(grpc.RpcError) as caught:
            create(provider, VPC, cidrBlock="10.3.0.0/16", enableDnsHostnames=True)
        detail = partial(caught)
        reason = "InternalFailure: ec2 ModifyVpcAttribute failed before it had any effect (on purpose)"
        assert detail.reasons == [reason]
        assert failure(caught) == (grpc.StatusCode.UNKNOWN, reason)
        assert from_struct(detail.properties)["cidrBlock"] == "10.3.0.0/16"
        assert from_struct(detail.properties)["arn"].endswith(detail.id)
    assert blocks(cloud, "200000009954") == ["10.3.0.0/16"]


@pytest.mark.parametrize("password", ["hunter2", 'it\'s \\ "quoted"', "s" * 5000])
def test_a_secret_is_in_no_error(things: Any, password: str) -> None:
    with pytest.raises(grpc.RpcError) as caught:
        create(things, THING, fail="refused", password=Secret(password))
    code, details = failure(caught)
    assert code == grpc.StatusCode.UNKNOWN
    assert details.replace('"', "'") == "AWS does not like '<secret>'"


def test_a_secret_is_in_no_complaint_and_stays_one(things: Any) -> None:
    news = to_struct({"password": Secret("hunter2"), "size": 1})
    found = things.Check(provider_pb2.CheckRequest(urn=THING, news=news))
    assert [failed.reason for failed in found.failures] == ["password is bad (got '<secret>')"]
    assert hidden(found.inputs).props == {"password"}
    assert from_struct(found.inputs)["password"] == "hunter2"


def test_secrets_stay_secret_in_all_answers(things: Any) -> None:
    inputs: Props = {"password": Secret("hunter2"), "size": 1}
    made = create(things, THING, **inputs)
    props = to_struct(inputs)
    read = things.Read(provider_pb2.ReadRequest(urn=THING, id="thing-1", inputs=props, properties=props))
    updated = things.Update(provider_pb2.UpdateRequest(urn=THING, id="thing-1", news=props))
    assert hidden(made.properties).props == {"password", "token"}
    assert hidden(read.properties).props == {"password", "token"}
    assert hidden(read.inputs).props == {"password"}
    assert hidden(updated.properties).props == {"password"}


def test_secrets_stay_secret_in_what_an_unfinished_create_left(things: Any) -> None:
    with pytest.raises(grpc.RpcError) as caught:
        create(things, THING, fail="half", password=Secret("hunter2"))
    detail = partial(caught)
    assert hidden(detail.properties).props == {"password", "token"}
    assert detail.reasons == ["half way with <secret>"]
    assert failure(caught)[1] == "half way with <secret>"


def test_a_defect_is_a_sentence_and_the_log_has_the_cause(
    things: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "localaws"), pytest.raises(grpc.RpcError) as caught:
        create(things, THING, fail="defect", password=Secret("hunter2"))
    assert failure(caught) == (
        grpc.StatusCode.INTERNAL,
        "the embedded AWS has a defect in Create (KeyError); "
        "its log has the cause: `make status` names the file",
    )
    assert "Create failed\nTraceback" in caplog.text
    assert "KeyError: '<secret>'" in caplog.text
    assert "hunter2" not in caplog.text


def test_an_unknown_type(things: Any) -> None:
    with pytest.raises(grpc.RpcError) as caught:
        create(things, VPC)
    assert failure(caught) == (grpc.StatusCode.UNKNOWN, "aws:ec2/vpc:Vpc is unknown here")


def test_an_unknown_aws_type_and_function(aws: int) -> None:
    with connected(aws, **settings("200000009955")) as provider:
        with pytest.raises(grpc.RpcError) as caught:
            create(provider, "urn:pulumi:dev::shop::aws:sqs/queue:Queue::q")
        assert failure(caught)[1].startswith(
            "aws:sqs/queue:Queue is not a type the embedded AWS knows; docs/"
        )
        with pytest.raises(grpc.RpcError) as caught:
            provider.Invoke(provider_pb2.InvokeRequest(tok="aws:sqs/getQueue:getQueue"))
        assert failure(caught)[1].startswith("aws:sqs/getQueue:getQueue is not a function")
