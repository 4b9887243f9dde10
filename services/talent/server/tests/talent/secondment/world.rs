//! A city whose departments send officials to an association.

use onecode_proto::talent::v1 as pb;
use onecode_proto::talent::v1::secondment_service_client::SecondmentServiceClient;
use testkit::{Caller, Client};
use time::Duration;
use tonic::Status;

use crate::city::{City, HUZHOU, date};

pub(crate) type Secondments = SecondmentServiceClient<Client>;

pub(crate) const NAME: &str = "欧阳明珠";

/// A city with one association.
pub(crate) struct World {
    pub(crate) city: City,
    pub(crate) code: String,
}

impl World {
    pub(crate) async fn start() -> Self {
        let city = City::start().await;
        let code = city.register(1, "湖州市护理协会").await;
        Self { city, code }
    }

    pub(crate) fn caller(&self, department: &str, division: &str, role: &str) -> Caller {
        self.city.suite.identities().caller(department, division, &[role])
    }

    /// The department that sends.
    pub(crate) fn sender(&self) -> Caller {
        self.caller("finance", HUZHOU, "secondment-officer")
    }

    pub(crate) fn by(&self, caller: &Caller) -> Secondments {
        Secondments::new(self.city.client(caller.fresh()))
    }

    pub(crate) fn sending(&self) -> Secondments {
        self.by(&self.sender())
    }

    pub(crate) fn days(&self, days: i64) {
        self.city.suite.clock().advance(Duration::days(days));
    }

    /// From 1 December 2026 to 30 November 2027.
    pub(crate) fn stated(&self, serial: u32) -> pb::Secondment {
        pb::Secondment {
            official_name: NAME.into(),
            id_number: id_number(serial),
            organization: format!("organizations/{}", self.code),
            post: "秘书长助理".into(),
            begin_date: date(2026, 12, 1),
            end_date: date(2027, 11, 30),
            ..Default::default()
        }
    }

    pub(crate) async fn plan(&self, stated: pb::Secondment) -> Result<pb::Secondment, Status> {
        let request = pb::PlanSecondmentRequest { secondment: Some(stated) };
        Ok(self.sending().plan_secondment(request).await?.into_inner().secondment.unwrap())
    }

    pub(crate) async fn begin(&self, planned: &pb::Secondment) -> Result<pb::Secondment, Status> {
        let request = pb::BeginSecondmentRequest { name: planned.name.clone(), etag: planned.etag.clone() };
        Ok(self.sending().begin_secondment(request).await?.into_inner().secondment.unwrap())
    }

    pub(crate) async fn report(
        &self,
        active: &pb::Secondment,
        (year, quarter): (i32, i32),
    ) -> Result<pb::Secondment, Status> {
        let report =
            pb::SecondmentReport { year, quarter, text: "走访会员\n起草章程".into(), ..Default::default() };
        let (name, etag) = (active.name.clone(), active.etag.clone());
        let request = pb::FileSecondmentReportRequest { name, etag, report: Some(report) };
        Ok(self.sending().file_secondment_report(request).await?.into_inner().secondment.unwrap())
    }

    pub(crate) async fn end(&self, active: &pb::Secondment) -> Result<pb::Secondment, Status> {
        let request = pb::EndSecondmentRequest {
            name: active.name.clone(),
            etag: active.etag.clone(),
            grade: pb::SecondmentGrade::Excellent.into(),
            reason: "推动规范化建设".into(),
        };
        Ok(self.sending().end_secondment(request).await?.into_inner().secondment.unwrap())
    }

    pub(crate) async fn cancel(&self, planned: &pb::Secondment) -> Result<pb::Secondment, Status> {
        let (name, etag) = (planned.name.clone(), planned.etag.clone());
        let request = pb::CancelSecondmentRequest { name, etag, reason: "另有任务".into() };
        Ok(self.sending().cancel_secondment(request).await?.into_inner().secondment.unwrap())
    }
}

/// The number of somebody born on 1 February 1995.
pub(crate) fn id_number(serial: u32) -> String {
    let digits = format!("11010119950201{serial:03}");
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let values = digits.chars().map(|digit| digit.to_digit(10).unwrap());
    let sum: u32 = values.zip(weights).map(|(value, weight)| value * weight).sum();
    let check = ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][usize::try_from(sum % 11).unwrap()];
    format!("{digits}{check}")
}
