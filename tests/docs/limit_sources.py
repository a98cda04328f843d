"""Where the limits of `docs/limits.md` stand in the code."""

from __future__ import annotations

KIB = 1 << 10
MIB = 1 << 20
# Each row by its first words: where its default stands, and how many of the code's units
# are one of the page's. A time is in seconds in the code, whatever its constructor.
ROWS = {
    "making a connection, agents": ("core/src/config/timeouts.rs", "DEFAULT_TIMEOUT", 1),
    "wait for bytes of the service, agents": ("core/src/config/timeouts.rs", "DEFAULT_TIMEOUT", 1),
    "waiting for a free connection, agents": ("core/src/config/timeouts.rs", "DEFAULT_TIMEOUT", 1),
    "making a connection, waiting for a free one, waiting for bytes: inference API in Python": (
        "core/src/config/inference.rs",
        "NO_TIMEOUT",
        1,
    ),
    "making a connection, waiting for bytes: inference API in JavaScript": (
        "bindings-javascript/src/profile.rs",
        "FETCH_TIMEOUT",
        1,
    ),
    "arrival of a response": ("core/src/config/limits.rs", "DEFAULT_RESPONSE_TIMEOUT", 1),
    "arrival of an event that has begun": (
        "core/src/config/limits.rs",
        "DEFAULT_RESPONSE_TIMEOUT",
        1,
    ),
    "arrival of a prediction; time between two events of a stream": (
        "core/src/config/limits.rs",
        "DEFAULT_PREDICTION_TIMEOUT",
        1,
    ),
    "`wait`, `compile_from_run` and other waits": ("api/common.toml", r"\ntimeout = ([\d.]+)", 1),
    "pause between two polls of a wait": ("api/common.toml", r"\npoll_interval = ([\d.]+)", 1),
    "first delay before a retry": ("core/src/retry.rs", "FIRST_DELAY", 1),
    "longest delay before a retry": ("core/src/retry.rs", "LONGEST_DELAY", 1),
    "longest `Retry-After`": ("core/src/retry.rs", "LONGEST_RETRY_AFTER", 1),
    "idle connection, agents": ("core/src/config/network.rs", "IDLE_LIMIT", 1),
    "idle connection, inference API": (
        "core/src/config/inference.rs",
        r"idle_limit: Duration::from_secs\((\d+)\)",
        1,
    ),
    "rest of a response whose prediction has arrived": (
        "core/src/inference/predict.rs",
        "DRAIN_TIMEOUT",
        0.001,
    ),
    "response of the agents API; the pages of one list together": (
        "core/src/config/limits.rs",
        "DEFAULT_MAX_RESPONSE_BYTES",
        MIB,
    ),
    "request about teams or shares": ("core/src/agents/teams.rs", "MAX_REQUEST", KIB),
    "response about teams or shares": ("core/src/agents/teams.rs", "MAX_RESPONSE", KIB),
    "response of a model; event of a stream with the comments before it": (
        "core/src/config/limits.rs",
        "DEFAULT_MAX_PREDICTION_BYTES",
        MIB,
    ),
    "body of a failure (status 400 and above)": (
        "core/src/transport/mod.rs",
        "MAX_ERROR_BODY",
        MIB,
    ),
    "decompressed size that any response may have": (
        "core/src/transport/decompression.rs",
        "UNCHECKED_BYTES",
        MIB,
    ),
    "decompressed bytes of all layers per compressed byte, beyond that": (
        "core/src/transport/decompression.rs",
        "RATIO",
        1,
    ),
    "bytes that each gzip member or zstd frame after the first counts as": (
        "core/src/transport/decompression.rs",
        "MEMBER_WORK",
        1,
    ),
    "layers of compression": ("core/src/transport/decompression.rs", "MAX_CODINGS", 1),
    "window of a zstd frame": ("core/src/transport/decompression.rs", "ZSTD_WINDOW", None),
    "requests of one agents client at once": ("core/src/config/limits.rs", "MAX_CONNECTIONS", 1),
    "requests of one inference client at once, in Python": (
        "core/src/config/inference.rs",
        r"max_connections: (\d+),",
        1,
    ),
    "idle connections that are kept, inference API": (
        "core/src/config/inference.rs",
        r"max_idle: (\d+),",
        1,
    ),
    "retries of a request, agents": ("core/src/config/client.rs", "DEFAULT_MAX_RETRIES", 1),
    "attempts at a prediction, in Python": ("core/src/config/inference.rs", "DEFAULT_ATTEMPTS", 1),
    "retries after a broken connection, inference API": (
        "core/src/inference/send.rs",
        "RECONNECTS",
        1,
    ),
    "redirects of one request, inference API": ("core/src/inference/send.rs", "REDIRECTS", 1),
    "pause between two polls of `stream_events`": (
        "core/src/wait_defaults.rs",
        "EVENT_POLL_INTERVAL",
        1,
    ),
    "pause between two polls of a model's task, in Python": (
        "core/src/inference/tasks.rs",
        "TASK_POLL_INTERVAL",
        1,
    ),
    "pause between two polls of a model's task, in JavaScript": (
        "bindings-node/ts/inference/client.ts",
        r"interval = (\d+), signal",
        1,
    ),
    "pause between two polls of M1": (
        "bindings-python/python/flymyai/core/clients/base_m1_client.py",
        "POLL_INTERVAL",
        1,
    ),
    "last poll of a wait, at its deadline": ("core/src/deadline.rs", "LAST_POLL", 1),
    "longest pause before the second resend of a request that was not processed": (
        "core/src/transport/http.rs",
        "PAUSE",
        0.001,
    ),
    "longest pause before any resend": ("core/src/transport/http.rs", "LONGEST_PAUSE", 0.001),
    "attempt at the connection of a stream, in JavaScript": (
        "bindings-node/ts/inference/client.ts",
        r"timeout = (\d+),",
        1,
    ),
    "time without any byte before the system probes a peer": (
        "core/src/transport/connector.rs",
        "KEEPALIVE",
        1,
    ),
    "pause between two probes": ("core/src/transport/connector.rs", "KEEPALIVE_INTERVAL", 1),
    "time between two drawings of the last line of a watched run": (
        "cli/src/run_timeline.rs",
        "FRAME_PERIOD",
        1,
    ),
    "time between two updates of a notebook's display of a watched run, in Python": (
        "bindings-python/python/flymyai/agents/_run_views.py",
        "UPDATE_SECONDS",
        1,
    ),
    "check for Ctrl-C, in Python": (
        "bindings-python/src/runtime/interrupts.rs",
        "CHECK_INTERVAL",
        0.001,
    ),
    "URL of a request": ("core/src/transport/http.rs", "MAX_URL_BYTES", 1),
    "characters of an idempotency key": ("core/src/agents/idempotency.rs", "MAX_LENGTH", 1),
    "body of a failure in the error of a prediction or a stream, in JavaScript": (
        "bindings-javascript/src/inference/sse.rs",
        "MAX_ERROR_BODY",
        1,
    ),
    "resends of a request that the server has certainly not processed": (
        "core/src/transport/http.rs",
        "REPEATS",
        1,
    ),
    "attempts at the connection of a stream, and at a schema, in JavaScript": (
        "bindings-node/ts/inference/client.ts",
        r"\bretries = (\d+),",
        1,
    ),
    "probes of a silent peer without a response": (
        "core/src/transport/connector.rs",
        "KEEPALIVE_RETRIES",
        1,
    ),
    "log records that wait to be read": ("core/src/log/mod.rs", "MAX_LOG_RECORDS", 1),
    "names of agents that a client keeps for the spans of OpenTelemetry": (
        "core/src/trace/agent_names.rs",
        "MAX_AGENT_NAMES",
        1,
    ),
    "id or name of such an agent": ("core/src/trace/agent_names.rs", "MAX_NAME_BYTES", 1),
    "events of a span of OpenTelemetry": ("core/src/trace/facts.rs", "MAX_SPAN_EVENTS", 1),
    "problems of an output in the text of an `OutputError`": (
        "core/src/error/run.rs",
        "MAX_PROBLEMS",
        1,
    ),
    "characters of `request_id` of an error": ("core/src/error/call.rs", "MAX_REQUEST_ID", 1),
    "characters of one text in a notebook's view, in Python": (
        "bindings-python/python/flymyai/types/_notebook.py",
        "MAX_TEXT",
        1,
    ),
    "characters of one text in a notebook's table of records, in Python": (
        "bindings-python/python/flymyai/types/_notebook.py",
        "MAX_CELL",
        1,
    ),
    "records in a notebook's table of a list, in Python": (
        "bindings-python/python/flymyai/types/_notebook.py",
        "MAX_ROWS",
        1,
    ),
    "events in a notebook's view of a run, in Python": (
        "bindings-python/python/flymyai/types/_notebook.py",
        "MAX_EVENTS",
        1,
    ),
    "pages of one list": ("core/src/agents/pages.rs", "MAX_PAGES", 1),
    "members of an MCP resource set": (
        "core/src/agents/checks/named/resource_sets.rs",
        "MAX_RESOURCE_SET_MEMBERS",
        1,
    ),
    "rows of one page with a cursor": ("core/src/agents/pages/paging.rs", "MAX_ROWS", 1),
    "characters of a page's cursor": ("core/src/agents/pages/paging.rs", "MAX_CURSOR", 1),
    "runs that are requested at once to find their agents": (
        "core/src/agents/run_lists.rs",
        "LOOKUPS_AT_ONCE",
        1,
    ),
    "configurations of inference clients whose connections are kept, in Python": (
        "bindings-python/src/runtime/connections.rs",
        "IDLE_POOLS",
        1,
    ),
    "configurations of inference clients whose connections are kept, in JavaScript": (
        "bindings-node/ts/inference/send.ts",
        "MAX_CACHED_CLIENTS",
        1,
    ),
    "threads of the runtime, in Python": ("bindings-python/src/runtime/state.rs", "WORKERS", 1),
    "body of a request that a cloud of a test keeps": (
        "emulator/src/request_body/request_log.rs",
        r"MAX_RECORDED: usize = 1 << (20);",
        20,
    ),
    "bodies of all requests that a cloud of a test keeps": (
        "emulator/src/recording.rs",
        r"MAX_RECORDED_BYTES: usize = (\d+) << 20;",
        1,
    ),
    "requests that a cloud of a test keeps": (
        "emulator/src/recording.rs",
        r"MAX_RECORDED: usize = ([\d_]+);",
        1,
    ),
    "requests in the `report` of a cloud": (
        "emulator/src/control/in_process.rs",
        r"MAX_REPORTED: usize = ([\d_]+);",
        1,
    ),
    "characters of a request's body in the `report` of a cloud": (
        "emulator/src/control/in_process.rs",
        r"MAX_REPORTED_BODY: usize = ([\d_]+);",
        1,
    ),
    "threads that read the files of uploads, in Python": (
        "bindings-python/src/runtime/workers.rs",
        "MAX_THREADS",
        1,
    ),
}

