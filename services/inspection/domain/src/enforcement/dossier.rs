//! The dossier of a case (案卷): what was entered, in order, and what that comes to. Entries are only ever added.

use serde::{Deserialize, Serialize};
use time::Date;

use super::{Consequence, Instalment, Sanction, day};

/// What was entered. Stored as it is: a variant or field once written stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Entry {
    /// 立案.
    Filed {
        /// Which day.
        #[serde(with = "day")]
        on: Date,
    },
    /// 调查终结.
    Concluded {
        /// Which day.
        #[serde(with = "day")]
        on: Date,
        /// The report in short.
        report: String,
        /// `documents/{document}`; empty if none.
        document: String,
        /// SHA-256 of it in hexadecimal.
        sha256: String,
        /// What is proposed; empty of a body without a code.
        sanctions: Vec<Sanction>,
        /// Touches great public interest.
        public_interest: bool,
        /// Complex.
        complex: bool,
    },
    /// 法制审核.
    Reviewed {
        /// Which day.
        #[serde(with = "day")]
        on: Date,
        /// Whether it passed.
        passed: bool,
        /// The opinion.
        opinion: String,
    },
    /// 事先告知.
    Notified {
        /// Which day.
        #[serde(with = "day")]
        on: Date,
        /// What is intended.
        sanctions: Vec<Sanction>,
        /// Versions of rules that give a hearing; none if nothing does.
        hearing_rules: Vec<String>,
    },
    /// 告知书送达.
    NoticeDelivered {
        /// Which day.
        #[serde(with = "day")]
        on: Date,
    },
    /// 陈述、申辩.
    Stated(Statement),
    /// 要求听证.
    HearingRequested {
        /// Which day.
        #[serde(with = "day")]
        on: Date,
    },
    /// 通知听证.
    HearingScheduled {
        /// Day of the notice.
        #[serde(with = "day")]
        on: Date,
        /// Day of the hearing.
        #[serde(with = "day")]
        held_on: Date,
        /// Where.
        place: String,
    },
    /// 听证结束.
    HearingHeld {
        /// The party did not come or left.
        absent: bool,
        /// The minutes in short.
        summary: String,
    },
    /// 处罚决定.
    Decided(Decision),
    /// 决定书送达.
    Delivered {
        /// Which day.
        #[serde(with = "day")]
        on: Date,
    },
    /// 公开.
    Published {
        /// Which day.
        #[serde(with = "day")]
        on: Date,
        /// `announcements/{announcement}`.
        announcement: String,
    },
    /// 暂缓、分期缴纳.
    Deferred {
        /// Which day.
        #[serde(with = "day")]
        on: Date,
        /// The whole fine in parts from then on.
        instalments: Vec<Instalment>,
        /// Why.
        reasons: String,
    },
    /// 不予处罚、撤销案件、移送其他机关.
    Closed(Outcome),
    /// 执行完毕.
    Executed {
        /// Which day.
        #[serde(with = "day")]
        on: Date,
        /// How.
        note: String,
    },
    /// 撤销决定.
    Annulled {
        /// Which day.
        #[serde(with = "day")]
        on: Date,
        /// By whom.
        ground: String,
        /// Number of the document that annuls it.
        document_number: String,
        /// Why.
        reasons: String,
    },
    /// 撤回公开.
    Withdrawn {
        /// Which day.
        #[serde(with = "day")]
        on: Date,
    },
    /// 移送.
    Transferred {
        /// Which day.
        #[serde(with = "day")]
        on: Date,
        /// Key of the department that had it.
        from: String,
        /// Key of the department that is to have it.
        to: String,
        /// Why.
        reasons: String,
    },
    /// 接收或者退回移送.
    TransferAnswered {
        /// Which day.
        #[serde(with = "day")]
        on: Date,
        /// Whether it was accepted.
        accepted: bool,
        /// Why not.
        reasons: String,
    },
}

/// What the party stated, and how it was weighed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Which day.
    #[serde(with = "day")]
    pub on: Date,
    /// What it stated.
    pub content: String,
    /// Whether it was accepted.
    pub accepted: bool,
    /// How it was weighed.
    pub weighing: String,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Which day.
    #[serde(with = "day")]
    pub on: Date,
    /// The sign of the department in the number.
    pub number_mark: String,
    /// The number.
    pub document_number: String,
    /// What is imposed.
    pub sanctions: Vec<Sanction>,
    /// Facts and evidence.
    pub facts: String,
    /// Provisions that it rests on.
    pub basis: Vec<String>,
    /// Whether it is to be published.
    pub publishable: bool,
    /// Why not.
    pub withheld_reason: String,
    /// What it leads to for credit.
    pub consequence: Consequence,
    /// The version of the rule of that.
    pub consequence_rule: String,
    /// Versions of rules that it was decided under.
    pub rules: Vec<String>,
}

/// How a case ended without a penalty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Which day.
    #[serde(with = "day")]
    pub on: Date,
    /// How.
    pub outcome: String,
    /// The ground.
    pub ground: String,
    /// Why.
    pub reasons: String,
}

/// What the party was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Day of the notice.
    pub on: Date,
    /// Day on which it was received.
    pub delivered_on: Option<Date>,
    /// What is intended.
    pub sanctions: Vec<Sanction>,
    /// Versions of rules that give a hearing.
    pub hearing_rules: Vec<String>,
}

