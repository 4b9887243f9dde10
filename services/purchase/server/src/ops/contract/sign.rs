//! A contract is signed: it carries out an award, and lasts no longer than the law allows.

use fault::Fault;
use fault::on_constraint;
use purchase_domain::contract::longest_term;
use time::Date;
use uow::Tx;
use uuid::Uuid;

use super::{Seen, Shown, told};
use crate::desk::Desk;
use crate::ops::ocds;
use crate::ops::project::hold_own;
use crate::ops::refused::contract as refused;
use crate::ops::refused::project as refused_project;
use crate::store::contract::milestone::{self, Indicator, Owed};
use crate::store::contract::{self as store, Awarded, Signed};
use crate::store::project;
use crate::wire::{facts::contract as facts, name};

/// What was signed.
#[derive(Debug)]
pub(crate) struct Sign {
    pub(crate) project: Uuid,
    pub(crate) signed: Signed,
    pub(crate) milestones: Vec<Owed>,
    pub(crate) indicators: Vec<Indicator>,
    pub(crate) desk: Desk,
}

/// Refuses a term that is longer than the law allows.
pub(super) fn check_term(starts_on: Date, ends_on: Date, signed_on: Date, long: bool) -> Result<(), Fault> {
    match longest_term(starts_on, signed_on, long) {
        Some((last, rule)) if ends_on > last => Err(refused::term_too_long(&rule.reference().to_string(), last)),
        _ => Ok(()),
    }
}

pub(crate) async fn sign(tx: &mut Tx, command: &Sign) -> Result<Shown, Fault> {
    let (signed, author) = (&command.signed, tx.author());
    let project = hold_own(tx, command.project).await?;
    let awarded = project.supplier_code.as_deref().zip(project.award_fen).zip(project.award_on);
    let Some(((supplier_code, award_fen), award_on)) = awarded.filter(|_| project.status == "awarded") else {
        return Err(refused_project::project_state(project.id, &project.status));
    };
    if signed.amount_fen != award_fen {
        let sentence = format!("the contract must be for the amount of the award, {award_fen} fen");
        return Err(refused::award_differs(project.id, "amount_fen", &sentence));
    }
    if signed.on < award_on {
        let sentence = format!("the contract must not be signed before the award of {award_on}");
        return Err(refused::award_differs(project.id, "sign_date", &sentence));
    }
    check_term(signed.starts_on, signed.ends_on, signed.on, !signed.long_term.is_empty())?;
    let of = Awarded { project: project.id, supplier_code, supplier_title: &project.supplier_title, on: award_on };
    let inserted = store::insert(tx.conn(), signed, of, &author).await;
    on_constraint(inserted, "contract_number_key", || refused::contract_exists(&signed.number))?;
    milestone::insert(tx.conn(), author.id, (1, 0), &command.milestones).await?;
    milestone::declare(tx.conn(), author.id, &command.indicators).await?;
    project::contracted(tx.conn(), project.id, author.at).await?;
    let seen = Seen { id: author.id, etag: String::new(), desk: command.desk.clone() };
    let shown = told(tx, &seen, ocds::SIGNED).await?;
    tx.emit(&name::contract(author.id), &author.division, &facts::signed(&shown));
    Ok(shown)
}
