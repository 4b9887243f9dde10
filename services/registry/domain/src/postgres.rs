//! The register's values as PostgreSQL text, both ways; what is stored was vouched for when it was taken in.

use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgArgumentBuffer, PgHasArrayType, PgTypeInfo, PgValueRef};
use sqlx::{Decode, Encode, Postgres, Type};

use crate::community::{CommunityType, FilingClass, FilingStatus, Guidance};
use crate::officer::Role;
use crate::party::{Discipline, Ground, ManagingBody, OwnOrganization};
use crate::{EndReason, IdentifierKind, Jws, LegalForm, Personal, Status, Text, Title};

macro_rules! as_text {
    ([$($generics:tt)*] $type:ty, $show:expr, $read:expr) => {
        impl<$($generics)*> Type<Postgres> for $type {
            fn type_info() -> PgTypeInfo {
                <str as Type<Postgres>>::type_info()
            }

            fn compatible(info: &PgTypeInfo) -> bool {
                <str as Type<Postgres>>::compatible(info)
            }
        }

        impl<$($generics)*> PgHasArrayType for $type {
            fn array_type_info() -> PgTypeInfo {
                <&str as PgHasArrayType>::array_type_info()
            }

            fn array_compatible(info: &PgTypeInfo) -> bool {
                <&str as PgHasArrayType>::array_compatible(info)
            }
        }

        impl<$($generics)*> Encode<'_, Postgres> for $type {
            fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
                let show: fn(&Self) -> &str = $show;
                <&str as Encode<Postgres>>::encode(show(self), buffer)
            }
        }

        impl<$($generics)*> Decode<'_, Postgres> for $type {
            fn decode(value: PgValueRef<'_>) -> Result<Self, BoxDynError> {
                let read: fn(&str) -> Option<Self> = $read;
                read(<&str as Decode<Postgres>>::decode(value)?).ok_or_else(|| "not a value of the register".into())
            }
        }
    };
}

as_text!([const MOST: usize] Text<MOST>, Text::as_str, |text| Some(Self(text.to_owned())));
as_text!([] Title, Title::as_str, |text| Some(Self(text.to_owned())));
as_text!([] Personal, Personal::reveal, |text| Some(Self(text.to_owned())));
as_text!([] Status, |status| status.as_str(), |text| {
    Status::ALL.into_iter().find(|status| status.as_str() == text)
});
as_text!([] IdentifierKind, |kind| kind.as_str(), |text| {
    IdentifierKind::ALL.into_iter().find(|kind| kind.as_str() == text)
});
as_text!([] LegalForm, |form| form.as_str(), |text| LegalForm::ALL.into_iter().find(|form| form.as_str() == text));
as_text!([] Jws, Jws::reveal, |text| Some(Self::new(text.to_owned())));
as_text!([] EndReason, |reason| reason.as_str(), |text| {
    EndReason::ALL.into_iter().find(|reason| reason.as_str() == text)
});
as_text!([] OwnOrganization, |own| own.as_str(), |text| {
    OwnOrganization::ALL.into_iter().find(|own| own.as_str() == text)
});
as_text!([] Discipline, |discipline| discipline.as_str(), |text| {
    Discipline::ALL.into_iter().find(|discipline| discipline.as_str() == text)
});
as_text!([] ManagingBody, |body| body.as_str(), |text| ManagingBody::ALL.into_iter().find(|body| body.as_str() == text));
as_text!([] Ground, |ground| ground.as_str(), |text| Ground::ALL.into_iter().find(|ground| ground.as_str() == text));
as_text!([] Role, |role| role.as_str(), |text| Role::ALL.into_iter().find(|role| role.as_str() == text));
as_text!([] CommunityType, |kind| kind.as_str(), |text| CommunityType::ALL.into_iter().find(|kind| kind.as_str() == text));
as_text!([] FilingClass, |kind| kind.as_str(), |text| FilingClass::ALL.into_iter().find(|kind| kind.as_str() == text));
as_text!([] FilingStatus, |kind| kind.as_str(), |text| FilingStatus::ALL.into_iter().find(|kind| kind.as_str() == text));
as_text!([] Guidance, |kind| kind.as_str(), |text| Guidance::ALL.into_iter().find(|kind| kind.as_str() == text));
