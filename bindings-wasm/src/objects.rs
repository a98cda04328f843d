//! The objects that JavaScript refers to by number.

use std::cell::RefCell;
use std::collections::HashMap;

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
    Request(ModelRequest),
    Response(ModelResponse),
    Exchange(Exchange),
    Stepper(CallStepper),
    Decoder(EventDecoder),
    BodySize(BodySize),
    CancelToken(CancellationToken),
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

/// Drops an object.
pub(crate) fn remove(id: Id) {
    // Dropped outside of the borrow.
    let object = OBJECTS.with_borrow_mut(|objects| objects.by_id.remove(&id));
    drop(object);
}

/// Uses an object; `None` if there is none with this number.
pub(crate) fn with<T>(id: Id, work: impl FnOnce(&mut Object) -> T) -> Option<T> {
    OBJECTS.with_borrow_mut(|objects| objects.by_id.get_mut(&id).map(work))
}

/// The token with this number.
pub(crate) fn cancel_token(id: Option<Id>) -> Option<CancellationToken> {
    with(id?, |object| match object {
        Object::CancelToken(token) => Some(token.clone()),
        _ => None,
    })?
}

/// Takes a request out, which is sent once.
pub(crate) fn take_request(id: Id) -> Option<ModelRequest> {
    let object = OBJECTS.with_borrow_mut(|objects| objects.by_id.remove(&id));
    match object? {
        Object::Request(request) => Some(request),
        _ => None,
    }
}
