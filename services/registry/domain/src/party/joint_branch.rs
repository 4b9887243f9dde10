//! A joint branch (联合党支部, PB-02): several organisations with too few members for a branch of their own.

use time::{Date, OffsetDateTime};
use uuid::Uuid;
use vocab::{DivisionCode, UnifiedCode};

use super::refusal::PartyRefusal;
use crate::Text;

/// On which ground organisations are joined (意见(五): 就近就便, 行业、区域统筹).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// 区域统筹.
    Nearness,
    /// 行业统筹.
    Trade,
}

/// A joint branch with the organisations in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JointBranch {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub title: Text<100>,
    /// Where it is.
    pub division: DivisionCode,
    /// On which ground it was formed.
    pub ground: Ground,
    /// The ground in words.
    pub ground_description: Text<200>,
    /// Key of the department whose party body manages it.
    pub managing_department: String,
    /// Since when it exists.
    pub established_on: Date,
    /// The first day on which it no longer exists.
    pub dissolved_on: Option<Date>,
    /// Rises by one with every change.
    pub revision: i64,
    /// When it was first recorded.
    pub created_at: OffsetDateTime,
    /// When it last changed.
    pub updated_at: OffsetDateTime,
    /// Who is in it now, by code.
    pub members: Vec<Member>,
}

/// An organisation in a joint branch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Whose.
    pub code: UnifiedCode,
    /// Since when.
    pub joined_on: Date,
}

impl Ground {
    /// Every ground, in the order of the contract.
    pub const ALL: [Self; 2] = [Self::Nearness, Self::Trade];

    /// The name in the database: `nearness`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nearness => "nearness",
            Self::Trade => "trade",
        }
    }
}

impl JointBranch {
    /// Takes an organisation in. `free_from` is the day from which it is in no other branch, where it ever was in one.
    ///
    /// # Errors
    /// [`PartyRefusal::Dissolved`], [`PartyRefusal::InAnotherBranch`] if it is in this one, [`PartyRefusal::TooEarly`].
    pub fn join(&mut self, member: Member, free_from: Option<Date>, at: OffsetDateTime) -> Result<(), PartyRefusal> {
        self.require_existing()?;
        if self.members.iter().any(|other| other.code == member.code) {
            return Err(PartyRefusal::InAnotherBranch { code: member.code });
        }
        not_before(member.joined_on, self.established_on.max(free_from.unwrap_or(self.established_on)))?;
        self.members.push(member);
        self.members.sort_by_key(|member| member.code);
        self.touch(at);
        Ok(())
    }

    /// Lets an organisation leave.
    ///
    /// # Errors
    /// [`PartyRefusal::Dissolved`], [`PartyRefusal::NotInBranch`], [`PartyRefusal::TooEarly`].
    pub fn leave(&mut self, code: UnifiedCode, on: Date, at: OffsetDateTime) -> Result<(), PartyRefusal> {
        self.require_existing()?;
        let place = self.members.iter().position(|member| member.code == code);
        let place = place.ok_or(PartyRefusal::NotInBranch { code })?;
        not_before(on, self.members[place].joined_on)?;
        self.members.remove(place);
        self.touch(at);
        Ok(())
    }

    /// Ends it; who was in it leaves with it.
    ///
    /// # Errors
    /// [`PartyRefusal::Dissolved`], [`PartyRefusal::TooEarly`] if somebody joined later.
    pub fn dissolve(&mut self, on: Date, at: OffsetDateTime) -> Result<Vec<Member>, PartyRefusal> {
        self.require_existing()?;
        let joined = self.members.iter().map(|member| member.joined_on).max();
        not_before(on, joined.unwrap_or(self.established_on).max(self.established_on))?;
        self.dissolved_on = Some(on);
        self.touch(at);
        Ok(std::mem::take(&mut self.members))
    }

    fn require_existing(&self) -> Result<(), PartyRefusal> {
        if self.dissolved_on.is_some() { Err(PartyRefusal::Dissolved) } else { Ok(()) }
    }

    fn touch(&mut self, at: OffsetDateTime) {
        self.revision += 1;
        self.updated_at = at;
    }
}

fn not_before(day: Date, first: Date) -> Result<(), PartyRefusal> {
    if day < first { Err(PartyRefusal::TooEarly { first }) } else { Ok(()) }
}
