"""Ids: made from a template or an answer, and taken apart again for imports."""

from hypothesis import given
from hypothesis import strategies as st

from localaws.ident import ident_props, render

names = st.from_regex(r"[A-Za-z0-9_-]{1,10}", fullmatch=True)


def test_render_a_path() -> None:
    assert render("Vpc.VpcId", {}, {"Vpc": {"VpcId": "vpc-1"}}) == "vpc-1"
    assert render("Vpc.VpcId", {"Vpc": {"VpcId": "vpc-1"}}, {}) is None


def test_render_a_template() -> None:
    place = {"partition": "aws", "region": "eu-west-1", "account": "123456789012", "id": "vpc-1"}
    arn = render("arn:{partition}:ec2:{region}:{account}:vpc/{id}", place, None)
    assert arn == "arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-1"


def test_render_nothing_half() -> None:
    assert render("{role}/{policyArn}", {"role": "web", "policyArn": None}, None) is None
    assert render("{role}/{policyArn}", {"role": "web"}, None) is None


@given(names, names)
def test_taken_apart_as_it_was_made(role: str, policy: str) -> None:
    props = {"role": role, "policyArn": f"arn:aws:iam::aws:policy/{policy}"}
    assert ident_props("{role}/{policyArn}", render("{role}/{policyArn}", props, None)) == props


def test_taken_apart_by_the_looks_of_a_field() -> None:
    template = "{zoneId}_{name:.*}_{type:[A-Z]+}"
    assert ident_props(template, "Z1__sip._tcp_SRV") == {"zoneId": "Z1", "name": "_sip._tcp", "type": "SRV"}
    assert render(template, {"zoneId": "Z1", "name": "", "type": "A"}, None) == "Z1__A"


def test_of_a_path_or_a_strange_id_nothing_is_known() -> None:
    assert ident_props("VpcId", "vpc-1") == {}
    assert ident_props("{role}/{policyArn}", "web") == {}
    assert ident_props("{role}.{policyArn}", "web/x") == {}
