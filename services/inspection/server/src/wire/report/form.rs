//! Forms as the contract has them.

use fault::{Fault, Kind as FaultKind};
use inspection_domain::report::{Field, Form, Kind, Necessity, Section, Sum, Type, form, forms};
use onecode_proto::inspection::v1 as pb;
use uow::Call;

use super::{enums, form_name};
use crate::wire::page::{self, Binding};
use crate::wire::time;
use crate::wire::violations::Violations;

pub(crate) fn get(request: &pb::GetAnnualReportFormRequest) -> Result<pb::GetAnnualReportFormResponse, Fault> {
    let key = request.name.strip_prefix("annualReportForms/").unwrap_or_default();
    let found = form(key).ok_or_else(|| {
        Fault::new(FaultKind::NotFound, "REPORT_FORM_NOT_FOUND", "no form has the name")
            .with("form", request.name.clone())
    })?;
    Ok(pb::GetAnnualReportFormResponse { form: Some(shown(found)) })
}

pub(crate) fn list(
    request: &pb::ListAnnualReportFormsRequest,
    call: &Call,
) -> Result<pb::ListAnnualReportFormsResponse, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListAnnualReportFormsRequest { page_size: 0, page_token: String::new(), ..*request };
    let binding = Binding::new(call, &bare);
    let kind = Kind::parse(enums::kind_filter(&mut violations, "kind", request.kind));
    let size = page::size(&mut violations, request.page_size, 20, 100);
    let after = binding.key(&mut violations, &request.page_token).unwrap_or_default();
    violations.finish(Some(()))?;
    let mut found: Vec<&Form> = forms().iter().filter(|form| kind.is_none_or(|kind| form.kind == kind)).collect();
    found.sort_by_key(|form| &form.key);
    found.retain(|form| form.key > after);
    found.truncate(size + 1);
    let next_page_token = page::cut(&mut found, size, &binding, |form| form.key.clone());
    Ok(pb::ListAnnualReportFormsResponse { forms: found.into_iter().map(shown).collect(), next_page_token })
}

fn shown(form: &Form) -> pb::AnnualReportForm {
    pb::AnnualReportForm {
        name: form_name(&form.key),
        kind: enums::kind(form.kind).into(),
        edition: form.edition.clone(),
        title: form.title.clone(),
        valid_from: Some(time::date(form.valid_from)),
        valid_to: form.valid_to.map(time::date),
        source: form.source.clone(),
        sections: form.sections.iter().map(section).collect(),
        sums: form.sums.iter().map(sum).collect(),
    }
}

fn section(section: &Section) -> pb::ReportSection {
    pb::ReportSection {
        key: section.key.clone(),
        title: section.title.clone(),
        fields: section.fields.iter().map(field).collect(),
    }
}

fn sum(sum: &Sum) -> pb::ReportSum {
    pb::ReportSum { title: sum.title.clone(), total: sum.total.clone(), parts: sum.parts.clone() }
}

fn field(field: &Field) -> pb::ReportField {
    let (of, least, most) = match &field.of {
        Type::Text { most } => (pb::ReportFieldType::Text, 0, i64::try_from(*most).unwrap_or(i64::MAX)),
        Type::Integer { least, most } => (pb::ReportFieldType::Integer, *least, *most),
        Type::Fen { signed } => (pb::ReportFieldType::Fen, if *signed { i64::MIN } else { 0 }, i64::MAX),
        Type::Date { .. } => (pb::ReportFieldType::Date, 0, 0),
        Type::Yes => (pb::ReportFieldType::Yes, 0, 0),
        Type::Choice(_) => (pb::ReportFieldType::Choice, 0, 0),
    };
    let choices = match &field.of {
        Type::Choice(choices) => choices.clone(),
        Type::Text { .. } | Type::Integer { .. } | Type::Fen { .. } | Type::Date { .. } | Type::Yes => Vec::new(),
    };
    pb::ReportField {
        key: field.key.clone(),
        label: field.label.clone(),
        r#type: of.into(),
        unit: field.unit.clone(),
        necessity: match field.necessity {
            Necessity::Always => pb::ReportFieldNecessity::Always,
            Necessity::Full => pb::ReportFieldNecessity::Full,
            Necessity::No => pb::ReportFieldNecessity::Optional,
        }
        .into(),
        when: field.when.clone().unwrap_or_default(),
        least,
        most,
        choices,
        within_year: matches!(field.of, Type::Date { within_year: true }),
        registered: field.register.is_some(),
    }
}
