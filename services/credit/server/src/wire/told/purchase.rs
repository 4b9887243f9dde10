//! Facts of purchase (购买服务).

use credit_domain::record::{Kind, Record};
use feed::Record as Event;
use onecode_proto::purchase::v1 as pb;
use prost::Name;
use vocab::UnifiedCode;

use super::{Effects, Entry, decode, department, on, record};
use crate::ops::intake::Effect;

pub(super) const READERS: &[Entry] = &[(pb::ContractSigned::full_name, contract_signed)];

/// An organisation that takes a service on has that on record, whatever becomes of the contract; companies, which supply too, are nobody's
/// here.
fn contract_signed(event: &Event) -> Effects {
    let fact: pb::ContractSigned = decode(event)?;
    let contract = fact.contract.unwrap_or_default();
    let Ok(code) = UnifiedCode::parse(&contract.supplier_code) else { return Ok(Vec::new()) };
    let added = record(event, code, Kind::Purchase, &contract.name, on(event, contract.sign_date.as_ref()));
    Ok(vec![Effect::Add(Record {
        department: department(&contract.buyer_department),
        document_number: contract.number,
        value: contract.title,
        amount_fen: Some(contract.amount_fen),
        ..added
    })])
}
