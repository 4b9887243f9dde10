//! Tenders as open contracting data: what was published of them, who bid once bids are open, and nothing of a bid.

use purchase_domain::ocds::{
    Amendment, Clearable, Document, Form, Item, Party, Period, Procedure, Reference, Tender, Value, award_criteria,
    criteria, end_of_day, instant, method,
};
use purchase_domain::project::Method;

use crate::store::project::ProjectRow;
use crate::store::tender::notice::{NoticeRow, Noticed, Notices};

/// Whoever bid and whoever supplies, in the order in which they were first told of, and who of them supplies.
pub(super) struct Bidders {
    pub(super) parties: Vec<Party>,
    pub(super) tenderers: Vec<Reference>,
    pub(super) supplier: Option<Reference>,
}

impl Bidders {
    pub(super) fn of(project: &ProjectRow, notices: &Notices) -> Self {
        let bid = notices.bidders.iter().map(|one| (one.code.as_str(), one.title.as_str()));
        let supplier = project.supplier_code.as_deref().filter(|_| project.award_fen.is_some());
        let mut known: Vec<(&str, &str)> = Vec::new();
        for (code, title) in bid.clone().chain(supplier.map(|code| (code, project.supplier_title.as_str()))) {
            // what it is called last
            match known.iter_mut().find(|(other, _)| *other == code) {
                Some((_, called)) => *called = title,
                None => known.push((code, title)),
            }
        }
        let mut found = Self { parties: Vec::new(), tenderers: Vec::new(), supplier: None };
        for (code, title) in known {
            let (bids, wins) = (bid.clone().any(|(other, _)| other == code), supplier == Some(code));
            let roles = [(bids, "tenderer"), (wins, "supplier")];
            let roles: Vec<&'static str> = roles.into_iter().filter(|(is, _)| *is).map(|(_, role)| role).collect();
            let party = Party::new(Some(code), code, title, &roles);
            if bids {
                found.tenderers.push(party.reference());
            }
            if wins {
                found.supplier = Some(party.reference());
            }
            found.parties.push(party);
        }
        found
    }
}

/// What is wanted, and how a supplier is found.
pub(super) fn tender(
    project: &ProjectRow,
    (notices, tenderers): (&Notices, Vec<Reference>),
    buyer: &Reference,
    form: Form,
) -> Option<Tender> {
    let found = Method::parse(&project.method)?;
    let catalog = (project.catalog_division.as_str(), project.catalog_year);
    Some(Tender {
        id: format!("{}-tender", project.ocid),
        title: project.title.clone(),
        description: Clearable::of(&project.description, form),
        status: status(project, notices),
        procuring_entity: buyer.clone(),
        items: vec![Item::new(catalog, &project.catalog_code, &project.catalog_title)],
        value: Value::of_fen(project.budget_fen),
        procurement_method: method(found),
        procurement_method_details: found.term(),
        procurement_method_rationale: Clearable::of(&project.single_source_reason, form),
        main_procurement_category: "services",
        procedure: notices.last().map(|last| procedure((&project.ocid, found), (notices, last), tenderers, form)),
    })
}

fn status(project: &ProjectRow, notices: &Notices) -> &'static str {
    match project.status.as_str() {
        "awarded" | "contracted" | "framed" => "complete",
        "failed" => "unsuccessful",
        "cancelled" => "cancelled",
        _ => match notices.last().map(|last| last.status.as_str()) {
            Some("failed") => "unsuccessful",
            Some("cancelled") => "cancelled",
            Some(_) => "active",
            None => "planned",
        },
    }
}

fn procedure(
    (ocid, method): (&str, Method),
    (notices, last): (&Notices, &NoticeRow),
    tenderers: Vec<Reference>,
    form: Form,
) -> Procedure {
    let until = |end: &str| Period { start_date: instant(last.published_at), end_date: Clearable::of(end, form) };
    let last_day = last.challenge_last_on.map(end_of_day).unwrap_or_default();
    Procedure {
        award_criteria: award_criteria(method),
        award_criteria_details: criteria(&last.criteria_titles, &last.criteria_points),
        submission_method: vec!["electronicSubmission"],
        tender_period: until(&instant(last.bid_deadline)),
        enquiry_period: until(&instant(last.question_deadline)),
        has_enquiries: notices.all.iter().any(|one| !one.questions.is_empty()),
        award_period: Period { start_date: instant(last.bid_deadline), end_date: Clearable::of(&last_day, form) },
        number_of_tenderers: notices.is_open().then_some(tenderers.len()),
        tenderers,
        documents: (1..).zip(&notices.all).flat_map(|(number, one)| documents(ocid, number, one)).collect(),
        amendments: (1..).zip(&notices.all).skip(1).map(|(number, one)| again(ocid, number, one)).collect(),
    }
}

/// A notice and its answers, in the order in which they were published. Questions are left out: their words may tell who asks.
fn documents(ocid: &str, number: usize, noticed: &Noticed) -> Vec<Document> {
    let id = format!("{ocid}-notice-{number}");
    let document = |id: String, (document_type, title): (&'static str, String), text: &str, at| Document {
        id,
        document_type,
        title,
        description: text.to_owned(),
        date_published: instant(at),
        language: "zh",
    };
    let Noticed { notice, questions } = noticed;
    let mut answered: Vec<_> = questions.iter().filter_map(|one| one.answered_at.map(|at| (at, one))).collect();
    answered.sort_by_key(|(at, one)| (*at, one.number));
    let answers = answered.into_iter().map(|(at, one)| {
        let title = format!("澄清答复第{}号", one.number);
        document(format!("{id}-answer-{}", one.number), ("clarifications", title), &one.answer, at)
    });
    let title = format!("第{number}次采购公告");
    let mut all = vec![document(id.clone(), ("tenderNotice", title), &notice.terms, notice.published_at)];
    all.extend(answers);
    all
}

fn again(ocid: &str, number: usize, noticed: &Noticed) -> Amendment {
    Amendment {
        id: format!("{ocid}-tender-amendment-{number}"),
        date: instant(noticed.notice.published_at),
        description: format!("第{number}次采购公告"),
    }
}
