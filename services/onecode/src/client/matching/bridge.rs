//! OpenRefine answered on this machine: the Reconciliation API over HTTP, each question asked of the register with the
//! caller's token.
//!
//! Browsers can reach it, too. So it answers only requests to this machine by its own name, and pages of this machine: no
//! page of the web reads the register through whoever has it open.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, RawQuery, Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use axum::{Router, serve};
use onecode_proto::registry::v1::{MatchQuery, SearchOrganizationsRequest};
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use vocab::name::fold;

use super::{answered, w3c};
use crate::client::{Connection, Failure};
use crate::exit::Exit;
use crate::messages::{Language, Matching, Message};
use crate::output::Printer;

/// The most bytes of a batch.
const LARGEST: usize = 1 << 20;
/// The register searches by so many characters.
const LONGEST_PREFIX: usize = 100;
const SUGGESTED: i32 = 10;

/// What every answer needs.
#[derive(Debug)]
struct Bridge {
    connection: Connection,
    language: Language,
    base: String,
}

type Shared = State<Arc<Bridge>>;

/// Answers until Ctrl-C.
pub(super) async fn run(connection: &Connection, address: SocketAddr, printer: &Printer) -> Result<Exit, Failure> {
    let language = printer.language();
    let unbound =
        |error: std::io::Error| Failure::usage(Message::Matching(Matching::NotServing(format!("{address}: {error}"))));
    let listener = TcpListener::bind(address).await.map_err(unbound)?;
    let base = format!("http://{}", listener.local_addr().map_err(unbound)?);
    printer.line(&Message::Matching(Matching::Serving(format!("{base}/reconcile"))).text(language))?;
    let bridge = Arc::new(Bridge { connection: connection.clone(), language, base });
    // answers are only read: Ctrl-C waits for none, nor for connections on which nothing was asked
    tokio::select! {
        ended = serve(listener, routes(bridge)).into_future() => ended.map_err(unbound)?,
        () = stopped() => {}
    }
    Ok(Exit::Done)
}

/// Ctrl-C; without signals it goes on until it is killed.
async fn stopped() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

fn routes(bridge: Arc<Bridge>) -> Router {
    let reconcile: MethodRouter<Arc<Bridge>> = get(by_address).post(by_form).options(preflight);
    Router::new()
        .route("/reconcile", reconcile)
        .route(w3c::SUGGEST, get(suggest).options(preflight))
        .fallback(|| async { problem(StatusCode::NOT_FOUND, "only /reconcile and what its manifest names are here") })
        .method_not_allowed_fallback(|| async { problem(StatusCode::METHOD_NOT_ALLOWED, "GET and POST are taken") })
        .layer(DefaultBodyLimit::max(LARGEST))
        .layer(from_fn(guarded))
        .with_state(bridge)
}

async fn by_address(State(bridge): Shared, RawQuery(query): RawQuery) -> Response {
    reconciled(&bridge, &query.unwrap_or_default()).await
}

async fn by_form(State(bridge): Shared, body: Result<Bytes, BytesRejection>) -> Response {
    match body.map(|body| String::from_utf8(body.to_vec())) {
        Ok(Ok(form)) => reconciled(&bridge, &form).await,
        Ok(Err(_)) => problem(StatusCode::BAD_REQUEST, "the body must be a form (application/x-www-form-urlencoded)"),
        Err(refused) => problem(refused.status(), &refused.body_text()),
    }
}

/// The manifest, or the results of a batch.
async fn reconciled(bridge: &Bridge, form: &str) -> Response {
    let Some(queries) = fields(form).remove("queries") else {
        return answer(StatusCode::OK, &w3c::manifest(&bridge.base, bridge.language));
    };
    let batch = match w3c::batch(&queries) {
        Ok(batch) => batch,
        Err(wrong) => return problem(StatusCode::BAD_REQUEST, &wrong),
    };
    let asked: Vec<MatchQuery> = batch.iter().filter_map(|(_, query)| query.clone()).collect();
    match answered(&bridge.connection, asked, bridge.language).await {
        Ok(results) => answer(StatusCode::OK, &w3c::results(&batch, &results, bridge.language)),
        Err(failure) => refused(&failure, bridge.language),
    }
}

