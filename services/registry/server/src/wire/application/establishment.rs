//! An establishment read from its application, with the leaders that are proposed.

use onecode_proto::registry::v1 as pb;
use registry_domain::conditions::{LeaderRole, Proposal, ProposedLeader, Reach};
use registry_domain::officer::{Appointment, Role};
use registry_domain::{LegalForm, Personal};
use time::Date;
use vocab::OrganizationClass;

use super::matter::Establishment;
use super::reader::Reader;
use crate::wire::enums::{read_kind, read_legal_form};
use crate::wire::officer::{Seat, appointment};

const MOST_LEADERS: usize = 50;

impl Reader<'_> {
    pub(super) fn establishment(&mut self, it: &pb::EstablishmentContent) -> Option<Establishment> {
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

    pub(super) fn appointment(
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
        if read.term.starts_on > self.seen.today {
            self.violations.note(format!("{at}.starts_on"), format_args!("must not be later than {}", self.seen.today));
        }
        read.confirmed_rules.extend(answered);
        Some(read)
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
