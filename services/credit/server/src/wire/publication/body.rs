//! What a publication says, as it is kept. Only what may be published can be kept so.

use onecode_proto::credit::v1 as pb;
use onecode_proto::publish::Public;
use prost::Message;

/// As bytes.
pub(crate) fn encode(body: &Public<pb::PublicationBody>) -> Vec<u8> {
    body.as_ref().encode_to_vec()
}

/// From its bytes; none, if another release wrote them so that they cannot be read.
pub(crate) fn decode(bytes: &[u8]) -> Option<Public<pb::PublicationBody>> {
    pb::PublicationBody::decode(bytes).ok().map(Public::new)
}
