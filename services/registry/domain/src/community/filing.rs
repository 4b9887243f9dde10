//! One filing (备案), and what may change of it.

use time::{Date, OffsetDateTime};
use uuid::Uuid;
use vocab::{DivisionCode, OrganizationClass};

use super::kinds::{CommunityType, FilingClass, FilingStatus, Guidance};
use super::refusal::FilingRefusal;
use crate::conditions::Proposal;
use crate::{Personal, Text, Title};

/// A community organisation as it stands after a change. Its changes follow one another in the order of their days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommunityFiling {
    /// Its id.
    pub id: Uuid,
    /// 备案编号: `{division}-{year}-{serial}`.
    pub filing_number: String,
    /// Of the county that the township lies in.
    pub division: DivisionCode,
    /// 乡镇、街道: nine digits.
    pub township_code: String,
    /// 社区、村.
    pub community: Text<60>,
    /// Urban or rural.
    pub community_type: CommunityType,
    /// Its name.
    pub title: Title,
    /// What it does.
    pub class: FilingClass,
    /// How it is guided.
    pub guidance: Guidance,
    /// What it does, in words.
    pub activities: Text<500>,
    /// 个人成员.
    pub members: u32,
    /// 单位成员.
    pub unit_members: u32,
    /// 活动资金, in fen.
    pub activity_funds_fen: i64,
    /// 联系人.
    pub contact_name: Personal,
    /// 联系电话.
    pub contact_phone: Personal,
    /// Where it stands.
    pub status: FilingStatus,
    /// 备案日期.
    pub filed_on: Date,
    /// The first day on which it is no longer on file.
    pub ended_on: Option<Date>,
    /// Why it ended.
    pub end_reason: Text<200>,
    /// The application by which it is to be registered, or was.
    pub application: Option<Uuid>,
    /// Number of the latest change.
    pub revision: i64,
    /// From which day the latest change holds.
    pub valid_from: Date,
    /// When it was first recorded.
    pub created_at: OffsetDateTime,
    /// When the latest change was recorded.
    pub updated_at: OffsetDateTime,
}

/// Particulars that a change states; what is `None` stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilingChange {
    /// As in [`CommunityFiling`].
    pub township_code: Option<String>,
    /// As in [`CommunityFiling`].
    pub community: Option<Text<60>>,
    /// As in [`CommunityFiling`].
    pub community_type: Option<CommunityType>,
    /// As in [`CommunityFiling`].
    pub title: Option<Title>,
    /// As in [`CommunityFiling`].
    pub class: Option<FilingClass>,
    /// As in [`CommunityFiling`].
    pub guidance: Option<Guidance>,
    /// As in [`CommunityFiling`].
    pub activities: Option<Text<500>>,
    /// As in [`CommunityFiling`].
    pub members: Option<u32>,
    /// As in [`CommunityFiling`].
    pub unit_members: Option<u32>,
    /// As in [`CommunityFiling`].
    pub activity_funds_fen: Option<i64>,
    /// As in [`CommunityFiling`].
    pub contact_name: Option<Personal>,
    /// As in [`CommunityFiling`].
    pub contact_phone: Option<Personal>,
}

impl CommunityFiling {
    /// Records that particulars hold from a day on.
    ///
    /// # Errors
    /// [`FilingRefusal::Closed`], [`FilingRefusal::TooEarly`].
    pub fn change(&mut self, change: FilingChange, on: Date, at: OffsetDateTime) -> Result<(), FilingRefusal> {
        self.step(on, at)?;
        put(&mut self.township_code, change.township_code);
        put(&mut self.community, change.community);
        put(&mut self.community_type, change.community_type);
        put(&mut self.title, change.title);
        put(&mut self.class, change.class);
        put(&mut self.guidance, change.guidance);
        put(&mut self.activities, change.activities);
        put(&mut self.members, change.members);
        put(&mut self.unit_members, change.unit_members);
        put(&mut self.activity_funds_fen, change.activity_funds_fen);
        put(&mut self.contact_name, change.contact_name);
        put(&mut self.contact_phone, change.contact_phone);
        Ok(())
    }

    /// Takes it off the file (终止).
    ///
    /// # Errors
    /// As [`CommunityFiling::change`]; [`FilingRefusal::PromotionUnderWay`].
    pub fn end(&mut self, reason: Text<200>, on: Date, at: OffsetDateTime) -> Result<(), FilingRefusal> {
        self.require_unlinked()?;
        self.step(on, at)?;
        self.status = FilingStatus::Ended;
        self.ended_on = Some(on);
        self.end_reason = reason;
        Ok(())
    }

    /// Takes it off the file because it was registered (转登记).
    ///
    /// # Errors
    /// As [`CommunityFiling::change`].
    pub fn promote(&mut self, on: Date, at: OffsetDateTime) -> Result<(), FilingRefusal> {
        self.step(on, at)?;
        self.status = FilingStatus::Promoted;
        self.ended_on = Some(on);
        Ok(())
    }

    /// An application for its registration is under way from now on (申请转登记); it stays on file until that is approved.
    ///
    /// # Errors
    /// [`FilingRefusal::Closed`], [`FilingRefusal::PromotionUnderWay`].
    pub fn link(&mut self, application: Uuid) -> Result<(), FilingRefusal> {
        if self.status != FilingStatus::Filed {
            return Err(FilingRefusal::Closed { status: self.status });
        }
        self.require_unlinked()?;
        self.application = Some(application);
        Ok(())
    }

    fn require_unlinked(&self) -> Result<(), FilingRefusal> {
        match self.application {
            Some(application) if self.status == FilingStatus::Filed => {
                Err(FilingRefusal::PromotionUnderWay { application })
            }
            _ => Ok(()),
        }
    }

    /// What would be proposed to register it as a kind of organisation: whatever the filing states, and nothing else.
    #[must_use]
    pub fn proposal(&self, kind: OrganizationClass) -> Proposal {
        Proposal {
            individual_members: self.members,
            unit_members: self.unit_members,
            activity_funds_fen: self.activity_funds_fen,
            ..Proposal::new(kind, self.division, self.title.clone())
        }
    }

    fn step(&mut self, on: Date, at: OffsetDateTime) -> Result<(), FilingRefusal> {
        if self.status != FilingStatus::Filed {
            return Err(FilingRefusal::Closed { status: self.status });
        }
        if on < self.valid_from {
            return Err(FilingRefusal::TooEarly { first: self.valid_from });
        }
        self.revision += 1;
        self.valid_from = on;
        self.updated_at = at;
        Ok(())
    }
}

impl FilingChange {
    /// The paths that it states, as the contract spells them.
    #[must_use]
    pub fn paths(&self) -> Vec<&'static str> {
        let stated = [
            ("township_code", self.township_code.is_some()),
            ("community", self.community.is_some()),
            ("community_type", self.community_type.is_some()),
            ("title", self.title.is_some()),
            ("class", self.class.is_some()),
            ("guidance", self.guidance.is_some()),
            ("activities", self.activities.is_some()),
            ("member_count", self.members.is_some()),
            ("unit_member_count", self.unit_members.is_some()),
            ("activity_funds_fen", self.activity_funds_fen.is_some()),
            ("contact_name", self.contact_name.is_some()),
            ("contact_phone", self.contact_phone.is_some()),
        ];
        stated.into_iter().filter(|(_, stated)| *stated).map(|(path, _)| path).collect()
    }
}

fn put<T>(place: &mut T, stated: Option<T>) {
    if let Some(value) = stated {
        *place = value;
    }
}
