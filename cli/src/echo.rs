//! Reading a line without showing it.

use std::io::{self, BufRead};

/// Keeps the terminal from showing what is typed, until it is dropped.
#[cfg(unix)]
pub(crate) struct NoEcho(rustix::termios::Termios);

#[cfg(unix)]
impl NoEcho {
    pub(crate) fn start() -> io::Result<Self> {
        use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
        let old = tcgetattr(io::stdin())?;
        let mut new = old.clone();
        new.local_modes.remove(LocalModes::ECHO);
        new.local_modes.insert(LocalModes::ECHONL);
        tcsetattr(io::stdin(), OptionalActions::Flush, &new)?;
        Ok(Self(old))
    }
}

#[cfg(unix)]
impl Drop for NoEcho {
    fn drop(&mut self) {
        use rustix::termios::{OptionalActions, tcsetattr};
        // A terminal that is gone shows nothing.
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, &self.0);
    }
}

/// Reads the line that was typed.
#[cfg(unix)]
pub(crate) fn typed_line() -> io::Result<String> {
    line()
}

#[cfg(windows)]
pub(crate) struct NoEcho;

#[cfg(windows)]
impl NoEcho {
    pub(crate) fn start() -> io::Result<Self> {
        Ok(Self)
    }
}

/// Reads the line that was typed.
#[cfg(windows)]
pub(crate) fn typed_line() -> io::Result<String> {
    rpassword::read_password()
}

/// The next line of standard input.
pub(crate) fn line() -> io::Result<String> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    Ok(line)
}

/// Reads standard input to its end.
pub(crate) fn drain() {
    // An input that can't be read has ended, too.
    let _ = io::copy(&mut io::stdin().lock(), &mut io::sink());
}
