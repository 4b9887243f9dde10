//! Devices upload what they hold (合并上传): the union with what is on record, each entry judged by itself.

use std::collections::HashMap;

use fault::{Fault, Kind};
use inspection_domain::check::{Entry, EntryRefusal, clock_is_wrong};
use inspection_domain::draw::Window;
use time::OffsetDateTime;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::entries::{opened, sealed};
use super::{Desk, shared, team};
use crate::store::check::entry::{self, Fresh};
use crate::store::check::field_check::CheckRow;
use crate::wire::check::{facts, name};

/// The most entries of one check.
const MOST_ENTRIES: i64 = 50_000;

/// What a device holds.
#[derive(Debug)]
pub(crate) struct Upload {
    pub(crate) desk: Desk,
    pub(crate) id: Uuid,
    /// Its clock at the moment of the upload.
    pub(crate) device_time: OffsetDateTime,
    pub(crate) entries: Vec<Stated>,
}

/// An entry, and the contract's message that is kept of it.
pub(crate) struct Stated {
    pub(crate) entry: Entry,
    pub(crate) content: Vec<u8>,
}

/// What says where somebody was is never printed.
impl std::fmt::Debug for Stated {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stated").field("id", &self.entry.id).finish_non_exhaustive()
    }
}

/// What came of each entry: new, or repeated, or refused.
#[derive(Debug)]
pub(crate) struct Uploaded {
    pub(crate) check: Uuid,
    pub(crate) outcomes: Vec<(Uuid, Result<bool, EntryRefusal>)>,
    pub(crate) offset: i64,
    pub(crate) clock_wrong: bool,
}

pub(crate) async fn upload(tx: &mut Tx, command: &Upload) -> Result<Uploaded, Fault> {
    let row = shared(tx, command.id).await?;
    let Some(from) = row.visit_from else {
        return Err(Fault::new(Kind::FailedPrecondition, "CHECK_NOT_BEGUN", "the visit has not begun"));
    };
    let (now, department) = (tx.now(), tx.call().department.clone());
    let offset = (now - command.device_time).whole_seconds();
    let days = Window { first: from, last: from };
    let (team, members) = team::team(tx, &row, days).await?;
    let departments: HashMap<Uuid, String> =
        members.into_iter().map(|member| (member.inspector, member.department)).collect();
    let known = known(tx, &command.desk, &row, &command.entries).await?;
    let mut room = MOST_ENTRIES - entry::count(tx.conn(), row.id).await?;
    let judge = |stated: &Stated| {
        let Entry { author, content, .. } = &stated.entry;
        if departments.get(author).is_some_and(|of| *of != department) {
            return Err(EntryRefusal::AuthorOfOtherDepartment);
        }
        team.may_record(*author, days)?;
        if content.item().is_some_and(|item| !row.items.iter().any(|key| key == item)) {
            return Err(EntryRefusal::ItemNotOfCheck);
        }
        Ok(())
    };
    let (mut outcomes, mut fresh) = (Vec::with_capacity(command.entries.len()), Fresh::default());
    for stated in &command.entries {
        let id = stated.entry.id;
        let came = match known.get(&id) {
            Some(kept) if *kept == stated.content => Ok(false),
            Some(_) => Err(EntryRefusal::OtherContent),
            None => judge(stated).and(if room > 0 { Ok(true) } else { Err(EntryRefusal::CheckFull) }),
        };
        if came == Ok(true) {
            room -= 1;
            fresh.ids.push(id);
            fresh.kinds.push(stated.entry.content.as_str().to_owned());
            fresh.contents.push(sealed(&command.desk.ring, id, &stated.content)?);
        }
        outcomes.push((id, came));
    }
    if !fresh.ids.is_empty() {
        let late = row.concluded_at.is_some();
        entry::insert(tx.conn(), row.id, &fresh, late, offset, now).await?;
    }
    let clock_wrong = clock_is_wrong(offset, day_of(now))?;
    let uploaded = Uploaded { check: row.id, outcomes, offset, clock_wrong };
    tx.emit(&name::check(row.id), &row.division, &facts::uploaded(&row, &department, &uploaded));
    Ok(uploaded)
}

/// What is on record under the ids of an upload.
async fn known(tx: &mut Tx, desk: &Desk, row: &CheckRow, entries: &[Stated]) -> Result<HashMap<Uuid, Vec<u8>>, Fault> {
    let ids: Vec<Uuid> = entries.iter().map(|stated| stated.entry.id).collect();
    let rows = entry::some(tx.conn(), row.id, &ids).await?;
    rows.iter().map(|row| Ok((row.id, opened(&desk.ring, row)?))).collect()
}
