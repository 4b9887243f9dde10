//! What a service tells the public of a case, within its own unit of work: publicity for a time (公示), announcements (公告).

use fault::Fault;
use procedure::Refusal;
use statute::{Clock, Reckoning, RuleRef};
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use crate::office::Casework;
use crate::store::announcement::AnnouncementRow;
use crate::store::publicity::PublicityRow;
use crate::{store, wire};

/// What is put before the public for a time, from today.
#[derive(Debug, Clone)]
pub struct Publication {
    /// Key of what it is: `simplified-deregistration`.
    pub kind: &'static str,
    /// Title, in Chinese.
    pub title: String,
    /// Text, in Chinese; no personal data but what the law wants published.
    pub body: String,
    /// Id of the rule that says for how long.
    pub rule: &'static str,
}

/// What was put before the public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Its id.
    pub id: Uuid,
    /// `publicities/{publicity}`.
    pub name: String,
    /// Last day on which anybody may object.
    pub closes_on: Date,
    /// The version of the rule that gave it.
    pub rule: RuleRef,
}

/// What is made known to everybody.
#[derive(Debug, Clone)]
pub struct Announcement {
    /// Key of what it is: `establishment`.
    pub kind: &'static str,
    /// `organizations/{code}`; empty if there is none.
    pub organization: String,
    /// Title, in Chinese.
    pub title: String,
    /// Text, in Chinese; no personal data but what the law wants published.
    pub body: String,
    /// Id of the rule that wants it.
    pub rule: &'static str,
}

/// What was made known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announced {
    /// Its id.
    pub id: Uuid,
    /// `announcements/{announcement}`.
    pub name: String,
    /// The version of the rule that wanted it.
    pub rule: RuleRef,
}

impl Casework {
    /// Puts something of a case before the public, from today until the day that the rule gives.
    ///
    /// # Errors
    /// `CASE_NOT_FOUND`, `RULE_NOT_IN_FORCE`, and `CALENDAR_MISSING` where the rule counts working days that are not known.
    pub async fn publicise(&self, tx: &mut Tx, case_id: Uuid, publication: Publication) -> Result<Published, Fault> {
        let case = self.lock(tx, case_id, None).await?;
        let today = day_of(tx.now());
        let rule = self.book().on(publication.rule, today).map_err(Refusal::from)?.reference();
        let (closes_on, provisional) = self.last_day(&rule, today)?;
        let row = PublicityRow {
            id: tx.new_id(),
            case_id: case.id,
            kind: publication.kind.to_owned(),
            title: publication.title,
            body: publication.body,
            division: case.division,
            department: tx.call().department.clone(),
            opened_on: today,
            closes_on,
            provisional,
            withdrawn_on: None,
            rule: rule.id.clone(),
            rule_version: wire::version(&rule),
            created_at: tx.now(),
        };
        store::publicity::insert(tx.conn(), &row, self.basis()).await?;
        tx.emit(&wire::case_name(case.id), &row.division, &wire::facts::publicity_opened(&row));
        Ok(Published { id: row.id, name: wire::publicity_name(row.id), closes_on, rule })
    }

    /// Makes something of a case known to everybody, today and for good.
    ///
    /// # Errors
    /// `CASE_NOT_FOUND`, `RULE_NOT_IN_FORCE`.
    pub async fn announce(&self, tx: &mut Tx, case_id: Uuid, announcement: Announcement) -> Result<Announced, Fault> {
        let case = self.lock(tx, case_id, None).await?;
        let today = day_of(tx.now());
        let rule = self.book().on(announcement.rule, today).map_err(Refusal::from)?.reference();
        let row = AnnouncementRow {
            id: tx.new_id(),
            case_id: case.id,
            kind: announcement.kind.to_owned(),
            organization: announcement.organization,
            title: announcement.title,
            body: announcement.body,
            division: case.division,
            department: tx.call().department.clone(),
            published_on: today,
            rule: rule.id.clone(),
            rule_version: wire::version(&rule),
            created_at: tx.now(),
        };
        store::announcement::insert(tx.conn(), &row).await?;
        tx.emit(&wire::case_name(case.id), &row.division, &wire::facts::announcement_published(&row));
        Ok(Announced { id: row.id, name: wire::announcement_name(row.id), rule })
    }

    /// The last day of a term that the rule of an id gives to an event of a day, and the version of the rule.
    ///
    /// # Errors
    /// `RULE_NOT_IN_FORCE`, and `CALENDAR_MISSING` where the rule counts working days that are not known.
    pub fn ends_on(&self, rule: &str, day: Date) -> Result<(Date, RuleRef), Fault> {
        let rule = self.book().on(rule, day).map_err(Refusal::from)?.reference();
        Ok((self.last_day(&rule, day)?.0, rule))
    }

    /// Takes back what was made known (撤回公开): it is no longer shown. Whether it stood until now.
    ///
    /// # Errors
    /// Database faults.
    pub async fn retract(&self, tx: &mut Tx, announcement: Uuid, reasons: &str) -> Result<bool, Fault> {
        let (today, now) = (day_of(tx.now()), tx.now());
        let taken = store::announcement::retract(tx.conn(), announcement, reasons, today, now).await?;
        if let Some(row) = &taken {
            let fact = wire::facts::announcement_retracted(row.id, row.case_id, today);
            tx.emit(&wire::case_name(row.case_id), &row.division, &fact);
        }
        Ok(taken.is_some())
    }

    /// The last day of a term that a rule gives to an event of a day, and whether it may still move.
    pub(crate) fn last_day(&self, rule: &RuleRef, day: Date) -> Result<(Date, bool), Refusal> {
        let cited = self.book().cited(rule)?;
        let Reckoning { due, unrolled, .. } = self.reckon(&Clock::start(cited, day))?;
        // Only a suspended clock has no last day, and this one was just started.
        Ok((due.unwrap_or(day), unrolled))
    }
}
