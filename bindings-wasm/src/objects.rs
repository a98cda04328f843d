//! The objects that JavaScript refers to by number.

use std::cell::RefCell;
use std::collections::HashMap;

use flymyai_core::CallTrace;
use flymyai_javascript::{
    AgentsClient, BodySize, CallStepper, EventDecoder, Exchange, InferenceClient, ListRows,
    ModelRequest, ModelResponse, RunEvents,
};
use tokio_util::sync::CancellationToken;

/// An object's number.
pub(crate) type Id = u32;

/// An object of JavaScript.
pub(crate) enum Object {
    Client(AgentsClient),
    Events(RunEvents),
    Rows(ListRows),
    Inference(InferenceClient),
    /// A request that was not sent.
    Request(Option<ModelRequest>),
    Response(ModelResponse),
    Exchange(Exchange),
    Stepper(CallStepper),
    Decoder(EventDecoder),
    BodySize(BodySize),
    CancelToken(CancellationToken),
    Trace(CallTrace),
}

#[derive(Default)]
struct Objects {
    by_id: HashMap<Id, Object>,
    last: Id,
}

thread_local! {
    static OBJECTS: RefCell<Objects> = RefCell::default();
}

/// Keeps an object until [`remove`].
pub(crate) fn add(object: Object) -> Id {
    OBJECTS.with_borrow_mut(|objects| {
        objects.last += 1;
        objects.by_id.insert(objects.last, object);
        objects.last
    })
}

/// There is no object with this number, or it has another type than the one that is needed.
pub(crate) struct UnknownObject(pub(crate) Id);

/// Drops an object.
pub(crate) fn remove(id: Id) -> Result<(), UnknownObject> {
    // Dropped outside of the borrow.
    let object = OBJECTS.with_borrow_mut(|objects| objects.by_id.remove(&id));
    object.map(drop).ok_or(UnknownObject(id))
}

/// Uses an object; `work` returns nothing for one of another type.
pub(crate) fn with<T>(
    id: Id,
    work: impl FnOnce(&mut Object) -> Option<T>,
) -> Result<T, UnknownObject> {
    OBJECTS.with_borrow_mut(|objects| {
        let object = objects.by_id.get_mut(&id);
        object.and_then(work).ok_or(UnknownObject(id))
    })
}

/// The token with this number, if there is a number.
pub(crate) fn cancel_token(id: Option<Id>) -> Result<Option<CancellationToken>, UnknownObject> {
    let clone = |object: &mut Object| match object {
        Object::CancelToken(token) => Some(token.clone()),
        _ => None,
    };
    id.map(|id| with(id, clone)).transpose()
}

/// The trace with this number, if there is a number.
pub(crate) fn trace(id: Option<Id>) -> Result<Option<CallTrace>, UnknownObject> {
    let clone = |object: &mut Object| match object {
        Object::Trace(trace) => Some(trace.clone()),
        _ => None,
    };
    id.map(|id| with(id, clone)).transpose()
}

/// Takes a request out, which is sent once.
pub(crate) fn take_request(id: Id) -> Result<ModelRequest, UnknownObject> {
    let request = with(id, |object| match object {
        Object::Request(request) => request.take(),
        _ => None,
    })?;
    remove(id)?;
    Ok(request)
}
