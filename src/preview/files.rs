//! What is served, and under which addresses.

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

/// What is served.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its pages.
    pub folder: PathBuf,
    /// A folder that is shown as if it lay in that of the pages, under this name.
    pub beside: Option<(String, PathBuf)>,
    /// The path that the site is at, with slashes around it.
    pub start: String,
}

impl Site {
    /// Returns the site in `folder`, at the root of its host.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, beside: None, start: "/".to_owned() }
    }
}

/// Serves the site. `no-cache` makes browsers ask each time, so that a build shows at once.
pub(crate) fn router(site: &Site) -> Router {
    let files = |folder: &Path| {
        let pages = Router::new().fallback(missing).with_state(folder.to_owned());
        ServeDir::new(folder).fallback(pages)
    };
    let mut inner = Router::new().fallback_service(files(&site.folder));
    if let Some((name, folder)) = &site.beside {
        inner = inner.nest_service(&format!("/{name}"), files(folder));
    }
    let start = site.start.clone();
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
