//! Passes text and bytes between JavaScript and this module.

/// Allocates memory that JavaScript fills and passes to [`take`], or frees.
#[unsafe(no_mangle)]
extern "C" fn allocate(length: usize) -> *mut u8 {
    into_raw(vec![0; length])
}

/// Frees memory that this module has returned.
#[unsafe(no_mangle)]
extern "C" fn free(pointer: *mut u8, length: usize) {
    drop(take(pointer, length));
}

/// Takes over memory of [`allocate`] or [`into_raw`].
pub(crate) fn take(pointer: *mut u8, length: usize) -> Vec<u8> {
    if length == 0 {
        return Vec::new();
    }
    // SAFETY: JavaScript passes each pointer back once, with the length that it was made with.
    unsafe { Vec::from_raw_parts(pointer, length, length) }
}

/// Memory that JavaScript frees.
pub(crate) fn into_raw(bytes: Vec<u8>) -> *mut u8 {
    if bytes.is_empty() {
        return std::ptr::null_mut();
    }
    Box::into_raw(bytes.into_boxed_slice()).cast()
}

/// Address and length of memory that JavaScript frees, as one number.
pub(crate) fn into_packed(bytes: Vec<u8>) -> u64 {
    let length = bytes.len();
    (into_raw(bytes) as u64) << 32 | length as u64
}
