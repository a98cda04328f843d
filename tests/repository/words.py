"""The retired words of the repository, their replacements, and the accepted exceptions."""

from __future__ import annotations

import re
import subprocess
from fnmatch import fnmatch
from pathlib import Path
from typing import Iterator, List, NamedTuple, Tuple

ROOT = Path(__file__).resolve().parents[2]

# Text of other origin, and text that is generated from the files that are checked.
SKIPPED = (
    "*.lock",
    "*package-lock.json",
    "LICENSE",
    "docs/compatibility.md",
    "core/fuzz/seeds/*",
    "tests/certificates/cases.json",
    "tests/compat/surface/*",
    "tests/repository/*",
)

# The beginning of a definition in Rust, Python or TypeScript.
DEFINED = (
    r"\b(?:class|const|def|enum|fn|function|interface|let(?: mut)?|mod|static|struct|trait|type) "
)

# Folders whose local names and test data may use "answer" as a verb or a name.
TESTS_AND_EMULATOR = ("*tests/*", "*tests.rs", "emulator/src/*")


class Retired(NamedTuple):
    """A word that another term has replaced."""

    pattern: str
    instead: str
    # Files in which the word is accepted, because it is common there with another meaning.
    except_in: Tuple[str, ...] = ()


WORDS: List[Retired] = [
    # One word per idea.
    Retired(r"(?i)(?<![a-z])repl(?:y|ies|ied|ying)(?![a-z])", "response"),
    Retired(
        r"(?i)(?<![a-z])answer(?:s|ed|ing)?(?![a-z])",
        "response, respond, result",
        TESTS_AND_EMULATOR,
    ),
    Retired(r"(?i)\b(?:a|the|one|first|each|next|between|for) looks?\b", "poll"),
    Retired(r"(?i)\boutliv(?:e|es|ed|ing)\b", "continue after, last longer"),
    Retired(r"(?i)\bgarbled\b", "unreadable"),
    Retired(r"(?i)\bverdicts?\b", "result, response"),
    Retired(r"(?i)\bhonou?rs?\b|\bhonou?red\b", "use, apply", TESTS_AND_EMULATOR),
    Retired(r"\b[Ll]ook-ups?\b", "lookup"),
    Retired(r"(?i)\bmodels? clients?\b|\bclients? of models\b", "inference client"),
    Retired(r"(?i)\b(?:agents|inference|models?) service\b", "agents API, inference API"),
    # Private names of earlier versions; `docs/architecture.md` has today's terms.
    Retired(r"\bDesk\b|\b[Ee]rrands?\b", "CallbackContext, HostCallQueue"),
    Retired(r"\b_?[Dd]oors?\b", "CallDriver, driver, send"),
    Retired(r"\b_?seams?\b|\bLOOKS\b|\bTURNS\b", "detect, POLL_METHODS, COMPOSED_METHODS"),
    Retired(r"\b_parts\b|\bin_turn\b", "overrides, call_composed"),
    Retired(r"(?i)\b_?stand-?ins?\b", "stub"),
    Retired(r"\bBatches\b|\b_is_core_alone\b", "CallbackStream, _uses_native_transport"),
    Retired(r"\bBell\b|\bhush\b|\bLoopQueue\b", "LoopWaker, drain, CompletionQueue"),
    Retired(r"\bTicket\b", "TaskHandle", ("emulator/src/*",)),
    Retired(r"\bQuestions\b|\bAsking\b|\bSwitches\b", "Callbacks, CallbackSender, CancelTokens"),
    Retired(r"\bRefusal\b", "PredictError"),
    Retired(
        r"\bis_passing_status\b|\bmayFareBetter\b|\bis_meant\b",
        "is_retryable_http_status, isRetryable, is_data_event",
    ),
    Retired(r"(?i)\bchance\b|\bluck\b", "jitter, random"),
    Retired(r"\bblamed\b|\bsober\b", "with_request_context, demote_if_sent"),
    Retired(
        r"\b(?:FAREWELL|PATIENCE|GRACE|EXCERPT|ROOM)\b",
        "DRAIN_TIMEOUT, NO_TIMEOUT, POLL_GRACE, MAX_ERROR_BODY, MAX_CACHED_CLIENTS",
    ),
    Retired(
        r"\bon_the_way\b|\bProduct::|\bDialect\b", "Error::transport, ClientProfile, FormStyle"
    ),
    Retired(
        r"\bTrusted\b|\btrusts_all\b|\bsilence_limited\b",
        "CertVerifier, accept_invalid_certs, with_read_timeout",
    ),
    Retired(r"\b_words\b|\b_answers\b|\bquietly\b", "_parse, _lazy_response, ignoreErrors"),
    Retired(r"\bopen_names\b|\bvocabulary\b", "open_enum"),
    Retired(r"\bWorld\b|\bledger\b|\bintake\b|\bRhythm\b", "Account, request_log, Pacing"),
    # Common words, which are refused as names only.
    Retired(
        DEFINED + r"(?:Answer|Found|Given|Link|Looks|Ours|Overridden|Place|Replaced|Steps)\b",
        "ModelResponse, InferenceOutcome, ArgumentMap, Position, HttpxSender, CallStepper",
    ),
    Retired(
        DEFINED + r"(?:blaming|fault|gone|shown|told)\b",
        "with_argument_names, failure, disconnected, to_python, parse_status",
    ),
    Retired(
        DEFINED + r"(?:elsewhere|home|look|refuse|theirs|under)\b",
        "legacy_attribute, owner, poll, throw, ExchangeHandle, withSignal",
        ("*tests/*", "*tests.rs"),
    ),
    Retired(r"_looks?(?:_|\b)|_honou?r(?:s|ed)?(?:_|\b)", "poll, use"),
]


