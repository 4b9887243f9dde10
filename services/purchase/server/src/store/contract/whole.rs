//! Contracts with everything that belongs to them.

use sqlx::PgConnection;
use uuid::Uuid;

use super::ContractRow;
use super::event::{DisputeRow, EvaluationRow, PaymentRow, SupplementRow};
use super::milestone::{IndicatorRow, MilestoneRow};

/// A contract and everything that belongs to it, in the order of numbers.
#[derive(Debug, Clone)]
pub(crate) struct Whole {
    pub(crate) row: ContractRow,
    pub(crate) milestones: Vec<MilestoneRow>,
    pub(crate) indicators: Vec<IndicatorRow>,
    pub(crate) supplements: Vec<SupplementRow>,
    pub(crate) payments: Vec<PaymentRow>,
    pub(crate) disputes: Vec<DisputeRow>,
    pub(crate) evaluation: Option<EvaluationRow>,
}

impl Whole {
    /// The milestone of a number.
    pub(crate) fn milestone(&self, number: i32) -> Option<&MilestoneRow> {
        self.milestones.iter().find(|one| one.number == number)
    }

    /// What was paid.
    pub(crate) fn paid_fen(&self) -> i64 {
        self.milestones.iter().map(|one| one.paid_fen).sum()
    }
}

/// Takes those of a contract out of rows in the order of contracts.
fn of<T: Clone>(rows: &[T], contract: Uuid, whose: impl Fn(&T) -> Uuid) -> Vec<T> {
    rows.iter().filter(|row| whose(row) == contract).cloned().collect()
}

/// The contracts of some rows with everything that belongs to them, in the order of the rows.
pub(crate) async fn load(conn: &mut PgConnection, rows: Vec<ContractRow>) -> sqlx::Result<Vec<Whole>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let milestones = sqlx::query_as!(
        MilestoneRow,
        "select contract, number, title, due_on, amount_fen, supplement_number, status, documents, submitted_at, outcome, opinion,
           examined_by, examined_officer, examined_at, accepted_at, paid_fen
         from purchase.contract_milestone where contract = any($1) order by contract, number",
        &ids,
    )
    .fetch_all(&mut *conn)
    .await?;
    let indicators = sqlx::query_as!(
        IndicatorRow,
        "select contract, key, title, weight from purchase.contract_indicator where contract = any($1) order by contract, place",
        &ids,
    )
    .fetch_all(&mut *conn)
    .await?;
    let supplements = sqlx::query_as!(
        SupplementRow,
        "select contract, number, content, signed_on, amount_fen, milestone_number, ends_on, created_at
         from purchase.contract_supplement where contract = any($1) order by contract, number",
        &ids,
    )
    .fetch_all(&mut *conn)
    .await?;
    let payments = sqlx::query_as!(
        PaymentRow,
        "select contract, number, milestone_number, amount_fen, paid_on, voucher_number, created_at
         from purchase.contract_payment where contract = any($1) order by contract, number",
        &ids,
    )
    .fetch_all(&mut *conn)
    .await?;
    let disputes = sqlx::query_as!(
        DisputeRow,
        "select contract, number, subject, opened_on, settled_on, settlement, created_at
         from purchase.contract_dispute where contract = any($1) order by contract, number",
        &ids,
    )
    .fetch_all(&mut *conn)
    .await?;
    let evaluations = sqlx::query_as!(
        EvaluationRow,
        "select contract, scores, total_score, grade, opinion, rule, created_at
         from purchase.contract_evaluation where contract = any($1)",
        &ids,
    )
    .fetch_all(&mut *conn)
    .await?;
    let whole = |row: ContractRow| Whole {
        milestones: of(&milestones, row.id, |one| one.contract),
        indicators: of(&indicators, row.id, |one| one.contract),
        supplements: of(&supplements, row.id, |one| one.contract),
        payments: of(&payments, row.id, |one| one.contract),
        disputes: of(&disputes, row.id, |one| one.contract),
        evaluation: evaluations.iter().find(|one| one.contract == row.id).cloned(),
        row,
    };
    Ok(rows.into_iter().map(whole).collect())
}
