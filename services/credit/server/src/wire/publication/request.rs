//! What is asked of publications.

use ::time::Date;
use ::time::format_description::well_known::Iso8601;
use casework::Casework;
use credit_domain::publication::{Ground, Kind, State};
use fault::Fault;
use onecode_proto::credit::v1 as pb;
use uow::{Call, Scope};
use uuid::Uuid;
use vocab::DivisionCode;

use super::file::Format;
use super::{ground_of, kind_of, state_of};
use crate::ops::publication::export::Export;
use crate::ops::publication::read::{GetPublication, ListPublications, ListWithdrawals};
use crate::ops::publication::take_down::TakeDown;
use crate::store::publication::page::PublicationFilter;
use crate::store::publication::withdrawal::WithdrawalFilter;
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{name, text, time as day};

const NOT_A_VALUE: &str = "must be a value of the contract, not UNSPECIFIED";

pub(crate) fn get(request: &pb::GetPublicationRequest, today: Date) -> Result<GetPublication, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_publication(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| GetPublication { id, today }))
}

pub(crate) fn list(request: &pb::ListPublicationsRequest, call: &Call, today: Date) -> Result<ListPublications, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListPublicationsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let filter = filter(&mut violations, request.filter.as_ref(), today);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = place(&mut violations, &binding, &request.page_token);
    violations.finish(Some(ListPublications { filter, before, size, binding }))
}

pub(crate) fn export(request: &pb::ExportPublicationsRequest, today: Date) -> Result<Export, Fault> {
    let mut violations = Violations::default();
    let filter = filter(&mut violations, request.filter.as_ref(), today);
    let format = match pb::PublicationFormat::try_from(request.format) {
        Ok(pb::PublicationFormat::Unspecified | pb::PublicationFormat::JsonLines) => Format::JsonLines,
        Ok(pb::PublicationFormat::Csv) => Format::Csv,
        Err(_) => {
            violations.note("format", "must be a value of the contract");
            Format::JsonLines
        }
    };
    violations.finish(Some(Export { filter, format }))
}

pub(crate) fn take_down(request: &pb::TakeDownPublicationRequest, office: &Casework) -> Result<TakeDown, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_publication(&mut violations, "name", &request.name);
    let ground = [Ground::Error, Ground::Secrecy].into_iter().find(|ground| ground_of(*ground) == request.ground());
    if ground.is_none() {
        violations.note("ground", "must be ERROR or SECRECY; the other grounds come by themselves");
    }
    let reasons = text::text(&mut violations, "reasons", &request.reasons, 1_000);
    let office = office.clone();
    violations.finish((|| Some(TakeDown { office, id: id?, ground: ground?, reasons: reasons? }))())
}

pub(crate) fn withdrawals(
    request: &pb::ListPublicationWithdrawalsRequest,
    call: &Call,
    today: Date,
) -> Result<ListWithdrawals, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListPublicationWithdrawalsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    if request.overdue_only && request.show_done {
        violations.note("show_done", "must not be set with overdue_only");
    }
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let key = binding.key(&mut violations, &request.page_token);
    let after = key.as_deref().and_then(|key| {
        let mut parts = key.splitn(3, ' ');
        let due = Date::parse(parts.next()?, &Iso8601::DATE).ok()?;
        Some((due, parts.next()?.parse().ok()?, parts.next()?.to_owned()))
    });
    let overdue_on = request.overdue_only.then_some(today);
    let filter = WithdrawalFilter { scope: call.scope.clone(), done: request.show_done, overdue_on };
    violations.finish(Some(ListWithdrawals { filter, after, size, binding, today }))
}

/// The id after which, or before which, a page begins.
pub(super) fn place(violations: &mut Violations, binding: &Binding, token: &str) -> Option<Uuid> {
    binding.key(violations, token).and_then(|key| key.parse().ok())
}

/// The digits with which a division, and those below it, begin.
pub(super) fn division(violations: &mut Violations, field: &str, raw: &str) -> String {
    if raw.is_empty() {
        return String::new();
    }
    let read: Result<DivisionCode, _> = DivisionCode::parse(raw);
    let scope = violations.take(field, read).map_or_else(Scope::everywhere, |one| Scope::division(one.as_str()));
    scope.prefix().to_owned()
}

fn filter(violations: &mut Violations, asked: Option<&pb::PublicationFilter>, today: Date) -> PublicationFilter {
    let nothing = pb::PublicationFilter::default();
    let asked = asked.unwrap_or(&nothing);
    let organization = Some(asked.organization.as_str()).filter(|raw| !raw.is_empty());
    let organization = organization.and_then(|raw| name::parse_organization(violations, "filter.organization", raw));
    let kind = |number: &i32| {
        let stated = pb::PublicationKind::try_from(*number).ok()?;
        Kind::ALL.into_iter().find(|kind| kind_of(*kind) == stated)
    };
    let kinds = each(violations, "filter.kinds", &asked.kinds, kind);
    let state = |number: &i32| {
        let stated = pb::PublicationState::try_from(*number).ok()?;
        State::ALL.into_iter().find(|state| state_of(*state) == stated)
    };
    let states = each(violations, "filter.states", &asked.states, state);
    let from = day::parse_date(violations, "filter.start_date", asked.start_date.as_ref());
    let to = day::parse_date(violations, "filter.end_date", asked.end_date.as_ref());
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        violations.note("filter.end_date", "must not be before start_date");
    }
    PublicationFilter {
        organization,
        kinds,
        division: division(violations, "filter.division", &asked.division),
        states: if asked.states.is_empty() { vec![State::Published] } else { states },
        from,
        to,
        today,
    }
}

fn each<T>(violations: &mut Violations, field: &str, numbers: &[i32], read: impl Fn(&i32) -> Option<T>) -> Vec<T> {
    let mut known = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        match read(number) {
            Some(value) => known.push(value),
            None => violations.note(format!("{field}[{at}]"), NOT_A_VALUE),
        }
    }
    known
}
