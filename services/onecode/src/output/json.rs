//! The proto3 JSON mapping, by the descriptors of the contracts.

use onecode_proto::pool;
use prost::{Message, Name};
use prost_reflect::{DynamicMessage, MessageDescriptor};
use serde::de::DeserializeSeed;
use serde_json::{Value, json};

/// The JSON of a message; 64-bit integers are strings, as the mapping wants it.
pub fn value<M: Message + Name>(message: &M) -> Value {
    descriptor::<M>()
        .and_then(|descriptor| DynamicMessage::decode(descriptor, message.encode_to_vec().as_slice()).ok())
        .and_then(|dynamic| serde_json::to_value(&dynamic).ok())
        .unwrap_or_else(|| json!({ "error": format!("{} has no JSON", M::full_name()) }))
}

/// A message from its JSON; `None` if it is not one, or names a field that the contract does not have.
#[must_use]
pub fn message<M: Message + Name + Default>(value: Value) -> Option<M> {
    let dynamic = descriptor::<M>()?.deserialize(value).ok()?;
    M::decode(dynamic.encode_to_vec().as_slice()).ok()
}

fn descriptor<M: Name>() -> Option<MessageDescriptor> {
    pool().get_message_by_name(&M::full_name())
}

#[cfg(test)]
mod tests {
    use onecode_proto::event::v1::Event;
    use onecode_proto::google::r#type::Date;
    use onecode_proto::registry::v1::{Organization, OrganizationChanged, OrganizationKind};

    use super::*;

    #[test]
    fn an_organisation_comes_back_from_its_json_as_it_was() {
        let organization = Organization {
            code: "51330500XX0000001X".to_owned(),
            kind: OrganizationKind::Foundation.into(),
            registered_capital_fen: 200_000_000,
            established_date: Some(Date { year: 2001, month: 2, day: 3 }),
            ..Organization::default()
        };
        let json = value(&organization);
        assert_eq!(json["kind"], "ORGANIZATION_KIND_FOUNDATION");
        assert_eq!(json["registeredCapitalFen"], "200000000");
        assert_eq!(message::<Organization>(json), Some(organization));
    }

    #[test]
    fn the_fact_inside_an_event_is_shown_with_its_fields() {
        let fact = OrganizationChanged { title: "样本协会".to_owned(), ..OrganizationChanged::default() };
        let data = prost_types::Any {
            type_url: format!("type.googleapis.com/{}", OrganizationChanged::full_name()),
            value: fact.encode_to_vec(),
        };
        let event = Event { data: Some(data), ..Event::default() };
        assert_eq!(value(&event)["data"]["title"], "样本协会");
    }

    #[test]
    fn json_of_something_else_is_refused() {
        assert_eq!(message::<Organization>(json!({ "compny": "x" })), None);
        assert_eq!(message::<Organization>(json!([1, 2])), None);
    }
}
