//! Nothing classified survives, everything else does, and garbage is refused in good order.

use std::collections::HashMap;

use onecode_proto::access::METHODS;
use onecode_proto::options::v1::DataClass;
use onecode_proto::registry::v1::{HistoricIdentifier, ListOrganizationsResponse, Organization};
use proptest::prelude::*;
use prost::Message as _;
use prost_reflect::{DynamicMessage, FieldDescriptor, Kind, MapKey, MessageDescriptor, ReflectMessage as _, Value};

use super::plan::{Plan, Rule};
use super::{masked, wire::rewrite};

const READ_PERSONAL: &str = "registry.organization.read_personal";
/// Stands in every classified text of a generated message, and nowhere else.
const SECRET: &str = "机密";

#[test]
fn a_name_keeps_its_first_character() {
    for (name, shown) in
        [("", ""), ("张", "*"), ("张三", "张*"), ("张三丰", "张**"), ("欧阳修文", "欧**"), ("Ann", "A**")]
    {
        assert_eq!(masked(name), shown);
    }
}

fn organization() -> impl Strategy<Value = Organization> {
    let identifier = ("[0-9A-Z]{1,9}", 0..4).prop_map(|(value, kind)| HistoricIdentifier { kind, value });
    (
        (".{0,20}", "[\u{4e00}-\u{4e20}]{0,4}", "[0-9]{0,11}", ".{0,9}"),
        (any::<i64>(), prop::collection::vec(".{0,6}", 0..3), prop::collection::vec(identifier, 0..3), any::<bool>()),
    )
        .prop_map(|((title, person, phone, etag), (fund, former_titles, identifiers, synthetic))| Organization {
            title,
            legal_representative: person,
            contact_phone: phone,
            etag,
            registered_capital_fen: fund,
            former_titles,
            identifiers,
            synthetic,
            ..Organization::default()
        })
}

/// A field that no contract has, as a newer peer may send it.
fn unknown_field() -> impl Strategy<Value = Vec<u8>> {
    (1_000_u32..2_000, prop::collection::vec(any::<u8>(), 0..20)).prop_map(|(number, value)| {
        let mut field = Vec::new();
        prost::encoding::bytes::encode(number, &value, &mut field);
        field
    })
}

fn framed(organizations: &[(Organization, Vec<u8>)]) -> Vec<u8> {
    let mut out = Vec::new();
    for (organization, unknown) in organizations {
        let encoded = [unknown.clone(), organization.encode_to_vec(), unknown.clone()].concat();
        prost::encoding::bytes::encode(1, &encoded, &mut out);
    }
    out
}

fn plan() -> &'static Plan {
    Plan::of("onecode.registry.v1.ListOrganizationsResponse").unwrap()
}

proptest! {
    #[test]
    fn what_is_not_classified_survives_bit_for_bit(
        organizations in prop::collection::vec((organization(), unknown_field()), 0..4),
        unknown in unknown_field(),
    ) {
        let sent = [framed(&organizations), unknown.clone()].concat();
        let expected: Vec<_> = organizations
            .into_iter()
            .map(|(mut organization, unknown)| {
                organization.legal_representative = masked(&organization.legal_representative);
                organization.contact_phone = String::new();
                (organization, unknown)
            })
            .collect();
        prop_assert_eq!(rewrite(plan(), &[], &sent).unwrap(), [framed(&expected), unknown].concat());
        prop_assert_eq!(rewrite(plan(), &[READ_PERSONAL], &sent).unwrap(), sent);
    }

    #[test]
    fn nothing_classified_survives_in_any_answer(entropy in prop::collection::vec(any::<u8>(), 0..400)) {
        for method in METHODS.iter().filter(|method| !method.unmask.is_empty()) {
            let descriptor = onecode_proto::pool().get_message_by_name(method.output).unwrap();
            let message = generate(&descriptor, &mut entropy.iter().copied(), 6);
            let sent = message.encode_to_vec();
            let shown = rewrite(Plan::of(method.output).unwrap(), &[], &sent).unwrap();
            let hidden = !shown.windows(SECRET.len()).any(|window| window == SECRET.as_bytes());
            prop_assert!(hidden, "{}", method.path);
            let again = DynamicMessage::decode(descriptor, shown.as_slice()).unwrap();
            prop_assert_eq!(without_classified(&again).encode_to_vec(), without_classified(&message).encode_to_vec());
        }
    }

    #[test]
    fn garbage_never_panics_and_never_shows_what_is_classified(garbage in prop::collection::vec(any::<u8>(), 0..60)) {
        if let Ok(shown) = rewrite(plan(), &[], &garbage)
            && let Ok(read) = ListOrganizationsResponse::decode(shown.as_slice())
        {
            for organization in read.organizations {
                prop_assert_eq!(organization.contact_phone, "");
                let name = organization.legal_representative;
                prop_assert!(name.is_empty() || name.ends_with('*'), "{}", name);
            }
        }
    }
}

