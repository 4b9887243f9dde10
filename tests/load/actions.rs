//! Actions on cases through the whole path, beside plain writes of the register over the same path in the same run.

use std::collections::VecDeque;

use onecode_proto::document::v1::document_service_client::DocumentServiceClient;
use onecode_proto::registry::v1::application_service_client::ApplicationServiceClient;
use onecode_proto::registry::v1::{
    AcceptApplicationRequest, Application, BatchGetOrganizationsRequest, CharterContent, CreateApplicationRequest,
    GiveOpinionRequest, Organization, OrganizationView, ReturnApplicationRequest, SubmitApplicationRequest,
    application,
};
use testkit::{Client, papers};
use tonic::Status;
use tonic::service::interceptor::InterceptedService;
use tonic::transport::Channel;

use crate::callers::{Writer, name};
use crate::plan::Plan;
use crate::register::{Register, organizations};
use crate::report::{Report, Target, count};
use crate::tally::{Caller, Turns, closed_loop};

/// Applications under way, each about an organisation of its own.
const CASES: usize = 400;
/// Organisations that are changed meanwhile.
const ROWS: usize = 4_000;
/// Of the rate of plain writes.
const SHARE: f64 = 0.5;
const PAPERS: [&str; 3] = ["application", "resolution", "charter"];
const DIVISION: &str = "330500";
const SUPERVISOR: &str = "development-reform";

/// Plain writes and actions in turns.
pub(crate) async fn measure(plan: &Plan) -> Report {
    let mut register = Register::empty().await;
    register.fill(ROWS).await;
    let codes = register.some_codes(i64::try_from(ROWS).expect("it fits")).await;
    let (charters, changed) = codes.split_at(CASES.min(codes.len() / 2));
    let mut cases = submitted(plan, &register, charters).await;
    let mut organizations = read(&register, changed).await;
    let (mut actions, mut writes) = (Road(Turns::new()), Road(Turns::new()));
    for _ in 0..plan.rounds {
        organizations = writes.write(plan, &register, organizations).await;
        cases = actions.act(plan, &register, cases).await;
    }
    let (rate, peer) = (actions.0.rate(), writes.0.rate());
    let mut report = Report::new(format!("Actions on cases, {} callers", plan.callers));
    let target = Target::at_least_times(rate / peer, SHARE);
    report.judged("rate", format!("{}/s", count(rate)), format!("UpdateOrganization {}/s", count(peer)), target);
    let times = |(p50, p99): (f64, f64)| format!("p50 {p50:.1} ms, p99 {p99:.1} ms");
    report.line("time", times(actions.0.times()), times(writes.0.times()));
    report.note(format!(
        "In turn submitted, accepted, given an opinion and returned, by three departments: {} applications for approval of \
         a charter, each with three papers on file. Every action locks application and case, asks the procedure, writes \
         step, tasks and terms, audit row and facts. Actions: {}. Writes: {}.",
        cases.len(),
        actions.0.all.statuses(),
        writes.0.all.statuses(),
    ));
    register.stop().await;
    report.print()
}

/// What was measured of one kind of write.
struct Road(Turns);

impl Road {
    async fn write(&mut self, plan: &Plan, register: &Register, rows: Vec<Organization>) -> Vec<Organization> {
        let caller = register.site.registrar();
        let share = rows.len().div_ceil(plan.callers);
        let writer = |mine: &[Organization]| {
            Writer::new(organizations(register.server.channel(), caller.fresh()), mine.to_vec())
        };
        let (tally, writers) = closed_loop(rows.chunks(share).map(writer).collect(), plan.turn).await;
        self.0.add(tally);
        register.settle().await;
        writers.into_iter().flat_map(Writer::take).collect()
    }

    async fn act(&mut self, plan: &Plan, register: &Register, cases: Vec<Under>) -> Vec<Under> {
        let share = cases.len().div_ceil(plan.callers);
        let officers = |mine: &[Under]| Officers { desks: Desks::of(register), cases: mine.iter().cloned().collect() };
        let (tally, officers) = closed_loop(cases.chunks(share).map(officers).collect(), plan.turn).await;
        self.0.add(tally);
        register.settle().await;
        officers.into_iter().flat_map(|officers| officers.cases).collect()
    }
}

/// What comes next for an application.
#[derive(Debug, Clone, Copy)]
enum Next {
    Accept,
    Opine,
    Return,
    Submit,
}

/// An application under way.
#[derive(Debug, Clone)]
struct Under {
    name: String,
    etag: String,
    next: Next,
}

/// The departments that act on one application after the other.
struct Officers {
    desks: Desks,
    cases: VecDeque<Under>,
}

