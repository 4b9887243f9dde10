//! The body of an answer on its way to the caller: watched or masked, and always ended by trailers.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use fault::Fault;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use http_body::{Body, Frame};
use tonic::Status;

use crate::frame::{FrameError, Watch};
use crate::headers;
use crate::masking::Masker;
use crate::request_body::Verdict;
use crate::upstream::lost;

/// What happens to the frames of an answer.
pub(crate) enum Treatment {
    /// They pass as they are.
    Watch(Watch),
    /// Their classified fields are hidden.
    Mask(Masker),
}

impl Treatment {
    /// What may pass of the body now that `piece` has come; perhaps nothing yet.
    fn pass(&mut self, piece: Bytes) -> Result<Bytes, Fault> {
        match self {
            Self::Watch(watch) => watch.follow(&piece).map(|()| piece).map_err(FrameError::of_answer),
            Self::Mask(masker) => masker.pass(&piece),
        }
    }
}

/// An answer that ends with trailers whatever happens: the peer's, or those of the fault that cut it off.
pub(crate) struct Answer {
    /// `None` once it has ended; dropping it cancels the call at the peer.
    upstream: Option<tonic::body::Body>,
    treatment: Treatment,
    verdict: Verdict,
}

impl Answer {
    pub(crate) fn new(upstream: tonic::body::Body, treatment: Treatment, verdict: Verdict) -> Self {
        Self { upstream: Some(upstream), treatment, verdict }
    }

    fn end(&mut self, trailers: HeaderMap) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.upstream = None;
        Poll::Ready(Some(Ok(Frame::trailers(trailers))))
    }
}

fn trailers(fault: Fault) -> HeaderMap {
    let mut headers = Status::from(fault).into_http::<()>().into_parts().0.headers;
    headers.remove(CONTENT_TYPE);
    headers
}

impl Body for Answer {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let this = self.get_mut();
        let Some(upstream) = &mut this.upstream else { return Poll::Ready(None) };
        if let Poll::Ready(fault) = this.verdict.poll(context) {
            return this.end(trailers(fault));
        }
        loop {
            let fault = match ready!(Pin::new(&mut *upstream).poll_frame(context)).map(|got| got.map(Frame::into_data))
            {
                Some(Ok(Ok(piece))) => match this.treatment.pass(piece) {
                    Ok(passed) if passed.is_empty() => continue,
                    Ok(passed) => return Poll::Ready(Some(Ok(Frame::data(passed)))),
                    Err(fault) => fault,
                },
                Some(Ok(Err(frame))) => {
                    let peers = frame.into_trailers().unwrap_or_default();
                    return this.end(headers::allowed(&peers));
                }
                Some(Err(broken)) => this.verdict.now().unwrap_or_else(|| lost(broken)),
                None => this.verdict.now().unwrap_or_else(|| lost("the answer ended without trailers")),
            };
            return this.end(trailers(fault));
        }
    }
}
