//! One call to a peer, tried again only while it is certain that the peer has seen nothing of it.

use std::error::Error as StdError;
use std::time::Duration;

use fault::{Fault, Kind};
use http::{Request, Response, request};
use tonic::body::Body;
use tonic::{ConnectError, TimeoutExpired};
use tower::{BoxError, Service, ServiceExt as _};

use crate::request_body::{Lent, Watched};

/// Waits before another attempt to connect; a replica that is replaced is back or forgotten by then.
const PAUSES: [Duration; 2] = [Duration::from_millis(50), Duration::from_millis(250)];

/// What a caller is told to wait when a peer does not answer.
const RETRY_AFTER: Duration = Duration::from_secs(1);

/// Sends a request, and returns the head of the answer with its body still to come.
pub(crate) async fn send<S>(channel: S, head: &request::Parts, mut body: Watched) -> Result<Response<Body>, Fault>
where
    S: Service<Request<Body>, Response = Response<Body>> + Clone,
    S::Error: Into<BoxError>,
{
    let mut pauses = PAUSES.into_iter();
    loop {
        let (lent, returned) = Lent::new(body);
        let request = Request::from_parts(head.clone(), Body::new(lent));
        let error: BoxError = match channel.clone().oneshot(request).await {
            Ok(response) => return Ok(response),
            Err(error) => error.into(),
        };
        let untouched = if is::<ConnectError>(&*error) { returned.await.ok() } else { None };
        match (untouched, pauses.next()) {
            (Some(untouched), Some(pause)) => {
                body = untouched;
                tokio::time::sleep(pause).await;
            }
            (_, _) => return Err(lost(error)),
        }
    }
}

/// The peer does not answer, or no longer does. Writes may be repeated too: they carry a key.
pub(crate) fn lost(error: impl Into<BoxError>) -> Fault {
    let error = error.into();
    if is::<TimeoutExpired>(&*error) {
        return Fault::new(Kind::DeadlineExceeded, "DEADLINE_EXCEEDED", "the deadline passed");
    }
    Fault::unavailable("the service does not answer; repeat the call", RETRY_AFTER).caused_by(error)
}

/// Whether an error is, or was caused by, an `E`.
fn is<E: StdError + 'static>(error: &(dyn StdError + 'static)) -> bool {
    std::iter::successors(Some(error), |&error| error.source()).any(<dyn StdError>::is::<E>)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use http_body_util::{BodyExt as _, Full};

    use super::*;

    const FRAME: &[u8] = &[0, 0, 0, 0, 2, 8, 1];

    async fn send_to<F>(answer: impl Fn(usize, Request<Body>) -> F + Clone) -> (Result<Response<Body>, Fault>, usize)
    where
        F: Future<Output = Result<Response<Body>, BoxError>>,
    {
        let attempts = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&attempts);
        let channel = tower::service_fn(move |request| answer(counter.fetch_add(1, Ordering::Relaxed), request));
        let (head, ()) = Request::new(()).into_parts();
        let (body, _verdict) = Watched::new(Body::new(Full::from(FRAME)), 10);
        let outcome = send(channel, &head, body).await;
        (outcome, attempts.load(Ordering::Relaxed))
    }

    fn refused() -> BoxError {
        ConnectError("connection refused by 10.0.0.7:7000".into()).into()
    }

    #[tokio::test]
    async fn a_call_that_never_left_is_tried_again_with_its_whole_body() {
        let (outcome, attempts) = send_to(|attempt, request| async move {
            if attempt == 0 {
                return Err(refused());
            }
            Ok(Response::new(Body::new(request.into_body())))
        })
        .await;
        let echoed = outcome.unwrap().into_body().collect().await.unwrap().to_bytes();
        assert_eq!((attempts, &echoed[..]), (2, FRAME));
    }

    #[tokio::test]
    async fn a_call_that_may_have_arrived_is_not_tried_again() {
        let (outcome, attempts) = send_to(|_, request| async move {
            let _ = request.into_body().collect().await;
            Err(refused())
        })
        .await;
        assert_eq!((outcome.unwrap_err().kind(), attempts), (Kind::Unavailable, 1));
        let (outcome, attempts) = send_to(|_, _| async { Err("connection reset".into()) }).await;
        assert_eq!((outcome.unwrap_err().kind(), attempts), (Kind::Unavailable, 1));
    }

    #[tokio::test]
    async fn a_peer_that_stays_away_is_unavailable_and_unnamed() {
        let (outcome, attempts) = send_to(|_, _| async { Err(refused()) }).await;
        let fault = outcome.unwrap_err();
        assert_eq!((fault.kind(), attempts), (Kind::Unavailable, 3));
        assert_eq!(fault.retry_delay(), Some(RETRY_AFTER));
        assert!(!fault.message().contains("10.0.0.7"), "{}", fault.message());
    }

    #[tokio::test]
    async fn a_deadline_that_passes_on_the_way_is_said_to_have_passed() {
        let (outcome, _) = send_to(|_, _| async { Err(TimeoutExpired(()).into()) }).await;
        assert_eq!(outcome.unwrap_err().kind(), Kind::DeadlineExceeded);
    }
}
