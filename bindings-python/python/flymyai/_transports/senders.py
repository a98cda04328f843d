"""Senders: ways to send a request of core through Python code.

A sender takes a request from core and returns the parts of the response that core reads.
Core interprets the status, retries, and applies limits. The same senders serve synchronous
and asynchronous clients: an awaitable result of `send` is awaited.
"""

from __future__ import annotations

import json
from datetime import date, time
from typing import (
    Any,
    AsyncIterable,
    AsyncIterator,
    Dict,
    Iterable,
    Iterator,
    List,
    Mapping,
    Tuple,
    Union,
    cast,
)
from urllib.parse import parse_qsl

import httpx
from pydantic import BaseModel

from .._arguments import PhaseTimeouts
from .detect import sends_by_httpx

# Arguments of the query that are numbers; stubs of programs compare them as numbers.
_NUMBERS = {"limit", "max_bytes", "offset", "page_size"}

# Headers of core that 1.1.0 left to httpx.
_HEADERS_OF_EACH_CALL = ("x-api-key", "content-type", "content-length")

Headers = List[Tuple[str, str]]
Response = Tuple[int, str, List[Tuple[bytes, bytes]], Any]

# The timeout of an httpx client that was made without one.
_DEFAULT_TIMEOUT = httpx.Timeout(5.0)


class Sender:
    """One way to send requests."""

    # Whether core adds an idempotency key to calls that were given none.
    takes_generated_keys = True

    def send(
        self, method: str, url: str, headers: Headers, body: Any, timeouts: PhaseTimeouts
    ) -> Any:
        """Sends a request; returns a response or an awaitable of one.

        Args:
            method: The method.
            url: The whole URL.
            headers: The headers of core, with the key.
            body: Bytes, `None`, or an iterable of bytes.
            timeouts: Seconds to connect, read, write and wait for a connection.
        """
        raise NotImplementedError

    def read(self, response: Any) -> Response:
        """Returns the parts of a response that core reads: status, reason, headers, body."""
        return parts_of(response, body_of(response))

    def close(self) -> Any:
        """Closes an open response; an awaitable result is to be awaited."""


class LegacyHttpSender(Sender):
    """Sends through `client._http`, as in 1.1.0 and 1.2.0rc18; tests of programs expect this.

    The method is `request`; for requests about teams and shares it is `stream`.

    Args:
        client: The agents client.
        http: Its httpx client, or a stub of one.
        root: The URL that core appends paths to.
        has_body: Whether the call may have a body; if it has none, `json=None` is passed.
        is_async: Whether the client is an asynchronous one.
        has_timeout: Whether the operation has a timeout of its own.
    """

    def __init__(
        self,
        client: Any,
        http: Any,
        root: str,
        has_body: bool,
        is_async: bool,
        has_timeout: bool,
    ) -> None:
        self._client = client
        self._http = http
        self._root = root
        self._has_body = has_body
        self._is_async = is_async
        self._has_timeout = has_timeout
        self._context: Any = None
        # A stub may compare the options that 1.1.0 passed.
        self.takes_generated_keys = sends_by_httpx(http)

    def send(
        self, method: str, url: str, headers: Headers, body: Any, timeouts: PhaseTimeouts
    ) -> Any:
        if _chooses_responses(headers):
            return self._stream(self._http, method, url, headers, body, timeouts)
        path, options = self._call(method, url, headers, body, timeouts)
        return self._http.request(method, path, **options)

    def _stream(
        self,
        http: Any,
        method: str,
        url: str,
        headers: Headers,
        body: Any,
        timeouts: PhaseTimeouts,
    ) -> Any:
        """Sends a request about teams and shares; its headers and redirects are core's choice."""
        path, _, query = self._path(url).partition("?")
        context = http.stream(
            method,
            path,
            headers=_headers_option(
                (name.title(), value)
                for name, value in headers
                if name not in ("x-api-key", "content-length")
            ),
            content=body,
            params=dict(parse_qsl(query, keep_blank_values=True)),
            follow_redirects=False,
            timeout=_plain_timeout(timeouts),
        )
        return self._enter(context) if self._is_async else self._entered(context)

    def _entered(self, context: Any) -> Any:
        response = context.__enter__()
        self._context = context
        return response

    async def _enter(self, context: Any) -> Any:
        response = await context.__aenter__()
        self._context = context
        return response

    def read(self, response: Any) -> Response:
        if self._context is None:
            return super().read(response)
        return parts_of(response, undecoded_chunks_of(response, self._is_async))

    def close(self) -> Any:
        context, self._context = self._context, None
        if context is None:
            return None
        exit_context = context.__aexit__ if self._is_async else context.__exit__
        return exit_context(None, None, None)

    def _path(self, url: str) -> str:
        return url[len(self._root) :] if url.startswith(self._root) else url

    def _call(
        self, method: str, url: str, headers: Headers, body: Any, timeouts: PhaseTimeouts
    ) -> Tuple[str, Dict[str, Any]]:
        """Returns path and options of a request; the query is `params`, as in 1.2.0rc18."""
        path, _, query = self._path(url).partition("?")
        options: Dict[str, Any] = {}
        if self._has_timeout:
            options["timeout"] = _plain_timeout(timeouts)
        if query:
            pairs = parse_qsl(query, keep_blank_values=True)
            options["params"] = {
                name: int(value) if name in _NUMBERS and value.isdigit() else value
                for name, value in pairs
            }
        if body is not None:
            options["json"] = json.loads(body)
        elif self._has_body and method == "POST":
            options["json"] = None
        further = [
            (name.title(), value) for name, value in headers if name not in _HEADERS_OF_EACH_CALL
        ]
        if further:
            options["headers"] = _headers_option(further)
        return path, options


