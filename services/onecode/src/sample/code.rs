//! Codes that are right in every digit and belong to nobody.

use onecode_proto::registry::v1::OrganizationKind;
use vocab::code::numeral;
use vocab::{DivisionCode, OrganizationClass, UnifiedCode};

/// How many bodies there are after `XX`.
const BODIES: u64 = 31_u64.pow(6);
/// Prime, and so without a common divisor with `BODIES`: every index gets its own body.
const STRIDE: u64 = 514_229_003;

/// The code of the organisation at `index` under a seed; distinct for all indices below 887 million.
pub(super) fn code(seed: u64, index: u64, kind: OrganizationKind, division: &str) -> String {
    let number = (u128::from(index) * u128::from(STRIDE) + u128::from(seed)) % u128::from(BODIES);
    let body = u64::try_from(number).ok().and_then(|number| numeral(number, 6)).map(|serial| format!("XX{serial}"));
    let class = match kind {
        OrganizationKind::SocialGroup => OrganizationClass::SocialGroup,
        OrganizationKind::PrivateNonEnterprise => OrganizationClass::PrivateNonEnterprise,
        OrganizationKind::Foundation => OrganizationClass::Foundation,
        OrganizationKind::Other | OrganizationKind::Unspecified => OrganizationClass::Other,
    };
    DivisionCode::parse(division)
        .ok()
        .and_then(|division| UnifiedCode::from_parts(class, division, &body?).ok())
        .map_or_else(|| unreachable!("{division} and six digits behind XX are valid"), |code| code.to_string())
}
