//! The body of a request on its way to a peer: watched, never held, and given back if the peer was never reached.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use fault::Fault;
use futures::FutureExt as _;
use http_body::{Body, Frame, SizeHint};
use tokio::sync::oneshot;
use tonic::Status;

use crate::frame::{FrameError, Watch};

/// A request body whose frames are watched. At the first that may not pass the body breaks off, which ends the call at
/// the peer, and the [`Verdict`] says why.
pub(crate) struct Watched {
    inner: tonic::body::Body,
    watch: Watch,
    verdict: Option<oneshot::Sender<Fault>>,
}

/// What is wrong with a request body, as soon as it is known.
pub(crate) struct Verdict(Option<oneshot::Receiver<Fault>>);

impl Watched {
    pub(crate) fn new(inner: tonic::body::Body, max_bytes: usize) -> (Self, Verdict) {
        let (sender, receiver) = oneshot::channel();
        (Self { inner, watch: Watch::new(max_bytes), verdict: Some(sender) }, Verdict(Some(receiver)))
    }

    fn break_off(&mut self, error: FrameError) -> Status {
        if let Some(verdict) = self.verdict.take() {
            // Nobody listens any more if the call has ended otherwise.
            let _ = verdict.send(error.of_request());
        }
        Status::cancelled("the request is refused")
    }
}

impl Verdict {
    /// Ready when the body is refused; pending for ever if it is not.
    pub(crate) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Fault> {
        let Some(receiver) = &mut self.0 else { return Poll::Pending };
        let verdict = ready!(receiver.poll_unpin(context));
        self.0 = None;
        verdict.map_or(Poll::Pending, Poll::Ready)
    }

    /// The verdict, if there is one by now.
    pub(crate) fn now(&mut self) -> Option<Fault> {
        self.0.as_mut()?.try_recv().ok()
    }
}

impl Body for Watched {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        let this = self.get_mut();
        let checked = match ready!(Pin::new(&mut this.inner).poll_frame(context)) {
            Some(Ok(frame)) => {
                let outcome = frame.data_ref().map_or(Ok(()), |piece| this.watch.follow(piece));
                outcome.map(|()| Some(Ok(frame)))
            }
            None if !this.watch.between_frames() => Err(FrameError::CutOff),
            end @ (Some(Err(_)) | None) => Ok(end),
        };
        Poll::Ready(checked.unwrap_or_else(|error| Some(Err(this.break_off(error)))))
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream() && self.watch.between_frames()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// A body lent to one attempt. Comes back when the attempt ends without having read from it.
pub(crate) struct Lent {
    body: Option<Watched>,
    back: Option<oneshot::Sender<Watched>>,
}

impl Lent {
    pub(crate) fn new(body: Watched) -> (Self, oneshot::Receiver<Watched>) {
        let (back, returned) = oneshot::channel();
        (Self { body: Some(body), back: Some(back) }, returned)
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let (Some(body), Some(back)) = (self.body.take(), self.back.take()) {
            // The attempt succeeded without a body, or was given up.
            let _ = back.send(body);
        }
    }
}

impl Body for Lent {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        let this = self.get_mut();
        this.back = None;
        this.body.as_mut().map_or(Poll::Ready(None), |body| Pin::new(body).poll_frame(context))
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(Watched::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.as_ref().map_or_else(SizeHint::default, Watched::size_hint)
    }
}