class RequestOverrideSender(LegacyHttpSender):
    """Calls `client._request`, which a subclass or a test has overridden."""

    def send(
        self, method: str, url: str, headers: Headers, body: Any, timeouts: PhaseTimeouts
    ) -> Any:
        if _chooses_responses(headers):
            # As in 1.2.0rc18, these requests do not use `client._request`.
            return self._stream(self._client._http, method, url, headers, body, timeouts)
        path, options = self._call(method, url, headers, body, timeouts)
        return self._client._request(method, path, **options)

    def read(self, response: Any) -> Response:
        if self._context is not None:
            return super().read(response)
        if response is None:
            return (204, "", [], b"")
        return (200, "", [], json.dumps(response, default=_plain).encode())


class HttpxSender(Sender):
    """Sends through the `http_client` of the user.

    Args:
        http: The httpx client.
        is_async: Whether it is an asynchronous one.
        is_stream: Whether bodies are read in chunks, as they arrive.
    """

    def __init__(self, http: Any, is_async: bool, is_stream: bool) -> None:
        self._http = http
        self._is_async = is_async
        self._is_stream = is_stream
        self._open: Any = None

    def send(
        self, method: str, url: str, headers: Headers, body: Any, timeouts: PhaseTimeouts
    ) -> Any:
        options = self._timeout(timeouts)
        request = self._http.build_request(method, url, headers=headers, content=body, **options)
        sending: Dict[str, Any] = {}
        if not any(name == "x-api-key" for name, _ in headers):
            # A redirect led to another origin, which must not get the client's own
            # secrets either.
            sending["auth"] = None
            for secret in ("authorization", "x-api-key"):
                request.headers.pop(secret, None)
        return self._http.send(request, stream=self._is_stream, follow_redirects=False, **sending)

    def _timeout(self, timeouts: PhaseTimeouts) -> Dict[str, Any]:
        """Core's timeouts, unless the client has a timeout of its own."""
        return {} if self._http.timeout != _DEFAULT_TIMEOUT else {"timeout": timeout_of(timeouts)}

    def read(self, response: Any) -> Response:
        if not self._is_stream:
            return super().read(response)
        self._open = response
        return parts_of(response, chunks_of(response, self._is_async))

    def close(self) -> Any:
        response, self._open = self._open, None
        if response is None:
            return None
        return response.aclose() if self._is_async else response.close()


