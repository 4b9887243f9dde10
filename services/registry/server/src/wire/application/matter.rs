//! The content of an application read into what conditions and decisions look at.

use std::collections::{BTreeMap, BTreeSet};

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::application::Content as Kind;
use registry_domain::conditions::{self, LeaderRole, Proposal, ProposedLeader, Reach};
use registry_domain::officer::{Appointment, Role};
use registry_domain::{LegalForm, Personal, Text, Title};
use time::Date;
use uuid::Uuid;
use vocab::{DivisionCode, OrganizationClass, UnifiedCode};

use crate::wire::enums::{read_kind, read_legal_form};
use crate::wire::officer::{Seat, appointment};
use crate::wire::time as wire_time;
use crate::wire::violations::Violations;

const MOST_LEADERS: usize = 50;

/// What is known of an application besides its content.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) division: DivisionCode,
    /// The organisation concerned; `None` in an establishment.
    pub(crate) organization: Option<UnifiedCode>,
    pub(crate) supervising_department: Option<String>,
    pub(crate) answers: BTreeMap<String, bool>,
    /// Kinds of the documents on file.
    pub(crate) documents: BTreeSet<String>,
    /// Day on which it was handed in; today, where it was not yet.
    pub(crate) applied_on: Date,
    pub(crate) today: Date,
    /// What posts rest on.
    pub(crate) basis: Text<200>,
}

/// What an application is about.
#[derive(Debug, Clone)]
pub(crate) enum Matter {
    Establishment(Box<Establishment>),
    Change(Box<ChangeMatter>),
    Deregistration(conditions::Deregistration),
    Simplified { reason: Text<500> },
    Branch(BranchMatter),
    Charter(conditions::CharterAmendment),
    Conversion(ConversionMatter),
}

/// An organisation to be established.
#[derive(Debug, Clone)]
pub(crate) struct Establishment {
    pub(crate) proposal: Proposal,
    pub(crate) address: Text<200>,
    pub(crate) business_scope: Text<2000>,
    pub(crate) registered_capital_fen: i64,
    pub(crate) contact_phone: Personal,
    pub(crate) appointments: Vec<Appointment>,
    pub(crate) reservation: Option<Uuid>,
}

/// Particulars to be changed.
#[derive(Debug, Clone)]
pub(crate) struct ChangeMatter {
    pub(crate) title: Option<Title>,
    pub(crate) address: Option<Text<200>>,
    pub(crate) business_scope: Option<Text<2000>>,
    pub(crate) registered_capital_fen: Option<i64>,
    pub(crate) supervising_unit: Option<Text<100>>,
    pub(crate) appointment: Option<Appointment>,
    pub(crate) reservation: Option<Uuid>,
    pub(crate) conditions: conditions::Change,
}

/// A branch to be set up, changed or cancelled.
#[derive(Debug, Clone)]
pub(crate) struct BranchMatter {
    pub(crate) action: pb::BranchAction,
    pub(crate) branch: Option<Uuid>,
    pub(crate) title: Option<Title>,
    pub(crate) address: Text<200>,
    pub(crate) business_scope: Text<2000>,
}

/// A private non-enterprise unit that takes another form, as far as the application says.
#[derive(Debug, Clone)]
pub(crate) struct ConversionMatter {
    pub(crate) legal_form: LegalForm,
    pub(crate) registered_capital_fen: Option<i64>,
    pub(crate) premises_months: Option<u32>,
    pub(crate) full_time_staff: u32,
    pub(crate) non_state_assets_percent: Option<u32>,
    pub(crate) approved_on: Option<Date>,
    pub(crate) seen: Seen,
}

/// Reads a content; what is wrong is noted under `prefix`.
pub(crate) fn read_matter(violations: &mut Violations, prefix: &str, content: &Kind, seen: &Seen) -> Option<Matter> {
    let mut reader = Reader { violations, prefix, seen };
    match content {
        Kind::Establishment(it) => reader.establishment(it).map(|it| Matter::Establishment(Box::new(it))),
        Kind::Change(it) => reader.change(it).map(|it| Matter::Change(Box::new(it))),
        Kind::Deregistration(it) => Some(Matter::Deregistration(reader.deregistration(it))),
        Kind::SimplifiedDeregistration(it) => {
            let reason = reader.text("simplified_deregistration.reason", &it.reason, true);
            reason.map(|reason| Matter::Simplified { reason })
        }
        Kind::Branch(it) => reader.branch(it).map(Matter::Branch),
        Kind::Charter(it) => Some(Matter::Charter(reader.charter(it))),
        Kind::Conversion(it) => reader.conversion(it).map(Matter::Conversion),
    }
}

struct Reader<'a> {
    violations: &'a mut Violations,
    prefix: &'a str,
    seen: &'a Seen,
}

