//! The content of an application read into what it is about; everything that is wrong is noted.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::application::Content as Kind;
use registry_domain::{LegalForm, Text, Title, conditions};
use time::Date;
use uuid::Uuid;
use vocab::OrganizationClass;

use super::matter::{BranchMatter, ChangeMatter, ConversionMatter, Matter, Seen};
use crate::wire::enums::read_legal_form;
use crate::wire::time as wire_time;
use crate::wire::violations::Violations;

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

pub(super) struct Reader<'a> {
    pub(super) violations: &'a mut Violations,
    prefix: &'a str,
    pub(super) seen: &'a Seen,
}

impl Reader<'_> {
    pub(super) fn at(&self, field: &str) -> String {
        format!("{}{field}", self.prefix)
    }

    pub(super) fn text<const MOST: usize>(&mut self, field: &str, raw: &str, required: bool) -> Option<Text<MOST>> {
        let at = self.at(field);
        if required && raw.trim().is_empty() {
            self.violations.note(at, "must be stated");
            return None;
        }
        self.violations.take(&at, Text::parse(raw))
    }

    pub(super) fn title(&mut self, field: &str, raw: &str) -> Option<Title> {
        let at = self.at(field);
        let parsed = Title::parse(raw);
        parsed.map_err(|problems| problems.into_iter().for_each(|it| self.violations.note(at.clone(), it))).ok()
    }

    pub(super) fn count(&mut self, field: &str, stated: i32) -> u32 {
        u32::try_from(stated).unwrap_or_else(|_| {
            self.violations.note(self.at(field), "must not be negative");
            0
        })
    }

    /// 0 is not stated.
    pub(super) fn months(&mut self, field: &str, stated: i32) -> Option<u32> {
        let months = self.count(field, stated);
        (months > 0).then_some(months)
    }

    pub(super) fn percent(&mut self, field: &str, stated: Option<i32>) -> Option<u32> {
        let percent = stated.map(|stated| self.count(field, stated));
        if percent.is_some_and(|percent| percent > 100) {
            self.violations.note(self.at(field), "must be 0 to 100");
        }
        percent
    }

    pub(super) fn fen(&mut self, field: &str, stated: i64) -> i64 {
        if stated < 0 {
            self.violations.note(self.at(field), "must not be negative");
        }
        stated
    }

    pub(super) fn date(&mut self, field: &str, stated: Option<&onecode_proto::google::r#type::Date>) -> Option<Date> {
        let at = self.at(field);
        wire_time::parse_past(self.violations, &at, stated, self.seen.today)
    }

    pub(super) fn reservation(&mut self, field: &str, raw: &str) -> Option<Uuid> {
        let id = raw.strip_prefix("nameReservations/").and_then(|id| Uuid::try_parse(id).ok());
        if !raw.is_empty() && id.is_none() {
            self.violations.note(self.at(field), "must be nameReservations/{reservation}");
        }
        id
    }

    fn kind(&self) -> OrganizationClass {
        self.seen.organization.map_or(OrganizationClass::Other, |code| code.class())
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
