//! Detects that the program has closed this module's descriptors.
//!
//! Daemons close all descriptors that they did not open. A runtime without its
//! descriptors panics or waits forever, and can't be asked for them.

#[cfg(unix)]
pub(crate) use unix::Sentinel;

#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::mem::ManuallyDrop;
    use std::os::fd::{AsRawFd, FromRawFd};
    use std::os::unix::fs::MetadataExt;
    use std::os::unix::net::UnixDatagram;

    /// An unused descriptor, which is closed together with all others.
    pub(crate) struct Sentinel(Option<(UnixDatagram, u64)>);

    impl Sentinel {
        /// Without a free descriptor, a close can't be detected.
        pub(crate) fn new() -> Self {
            let socket = UnixDatagram::unbound().ok();
            Self(socket.and_then(|socket| {
                let inode = inode(&socket)?;
                Some((socket, inode))
            }))
        }

        pub(crate) fn is_open(&self) -> bool {
            self.0
                .as_ref()
                .is_none_or(|(socket, known)| inode(socket) == Some(*known))
        }
    }

    /// The file that the descriptor refers to. Another file may have its number by now.
    #[allow(unsafe_code)]
    fn inode(socket: &UnixDatagram) -> Option<u64> {
        // SAFETY: the file is used for one check of the descriptor, which may fail, and
        // is never dropped: the descriptor stays the socket's.
        let file = ManuallyDrop::new(unsafe { File::from_raw_fd(socket.as_raw_fd()) });
        Some(file.metadata().ok()?.ino())
    }
}

/// On other systems, programs don't close descriptors that they have not opened.
#[cfg(not(unix))]
pub(crate) struct Sentinel;

#[cfg(not(unix))]
impl Sentinel {
    pub(crate) fn new() -> Self {
        Self
    }

    pub(crate) fn is_open(&self) -> bool {
        true
    }
}
