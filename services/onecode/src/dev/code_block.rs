//! Allots a block of codes to Huzhou, so that organisations can be established at once.

use std::path::Path;

use fault::Fault;
use onecode_proto::registry::v1::AllotCodeBlockRequest;
use onecode_proto::registry::v1::code_block_service_client::CodeBlockServiceClient;
use tonic::Request;
use tonic::transport::Channel;

/// The first million serials behind `XX`, which no authority issues: nobody takes these codes for real ones. The counties
/// have no block of their own and use the city's.
const LAST_SERIAL: i64 = 999_999;

/// Allots it at the first start; later ones repeat the call, which then does nothing.
///
/// # Errors
/// The suite does not answer.
pub(super) async fn allot(home: &Path, endpoint: &str) -> Result<(), Fault> {
    let token = super::day_token(home, "civil-affairs", &["registry-code-allotter"])?;
    let channel = Channel::from_shared(endpoint.to_owned()).map_err(Fault::internal)?.connect_lazy();
    let mut request = Request::new(AllotCodeBlockRequest {
        division: super::DIVISION.to_owned(),
        prefix: "XX".to_owned(),
        first_serial: 0,
        last_serial: LAST_SERIAL,
        basis: "演示数据，不是真实码段".to_owned(),
    });
    for (name, value) in
        [("authorization", format!("Bearer {token}")), (rpc::IDEMPOTENCY_KEY, "sample-codes".to_owned())]
    {
        request.metadata_mut().insert(name, value.parse().map_err(Fault::internal)?);
    }
    CodeBlockServiceClient::new(channel).allot_code_block(request).await.map_err(Fault::internal)?;
    Ok(())
}