#[test]
fn a_classified_field_in_another_form_than_the_contract_gives_is_left_out() {
    let mut organization = Vec::new();
    prost::encoding::uint64::encode(13, &5, &mut organization);
    prost::encoding::uint64::encode(14, &5, &mut organization);
    let mut sent = Vec::new();
    prost::encoding::bytes::encode(1, &organization, &mut sent);
    assert_eq!(rewrite(plan(), &[], &sent).unwrap(), [10, 0]);
}

/// A message made of these bytes; classified texts all hold [`SECRET`] after their first characters.
fn generate(descriptor: &MessageDescriptor, entropy: &mut impl Iterator<Item = u8>, depth: usize) -> DynamicMessage {
    let mut message = DynamicMessage::new(descriptor.clone());
    for field in descriptor.fields() {
        if entropy.next().is_none_or(|byte| byte.is_multiple_of(3))
            || (depth == 0 && field.kind().as_message().is_some())
        {
            continue;
        }
        let value = if field.is_map() {
            let Kind::Message(entry) = field.kind() else { continue };
            let value = scalar(&entry.map_entry_value_field(), entropy, depth);
            Value::Map(HashMap::from([(MapKey::String("k".to_owned()), value)]))
        } else if field.is_list() {
            let length = entropy.next().unwrap_or(0) % 3;
            Value::List((0..length).map(|_| scalar(&field, entropy, depth)).collect())
        } else {
            scalar(&field, entropy, depth)
        };
        // Maps with other keys than texts are not generated.
        let _ = message.try_set_field(&field, value);
    }
    message
}

fn scalar(field: &FieldDescriptor, entropy: &mut impl Iterator<Item = u8>, depth: usize) -> Value {
    let byte = entropy.next().unwrap_or(1);
    match field.kind() {
        Kind::Message(inner) => Value::Message(generate(&inner, entropy, depth.saturating_sub(1))),
        Kind::String if is_classified(field) => Value::String(format!("张{SECRET}{byte}")),
        Kind::String => Value::String(format!("公开{byte}")),
        Kind::Bytes => Value::Bytes(vec![byte; 3].into()),
        Kind::Bool => Value::Bool(byte > 1),
        Kind::Enum(_) => Value::EnumNumber(i32::from(byte % 4)),
        Kind::Int64 | Kind::Sint64 | Kind::Sfixed64 => Value::I64(i64::from(byte)),
        Kind::Uint64 | Kind::Fixed64 => Value::U64(u64::from(byte)),
        Kind::Int32 | Kind::Sint32 | Kind::Sfixed32 => Value::I32(i32::from(byte)),
        Kind::Uint32 | Kind::Fixed32 => Value::U32(u32::from(byte)),
        Kind::Double => Value::F64(f64::from(byte)),
        Kind::Float => Value::F32(f32::from(byte)),
    }
}

fn is_classified(field: &FieldDescriptor) -> bool {
    let parent = Plan::of(field.parent_message().full_name());
    let option = field.parent_pool().get_extension_by_name("onecode.options.v1.classified").unwrap();
    let options = field.options();
    let class = options.get_extension(&option);
    let class = class.as_message().and_then(|option| option.get_field_by_name("class")?.as_enum_number());
    let marked = class.is_some_and(|class| class >= i32::from(DataClass::Personal));
    // A message with a plan of its own must agree with the contract.
    if let Some(plan) = parent {
        assert_eq!(marked, matches!(plan.rules(0).get(&field.number()), Some(Rule::Mask(_) | Rule::Drop(_))));
    }
    marked
}

fn without_classified(message: &DynamicMessage) -> DynamicMessage {
    let mut rest = message.clone();
    for field in message.descriptor().fields() {
        if is_classified(&field) {
            rest.clear_field(&field);
        } else if rest.has_field(&field) {
            strip(rest.get_field_mut(&field));
        }
    }
    rest
}

fn strip(value: &mut Value) {
    match value {
        Value::Message(inner) => *inner = without_classified(inner),
        Value::List(values) => values.iter_mut().for_each(strip),
        Value::Map(values) => values.values_mut().for_each(strip),
        Value::Bool(_)
        | Value::I32(_)
        | Value::I64(_)
        | Value::U32(_)
        | Value::U64(_)
        | Value::F32(_)
        | Value::F64(_)
        | Value::String(_)
        | Value::Bytes(_)
        | Value::EnumNumber(_) => {}
    }
}
