//! What is exported as open contracting data.

use std::collections::BTreeMap;

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::ocds_service_client::OcdsServiceClient;
use testkit::Client;

/// The files of an export, whole, by name.
pub(crate) async fn exported(
    mut client: OcdsServiceClient<Client>,
    request: pb::ExportOcdsRequest,
) -> BTreeMap<String, String> {
    let mut pieces = client.export_ocds(request).await.unwrap().into_inner();
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let (mut count, mut total) = (0, 0);
    while let Some(piece) = pieces.message().await.unwrap() {
        files.entry(piece.file_name).or_default().extend(piece.content);
        (count, total) = (piece.count, piece.total_count);
    }
    assert_eq!(count, total);
    files.into_iter().map(|(name, content)| (name, String::from_utf8(content).unwrap())).collect()
}
