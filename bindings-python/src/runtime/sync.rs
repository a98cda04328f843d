//! Locks.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Locks a mutex. A panic leaves no guarded value of this crate half changed, so poisoning
/// is ignored.
///
/// No Python code runs under a lock: no call, and no end of a Python object, whose finalizer
/// may be Python code. The interpreter may stop a thread in such code until another one has
/// come to a stop, too, and a thread that waits for this lock never does.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
