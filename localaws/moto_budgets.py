"""What moto 5.2.5 lacks of budgets: changing them, tags, and who is told."""

import json
from functools import wraps
from typing import Any

from moto.budgets.exceptions import NotFoundException
from moto.budgets.models import Budget
from moto.budgets.responses import BudgetsResponse
from moto.utilities.tagging_service import TaggingService

from localaws.mending import Method, mend


def apply() -> None:
    """Adds to moto in this process; a second call changes nothing."""
    mend(BudgetsResponse, "create_budget", _with_tags)
    for operation in (
        _update_budget,
        _describe_subscribers_for_notification,
        _list_tags_for_resource,
        _tag_resource,
        _untag_resource,
    ):
        setattr(BudgetsResponse, operation.__name__.removeprefix("_"), operation)


def _budget(response: Any, name: str) -> Budget:
    try:
        found: Budget = response.backend.budgets[response._get_param("AccountId")][name]
    except KeyError:
        raise NotFoundException(f"Unable to get budget: {name} - the budget doesn't exist.") from None
    return found


def _update_budget(self: Any) -> str:
    told = self._get_param("NewBudget")
    _budget(self, told["BudgetName"]).budget = told
    return "{}"


def _describe_subscribers_for_notification(self: Any) -> str:
    about = self._get_param("Notification")
    for notification in _budget(self, self._get_param("BudgetName")).notifications:
        if about.items() <= notification.details.items():
            return json.dumps({"Subscribers": notification.subscribers})
    raise NotFoundException("Unable to get subscribers - the notification doesn't exist.")


def _tagger(response: Any) -> TaggingService:
    kept: TaggingService = vars(response.backend).setdefault("tagger", TaggingService())
    return kept


def _with_tags(create: Method) -> Method:
    """A budget is born with its tags; moto drops them."""

    @wraps(create)
    def mended(self: Any) -> str:
        answer: str = create(self)
        account, name = self._get_param("AccountId"), self._get_param("Budget")["BudgetName"]
        arn = f"arn:{self.partition}:budgets::{account}:budget/{name}"
        _tagger(self).delete_all_tags_for_resource(arn)
        _tagger(self).tag_resource(arn, self._get_param("ResourceTags") or [])
        return answer

    return mended


def _list_tags_for_resource(self: Any) -> str:
    tags = _tagger(self).list_tags_for_resource(self._get_param("ResourceARN"))["Tags"]
    return json.dumps({"ResourceTags": tags})


def _tag_resource(self: Any) -> str:
    _tagger(self).tag_resource(self._get_param("ResourceARN"), self._get_param("ResourceTags"))
    return "{}"


def _untag_resource(self: Any) -> str:
    arn, keys = self._get_param("ResourceARN"), self._get_param("ResourceTagKeys")
    _tagger(self).untag_resource_using_names(arn, keys)
    return "{}"
