//! What an operator may set.

/// Largest messages that pass, in bytes as they are on the wire (compressed, if the sender compresses).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Config {
    /// Largest message of a request, in bytes.
    pub max_request_bytes: usize,
    /// Largest message of an answer, in bytes. What gRPC clients accept by default.
    pub max_response_bytes: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self { max_request_bytes: 4 << 20, max_response_bytes: 4 << 20 }
    }
}
