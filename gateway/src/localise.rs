//! A layer that puts a sentence in the caller's language beside every error, whoever made it.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::{HeaderMap, HeaderValue, Request, Response};
use http_body::Frame;
use http_body_util::BodyExt as _;
use prost::Message as _;
use tonic::Status;
use tonic::body::Body;
use tonic::metadata::BinaryMetadataValue;
use tonic_types::{ErrorInfo, LocalizedMessage, pb};
use tower::{Layer, Service};

use crate::language::prefers_chinese;
use crate::messages::{LOCALE, sentence};

/// Adds `google.rpc.LocalizedMessage` in zh-CN to the details of every status with a reason of the contracts, for
/// callers whose `accept-language` prefers Chinese. Stands outside the door, whose refusals it translates too.
#[derive(Debug, Clone, Copy, Default)]
pub struct Localise;

/// A service whose errors are translated.
#[derive(Debug, Clone)]
pub struct Localised<S>(S);

impl<S> Layer<S> for Localise {
    type Service = Localised<S>;

    fn layer(&self, inner: S) -> Localised<S> {
        Localised(inner)
    }
}

impl<S> Service<Request<Body>> for Localised<S>
where
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible>,
    S::Future: Send + 'static,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let chinese = prefers_chinese(request.headers());
        let answered = self.0.call(request);
        if !chinese {
            return Box::pin(answered);
        }
        Box::pin(async {
            let mut response = answered.await?;
            translate(response.headers_mut());
            Ok(response.map(|body| Body::new(body.map_frame(translated))))
        })
    }
}

fn translated<D>(frame: Frame<D>) -> Frame<D> {
    match frame.into_trailers() {
        Ok(mut trailers) => {
            translate(&mut trailers);
            Frame::trailers(trailers)
        }
        Err(data) => data,
    }
}

/// Adds the sentence to the status in a set of headers or trailers, if there is one to add.
fn translate(headers: &mut HeaderMap) {
    let Some(details) = with_sentence(headers) else { return };
    let value = BinaryMetadataValue::from_bytes(&details);
    if let Ok(value) = HeaderValue::from_bytes(value.as_encoded_bytes()) {
        headers.insert(Status::GRPC_STATUS_DETAILS, value);
    }
}

fn with_sentence(headers: &HeaderMap) -> Option<Vec<u8>> {
    if !headers.contains_key(Status::GRPC_STATUS_DETAILS) {
        return None;
    }
    let status = Status::from_header_map(headers)?;
    let mut status = pb::Status::decode(status.details()).ok()?;
    if status.details.iter().any(|detail| detail.type_url == LocalizedMessage::TYPE_URL) {
        return None;
    }
    let info = status.details.iter().find(|detail| detail.type_url == ErrorInfo::TYPE_URL)?;
    let info = pb::ErrorInfo::decode(info.value.as_slice()).ok().filter(|info| info.domain == fault::DOMAIN)?;
    let message = pb::LocalizedMessage { locale: LOCALE.to_owned(), message: sentence(&info.reason)?.to_owned() };
    status
        .details
        .push(prost_types::Any { type_url: LocalizedMessage::TYPE_URL.to_owned(), value: message.encode_to_vec() });
    Some(status.encode_to_vec())
}