impl Reader<'_> {
    fn at(&self, field: &str) -> String {
        format!("{}{field}", self.prefix)
    }

    fn text<const MOST: usize>(&mut self, field: &str, raw: &str, required: bool) -> Option<Text<MOST>> {
        let at = self.at(field);
        if required && raw.trim().is_empty() {
            self.violations.note(at, "must be stated");
            return None;
        }
        self.violations.take(&at, Text::parse(raw))
    }

    fn title(&mut self, field: &str, raw: &str) -> Option<Title> {
        let at = self.at(field);
        let parsed = Title::parse(raw);
        parsed.map_err(|problems| problems.into_iter().for_each(|it| self.violations.note(at.clone(), it))).ok()
    }

    fn count(&mut self, field: &str, stated: i32) -> u32 {
        u32::try_from(stated).unwrap_or_else(|_| {
            self.violations.note(self.at(field), "must not be negative");
            0
        })
    }

    /// 0 is not stated.
    fn months(&mut self, field: &str, stated: i32) -> Option<u32> {
        let months = self.count(field, stated);
        (months > 0).then_some(months)
    }

    fn percent(&mut self, field: &str, stated: Option<i32>) -> Option<u32> {
        let percent = stated.map(|stated| self.count(field, stated));
        if percent.is_some_and(|percent| percent > 100) {
            self.violations.note(self.at(field), "must be 0 to 100");
        }
        percent
    }

    fn fen(&mut self, field: &str, stated: i64) -> i64 {
        if stated < 0 {
            self.violations.note(self.at(field), "must not be negative");
        }
        stated
    }

    fn date(&mut self, field: &str, stated: Option<&onecode_proto::google::r#type::Date>) -> Option<Date> {
        let at = self.at(field);
        wire_time::parse_past(self.violations, &at, stated, self.seen.today)
    }

    fn reservation(&mut self, field: &str, raw: &str) -> Option<Uuid> {
        let id = raw.strip_prefix("nameReservations/").and_then(|id| Uuid::try_parse(id).ok());
        if !raw.is_empty() && id.is_none() {
            self.violations.note(self.at(field), "must be nameReservations/{reservation}");
        }
        id
    }

    fn kind(&self) -> OrganizationClass {
        self.seen.organization.map_or(OrganizationClass::Other, |code| code.class())
    }

    fn establishment(&mut self, it: &pb::EstablishmentContent) -> Option<Establishment> {
        let kind = read_kind(it.kind).filter(|kind| *kind != OrganizationClass::Other);
        if kind.is_none() {
            self.violations
                .note(self.at("establishment.kind"), "must be SOCIAL_GROUP, PRIVATE_NON_ENTERPRISE or FOUNDATION");
        }
        let title = self.title("establishment.title", &it.title);
        let address = self.text("establishment.address", &it.address, true);
        let business_scope = self.text("establishment.business_scope", &it.business_scope, true);
        let capital = self.fen("establishment.registered_capital_fen", it.registered_capital_fen);
        let phone_at = self.at("establishment.contact_phone");
        let contact_phone = self.violations.take(&phone_at, Personal::parse::<30>(&it.contact_phone));
        let legal_form_at = self.at("establishment.legal_form");
        let legal_form = read_legal_form(self.violations, &legal_form_at, it.legal_form).unwrap_or_default();
        if legal_form != LegalForm::Unknown && kind.is_some_and(|kind| kind != OrganizationClass::PrivateNonEnterprise)
        {
            self.violations.note(legal_form_at, "is for private non-enterprise units alone");
        }
        let reservation = self.reservation("establishment.name_reservation", &it.name_reservation);
        let appointments = self.leaders(&it.leaders, kind);
        let premises_months = self.months("establishment.premises_months", it.premises_months);
        let non_state = "establishment.non_state_assets_percent";
        let non_state_assets_percent = self.percent(non_state, it.non_state_assets_percent);
        let individual_members = self.count("establishment.individual_members", it.individual_members);
        let unit_members = self.count("establishment.unit_members", it.unit_members);
        let full_time_staff = self.count("establishment.full_time_staff", it.full_time_staff);
        let council_size = self.count("establishment.council_size", it.council_size);
        let council_term_years = self.count("establishment.council_term_years", it.council_term_years);
        let council_relatives = self.count("establishment.council_relatives", it.council_relatives);
        let paid_directors = self.count("establishment.paid_directors", it.paid_directors);
        let supervisors = self.count("establishment.supervisors", it.supervisors);
        let (kind, title) = (kind?, title?);
        let foundation = kind == OrganizationClass::Foundation;
        let proposal = Proposal {
            supervising_department: self.seen.supervising_department.clone(),
            reach: if it.national { Reach::National } else { Reach::Local },
            charity: it.charity,
            individual_members,
            unit_members,
            activity_funds_fen: if foundation { 0 } else { capital },
            premises_months,
            full_time_staff,
            non_state_assets_percent,
            legal_form,
            original_fund_fen: if foundation { capital } else { 0 },
            public_fundraising: it.public_fundraising,
            private_property: it.private_property,
            council_size,
            council_term_years,
            council_relatives,
            paid_directors,
            supervisors,
            leaders: appointments.iter().flatten().map(leader).collect(),
            answers: self.seen.answers.clone(),
            documents: self.seen.documents.clone(),
            ..Proposal::new(kind, self.seen.division, title)
        };
        Some(Establishment {
            proposal,
            address: address?,
            business_scope: business_scope?,
            registered_capital_fen: capital,
            contact_phone: contact_phone?,
            appointments: appointments?,
            reservation,
        })
    }

    fn leaders(&mut self, stated: &[pb::Appointment], kind: Option<OrganizationClass>) -> Option<Vec<Appointment>> {
        let field = "establishment.leaders";
        if stated.is_empty() || stated.len() > MOST_LEADERS {
            self.violations.note(self.at(field), format_args!("must hold 1 to {MOST_LEADERS} leaders"));
            return None;
        }
        if stated.iter().filter(|leader| leader.legal_representative).count() != 1 {
            self.violations.note(self.at(field), "exactly one must be legal representative");
        }
        let read: Vec<Option<Appointment>> = stated
            .iter()
            .enumerate()
            .map(|(at, one)| self.appointment(&format!("{field}[{at}]"), Some(one), kind))
            .collect();
        read.into_iter().collect()
    }

    fn appointment(
        &mut self,
        field: &str,
        stated: Option<&pb::Appointment>,
        kind: Option<OrganizationClass>,
    ) -> Option<Appointment> {
        let at = self.at(field);
        let organization = self.seen.organization;
        let mut seat = kind.map(|kind| Seat { organization, kind, basis: self.seen.basis.clone() });
        let answered = self.seen.answers.iter().filter(|(_, met)| **met).map(|(rule, _)| rule.clone());
        let mut read = appointment(self.violations, &at, stated, seat.take())?;
        read.confirmed_rules.extend(answered);
        Some(read)
    }

    fn change(&mut self, it: &pb::ChangeContent) -> Option<ChangeMatter> {
        let kind = self.kind();
        let title = if it.title.is_empty() { Some(None) } else { self.title("change.title", &it.title).map(Some) };
        let address = self.text("change.address", &it.address, false);
        let business_scope = self.text("change.business_scope", &it.business_scope, false);
        let supervising_unit = self.text("change.supervising_unit", &it.supervising_unit, false);
        let capital = self.fen("change.registered_capital_fen", it.registered_capital_fen);
        let reservation = self.reservation("change.name_reservation", &it.name_reservation);
        let stated = it.legal_representative.as_ref();
        let appointment = match stated {
            Some(_) => self.appointment("change.legal_representative", stated, Some(kind)).map(Some),
            None => Some(None),
        };
        if stated.is_some_and(|appointment| !appointment.legal_representative) {
            self.violations.note(self.at("change.legal_representative.legal_representative"), "must be true");
        }
        let approved_on = self.date("change.approved_date", it.approved_date.as_ref());
        let supervision_ended_on = self.date("change.supervision_ended_date", it.supervision_ended_date.as_ref());
        let nothing = it.title.is_empty()
            && it.address.trim().is_empty()
            && it.business_scope.trim().is_empty()
            && it.supervising_unit.trim().is_empty()
            && capital == 0
            && stated.is_none();
        if nothing {
            self.violations.note(self.at("change"), "must change something");
        }
        Some(ChangeMatter {
            title: title?,
            address: address.map(|it| (!it.is_empty()).then_some(it))?,
            business_scope: business_scope.map(|it| (!it.is_empty()).then_some(it))?,
            registered_capital_fen: (capital > 0).then_some(capital),
            supervising_unit: supervising_unit.map(|it| (!it.is_empty()).then_some(it))?,
            appointment: appointment?,
            reservation,
            conditions: conditions::Change {
                kind,
                approved_on,
                applied_on: self.seen.applied_on,
                legal_representative: stated.is_some(),
                other_legal_representative_posts: None,
                new_term: it.new_term,
                audited: None,
                supervision_ended_on,
                answers: self.seen.answers.clone(),
            },
        })
    }

    fn deregistration(&mut self, it: &pb::DeregistrationContent) -> conditions::Deregistration {
        let liquidated_on = self.date("deregistration.liquidated_date", it.liquidated_date.as_ref());
        conditions::Deregistration {
            kind: self.kind(),
            liquidation_group: it.liquidation_group,
            liquidated_on,
            applied_on: self.seen.applied_on,
            certificate_surrendered: it.certificate_surrendered,
            seal_surrendered: it.seal_surrendered,
            vouchers_surrendered: it.vouchers_surrendered,
            supervising_approval: self.seen.documents.contains(conditions::SUPERVISING_APPROVAL),
            answers: self.seen.answers.clone(),
        }
    }

    fn branch(&mut self, it: &pb::BranchContent) -> Option<BranchMatter> {
        let action = pb::BranchAction::try_from(it.action).ok().filter(|it| *it != pb::BranchAction::Unspecified);
        if action.is_none() {
            self.violations.note(self.at("branch.action"), "must be a value of the contract, not UNSPECIFIED");
        }
        let sets_up = action == Some(pb::BranchAction::SetUp);
        let own = self.seen.organization.map(|code| format!("organizations/{code}/branches/"));
        let branch = own.and_then(|own| Uuid::try_parse(it.branch.strip_prefix(&own)?).ok());
        if sets_up != it.branch.is_empty() || (!sets_up && branch.is_none()) {
            let wanted = "must be organizations/{code}/branches/{branch} of this organisation; empty for SET_UP";
            self.violations.note(self.at("branch.branch"), wanted);
        }
        let title =
            if it.title.is_empty() && !sets_up { Some(None) } else { self.title("branch.title", &it.title).map(Some) };
        let address = self.text("branch.address", &it.address, false);
        let business_scope = self.text("branch.business_scope", &it.business_scope, false);
        Some(BranchMatter {
            action: action?,
            branch,
            title: title?,
            address: address?,
            business_scope: business_scope?,
        })
    }

    fn charter(&mut self, it: &pb::CharterContent) -> conditions::CharterAmendment {
        let approved_on = self.date("charter.approved_date", it.approved_date.as_ref());
        conditions::CharterAmendment {
            kind: self.kind(),
            approved_on,
            applied_on: self.seen.applied_on,
            council_size: self.count("charter.council_size", it.council_size),
            present: self.count("charter.present", it.present),
            in_favour: self.count("charter.in_favour", it.in_favour),
            documents: self.seen.documents.clone(),
            answers: self.seen.answers.clone(),
        }
    }

    fn conversion(&mut self, it: &pb::ConversionContent) -> Option<ConversionMatter> {
        let form_at = self.at("conversion.legal_form");
        let legal_form = read_legal_form(self.violations, &form_at, it.legal_form);
        if legal_form == Some(LegalForm::Unknown) {
            self.violations.note(form_at, "must be stated");
        }
        if self.seen.organization.is_some() && self.kind() != OrganizationClass::PrivateNonEnterprise {
            self.violations.note(self.at("conversion"), "is for private non-enterprise units alone");
        }
        let capital = self.fen("conversion.registered_capital_fen", it.registered_capital_fen);
        let premises_months = self.months("conversion.premises_months", it.premises_months);
        let full_time_staff = self.count("conversion.full_time_staff", it.full_time_staff);
        let non_state = "conversion.non_state_assets_percent";
        let non_state_assets_percent = self.percent(non_state, it.non_state_assets_percent);
        let approved_on = self.date("conversion.approved_date", it.approved_date.as_ref());
        Some(ConversionMatter {
            legal_form: legal_form?,
            registered_capital_fen: (capital > 0).then_some(capital),
            premises_months,
            full_time_staff,
            non_state_assets_percent,
            approved_on,
            seen: self.seen.clone(),
        })
    }
}

