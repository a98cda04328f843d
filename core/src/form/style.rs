//! The styles of encoding a form.

/// The style in which a client encodes its forms; each language binding chooses it.
///
/// ```
/// use flymyai_core::FormStyle;
///
/// let style = FormStyle { crlf: true, ..FormStyle::default() };
/// assert!(style.urlencoded);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FormStyle {
    /// A form without files is urlencoded. Otherwise every form is multipart.
    pub urlencoded: bool,
    /// Text fields precede files. Otherwise the fields keep their order.
    pub texts_first: bool,
    /// Line breaks in text become CRLF.
    pub crlf: bool,
    /// Backslashes in names are doubled.
    pub escape_backslashes: bool,
    /// Text before 11 random digits in the boundary; `None` for 32 random hexadecimal
    /// digits.
    pub boundary_prefix: Option<&'static str>,
}

impl FormStyle {
    /// Urlencoded without files, multipart with text first; text unchanged.
    pub const DEFAULT: Self = Self {
        urlencoded: true,
        texts_first: true,
        crlf: false,
        escape_backslashes: true,
        boundary_prefix: None,
    };
}

impl Default for FormStyle {
    fn default() -> Self {
        Self::DEFAULT
    }
}
