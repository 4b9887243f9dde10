//! Rewriting a message on the wire: fields are skipped over, and only those of the plan are touched.

use std::fmt;

use prost::DecodeError;
use prost::encoding::{DecodeContext, WireType, decode_key, decode_varint, encode_key, encode_varint, skip_field};

use super::{Plan, Rule, masked};

/// How deep messages may lie in one another, as for every other reader of the contracts.
const DEPTH: usize = 100;

/// The bytes are not a message.
#[derive(Debug)]
pub(super) struct Unreadable;

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a message cannot be read, and so cannot be masked")
    }
}

impl std::error::Error for Unreadable {}

impl From<DecodeError> for Unreadable {
    fn from(_: DecodeError) -> Self {
        Self
    }
}

/// The message as it is shown to a caller who holds only the permissions `shown`.
pub(super) fn rewrite(plan: &Plan, shown: &[&str], message: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let mut out = Vec::with_capacity(message.len());
    Rewriter { plan, shown }.message(0, message, DEPTH, &mut out)?;
    Ok(out)
}

struct Rewriter<'a> {
    plan: &'a Plan,
    shown: &'a [&'a str],
}

impl Rewriter<'_> {
    fn message(&self, index: usize, mut rest: &[u8], depth: usize, out: &mut Vec<u8>) -> Result<(), Unreadable> {
        let depth = depth.checked_sub(1).ok_or(Unreadable)?;
        let rules = self.plan.rules(index);
        while !rest.is_empty() {
            let field = Field::read(&mut rest)?;
            match (rules.get(&field.number), field.payload) {
                (None, _) => out.extend_from_slice(field.whole),
                (Some(Rule::Mask(permission) | Rule::Drop(permission)), _) if self.shows(permission) => {
                    out.extend_from_slice(field.whole);
                }
                (Some(Rule::Mask(_)), Some(payload)) => {
                    let name = std::str::from_utf8(payload).map_err(|_| Unreadable)?;
                    put(field.number, masked(name).as_bytes(), out);
                }
                (Some(Rule::Within(inner)), Some(payload)) => {
                    let mut rewritten = Vec::with_capacity(payload.len());
                    self.message(*inner, payload, depth, &mut rewritten)?;
                    put(field.number, &rewritten, out);
                }
                // What does not have the form that the contract gives it may hide anything.
                (Some(Rule::Drop(_)), _) | (Some(Rule::Mask(_) | Rule::Within(_)), None) => {}
            }
        }
        Ok(())
    }

    fn shows(&self, permission: &str) -> bool {
        self.shown.contains(&permission)
    }
}

/// One field as it stands on the wire.
struct Field<'a> {
    number: u32,
    /// Key and value.
    whole: &'a [u8],
    /// The value of a length-delimited field.
    payload: Option<&'a [u8]>,
}

impl<'a> Field<'a> {
    fn read(rest: &mut &'a [u8]) -> Result<Self, Unreadable> {
        let start = *rest;
        let (number, wire_type) = decode_key(rest)?;
        let mut value = *rest;
        skip_field(wire_type, number, rest, DecodeContext::default())?;
        let payload = match wire_type {
            WireType::LengthDelimited => {
                decode_varint(&mut value)?;
                Some(&value[..value.len() - rest.len()])
            }
            WireType::Varint
            | WireType::SixtyFourBit
            | WireType::StartGroup
            | WireType::EndGroup
            | WireType::ThirtyTwoBit => None,
        };
        Ok(Self { number, whole: &start[..start.len() - rest.len()], payload })
    }
}

fn put(number: u32, payload: &[u8], out: &mut Vec<u8>) {
    encode_key(number, WireType::LengthDelimited, out);
    encode_varint(payload.len() as u64, out);
    out.extend_from_slice(payload);
}