/// A hearing that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hearing {
    /// Day of the request.
    pub requested_on: Date,
    /// Day of the notice, day of the hearing, and where.
    pub called: Option<(Date, Date, String)>,
    /// Whether the party was absent, and the minutes in short.
    pub held: Option<(bool, String)>,
}

/// A transfer and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// Which day.
    pub on: Date,
    /// Key of the department that had it.
    pub from: String,
    /// Key of the department that was to have it.
    pub to: String,
    /// Why.
    pub reasons: String,
    /// Day of the answer, whether it was accepted, and why not.
    pub answer: Option<(Date, bool, String)>,
}

/// What a case comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dossier {
    /// Day of the filing.
    pub filed_on: Option<Date>,
    /// The last conclusion, an [`Entry::Concluded`].
    pub conclusion: Option<Entry>,
    /// The last review since it: day, whether it passed, opinion.
    pub review: Option<(Date, bool, String)>,
    /// What the party was told since.
    pub notice: Option<Notice>,
    /// What the party stated.
    pub statements: Vec<Statement>,
    /// The hearing.
    pub hearing: Option<Hearing>,
    /// The decision.
    pub decision: Option<Decision>,
    /// Day on which the decision was received.
    pub delivered_on: Option<Date>,
    /// The fine in parts, where it was deferred.
    pub instalments: Vec<Instalment>,
    /// Day of publication and what was published.
    pub published: Option<(Date, String)>,
    /// Day on which the publication was withdrawn.
    pub withdrawn_on: Option<Date>,
    /// How it ended without a penalty.
    pub outcome: Option<Outcome>,
    /// Day on which the execution was closed.
    pub executed_on: Option<Date>,
    /// The annulment, an [`Entry::Annulled`].
    pub annulment: Option<Entry>,
    /// Transfers, in order.
    pub transfers: Vec<Transfer>,
}

impl Dossier {
    /// What entries come to.
    #[must_use]
    pub fn of(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut dossier = Self::default();
        for entry in entries {
            dossier.enter(entry);
        }
        dossier
    }

    /// What it comes to with one entry more. A conclusion begins anew: what was reviewed, told and heard before was about
    /// another proposal; what the party stated stays. A hearing asks for a review after it.
    pub fn enter(&mut self, entry: Entry) {
        match entry {
            Entry::Filed { on } => self.filed_on = Some(on),
            Entry::Concluded { .. } => {
                (self.review, self.notice, self.hearing) = (None, None, None);
                self.conclusion = Some(entry);
            }
            Entry::Reviewed { on, passed, opinion } => self.review = Some((on, passed, opinion)),
            Entry::Notified { on, sanctions, hearing_rules } => {
                self.notice = Some(Notice { on, delivered_on: None, sanctions, hearing_rules });
            }
            Entry::NoticeDelivered { on } => {
                if let Some(notice) = &mut self.notice {
                    notice.delivered_on = Some(on);
                }
            }
            Entry::Stated(statement) => self.statements.push(statement),
            Entry::HearingRequested { on } => {
                self.hearing = Some(Hearing { requested_on: on, called: None, held: None });
            }
            Entry::HearingScheduled { on, held_on, place } => {
                if let Some(hearing) = &mut self.hearing {
                    hearing.called = Some((on, held_on, place));
                }
            }
            Entry::HearingHeld { absent, summary } => {
                self.review = None;
                if let Some(hearing) = &mut self.hearing {
                    hearing.held = Some((absent, summary));
                }
            }
            Entry::Decided(decision) => self.decision = Some(decision),
            Entry::Delivered { on } => self.delivered_on = Some(on),
            Entry::Published { on, announcement } => self.published = Some((on, announcement)),
            Entry::Deferred { instalments, .. } => self.instalments = instalments,
            Entry::Closed(outcome) => self.outcome = Some(outcome),
            Entry::Executed { on, .. } => self.executed_on = Some(on),
            Entry::Annulled { .. } => self.annulment = Some(entry),
            Entry::Withdrawn { on } => self.withdrawn_on = Some(on),
            Entry::Transferred { on, from, to, reasons } => {
                self.transfers.push(Transfer { on, from, to, reasons, answer: None });
            }
            Entry::TransferAnswered { on, accepted, reasons } => {
                if let Some(last) = self.transfers.last_mut() {
                    last.answer = Some((on, accepted, reasons));
                }
                if accepted {
                    self.filed_on = None;
                }
            }
        }
    }

    /// What the last conclusion proposes.
    #[must_use]
    pub fn proposed(&self) -> &[Sanction] {
        match &self.conclusion {
            Some(Entry::Concluded { sanctions, .. }) => sanctions,
            _ => &[],
        }
    }

    /// Whether the matter touches public interest, is complex, and was heard.
    #[must_use]
    pub fn weight(&self) -> (bool, bool, bool) {
        let heard = self.hearing.as_ref().is_some_and(|hearing| hearing.held.is_some());
        match &self.conclusion {
            Some(Entry::Concluded { public_interest, complex, .. }) => (*public_interest, *complex, heard),
            _ => (false, false, heard),
        }
    }

    /// Whether the last review passed.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.review.as_ref().is_some_and(|(_, passed, _)| *passed)
    }

    /// Whether it stands before the public.
    #[must_use]
    pub fn stands_published(&self) -> bool {
        self.published.is_some() && self.withdrawn_on.is_none()
    }
}