class Accepted(NamedTuple):
    """A text that contains a retired word and stays, in some files."""

    files: str
    text: str
    reason: str


ACCEPTED: List[Accepted] = [
    Accepted("*", "FetchReply", "public type of the JavaScript package"),
    Accepted("*", '"reply"', "field of the emulator's control API and of the vectors"),
    Accepted("*", "`reply`", "field of the emulator's control API and of the vectors"),
    Accepted("*", "reply:", "field of the emulator's control API and of the vectors"),
    Accepted("*", "reply =", "field of the vectors"),
    Accepted("*", "[reply, ...script]", "field of the vectors"),
    Accepted("*", "parts.reply", "field of the vectors"),
    Accepted("*", "vector.reply", "field of the vectors"),
    Accepted("core/tests/vectors/*", ".reply", "field of the vectors"),
    Accepted("*", '"replied"', "field of the emulator's control API"),
    Accepted("*", "`replied`", "field of the emulator's control API"),
    Accepted("*.mjs", ".reply(", "method of undici's MockAgent"),
    Accepted("*.mjs", ".replyWithError(", "method of undici's MockAgent"),
]


def checked_files() -> List[Tuple[str, str]]:
    """Returns names and texts of the files that are checked."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    found = []
    for file in listed.stdout.split("\n"):
        path = ROOT / file
        if not path.is_file() or any(fnmatch(file, skipped) for skipped in SKIPPED):
            continue
        try:
            found.append((file, path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return found


def occurrences() -> Iterator[str]:
    """Yields `file:line: word (instead)` for each retired word."""
    for file, text in checked_files():
        yield from (f"{file}:{found}" for found in retired(file, text))


def retired(file: str, text: str) -> Iterator[str]:
    """Yields `line: word (instead)` for each retired word in a text."""
    accepted = [entry.text for entry in ACCEPTED if fnmatch(file, entry.files)]
    words = [word for word in WORDS if not any(fnmatch(file, one) for one in word.except_in)]
    for number, line in enumerate(text.split("\n"), 1):
        rest = line
        for one in accepted:
            rest = rest.replace(one, " ")
        for word in words:
            for found in re.finditer(word.pattern, rest):
                yield f"{number}: {found.group()!r} ({word.instead})"
