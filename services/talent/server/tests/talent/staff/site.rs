//! A city with staff, and people who do not exist.

use onecode_proto::registry::v1::OrganizationStatus;
use onecode_proto::talent::v1 as pb;
use onecode_proto::talent::v1::personnel_service_client::PersonnelServiceClient;
use seal::Ring;
use testkit::{Caller, Client};
use tonic::Status;

use crate::city::City;
pub(crate) use crate::city::{HUZHOU, date};

/// A district of Huzhou.
pub(crate) const WUXING: &str = "330502";
/// Another one.
pub(crate) const NANXUN: &str = "330503";

pub(crate) type Personnel = PersonnelServiceClient<Client>;

/// A city whose staff is recorded.
pub(crate) struct Site {
    pub(crate) city: City,
}

impl Site {
    pub(crate) async fn start() -> Self {
        Self::sealed_with(Ring::generate().unwrap()).await
    }

    pub(crate) async fn sealed_with(ring: Ring) -> Self {
        Self { city: City::sealed_with(ring).await }
    }

    /// An active association of Huzhou.
    pub(crate) async fn organization(&self, serial: u32) -> String {
        self.organization_in(serial, HUZHOU).await
    }

    /// An active association of a division.
    pub(crate) async fn organization_in(&self, serial: u32, division: &str) -> String {
        self.organization_as(serial, division, OrganizationStatus::Active).await
    }

    /// An association of a division with a status.
    pub(crate) async fn organization_as(&self, serial: u32, division: &str, status: OrganizationStatus) -> String {
        let title = format!("湖州市第{serial}协会");
        format!("organizations/{}", self.city.register_in(division, serial, &title, status).await)
    }

    /// A caller of civil affairs in a division.
    pub(crate) fn caller(&self, division: &str, role: &str) -> Caller {
        self.city.suite.identities().caller("civil-affairs", division, &[role])
    }

    pub(crate) fn by(&self, caller: &Caller) -> Personnel {
        Personnel::new(self.city.client(caller.fresh()))
    }

    /// Whoever records staff, in Huzhou.
    pub(crate) fn officer(&self) -> Personnel {
        self.by(&self.caller(HUZHOU, "talent-officer"))
    }

    /// The same, of another division.
    pub(crate) fn officer_of(&self, division: &str) -> Personnel {
        self.by(&self.caller(division, "talent-officer"))
    }

    /// Whoever may see personal data, for a purpose.
    pub(crate) fn privy(&self) -> Personnel {
        self.by(&self.caller(HUZHOU, "talent-personal-reader").because("review"))
    }

    pub(crate) async fn record(
        &self,
        parent: &str,
        serial: u32,
        kind: pb::EngagementKind,
    ) -> Result<pb::Engagement, Status> {
        let reply = self.officer().record_engagement(engaged(parent, serial, kind)).await?;
        Ok(reply.into_inner().engagement.unwrap())
    }

    /// A social worker's certificate of a person, not registered yet.
    pub(crate) async fn certificate(&self, person: &str, kind: pb::QualificationKind) -> pb::Qualification {
        let request = pb::RecordQualificationRequest { parent: person.into(), qualification: Some(certificate(kind)) };
        self.officer().record_qualification(request).await.unwrap().into_inner().qualification.unwrap()
    }

    pub(crate) async fn count(&self, statement: &'static str) -> i64 {
        self.city.suite.count(statement).await
    }
}

/// A made-up ID number with its right check character (GB 11643).
pub(crate) fn id_number(serial: u32) -> String {
    let digits = format!("33050219800101{serial:03}");
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: usize =
        digits.chars().zip(weights).map(|(digit, weight)| digit.to_digit(10).unwrap() as usize * weight).sum();
    format!("{digits}{}", &"10X98765432"[sum % 11..=sum % 11])
}

pub(crate) fn person(serial: u32) -> pb::StaffParticulars {
    pb::StaffParticulars {
        name: "欧阳静之".into(),
        id_kind: pb::StaffIdentityKind::ResidentId.into(),
        id_number: id_number(serial),
    }
}

/// The person works for an organisation as a bookkeeper, since 1 March 2026.
pub(crate) fn engaged(parent: &str, serial: u32, kind: pb::EngagementKind) -> pb::RecordEngagementRequest {
    let engagement = pb::Engagement {
        kind: kind.into(),
        post_title: "会计".into(),
        start_date: date(2026, 3, 1),
        ..Default::default()
    };
    pb::RecordEngagementRequest {
        parent: parent.into(),
        person: Some(person(serial)),
        engagement: Some(engagement),
        corrects_name: false,
    }
}

/// A certificate of a kind that was issued on 10 June 2026.
pub(crate) fn certificate(kind: pb::QualificationKind) -> pb::Qualification {
    pb::Qualification {
        kind: kind.into(),
        certificate_number: "ZJ2026-0012345".into(),
        issuer: "人力资源和社会保障部、民政部".into(),
        issue_date: date(2026, 6, 10),
        ..Default::default()
    }
}
