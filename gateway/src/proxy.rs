//! The proxy: hands each call to the part that answers it.

use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use fault::Fault;
use http::{Request, Response, StatusCode, Version};
use rpc::{Admission, Peers};
use tonic::Status;
use tonic::body::Body;
use tower::{BoxError, Service};

use crate::answer::{Answer, Treatment};
use crate::frame::Watch;
use crate::masking::Masker;
use crate::request_body::Watched;
use crate::upstream::{lost, send};
use crate::{Config, headers};

/// Answers every method of the contracts by asking the peer that knows.
#[derive(Debug, Clone)]
pub(crate) struct Proxy {
    peers: Arc<Peers>,
    config: Config,
}

impl Proxy {
    pub(crate) fn new(peers: Peers, config: Config) -> Self {
        Self { peers: Arc::new(peers), config }
    }

    async fn forward(self, request: Request<Body>) -> Result<Response<Body>, Fault> {
        let (came, body) = request.into_parts();
        let admission = came
            .extensions
            .get::<Admission>()
            .ok_or_else(|| Fault::internal("the gateway was reached without its door"))?;
        let method = admission.method();
        let channel = self
            .peers
            .channel(method.service)
            .ok_or_else(|| Fault::unavailable("the service is not deployed here", Duration::from_secs(30)))?;
        let masker =
            Masker::for_call(method, |permission| admission.unmasks(permission), self.config.max_response_bytes)?;

        let (mut head, ()) = Request::new(()).into_parts();
        head.method = came.method;
        head.uri = came.uri;
        head.version = Version::HTTP_2;
        head.headers = headers::of_request(&came.headers, masker.is_some());
        let (body, mut verdict) = Watched::new(body, self.config.max_request_bytes);
        let sent = tokio::select! {
            biased;
            refused = poll_fn(|context| verdict.poll(context)) => return Err(refused),
            sent = send(channel, &head, body) => sent,
        };
        let (mut answered, body) = sent.map_err(|fault| verdict.now().unwrap_or(fault))?.into_parts();
        if answered.status != StatusCode::OK {
            return Err(lost(format!("a peer answered with HTTP status {}", answered.status)));
        }
        answered.headers = headers::allowed(&answered.headers);
        answered.extensions.clear();
        let body = if answered.headers.contains_key(Status::GRPC_STATUS) {
            Body::empty()
        } else {
            let treatment =
                masker.map_or_else(|| Treatment::Watch(Watch::new(self.config.max_response_bytes)), Treatment::Mask);
            Body::new(Answer::new(body, treatment, verdict))
        };
        Ok(Response::from_parts(answered, body))
    }
}

impl<B> Service<Request<B>> for Proxy
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let forwarded = self.clone().forward(request.map(Body::new));
        Box::pin(async { Ok(forwarded.await.unwrap_or_else(|fault| Status::from(fault).into_http())) })
    }
}
