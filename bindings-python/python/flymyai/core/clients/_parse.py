"""Parses the results of native calls into the records and errors of the inference clients."""

from __future__ import annotations

from typing import Any, cast

from ..._internal.finalization import guard
from .._lazy_response import LazyResponse
from ..authorizations import APIKeyClientInfo
from ..exceptions import (
    BaseFlyMyAIException,
    FlyMyAIAsyncTaskException,
    FlyMyAIExceptionGroup,
    FlyMyAIOpenAPIException,
    FlyMyAIPredictException,
    RetryTimeoutExceededException,
    failure,
    raise_limit_failure,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .._response import FlyMyAIResponse
    from ..models.successful_responses import (
        AsyncPredictionResponseList,
        AsyncPredictionTask,
        OpenAPISchemaResponse,
        PredictionResponse,
    )


@guard
def parse_prediction(found: Any) -> PredictionResponse:
    """Returns the prediction of a call.

    Raises:
        FlyMyAIExceptionGroup: If there is none; one error per attempt.
    """
    from ..models.successful_responses import PredictionResponse

    raw, failed = found
    history = [failure(FlyMyAIPredictException, LazyResponse(one)) for one in failed]
    if raw is None:
        raise FlyMyAIExceptionGroup(list(history))
    response = LazyResponse(raw)
    try:
        return PredictionResponse.from_response(response, exc_history=history)
    except (RecursionError, ValueError) as error:
        raise_limit_failure(FlyMyAIPredictException, response, error, history)
        raise


@guard
def parse_task(found: Any, client: Any, info: APIKeyClientInfo) -> AsyncPredictionTask[Any]:
    """Returns the task that a call has started."""
    response = LazyResponse(found)
    if response.is_error:
        raise failure(FlyMyAIAsyncTaskException, response)
    from ..models._task_responses import task_of

    try:
        task: AsyncPredictionTask[Any] = task_of(response, client, info)
    except (RecursionError, ValueError) as error:
        raise_limit_failure(FlyMyAIAsyncTaskException, response, error)
        raise
    return task


@guard
def parse_task_result(found: Any) -> AsyncPredictionResponseList:
    """Returns the results that a call has waited for.

    Args:
        found: The last response and those before it, or `None` and the last failure:
            a response, an exception, or `None`.
    """
    raw, more = found
    if raw is None:
        if isinstance(more, tuple):
            more = failure(FlyMyAIAsyncTaskException, LazyResponse(cast("Any", more)))
        raise RetryTimeoutExceededException from more
    response = LazyResponse(raw)
    if response.is_error:
        responses = [*map(LazyResponse, more), response]
        raise FlyMyAIExceptionGroup([failure(FlyMyAIAsyncTaskException, one) for one in responses])
    from ..models.successful_responses import AsyncPredictionResponseList

    try:
        return AsyncPredictionResponseList.from_response(response)
    except (RecursionError, ValueError) as error:
        raise_limit_failure(FlyMyAIAsyncTaskException, response, error, [])
        raise


@guard
def parse_schema(found: Any) -> OpenAPISchemaResponse:
    """Returns the description that a call has fetched."""
    response = LazyResponse(found)
    if response.is_error:
        raise failure(FlyMyAIOpenAPIException, response)
    from ..models.successful_responses import schema_of

    try:
        return schema_of(response)
    except (RecursionError, ValueError) as error:
        raise_limit_failure(FlyMyAIOpenAPIException, response, error)
        raise


def parse_cancellation(found: Any) -> FlyMyAIResponse:
    """Returns the response to a cancellation."""
    response = LazyResponse(found)
    if response.is_error:
        raise failure(BaseFlyMyAIException, response)
    return response.response
