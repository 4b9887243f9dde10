//! Names of the metadata that every contract uses.

/// Names a write; the same key never has a second effect. 1-128 visible ASCII characters.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// Why classified data is read; shown to nobody, kept in the audit. Percent-encoded UTF-8, at most 200 bytes.
pub const PURPOSE: &str = "onecode-purpose";

/// Answered with every call, and written in our logs: what to quote when something went wrong.
pub const REQUEST_ID: &str = "onecode-request-id";

/// `x5t#S256` of the client certificate that the outermost door saw (RFC 8705). Believed from within the process alone.
pub(crate) const CLIENT_CERTIFICATE: &str = "onecode-client-certificate";
