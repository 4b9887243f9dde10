//! Where a request enters, and whether it is traced is decided.

use http::HeaderMap;
use opentelemetry_sdk::trace::SdkTracer;
use rand::Rng;

use crate::{RequestSpan, Trace, TraceContext, trace_context};

/// Decides on sampling before anything is spent on it.
#[derive(Clone, Debug)]
pub struct Door {
    tracer: Option<SdkTracer>,
    /// New traces whose id, taken as a number of 63 bits, is below this are recorded.
    threshold: u64,
}

/// A request that has entered.
#[derive(Debug)]
pub struct Admitted {
    /// Its place in the trace: give it to [`scope`](crate::scope).
    pub trace: Trace,
    /// Its span, where it is sampled and somebody collects spans.
    pub span: Option<RequestSpan>,
}

impl Door {
    pub(crate) fn new(tracer: Option<SdkTracer>, ratio: f64) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the ratio is checked to be 0 to 1"
        )]
        let threshold = (ratio * 2f64.powi(63)) as u64;
        Self { tracer, threshold }
    }

    /// A request for `method` (`package.Service/Method`) enters with these headers: it continues its caller's trace,
    /// with its caller's decision on sampling, or begins a new one.
    #[must_use]
    pub fn enter(&self, headers: &HeaderMap, method: &str) -> Admitted {
        self.enter_with(&mut rand::rng(), headers, method)
    }

    /// [`enter`](Self::enter), with ids from this source of chance.
    pub fn enter_with(&self, rng: &mut impl Rng, headers: &HeaderMap, method: &str) -> Admitted {
        let Some(mut trace) = Trace::extract(headers) else {
            let mut context = TraceContext::root(rng);
            context.sampled = self.samples(&context);
            return Admitted { trace: context.into(), span: RequestSpan::start(self, context, None, method) };
        };
        let parent = trace.context;
        trace.context = parent.child(trace_context::span_id(rng));
        let span = RequestSpan::start(self, trace.context, Some(parent), method);
        Admitted { trace, span }
    }

    pub(crate) const fn tracer(&self) -> Option<&SdkTracer> {
        self.tracer.as_ref()
    }

    fn samples(&self, context: &TraceContext) -> bool {
        let low = u128::from_be_bytes(context.trace_id) & u128::from(u64::MAX);
        low >> 1 < u128::from(self.threshold)
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;
    use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};

    use super::Door;

    #[test]
    fn the_ratio_is_the_share_of_new_traces_that_are_sampled() {
        for (ratio, expected) in [(0.0, 0..=0), (0.25, 900..=1_100), (1.0, 4_000..=4_000)] {
            let (door, mut rng) = (Door::new(None, ratio), ChaCha8Rng::seed_from_u64(7));
            let mut enter = || door.enter_with(&mut rng, &HeaderMap::new(), "p.S/M").trace.context.sampled;
            let sampled = (0..4_000).filter(|_| enter()).count();
            assert!(expected.contains(&sampled), "{sampled} of 4000 at {ratio}");
        }
    }

    #[test]
    fn a_trace_is_sampled_alike_by_all_doors_of_the_same_ratio() {
        let context = |low: u64| crate::TraceContext {
            trace_id: (u128::from(low) | 1 << 127).to_be_bytes(),
            span_id: [1; 8],
            sampled: false,
        };
        let door = Door::new(None, 0.5);
        assert!(door.samples(&context(u64::MAX / 2)));
        assert!(!door.samples(&context(u64::MAX / 2 + 1)));
    }
}
