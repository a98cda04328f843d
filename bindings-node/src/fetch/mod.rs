//! Requests that JavaScript sends: a `fetch` in place of the native transport.

mod exchange;
mod thrown;
mod transport;

pub(crate) use exchange::NativeExchange;
pub(crate) use thrown::Thrown;
pub(crate) use transport::FetchTransport;
