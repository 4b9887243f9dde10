//! Somebody is nominated, and the nomination is withdrawn.

use fault::{Fault, Violation, on_constraint};
use onecode_proto::registry::v1::OrganizationStatus;
use seal::Ring;
use talent_domain::honour::is_named;
use uow::{Scope, Tx};
use uuid::Uuid;

use super::read::{SeenNomination, unseen};
use super::sealed::{self, NAMELESS, NOMINATION, Person};
use super::{keep, note, of_round, refused, standing};
use crate::register::Registered;
use crate::store::honour::nomination::{self as store, Filed};
use crate::store::honour::{self as rounds, RoundRow};
use crate::wire::honour::{facts, nomination_etag};
use crate::wire::name;

/// Of what kind of identifiers the hash of what is nominated is.
const SUBJECT: &str = "honour-nomination";

/// What is nominated, and what the register shows of the organisation.
#[derive(Debug)]
pub(crate) struct Nominate {
    pub(crate) round: Uuid,
    pub(crate) organization: Registered,
    pub(crate) project_title: String,
    pub(crate) person_name: String,
    pub(crate) person_post: String,
    pub(crate) statement: String,
    pub(crate) ring: Ring,
}

/// Which nomination is withdrawn, as it was read, and why.
#[derive(Debug)]
pub(crate) struct Withdraw {
    pub(crate) round: Uuid,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) reason: String,
}

/// A project has a title, a person a name and a post, and nothing else has; the statement, which is not sealed, does not name the person.
fn fits(kind: &str, command: &Nominate) -> Result<(), Fault> {
    let fields = [
        ("nomination.project_title", &command.project_title, kind == "brand_project"),
        ("nomination.person_name", &command.person_name, kind == "leading_figure"),
        ("nomination.person_post", &command.person_post, kind == "leading_figure"),
    ];
    let wrong = |(field, value, wanted): (&str, &String, bool)| {
        let sentence = if wanted { "is required in this round" } else { "must be empty in this round" };
        let violation = Violation { field: field.to_owned(), description: sentence.to_owned() };
        (value.is_empty() == wanted).then_some(violation)
    };
    let mut violations: Vec<Violation> = fields.into_iter().filter_map(wrong).collect();
    if is_named(&command.person_name, &command.statement) {
        violations.push(Violation { field: "nomination.statement".to_owned(), description: NAMELESS.to_owned() });
    }
    if violations.is_empty() { Ok(()) } else { Err(Fault::invalid(violations)) }
}

/// The organisation is active, and of the division of the round or below.
fn admissible(round: &RoundRow, organization: &Registered) -> Result<(), Fault> {
    if organization.status != OrganizationStatus::Active {
        return Err(refused::not_active(organization.code));
    }
    if Scope::division(&round.division).covers(&organization.division) {
        Ok(())
    } else {
        Err(refused::elsewhere(organization.code, &round.division))
    }
}

pub(crate) async fn nominate(tx: &mut Tx, command: &Nominate) -> Result<SeenNomination, Fault> {
    let round = keep(tx, command.round).await?;
    standing(&round, &["open"])?;
    let by = tx.author();
    if by.at >= round.nomination_deadline {
        return Err(refused::nomination_closed(round.id, round.nomination_deadline));
    }
    fits(&round.kind, command)?;
    admissible(&round, &command.organization)?;
    let code = command.organization.code.to_string();
    let person = Person { name: command.person_name.clone(), post: command.person_post.clone() };
    let person = (round.kind == "leading_figure").then_some(&person);
    let (person_name, person_post) = sealed::seal(&command.ring, (NOMINATION, by.id), person)?;
    let subject = format!("{code} {}{}", command.project_title, command.person_name);
    let filed = Filed {
        round: round.id,
        organization: &code,
        organization_title: &command.organization.title,
        project_title: &command.project_title,
        person_name,
        person_post,
        subject_hash: command.ring.lookup(SUBJECT, &subject),
        statement: &command.statement,
    };
    let written = store::insert(tx.conn(), &filed, &by).await;
    on_constraint(written, "nomination_subject_key", || refused::nominated(round.id))?;
    tx.emit(&name::honour_round(round.id), &round.division, &facts::filed(round.id, by.id));
    unseen(tx, round.id, by.id).await
}

pub(crate) async fn withdraw(tx: &mut Tx, command: &Withdraw) -> Result<SeenNomination, Fault> {
    let no_nomination = || refused::no_nomination(command.round, command.id);
    let round = keep(tx, command.round)
        .await
        .map_err(|fault| if fault.reason() == "HONOUR_ROUND_NOT_FOUND" { no_nomination() } else { fault })?;
    let row = of_round(tx.conn(), round.id, command.id).await?;
    // another system is not told that there is one
    if row.created_by != tx.call().actor {
        return Err(no_nomination());
    }
    if nomination_etag(&row) != command.etag {
        return Err(refused::nomination_changed(nomination_etag(&row)));
    }
    if !["filed", "proposed"].contains(&row.status.as_str()) {
        return Err(refused::nomination_state((round.id, row.id), &row.status));
    }
    let now = tx.now();
    store::end(tx.conn(), row.id, ("withdrawn", &command.reason), now).await?;
    // whoever confers is to know that the list is another one
    if row.status == "proposed" {
        rounds::touch(tx.conn(), round.id, now).await?;
        note(tx, round.id, "nomination_withdrawn", &name::nomination(round.id, row.id)).await?;
    }
    tx.emit(&name::honour_round(round.id), &round.division, &facts::withdrawn(round.id, row.id));
    unseen(tx, round.id, row.id).await
}
