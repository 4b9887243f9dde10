//! A response body that ends at its deadline, and reports how the call ended.

use std::future::Future as _;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use fault::{Fault, Kind};
use http::HeaderMap;
use http_body::{Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};
use tonic::body::Body;
use tonic::{Code, Status};

/// Called once, with the gRPC code with which the call ended.
type Ended = Box<dyn FnOnce(Code) + Send>;

/// Passes frames on unchanged and calls `ended` at the trailers, or as `Cancelled` if the client leaves before. A stream
/// that still runs at its deadline is ended with DEADLINE_EXCEEDED, one that still runs when its part stops with DRAINING.
pub(crate) struct Observed {
    inner: Body,
    deadline: Option<Pin<Box<Sleep>>>,
    draining: Option<Pin<Box<WaitForCancellationFutureOwned>>>,
    ended: Option<Ended>,
}

impl Observed {
    pub(crate) fn new(inner: Body, ended: impl FnOnce(Code) + Send + 'static) -> Self {
        Self { inner, deadline: None, draining: None, ended: Some(Box::new(ended)) }
    }

    /// Ends it at an instant.
    pub(crate) fn until(mut self, deadline: Option<Instant>) -> Self {
        self.deadline = deadline.map(|at| Box::pin(sleep_until(at)));
        self
    }

    /// Ends it when the part stops: a stream without an end of its own would hold the process.
    pub(crate) fn unless(mut self, draining: Option<CancellationToken>) -> Self {
        self.draining = draining.map(|stop| Box::pin(stop.cancelled_owned()));
        self
    }

    fn cut_short(&mut self, context: &mut Context<'_>) -> Option<Fault> {
        if self.deadline.as_mut().is_some_and(|deadline| deadline.as_mut().poll(context).is_ready()) {
            return Some(deadline_exceeded());
        }
        let stopped = self.draining.as_mut().is_some_and(|draining| draining.as_mut().poll(context).is_ready());
        stopped.then(|| {
            Fault::new(Kind::Unavailable, "DRAINING", "the server is shutting down; connect again")
                .retry_after(Duration::from_millis(100))
        })
    }

    fn end(&mut self, code: Code) {
        if let Some(ended) = self.ended.take() {
            ended(code);
        }
    }
}

pub(crate) fn deadline_exceeded() -> Fault {
    Fault::new(Kind::DeadlineExceeded, "DEADLINE_EXCEEDED", "the deadline passed")
}

/// The code in a set of headers or trailers, if there is one.
pub(crate) fn code_in(headers: &HeaderMap) -> Option<Code> {
    Status::from_header_map(headers).map(|status| status.code())
}

impl http_body::Body for Observed {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        let this = self.get_mut();
        if this.ended.is_none() {
            return Poll::Ready(None);
        }
        if let Some(fault) = this.cut_short(context) {
            let status = Status::from(fault);
            this.end(status.code());
            let mut trailers = HeaderMap::new();
            status.add_header(&mut trailers)?;
            return Poll::Ready(Some(Ok(Frame::trailers(trailers))));
        }
        let polled = Pin::new(&mut this.inner).poll_frame(context);
        match &polled {
            Poll::Ready(Some(Ok(frame))) => {
                if let Some(trailers) = frame.trailers_ref() {
                    this.end(code_in(trailers).unwrap_or(Code::Unknown));
                }
            }
            Poll::Ready(Some(Err(status))) => this.end(status.code()),
            Poll::Ready(None) => this.end(Code::Ok),
            Poll::Pending => {}
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

impl Drop for Observed {
    fn drop(&mut self) {
        self.end(Code::Cancelled);
    }
}
