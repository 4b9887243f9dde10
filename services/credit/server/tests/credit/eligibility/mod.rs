//! Whether organisations may be admitted to something, as those who ask see it.

mod batch;
mod check;
mod rating_rules;
mod watch;
mod what_if;

use onecode_proto::credit::v1 as pb;
use onecode_proto::credit::v1::eligibility_service_client::EligibilityServiceClient;
use onecode_proto::inspection::v1 as inspection;
use onecode_proto::registry::v1 as registry;
use testkit::Client;

use crate::world::{World, date};

type Eligibilities = EligibilityServiceClient<Client>;

impl World {
    /// As a buyer's clerk asks.
    fn eligibilities(&self) -> Eligibilities {
        Eligibilities::new(self.client(self.caller("finance", &["eligibility-checker"]).fresh()))
    }

    async fn check(&self, code: &str, purpose: pb::EligibilityPurpose) -> pb::CheckEligibilityResponse {
        self.eligibilities().check_eligibility(asked(code, purpose)).await.unwrap().into_inner()
    }

    /// Puts an organisation on a list, as the decision of a case does; the id of the listing.
    async fn list(&self, code: &str, list: &str, on: time::Date, removed: Option<time::Date>) -> String {
        let id: uuid::Uuid = sqlx::query_scalar(
            "insert into credit.listing (id, organization, division, department, list, ground, rule, document_number, listed_on,
               period_from, removed_on, created_at)
             values (gen_random_uuid(), $1, '330500', 'civil-affairs', $2, 'CR-03a', 'CR-03a@1', '湖民决〔2026〕1号', $3, $3, $4, now()) returning id",
        )
        .bind(code)
        .bind(list)
        .bind(on)
        .bind(removed)
        .fetch_one(&mut self.suite.database().connection().await)
        .await
        .unwrap();
        format!("listings/{id}")
    }

    /// The register ends a registration, as its fact tells.
    async fn deregistered(&self, code: &str, from: Option<onecode_proto::google::r#type::Date>) {
        let fact = registry::OrganizationStatusChanged {
            organization: format!("organizations/{code}"),
            status: registry::OrganizationStatus::Deregistered.into(),
            valid_from: from,
            ..Default::default()
        };
        self.tell(&format!("organizations/{code}"), fact).await;
        self.caught_up().await;
    }
}

fn asked(code: &str, purpose: pb::EligibilityPurpose) -> pb::CheckEligibilityRequest {
    let name = format!("organizations/{code}");
    pb::CheckEligibilityRequest { name, purpose: purpose.into(), ..Default::default() }
}

fn condition<'a>(eligibility: &'a pb::Eligibility, key: &str) -> &'a pb::EligibilityCondition {
    let found = eligibility.conditions.iter().find(|condition| condition.key == key);
    found.unwrap_or_else(|| panic!("{key} is not among {eligibility:?}"))
}

/// A fine of two million yuan, by the market regulators.
fn large_fine(code: &str) -> inspection::PenaltyDecided {
    inspection::PenaltyDecided {
        penalty: "penalties/018f0000-0000-7000-8000-000000000001".into(),
        organization: format!("organizations/{code}"),
        document_number: "湖市监罚〔2024〕8号".into(),
        department: "departments/market-regulation".into(),
        decision_date: date(2024, 2, 29),
        sanctions: vec![inspection::Sanction {
            kind: inspection::SanctionKind::Fine.into(),
            amount_fen: 200_000_000,
            ..Default::default()
        }],
        fine_fen: 200_000_000,
        ..Default::default()
    }
}