impl Caller for Officers {
    async fn call(&mut self) -> Result<(), String> {
        self.cases.rotate_left(1);
        let case = &mut self.cases[0];
        let done = self.desks.act(case).await.map_err(|status| name(&status))?;
        let done = done.ok_or("an answer without an application")?;
        case.etag = done.etag;
        case.next = match case.next {
            Next::Accept => Next::Opine,
            Next::Opine => Next::Return,
            Next::Return => Next::Submit,
            Next::Submit => Next::Accept,
        };
        Ok(())
    }
}

type Applications = ApplicationServiceClient<Client>;

/// How each department reaches the register.
struct Desks {
    portal: Applications,
    registrar: Applications,
    reviewer: Applications,
}

impl Desks {
    /// Over one connection.
    fn of(register: &Register) -> Self {
        let channel = register.server.channel();
        let caller = |department, role| register.site.caller(department, DIVISION, &[role]);
        let at = |channel: Channel, department, role| {
            ApplicationServiceClient::new(InterceptedService::new(channel, caller(department, role).fresh()))
        };
        Self {
            portal: at(channel.clone(), "data-bureau", "application-portal"),
            registrar: at(channel.clone(), "civil-affairs", "registry-registrar"),
            reviewer: at(channel, SUPERVISOR, "application-reviewer"),
        }
    }

    async fn act(&mut self, case: &Under) -> Result<Option<Application>, Status> {
        let (name, etag) = (case.name.clone(), case.etag.clone());
        Ok(match case.next {
            Next::Accept => {
                let request = AcceptApplicationRequest { name, etag, ..AcceptApplicationRequest::default() };
                self.registrar.accept_application(request).await?.into_inner().application
            }
            Next::Opine => {
                let request = GiveOpinionRequest { name, favourable: true, ..GiveOpinionRequest::default() };
                self.reviewer.give_opinion(request).await?.into_inner().application
            }
            Next::Return => {
                let reasons = "材料需要补正".to_owned();
                let request = ReturnApplicationRequest { name, etag, reasons };
                self.registrar.return_application(request).await?.into_inner().application
            }
            Next::Submit => {
                let request = SubmitApplicationRequest { name, etag, documents: Vec::new() };
                self.portal.submit_application(request).await?.into_inner().application
            }
        })
    }
}

/// Applications for approval of a charter, handed in with their papers; not measured.
async fn submitted(plan: &Plan, register: &Register, codes: &[String]) -> Vec<Under> {
    let share = codes.len().div_ceil(plan.callers);
    let filing = codes.chunks(share).map(|codes| async move {
        let (mut portal, mut filed) = (Desks::of(register).portal, Vec::new());
        for code in codes {
            filed.push(file(register, &mut portal, code).await.expect("an application can be handed in"));
        }
        filed
    });
    futures::future::join_all(filing).await.concat()
}

async fn file(register: &Register, portal: &mut Applications, code: &str) -> Result<Under, Status> {
    let application = Application {
        organization: format!("organizations/{code}"),
        supervising_department: format!("departments/{SUPERVISOR}"),
        content: Some(application::Content::Charter(CharterContent::default())),
        ..Application::default()
    };
    let request = CreateApplicationRequest { application: Some(application), validate_only: false };
    let draft = portal.create_application(request).await?.into_inner().application.unwrap_or_default();
    let mut documents = Vec::new();
    for kind in PAPERS {
        documents.push(paper(register, kind).await?);
    }
    let request = SubmitApplicationRequest { name: draft.name, etag: draft.etag, documents };
    let submitted = portal.submit_application(request).await?.into_inner().application.unwrap_or_default();
    Ok(Under { name: submitted.name, etag: submitted.etag, next: Next::Accept })
}

/// A paper of a kind; its name.
async fn paper(register: &Register, kind: &str) -> Result<String, Status> {
    let portal = register.site.caller("data-bureau", DIVISION, &["application-portal"]);
    let service = InterceptedService::new(register.server.channel(), portal.fresh());
    let uploaded =
        DocumentServiceClient::new(service).upload_document(tokio_stream::iter(papers::upload(kind))).await?;
    Ok(uploaded.into_inner().document.unwrap_or_default().name)
}

/// Organisations as they stand, with their etags.
async fn read(register: &Register, codes: &[String]) -> Vec<Organization> {
    let mut client = register.organizations(register.site.registrar().fresh());
    let mut organizations = Vec::with_capacity(codes.len());
    for codes in codes.chunks(1_000) {
        let names = codes.iter().map(|code| format!("organizations/{code}")).collect();
        let request = BatchGetOrganizationsRequest { names, view: OrganizationView::Basic.into() };
        let answer = client.batch_get_organizations(request).await.expect("organisations can be read");
        organizations.extend(answer.into_inner().organizations);
    }
    organizations
}
