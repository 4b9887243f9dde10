//! Codes and kinds of documents as PostgreSQL text, both ways.

use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgArgumentBuffer, PgHasArrayType, PgTypeInfo, PgValueRef};
use sqlx::{Decode, Encode, Postgres, Type};

use crate::code::UnifiedCode;
use crate::division::DivisionCode;
use crate::identity::IdentityKind;

macro_rules! as_text {
    ($type:ty, $read:path) => {
        impl Type<Postgres> for $type {
            fn type_info() -> PgTypeInfo {
                <str as Type<Postgres>>::type_info()
            }

            fn compatible(info: &PgTypeInfo) -> bool {
                <str as Type<Postgres>>::compatible(info)
            }
        }

        impl PgHasArrayType for $type {
            fn array_type_info() -> PgTypeInfo {
                <&str as PgHasArrayType>::array_type_info()
            }

            fn array_compatible(info: &PgTypeInfo) -> bool {
                <&str as PgHasArrayType>::array_compatible(info)
            }
        }

        impl Encode<'_, Postgres> for $type {
            fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
                <&str as Encode<Postgres>>::encode(self.as_str(), buffer)
            }

            fn size_hint(&self) -> usize {
                self.as_str().len()
            }
        }

        impl Decode<'_, Postgres> for $type {
            fn decode(value: PgValueRef<'_>) -> Result<Self, BoxDynError> {
                Ok($read(<&str as Decode<Postgres>>::decode(value)?)?)
            }
        }
    };
}

// what is stored was vouched for when it was taken in
as_text!(UnifiedCode, UnifiedCode::parse_vouched);
as_text!(DivisionCode, DivisionCode::parse);
as_text!(IdentityKind, identity_kind);

fn identity_kind(text: &str) -> Result<IdentityKind, &'static str> {
    IdentityKind::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or("is no kind of an identity document")
}
