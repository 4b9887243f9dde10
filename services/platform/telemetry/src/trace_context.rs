//! The position of a request in a trace, as W3C Trace Context writes it.

use http::{HeaderMap, HeaderName, HeaderValue};
use rand::Rng;

pub(crate) const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");
const SAMPLED: u8 = 1;

/// Which trace, which span of it, and whether it is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TraceContext {
    /// The trace; never zero.
    pub trace_id: [u8; 16],
    /// The span, the parent of whatever is called from here; never zero.
    pub span_id: [u8; 8],
    /// Whether the trace is recorded.
    pub sampled: bool,
}

impl TraceContext {
    /// The start of a new trace, not sampled yet.
    pub fn root(rng: &mut impl Rng) -> Self {
        let mut trace_id = [0; 16];
        while trace_id == [0; 16] {
            rng.fill_bytes(&mut trace_id);
        }
        Self { trace_id, span_id: span_id(rng), sampled: false }
    }

    /// A `traceparent` of version 00, or the part of a later version that is known; `None` when it is malformed
    /// (W3C Trace Context §3.2).
    #[must_use]
    pub fn parse(traceparent: &str) -> Option<Self> {
        let bytes = traceparent.as_bytes();
        let (known, later) = bytes.split_at_checked(55)?;
        let [version] = hex(&known[..2])?;
        let ends = match version {
            0 => later.is_empty(),
            0xff => false,
            _ => later.first().is_none_or(|&b| b == b'-'),
        };
        if !ends || [known[2], known[35], known[52]] != *b"---" {
            return None;
        }
        let context = Self {
            trace_id: hex(&known[3..35])?,
            span_id: hex(&known[36..52])?,
            sampled: hex::<1>(&known[53..])?[0] & SAMPLED != 0,
        };
        (context.trace_id != [0; 16] && context.span_id != [0; 8]).then_some(context)
    }

    /// This context as a `traceparent`.
    #[must_use]
    pub fn header_value(&self) -> HeaderValue {
        let text = format!("00-{}-{}-0{}", self.trace_hex(), self.span_hex(), u8::from(self.sampled));
        // Hex digits and dashes are always a valid header.
        HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static(""))
    }

    /// The same trace, in another span.
    #[must_use]
    pub const fn child(self, span_id: [u8; 8]) -> Self {
        Self { span_id, ..self }
    }

    /// The caller's context; `None` when there is none, it is malformed, or there are several.
    #[must_use]
    pub fn extract(headers: &HeaderMap) -> Option<Self> {
        let mut values = headers.get_all(TRACEPARENT).iter();
        let (value, None) = (values.next()?, values.next()) else { return None };
        Self::parse(value.to_str().ok()?)
    }

    /// Sets `traceparent`.
    pub fn inject(&self, headers: &mut HeaderMap) {
        headers.insert(TRACEPARENT, self.header_value());
    }

    /// The trace id in hex, as log lines name it.
    #[must_use]
    pub fn trace_hex(&self) -> String {
        hex::encode(self.trace_id)
    }

    /// The span id in hex.
    #[must_use]
    pub fn span_hex(&self) -> String {
        hex::encode(self.span_id)
    }
}

/// A span id that is not zero.
pub(crate) fn span_id(rng: &mut impl Rng) -> [u8; 8] {
    let mut id = [0; 8];
    while id == [0; 8] {
        rng.fill_bytes(&mut id);
    }
    id
}

/// Lower-case hex only, as the standard demands.
fn hex<const N: usize>(text: &[u8]) -> Option<[u8; N]> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(text.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(bytes)
}