/// What conditions look at in an appointment. What the register knows of the person is found by its own review.
fn leader(appointment: &Appointment) -> ProposedLeader {
    let years = appointment.term.ends_on.year() - appointment.term.starts_on.year();
    ProposedLeader {
        role: match appointment.role {
            Role::President => LeaderRole::Chair,
            Role::VicePresident => LeaderRole::ViceChair,
            Role::SecretaryGeneral => LeaderRole::SecretaryGeneral,
            Role::CouncilMember => LeaderRole::Director,
            Role::Supervisor => LeaderRole::Supervisor,
        },
        age_at_appointment: appointment.officer.born_on().map_or(0, |born| age(born, appointment.term.starts_on)),
        consecutive_terms: appointment.consecutive_terms,
        term_years: u32::try_from(years).unwrap_or_default(),
        serving_official: appointment.serving_official,
        retired_cadre: appointment.retired_cadre,
        legal_representative: appointment.legal_representative,
        other_posts: 0,
        other_legal_representative_posts: 0,
        sentenced_until: appointment.sentence_served_on,
        led_revoked_on: None,
    }
}

fn age(born: Date, on: Date) -> u32 {
    let had = (on.month(), on.day()) >= (born.month(), born.day());
    u32::try_from(on.year() - born.year() - i32::from(!had)).unwrap_or_default()
}