class LegacyModelSender(HttpxSender):
    """Sends through an inference client's `_client`, with the methods 1.1.0 called.

    Args:
        http: The `_client`: an httpx client, or a stub of one.
        is_async: Whether it is an asynchronous one.
        is_stream: Whether the response is an event stream.
        root: The URL that core appends paths to.
        base: The part of it that is the base URL of `_client`.
        has_timeout: Whether core's timeouts replace those of `_client`.
    """

    def __init__(
        self, http: Any, is_async: bool, is_stream: bool, root: str, base: str, has_timeout: bool
    ) -> None:
        super().__init__(http, is_async, is_stream)
        self._has_timeout = has_timeout
        self._root = root
        self._base = base
        self._context: Any = None

    def send(
        self, method: str, url: str, headers: Headers, body: Any, timeouts: PhaseTimeouts
    ) -> Any:
        http = self._http
        if not url.startswith(self._root):
            # A redirect led to another address.
            return super().send(method, url, headers, body, timeouts)
        target = httpx.URL(url[len(self._base) :])
        options: Dict[str, Any] = {"headers": _headers_option(headers)}
        if self._has_timeout:
            options["timeout"] = timeout_of(timeouts)
        if self._is_stream:
            self._context = context = http.stream(
                method=method.lower(),
                url=target,
                content=body,
                follow_redirects=False,
                **options,
            )
            return context.__aenter__() if self._is_async else context.__enter__()
        if method == "GET":
            query = dict(target.params)
            if query:
                options["params"] = query
                target = target.copy_with(query=None)
            return http.get(url=target, **options)
        if method == "PATCH":
            return http.patch(url=target, json=json.loads(body), **options)
        return http.post(target, content=body, **options)

    def close(self) -> Any:
        context, self._context = self._context, None
        if context is None:
            return super().close()
        self._open = None
        exit_context = context.__aexit__ if self._is_async else context.__exit__
        return exit_context(None, None, None)


def _chooses_responses(headers: Headers) -> bool:
    """Returns whether a request has headers about its response: one about teams and shares."""
    return any(name == "accept-encoding" for name, _ in headers)


def _headers_option(
    headers: Iterable[Tuple[str, str]],
) -> Union[Dict[str, str], List[Tuple[str, str]]]:
    """Returns headers as a dict, which stubs expect; as pairs, if a name is repeated."""
    pairs = list(headers)
    by_name = dict(pairs)
    return by_name if len(by_name) == len(pairs) else pairs


def _plain_timeout(timeouts: PhaseTimeouts) -> Any:
    """Returns core's timeouts as 1.2.0rc18 passed them: one number, if they are equal."""
    return timeouts[0] if len(set(timeouts)) == 1 else timeout_of(timeouts)


def timeout_of(timeouts: PhaseTimeouts) -> httpx.Timeout:
    """Returns core's timeouts as httpx takes them."""
    connect, read, write, pool = timeouts
    return httpx.Timeout(connect=connect, read=read, write=write, pool=pool)


def parts_of(response: Any, body: Any) -> Response:
    """Returns the parts of a response, or of a stub of one, that core reads."""
    headers: List[Tuple[bytes, bytes]] = []
    # A stub may have no headers.
    found = getattr(response, "headers", None)
    if isinstance(found, httpx.Headers):
        return (response.status_code, response.reason_phrase, found.raw, body)
    if isinstance(found, Mapping):
        given = cast("Mapping[Any, Any]", found)
        headers = [(str(name).encode(), str(value).encode()) for name, value in given.items()]
    return (int(response.status_code), "", headers, body)


def body_of(response: Any) -> bytes:
    """Returns the whole body of a response."""
    content = getattr(response, "content", None)
    if isinstance(content, bytes):
        return content
    if response.status_code == 204:
        return b""
    # A stub that has only `json`.
    return json.dumps(response.json(), default=_plain).encode()


def chunks_of(response: Any, is_async: bool) -> Any:
    """Returns the body of a response in chunks, decompressed."""
    if isinstance(response, httpx.Response):
        return response.aiter_bytes() if is_async else response.iter_bytes()
    # A stub has only the methods that 1.1.0 called.
    return _async_lines(response.aiter_lines()) if is_async else _lines(response.iter_lines())


def undecoded_chunks_of(response: Any, is_async: bool) -> Any:
    """Returns the body of a response in chunks; core refuses a compressed one."""
    if isinstance(response, httpx.Response):
        # Some transports of tests have read the body already, which `iter_raw` refuses.
        return chunks_of(response, is_async)
    return response.aiter_raw() if is_async else iter(response.iter_raw())


def _lines(lines: Iterable[str]) -> Iterator[bytes]:
    for line in lines:
        yield f"{line}\n".encode()


async def _async_lines(lines: AsyncIterable[str]) -> AsyncIterator[bytes]:
    async for line in lines:
        yield f"{line}\n".encode()


def _plain(value: Any) -> Any:
    """Converts a value of a stub that JSON cannot represent, such as a pydantic model or a date."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    return value.isoformat() if isinstance(value, (date, time)) else str(value)
