//! Tells a forked child from its parent, and a running interpreter from a finalizing one.

use std::sync::atomic::{AtomicU64, Ordering};

/// Forks between the first process of the program and this one, and times that a process
/// started anew since its descriptors were closed.
static FORKS: AtomicU64 = AtomicU64::new(0);

/// The process in which a value was made. Values of another process must not be touched:
/// their locks may be held by threads that do not exist here. A process whose descriptors
/// were closed counts as another one from then on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Process(u64);

impl Process {
    /// The running process.
    pub(crate) fn current() -> Self {
        Self(FORKS.load(Ordering::Acquire))
    }

    /// Whether this is the running process.
    pub(crate) fn is_current(self) -> bool {
        self == Self::current()
    }

    /// Makes the running process another one, if it still is this one.
    pub(crate) fn end(self) {
        let next = self.0 + 1;
        // Another thread may have done so.
        let _ = FORKS.compare_exchange(self.0, next, Ordering::AcqRel, Ordering::Acquire);
    }

    /// Makes the running process another one; called in a forked child.
    pub(crate) fn forked() {
        FORKS.fetch_add(1, Ordering::AcqRel);
    }
}

/// Whether the interpreter runs and does not finalize. Any thread may call this.
#[allow(unsafe_code)]
pub(crate) fn is_initialized() -> bool {
    // SAFETY: this reads a flag, and needs no state of the interpreter.
    unsafe { pyo3::ffi::Py_IsInitialized() != 0 }
}