/// Organisations by what somebody types.
async fn suggest(State(bridge): Shared, RawQuery(query): RawQuery) -> Response {
    let prefix = fields(&query.unwrap_or_default()).remove("prefix").unwrap_or_default();
    if fold(&prefix).is_empty() {
        return answer(StatusCode::OK, &w3c::suggestions(&[], bridge.language));
    }
    let request = SearchOrganizationsRequest {
        query: prefix.chars().take(LONGEST_PREFIX).collect(),
        page_size: SUGGESTED,
        ..SearchOrganizationsRequest::default()
    };
    match bridge.connection.organizations().search_organizations(bridge.connection.timed(request)).await {
        Ok(found) => answer(StatusCode::OK, &w3c::suggestions(&found.into_inner().matches, bridge.language)),
        Err(status) => refused(&status.into(), bridge.language),
    }
}

async fn preflight() -> Response {
    let allowed = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, OPTIONS"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "content-type, accept"),
    ];
    (StatusCode::NO_CONTENT, allowed).into_response()
}

/// Answers what this machine asks, and lets pages of this machine read the answer (CORS).
async fn guarded(request: Request, next: Next) -> Response {
    if !asks_here(request.headers()) {
        return problem(StatusCode::FORBIDDEN, "only this machine is answered");
    }
    let allowed = request.headers().get(header::ORIGIN).cloned();
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, allowed.unwrap_or(HeaderValue::from_static("*")));
    headers.insert(header::VARY, HeaderValue::from_static("Origin"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// Whether it is this machine that is asked, by a page of this machine or by no page.
fn asks_here(headers: &HeaderMap) -> bool {
    let said = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let own_page = match said("origin") {
        Some(origin) => origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://")).is_some_and(is_here),
        // pictures, scripts and links of a page tell no origin
        None => said("sec-fetch-site") != Some("cross-site"),
    };
    own_page && said("host").is_some_and(is_here)
}

/// Whether a host, with a port or without, is this machine by a name that nobody else can give out.
fn is_here(host: &str) -> bool {
    let Ok(authority) = host.parse::<Authority>() else { return false };
    let name = authority.host().trim_start_matches('[').trim_end_matches(']');
    name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// The fields of a form, or of the query of an address.
fn fields(form: &str) -> HashMap<String, String> {
    let decoded = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    let pairs = form.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(key, value)| (decoded(key), decoded(value)))
        .collect()
}

fn answer(status: StatusCode, body: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json; charset=utf-8")], body.to_string()).into_response()
}

fn problem(status: StatusCode, why: &str) -> Response {
    answer(status, &json!({ "error": why }))
}

/// Why the register did not answer.
fn refused(failure: &Failure, language: Language) -> Response {
    let status = match failure.exit() {
        Exit::Usage => StatusCode::BAD_REQUEST,
        Exit::NotFound => StatusCode::NOT_FOUND,
        Exit::Denied => StatusCode::FORBIDDEN,
        Exit::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Exit::Refused | Exit::Conflict => StatusCode::CONFLICT,
        Exit::Done | Exit::Internal => StatusCode::BAD_GATEWAY,
    };
    problem(status, &failure.explain(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_here() {
        for host in ["127.0.0.1:8000", "localhost", "[::1]:8000", "127.5.0.1"] {
            assert!(is_here(host), "{host}");
        }
        for host in
            ["example.com", "127.0.0.1.example.com:8000", "localhost.example.com", "10.0.0.1", "", "null", "x y"]
        {
            assert!(!is_here(host), "{host}");
        }
    }

    #[test]
    fn a_form_is_read_with_its_escapes() {
        let read = fields("queries=%7B%22q0%22%3A1%7D&a=b+c&empty=&%E6%B9%96");
        assert_eq!(read["queries"], r#"{"q0":1}"#);
        assert_eq!((read["a"].as_str(), read["empty"].as_str(), read["湖"].as_str()), ("b c", "", ""));
    }
}
