//! The trace of the request that the running task serves.

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::TraceContext;

const TRACESTATE: HeaderName = HeaderName::from_static("tracestate");
/// The most of a `tracestate` that is passed on, in bytes (W3C Trace Context §3.3.1.5).
const TRACESTATE_LIMIT: usize = 512;

/// A context, and what others keep in `tracestate`, which is passed on as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// Where the request is in its trace.
    pub context: TraceContext,
    state: Option<HeaderValue>,
}

tokio::task_local! {
    static CURRENT: Trace;
}

impl Trace {
    /// The caller's trace, and its state; `None` when it has no usable context, and then its state is not used either.
    #[must_use]
    pub fn extract(headers: &HeaderMap) -> Option<Self> {
        let context = TraceContext::extract(headers)?;
        let values: Vec<_> = headers.get_all(TRACESTATE).iter().map(HeaderValue::as_bytes).collect();
        let state = values.join(&b","[..]);
        let fits = !state.is_empty() && state.len() <= TRACESTATE_LIMIT;
        Some(Self { context, state: fits.then(|| HeaderValue::from_bytes(&state).ok()).flatten() })
    }

    /// Sets `traceparent`, and `tracestate` if there is one.
    pub fn inject(&self, headers: &mut HeaderMap) {
        self.context.inject(headers);
        if let Some(state) = &self.state {
            headers.insert(TRACESTATE, state.clone());
        }
    }
}

impl From<TraceContext> for Trace {
    fn from(context: TraceContext) -> Self {
        Self { context, state: None }
    }
}

/// Runs `future` as part of `trace`: its log lines name the trace, and its calls to others carry it on.
pub fn scope<F: Future>(trace: impl Into<Trace>, future: F) -> impl Future<Output = F::Output> {
    CURRENT.scope(trace.into(), future)
}

/// The context of the running task, if it serves a request.
#[must_use]
pub fn current() -> Option<TraceContext> {
    CURRENT.try_with(|trace| trace.context).ok()
}

/// Carries the trace of the running task on to whom it calls; without one, nothing is set.
pub fn inject_current(headers: &mut HeaderMap) {
    // Outside a request there is nothing to carry on.
    let _ = CURRENT.try_with(|trace| trace.inject(headers));
}
