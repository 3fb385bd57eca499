//! The preview's server: files of a site as static hosts serve them, never cached.

use std::future::{Ready, ready};
use std::path::{Component, Path, PathBuf};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::map_response;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use percent_encoding::percent_decode_str;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::config::Config;

/// Returns the path that the site lies at: that of its base address.
pub(crate) fn start(config: &Config) -> String {
    let base = config.base_url.as_deref().unwrap_or("/");
    let host = base.split_once("://").map(|(_, address)| address);
    let path = host.map_or(base, |address| address.find('/').map_or("/", |at| &address[at..]));
    path.to_owned()
}

/// Serves the site, with the index beside it where it lies elsewhere. `no-cache` makes browsers ask each time, so
/// that a build shows at once.
pub(crate) fn router(site: &Path, config: &Config) -> Router {
    let files = |folder: &Path| {
        let pages = Router::new().fallback(missing).with_state(folder.to_owned());
        ServeDir::new(folder).fallback(pages)
    };
    let mut inner = Router::new().fallback_service(files(site));
    let is_inside = |out: &Path| Some(out.canonicalize().ok()?.starts_with(site.canonicalize().ok()?));
    if let Some(name) = config.out.file_name().filter(|_| is_inside(&config.out) == Some(false)) {
        inner = inner.nest_service(&format!("/{}", name.to_string_lossy()), files(&config.out));
    }
    let start = start(config);
    let router = match start.trim_end_matches('/') {
        "" => inner,
        path => Router::new()
            .nest_service(path, inner.layer(map_response(below(path.to_owned()))))
            .route("/", get(move || async move { Redirect::temporary(&start) })),
    };
    router.layer(SetResponseHeaderLayer::overriding(CACHE_CONTROL, HeaderValue::from_static("no-cache")))
}

/// Returns what puts `path` before the addresses that the files below it redirect to.
fn below(path: String) -> impl Fn(Response) -> Ready<Response> + Clone {
    move |mut response| {
        let location = response.headers().get(LOCATION).and_then(|location| location.to_str().ok());
        if let Some(Ok(location)) = location.map(|location| HeaderValue::try_from(format!("{path}{location}"))) {
            response.headers_mut().insert(LOCATION, location);
        }
        ready(response)
    }
}

/// Answers for a file that isn't there: hosts serve `a.html` for `a`, and a page of the site for what is nowhere.
async fn missing(State(site): State<PathBuf>, request: Request) -> Response {
    let path = percent_decode_str(request.uri().path()).decode_utf8_lossy().into_owned();
    let path = PathBuf::from(path.trim_matches('/'));
    let is_below = path.components().all(|part| matches!(part, Component::Normal(_)));
    let page = is_below.then(|| std::fs::read(site.join(path).with_added_extension("html")).ok()).flatten();
    let html = |status: StatusCode, bytes: Vec<u8>| (status, [(CONTENT_TYPE, "text/html")], bytes).into_response();
    match page {
        Some(page) => html(StatusCode::OK, page),
        None => match std::fs::read(site.join("404.html")) {
            Ok(page) => html(StatusCode::NOT_FOUND, page),
            Err(_) => (StatusCode::NOT_FOUND, "not found").into_response(),
        },
    }
}