# Constants that no caller can notice, by the reason. Every other number of the code is a row.
INTERNAL = {
    "sizes of buffers and batches": {
        "core/src/directory/file.rs": {"CHUNK"},
        "core/src/form/body.rs": {"CHUNK"},
        "core/src/inference/stream.rs": {"MAX_BEGINNING", "BATCH"},
        "core/src/inference/tasks.rs": {"MAX_KEPT_HEADS"},
        "core/src/transport/decompression.rs": {"CHUNK", "MAX_WORK_PER_PULL", "STEP_WORK"},
        "core/src/transport/event_watch.rs": {"START"},
        "core/src/transport/response_limits.rs": {"MAX_UNJOINED_CHUNKS"},
        "core/src/transport/socket.rs": {"BYTES_PER_STEP", "MAX_DIRECT_READ"},
        "core/src/transport/upload.rs": {"SMALL"},
        "bindings-python/src/callback/transport.rs": {"MAX_WHOLE_FORM"},
        "bindings-python/python/flymyai/_record_clients.py": {"MIN_LIMIT"},
        "bindings-python/src/runtime/pool.rs": {"IDLE_DRIVERS"},
        "bindings-python/src/runtime/threads.rs": {"MAX_NOTED"},
        "bindings-javascript/src/inference/read_ahead.rs": {"MAX_BYTES", "MAX_EVENTS"},
        "bindings-javascript/src/runtime/completions.rs": {"MAX_BATCH"},
        "bindings-node/ts/fetch/thrown.ts": {"MAX_CAUSES"},
        "bindings-node/ts/inference/form-body.ts": {"CHUNK"},
        "bindings-node/ts/inference/native-form.ts": {"MAX_INLINE_BLOB"},
    },
    "times within a limit of the page": {
        "core/src/deadline.rs": {"MARGIN"},
        "core/src/transport/connection_state.rs": {"IDLE_GRACE"},
        "core/src/transport/exchange.rs": {"REPORT_TIMEOUT"},
        "core/src/transport/read_timeout.rs": {"SHORTEST"},
        "bindings-node/ts/internal/turns.ts": {"TURN"},
        "bindings-python/python/flymyai/utils/utils.py": {"_GRACE"},
    },
    "a fork or the exit of the process": {
        "bindings-python/python/flymyai/_internal/finalization.py": {
            "CHECK_PAUSE",
            "MAX_CHECKS",
            "PAUSE",
        },
        "bindings-python/src/runtime/local_runtime.rs": {"KEEP_ALIVE"},
        "bindings-python/src/runtime/fork.rs": {"RUNTIME_TIMEOUT", "THREADS_TIMEOUT"},
        "bindings-python/src/runtime/threads.rs": {"CHECK_PAUSE"},
    },
    "the longest string of JavaScript, which the page explains": {
        "bindings-javascript/src/inference/sse.rs": {"MAX_EVENT"},
        "bindings-javascript/src/profile.rs": {"MAX_TEXT"},
    },
    "copies of a default that has its row": {
        "core/src/wait_defaults.rs": {"POLL_INTERVAL", "TIMEOUT"},
        "bindings-python/python/flymyai/agents/_base_client.py": {"DEFAULT_TIMEOUT"},
        "bindings-python/python/flymyai/core/clients/base_client.py": {"_RECONNECT_RETRIES"},
    },
    "parts that a limit of a platform divides": {
        "bindings-node/ts/wasm/instance.ts": {"MAX_RANDOM", "MAX_TIMEOUT"},
    },
    "deeper or more than any argument": {
        "bindings-node/ts/arguments.ts": {"CHECKED_DEPTH", "MAX_COUNT"},
    },
    "no limits: protocol numbers, codes, origins": {
        "core/src/inference/response.rs": {"REPORTED"},
        "core/src/transport/connection_state.rs": {"CLOSING"},
        "bindings-node/src/runtime.rs": {"HOST_CALL"},
        "bindings-node/ts/diagnostics.ts": {"ALL", "REQUEST"},
        "bindings-node/ts/tracing.ts": {"CLIENT", "ERROR"},
        "bindings-python/src/runtime/logs.rs": {"DEBUG", "INFO"},
        "bindings-node/ts/fetch/replaced-fetch.ts": {"DEFAULT_DISPATCH_COUNT"},
        "bindings-node/ts/internal/host-call.ts": {"HOST_CALL"},
        "bindings-node/ts/wasm/instance.ts": {
            "KIND_BYTES",
            "KIND_HOST_CALL",
            "KIND_JSON",
            "KIND_TEXT",
        },
        "bindings-python/src/callback/clock.rs": {"ORIGIN"},
    },
}
