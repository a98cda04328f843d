//! Core's log records on their way to Python's `logging`.
//!
//! A record is queued by whichever thread makes it, without the interpreter. It reaches the
//! loggers in a thread that holds the interpreter anyway: one that ends a call, waits for one
//! and handles signals, or delivers results to an event loop. No thread ever waits for the
//! interpreter for the sake of a record.

use std::cell::Cell;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicPtr, AtomicU8, Ordering};

use flymyai_core::{Log, LogKinds, LogRecord, log_from_env};
use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

use crate::imports::Imported;

/// The levels of `logging`.
const DEBUG: u8 = 10;
const INFO: u8 = 20;

static EMIT: Imported = Imported::new("flymyai._internal.logs", "emit");

static CURRENT: AtomicPtr<Log> = AtomicPtr::new(std::ptr::null_mut());

thread_local! {
    /// Whether this thread passes records to Python.
    static DELIVERS: Cell<bool> = const { Cell::new(false) };
    /// Whether a handler has made a call meanwhile.
    static CALLED: Cell<bool> = const { Cell::new(false) };
}

/// The log of all clients of this process.
pub(crate) fn current() -> &'static Log {
    let found = CURRENT.load(Ordering::Acquire);
    if let Some(log) = shared(found) {
        return log;
    }
    let fresh = Box::into_raw(Box::new(log_from_env()));
    match CURRENT.compare_exchange(found, fresh, Ordering::AcqRel, Ordering::Acquire) {
        Ok(_) => shared(fresh),
        // Another thread was faster; this log is leaked.
        Err(other) => shared(other),
    }
    .unwrap_or_else(current)
}

/// Makes a forked child start with a log of its own: a thread of the parent may hold the
/// lock of this one, whose records are the parent's.
pub(crate) fn forget() {
    CURRENT.store(std::ptr::null_mut(), Ordering::Release);
}

#[allow(unsafe_code)]
fn shared(log: *mut Log) -> Option<&'static Log> {
    // SAFETY: every pointer ever stored in CURRENT comes from `Box::into_raw` and is never
    // freed: a forked process only drops the pointer.
    unsafe { log.as_ref() }
}

/// Whether a log handler of the program makes a call in this thread: it is not recorded, or each
/// record would make further ones.
pub(crate) fn is_called_by_handler() -> bool {
    let is_delivering = DELIVERS.get();
    if is_delivering {
        CALLED.set(true);
    }
    is_delivering
}

/// The methods `isEnabledFor` of the loggers.
struct Loggers {
    request: Py<PyAny>,
    run: Py<PyAny>,
    connection: Py<PyAny>,
    /// The logger of the line that httpx wrote for each request.
    httpx: Py<PyAny>,
    /// The levels that each of these loggers keeps. `logging` clears them with each change
    /// of a level.
    levels: Vec<Py<PyDict>>,
    /// The name under which those dictionaries tell that no level has changed.
    mark: Py<PyString>,
    /// The kinds of records that the loggers wanted last.
    wanted: AtomicU8,
}

impl Loggers {
    /// The loggers, if the program has imported `logging`.
    fn get(py: Python<'_>) -> Option<&Self> {
        // Not pyo3's cell; see `Imported`.
        static LOGGERS: OnceLock<Loggers> = OnceLock::new();
        if let Some(loggers) = LOGGERS.get() {
            return Some(loggers);
        }
        if let Ok(Some(found)) = Self::find(py) {
            let _ = LOGGERS.set(found);
        }
        LOGGERS.get()
    }

