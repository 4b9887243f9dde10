//! Calls that are unusual, and what refusals say.

use tonic::metadata::MetadataValue;
use tonic::{Request, Status};
use tonic_types::{ErrorDetails, StatusExt};

/// A request that carries this bearer token, whatever it is.
#[must_use]
pub fn bearing<M>(token: &str, message: M) -> Request<M> {
    let mut request = Request::new(message);
    let value = MetadataValue::try_from(format!("Bearer {token}")).expect("tokens are ASCII");
    request.metadata_mut().insert("authorization", value);
    request
}

/// The details of a refusal.
#[must_use]
pub fn details(status: &Status) -> ErrorDetails {
    status.get_error_details()
}

/// `ErrorInfo.reason` of a refusal; empty where the status was made on this side, or by a transport.
#[must_use]
pub fn reason(status: &Status) -> String {
    details(status).error_info().map(|info| info.reason.clone()).unwrap_or_default()
}
