//! Codes that are right in every digit and belong to nobody.

use onecode_proto::registry::v1::OrganizationKind;
use vocab::{DivisionCode, OrganizationClass, UnifiedCode};

/// The characters of a code, GB 32100.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// How many bodies there are after `XX`.
const BODIES: u64 = 31_u64.pow(6);
/// Prime, and so without a common divisor with `BODIES`: every index gets its own body.
const STRIDE: u64 = 514_229_003;

/// The code of the organisation at `index` under a seed; distinct for all indices below 887 million.
pub(super) fn code(seed: u64, index: u64, kind: OrganizationKind, division: &str) -> String {
    let mut rest = (u128::from(index) * u128::from(STRIDE) + u128::from(seed)) % u128::from(BODIES);
    let mut body = *b"XX000000";
    for place in body[2..].iter_mut().rev() {
        *place = usize::try_from(rest % 31).ok().and_then(|at| ALPHABET.get(at)).copied().unwrap_or(b'0');
        rest /= 31;
    }
    let class = match kind {
        OrganizationKind::SocialGroup => OrganizationClass::SocialGroup,
        OrganizationKind::PrivateNonEnterprise => OrganizationClass::PrivateNonEnterprise,
        OrganizationKind::Foundation => OrganizationClass::Foundation,
        OrganizationKind::Other | OrganizationKind::Unspecified => OrganizationClass::Other,
    };
    DivisionCode::parse(division)
        .ok()
        .and_then(|division| UnifiedCode::from_parts(class, division, std::str::from_utf8(&body).ok()?).ok())
        .map_or_else(|| unreachable!("{division} and a body of {ALPHABET:?} are valid"), |code| code.to_string())
}