    fn find(py: Python<'_>) -> PyResult<Option<Self>> {
        static MODULES: OnceLock<(Py<PyDict>, Py<PyString>)> = OnceLock::new();
        if MODULES.get().is_none() {
            let modules = py.import("sys")?.getattr("modules")?;
            let name = PyString::intern(py, "logging").unbind();
            let _ = MODULES.set((modules.cast_into::<PyDict>()?.unbind(), name));
        }
        let Some((modules, name)) = MODULES.get() else {
            return Ok(None);
        };
        let Some(logging) = modules.bind(py).get_item(name)? else {
            return Ok(None);
        };
        // Another thread may be importing it at the moment.
        if !logging.hasattr("getLogger")? {
            return Ok(None);
        }
        let mut levels = Vec::new();
        let mut method = |name: &str| -> PyResult<Py<PyAny>> {
            let logger = logging.call_method1("getLogger", (name,))?;
            if let Ok(kept) = logger.getattr("_cache")
                && let Ok(kept) = kept.cast_into::<PyDict>()
            {
                levels.push(kept.unbind());
            }
            Ok(logger.getattr("isEnabledFor")?.unbind())
        };
        Ok(Some(Self {
            request: method("flymyai.request")?,
            run: method("flymyai.run")?,
            connection: method("flymyai.connection")?,
            httpx: method("httpx")?,
            levels,
            mark: PyString::intern(py, "flymyai").unbind(),
            wanted: AtomicU8::new(0),
        }))
    }

    /// The kinds of records that the loggers do not discard now. Each call needs them, so they
    /// are kept for as long as the loggers keep their own levels.
    fn wanted(&self, py: Python<'_>) -> LogKinds {
        let mark = self.mark.bind(py);
        let first = self.levels.first().map(|kept| kept.bind(py));
        if let Some(kept) = first
            && kept.get_item(mark).is_ok_and(|found| found.is_some())
        {
            return LogKinds::from_bits(self.wanted.load(Ordering::Relaxed));
        }
        let kinds = self.kinds(py);
        self.wanted.store(kinds.bits(), Ordering::Relaxed);
        // A logger that a program has switched off keeps no level.
        let are_kept =
            self.levels.len() == 4 && self.levels.iter().all(|kept| !kept.bind(py).is_empty());
        if let (Some(kept), true) = (first, are_kept) {
            let _ = kept.set_item(mark, true);
        }
        kinds
    }

    /// The kinds of records that the loggers do not discard.
    fn kinds(&self, py: Python<'_>) -> LogKinds {
        let enabled = |method: &Py<PyAny>, level: u8| {
            let enabled = method.call1(py, (level,));
            enabled.is_ok_and(|enabled| enabled.is_truthy(py).unwrap_or(false))
        };
        let mut kinds = LogKinds::NONE;
        // A logger with `DEBUG` has `INFO`, too, and most programs have neither.
        if enabled(&self.request, INFO) {
            kinds = LogKinds::RETRY;
            if enabled(&self.request, DEBUG) {
                kinds = kinds | LogKinds::REQUEST;
            }
        }
        if enabled(&self.httpx, INFO) {
            kinds = kinds | LogKinds::REQUEST;
        }
        if enabled(&self.run, INFO) {
            kinds = kinds | LogKinds::RUN_END;
            if enabled(&self.run, DEBUG) {
                kinds = kinds | LogKinds::POLL;
            }
        }
        if enabled(&self.connection, DEBUG) {
            kinds = kinds | LogKinds::CONNECTION;
        }
        kinds
    }
}

/// Asks for the records that the loggers want now; a call is about to start.
pub(crate) fn subscribe(py: Python<'_>) {
    let loggers = Loggers::get(py);
    current().subscribe(loggers.map_or(LogKinds::NONE, |loggers| loggers.wanted(py)));
}

/// Passes the waiting records to the loggers. An exception of a handler ends no call; one
/// that is no `Exception`, such as Ctrl-C meanwhile, is returned.
pub(crate) fn deliver(py: Python<'_>) -> PyResult<()> {
    let log = current();
    if !log.has_records() || DELIVERS.get() {
        return Ok(());
    }
    let records = LogRecord::to_json(&log.take());
    DELIVERS.set(true);
    let delivered = EMIT.get(py).and_then(|emit| emit.call1((records,)));
    DELIVERS.set(false);
    if CALLED.take() {
        // Connections belong to no call, so that those of the handler's calls are recorded.
        log.discard_connections();
    }
    match delivered {
        Err(error) if error.is_instance_of::<PyException>(py) => {
            error.write_unraisable(py, None);
            Ok(())
        }
        delivered => delivered.map(drop),
    }
}
