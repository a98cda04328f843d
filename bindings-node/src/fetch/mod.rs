//! Requests that JavaScript sends: a `fetch` in place of the native transport.

mod exchange;
mod thrown;
mod transport;

pub(crate) use exchange::{FetchRequest, NativeExchange};
pub(crate) use thrown::{Thrown, ThrownFacts, error as error_of_thrown};
pub(crate) use transport::FetchTransport;
