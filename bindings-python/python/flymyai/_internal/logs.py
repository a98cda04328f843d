"""Passes core's log records to `logging`.

Imported with the first record; there is none unless the program has imported `logging`.
"""

import json
import logging
from typing import Any, Dict, Optional, Tuple

_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING}


def emit(records: str) -> None:
    """Passes a JSON list of records to their loggers.

    Raises:
        Exception: The first exception of a handler. All records are passed before.
    """
    failure: Optional[Exception] = None
    for record in json.loads(records):
        fields: Dict[str, Any] = record["fields"]
        level = _LEVELS[record["level"]]
        try:
            _log(record["logger"], level, record["text"], (), record["time"], fields)
            if "http_version" in fields:
                _log_as_httpx(fields, record["time"])
        except Exception as error:
            failure = failure or error
    if failure is not None:
        raise failure


def _log_as_httpx(fields: Dict[str, Any], time: float) -> None:
    """Logs the line that httpx logged when it sent the requests, with the same arguments."""
    text = 'HTTP Request: %s %s "%s %d %s"'
    names = ("method", "url", "http_version", "status", "reason")
    _log("httpx", logging.INFO, text, tuple(fields[name] for name in names), time, fields)


def _log(
    name: str, level: int, text: str, args: Tuple[Any, ...], time: float, fields: Dict[str, Any]
) -> None:
    logger = logging.getLogger(name)
    if not logger.isEnabledFor(level):
        return
    extra = {"flymyai": fields}
    record = logger.makeRecord(name, level, "flymyai", 0, text, args, None, extra=extra)
    # The record was made earlier than it is logged.
    record.relativeCreated -= (record.created - time) * 1000
    record.created = time
    record.msecs = float(int((time - int(time)) * 1000))
    logger.handle(record)
