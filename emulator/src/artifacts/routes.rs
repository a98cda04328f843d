//! The routes of artifacts.

use axum::Router;
use axum::routing::{delete, get, patch, post};

use super::{members, reading, sharing, writing};
use crate::rest::replay::{Need, keyed};

pub(crate) fn routes() -> Router {
    let api = Router::new()
        .route("/status/", get(reading::status))
        .route("/types/", get(reading::types))
        .route("/invitations/", get(members::invitations))
        .route("/invitations/{id}/accept/", post(members::accept))
        .route("/invitations/{id}/decline/", post(members::decline))
        .route("/shared/{link}/", get(reading::detail_link))
        .route(
            "/shared/{link}/versions/{version}/files/",
            get(reading::files_link),
        )
        .route(
            "/shared/{link}/versions/{version}/view/",
            get(reading::view_link),
        )
        .route(
            "/shared/{link}/clone/",
            keyed(Need::Key, post(writing::clone_link)),
        )
        .route(
            "/{id}/",
            get(reading::detail)
                .patch(sharing::update)
                .delete(sharing::delete),
        )
        .route(
            "/{id}/versions/",
            get(reading::versions).merge(keyed(Need::Key, post(writing::publish))),
        )
        .route("/{id}/versions/{version}/files/", get(reading::files))
        .route("/{id}/versions/{version}/view/", get(reading::view))
        .route("/{id}/share/", keyed(Need::Key, patch(sharing::share)))
        .route("/{id}/clone/", keyed(Need::Key, post(writing::clone)))
        .route("/{id}/lineage/", get(reading::lineage))
        .route("/{id}/history/", get(reading::history))
        .route("/{id}/members/", get(members::list).post(members::add))
        .route("/{id}/members/{member}/", delete(members::remove));
    Router::new()
        // A nested router has no place for the slash behind its own prefix.
        .route(
            "/api/v1/artifacts/",
            get(reading::list).merge(keyed(Need::Key, post(writing::create))),
        )
        .nest("/api/v1/artifacts", api)
        .route("/visit/{handle}/frames/{token}/", get(reading::frame))
        .route(
            "/visit/{handle}/frames/{token}/{*path}",
            get(reading::frame_file),
        )
}
