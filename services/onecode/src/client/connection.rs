//! The way to the server: one channel, and on every call who calls, why, and in which language.

use std::error::Error;
use std::path::Path;
use std::time::Duration;

use onecode_proto::credit::v1::credit_record_service_client::CreditRecordServiceClient;
use onecode_proto::credit::v1::credit_report_service_client::CreditReportServiceClient;
use onecode_proto::credit::v1::eligibility_service_client::EligibilityServiceClient;
use onecode_proto::credit::v1::list_service_client::ListServiceClient;
use onecode_proto::credit::v1::measure_service_client::MeasureServiceClient;
use onecode_proto::credit::v1::publication_service_client::PublicationServiceClient;
use onecode_proto::credit::v1::qualification_service_client::QualificationServiceClient;
use onecode_proto::credit::v1::risk_service_client::RiskServiceClient;
use onecode_proto::document::v1::document_service_client::DocumentServiceClient;
use onecode_proto::event::v1::event_service_client::EventServiceClient;
use onecode_proto::inspection::v1::check_service_client::CheckServiceClient;
use onecode_proto::inspection::v1::complaint_service_client::ComplaintServiceClient;
use onecode_proto::inspection::v1::random_inspection_service_client::RandomInspectionServiceClient;
use onecode_proto::inspection::v1::rating_service_client::RatingServiceClient;
use onecode_proto::procedure::v1::case_service_client::CaseServiceClient;
use onecode_proto::procedure::v1::deadline_service_client::DeadlineServiceClient;
use onecode_proto::procedure::v1::rule_service_client::RuleServiceClient;
use onecode_proto::procedure::v1::task_service_client::TaskServiceClient;
use onecode_proto::purchase::v1::catalog_service_client::CatalogServiceClient;
use onecode_proto::purchase::v1::contract_service_client::ContractServiceClient;
use onecode_proto::purchase::v1::fund_service_client::FundServiceClient;
use onecode_proto::purchase::v1::grant_service_client::GrantServiceClient;
use onecode_proto::purchase::v1::ledger_service_client::LedgerServiceClient;
use onecode_proto::purchase::v1::ocds_service_client::OcdsServiceClient;
use onecode_proto::purchase::v1::project_service_client::ProjectServiceClient;
use onecode_proto::purchase::v1::purchase_statistics_service_client::PurchaseStatisticsServiceClient;
use onecode_proto::purchase::v1::tender_service_client::TenderServiceClient;
use onecode_proto::registry::v1::certificate_service_client::CertificateServiceClient;
use onecode_proto::registry::v1::department_service_client::DepartmentServiceClient;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use onecode_proto::registry::v1::reconciliation_service_client::ReconciliationServiceClient;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tonic::metadata::{Ascii, MetadataValue};
use tonic::service::Interceptor;
use tonic::service::interceptor::InterceptedService;
use tonic::transport::{Certificate, Channel, ClientTlsConfig, Endpoint, Identity};
use tonic::{Request, Status};
use uow::Clock;

use super::Failure;
use super::profile::Profile;
use crate::args::ConnectionArgs;
use crate::exit::Exit;
use crate::messages::{Language, Message};

/// Answers of an export hold many organisations.
const MAX_ANSWER: usize = 64 << 20;

/// A channel whose calls say who is calling.
pub type Called = InterceptedService<Channel, Caller>;

/// A connection to a server or the gateway.
#[derive(Debug, Clone)]
pub struct Connection {
    channel: Channel,
    caller: Caller,
    timeout: Duration,
}

impl Connection {
    /// Connects, so that an address that is wrong is told at once.
    pub async fn open(args: &ConnectionArgs, language: Language) -> Result<Self, Failure> {
        let profile = Profile::find(args)?;
        let caller = Caller::new(profile.token.as_deref(), args.purpose.as_deref(), language)?;
        let endpoint = endpoint(&profile.endpoint, args)?;
        let channel = endpoint.connect().await.map_err(|error| {
            Failure::Said(Exit::Unavailable, Message::Unreachable(profile.endpoint, deepest(&error)))
        })?;
        Ok(Self { channel, caller, timeout: args.timeout })
    }

    /// The register.
    #[must_use]
    pub fn organizations(&self) -> OrganizationServiceClient<Called> {
        OrganizationServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
            .max_decoding_message_size(MAX_ANSWER)
    }

    /// Names brought to codes.
    #[must_use]
    pub fn reconciliations(&self) -> ReconciliationServiceClient<Called> {
        ReconciliationServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
            .max_decoding_message_size(MAX_ANSWER)
    }

    /// The directory of departments.
    #[must_use]
    pub fn departments(&self) -> DepartmentServiceClient<Called> {
        DepartmentServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
    }

    /// Eligibility.
    #[must_use]
    pub fn eligibilities(&self) -> EligibilityServiceClient<Called> {
        EligibilityServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
    }

    /// Ratings.
    #[must_use]
    pub fn ratings(&self) -> RatingServiceClient<Called> {
        RatingServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
    }

    /// The two lists.
    #[must_use]
    pub fn lists(&self) -> ListServiceClient<Called> {
        ListServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
    }

    /// Credit information.
    #[must_use]
    pub fn credit_records(&self) -> CreditRecordServiceClient<Called> {
        CreditRecordServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
            .max_decoding_message_size(MAX_ANSWER)
    }

    /// Credit reports.
    #[must_use]
    pub fn credit_reports(&self) -> CreditReportServiceClient<Called> {
        CreditReportServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
            .max_decoding_message_size(MAX_ANSWER)
    }

    /// Restraints and incentives.
    #[must_use]
    pub fn measures(&self) -> MeasureServiceClient<Called> {
        MeasureServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
    }

    /// What is put before the public.
    #[must_use]
    pub fn publications(&self) -> PublicationServiceClient<Called> {
        PublicationServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
            .max_decoding_message_size(MAX_ANSWER)
    }

    /// Qualifications.
    #[must_use]
    pub fn qualifications(&self) -> QualificationServiceClient<Called> {
        QualificationServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
    }

    /// Guidance catalogues.
    #[must_use]
    pub fn catalogs(&self) -> CatalogServiceClient<Called> {
        CatalogServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
            .max_decoding_message_size(MAX_ANSWER)
    }

    /// Special funds.
    #[must_use]
    pub fn funds(&self) -> FundServiceClient<Called> {
        FundServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
    }

    /// Their ledger.
    #[must_use]
    pub fn ledger(&self) -> LedgerServiceClient<Called> {
        LedgerServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
    }

    /// Projects of purchase.
    #[must_use]
    pub fn projects(&self) -> ProjectServiceClient<Called> {
        ProjectServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
    }

    /// Contracts of purchase.
    #[must_use]
    pub fn contracts(&self) -> ContractServiceClient<Called> {
        ContractServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
            .max_decoding_message_size(MAX_ANSWER)
    }

    /// Procurements that run here.
    #[must_use]
    pub fn tenders(&self) -> TenderServiceClient<Called> {
        TenderServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
            .max_decoding_message_size(MAX_ANSWER)
    }

    /// Purchase as open data.
    #[must_use]
    pub fn open_data(&self) -> OcdsServiceClient<Called> {
        OcdsServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
            .max_decoding_message_size(MAX_ANSWER)
    }

    /// Grants as open data.
    #[must_use]
    pub fn grants(&self) -> GrantServiceClient<Called> {
        GrantServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
            .max_decoding_message_size(MAX_ANSWER)
    }

    /// What is purchased from whom, in sums.
    #[must_use]
    pub fn purchase_statistics(&self) -> PurchaseStatisticsServiceClient<Called> {
        PurchaseStatisticsServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
    }

    /// Risk warning.
    #[must_use]
    pub fn risks(&self) -> RiskServiceClient<Called> {
        RiskServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
    }

    /// The documents.
    #[must_use]
    pub fn documents(&self) -> DocumentServiceClient<Called> {
        DocumentServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
    }

    /// Certificates of registration.
    #[must_use]
    pub fn certificates(&self) -> CertificateServiceClient<Called> {
        CertificateServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
    }

    /// Cases in statutory procedures.
    #[must_use]
    pub fn cases(&self) -> CaseServiceClient<Called> {
        CaseServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
    }

    /// What departments have to do.
    #[must_use]
    pub fn tasks(&self) -> TaskServiceClient<Called> {
        TaskServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
    }

    /// Terms of cases.
    #[must_use]
    pub fn deadlines(&self) -> DeadlineServiceClient<Called> {
        DeadlineServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
    }

    /// The rules that procedures go by.
    #[must_use]
    pub fn rules(&self) -> RuleServiceClient<Called> {
        RuleServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
    }

    /// Random inspections.
    #[must_use]
    pub fn inspections(&self) -> RandomInspectionServiceClient<Called> {
        RandomInspectionServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
    }

    /// Checks in the field.
    #[must_use]
    pub fn checks(&self) -> CheckServiceClient<Called> {
        CheckServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
    }

    /// Complaints of the public.
    #[must_use]
    pub fn complaints(&self) -> ComplaintServiceClient<Called> {
        ComplaintServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
    }

    /// The feed.
    #[must_use]
    pub fn events(&self) -> EventServiceClient<Called> {
        EventServiceClient::with_interceptor(self.channel.clone(), self.caller.clone())
            .max_decoding_message_size(MAX_ANSWER)
    }

    /// A write with a key of its own, answered once within the time that the caller allows.
    pub(super) fn written<T>(&self, message: T) -> Result<Request<T>, Failure> {
        let mut request = self.timed(message);
        let key = Clock::system().new_id().to_string().parse().map_err(|_| Failure::usage(Message::BadKey))?;
        request.metadata_mut().insert(rpc::IDEMPOTENCY_KEY, key);
        Ok(request)
    }

    /// A call that is answered once, within the time that the caller allows.
    pub(super) fn timed<T>(&self, message: T) -> Request<T> {
        let mut request = Request::new(message);
        request.set_timeout(self.timeout);
        request
    }
}

/// What every call says of the caller.
#[derive(Debug, Clone)]
pub struct Caller {
    metadata: Vec<(&'static str, MetadataValue<Ascii>)>,
}

impl Caller {
    fn new(token: Option<&str>, purpose: Option<&str>, language: Language) -> Result<Self, Failure> {
        let mut metadata = vec![("accept-language", MetadataValue::from_static(language.tag()))];
        if let Some(token) = token {
            let valid = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
            let value = valid.then(|| format!("Bearer {token}").parse::<MetadataValue<Ascii>>().ok()).flatten();
            let mut value = value.ok_or_else(|| Failure::usage(Message::BadToken))?;
            value.set_sensitive(true);
            metadata.push(("authorization", value));
        }
        let purpose = purpose.map(|purpose| utf8_percent_encode(purpose, NON_ALPHANUMERIC).to_string());
        if let Some(purpose) = purpose.and_then(|encoded| encoded.parse().ok()) {
            metadata.push((rpc::PURPOSE, purpose));
        }
        Ok(Self { metadata })
    }
}

impl Interceptor for Caller {
    fn call(&mut self, mut request: Request<()>) -> Result<Request<()>, Status> {
        for (name, value) in &self.metadata {
            request.metadata_mut().insert(*name, value.clone());
        }
        Ok(request)
    }
}

fn endpoint(url: &str, args: &ConnectionArgs) -> Result<Endpoint, Failure> {
    let bad = || Failure::usage(Message::BadEndpoint(url.to_owned()));
    if !url.starts_with("http://") && !url.starts_with("https://") {
        return Err(bad());
    }
    let endpoint = Endpoint::from_shared(url.to_owned())
        .map_err(|_| bad())?
        .user_agent(concat!("onecode/", env!("CARGO_PKG_VERSION")))
        .map_err(|_| bad())?
        .tcp_nodelay(true)
        .connect_timeout(args.timeout)
        .http2_keep_alive_interval(Duration::from_secs(20))
        .keep_alive_while_idle(true)
        .initial_stream_window_size(1 << 20)
        .initial_connection_window_size(8 << 20);
    if !url.starts_with("https://") {
        return Ok(endpoint);
    }
    let mut tls = match &args.ca_file {
        Some(file) => ClientTlsConfig::new().ca_certificate(Certificate::from_pem(read(file)?)),
        None => ClientTlsConfig::new().with_native_roots(),
    };
    if let (Some(certificate), Some(key)) = (&args.client_cert_file, &args.client_key_file) {
        tls = tls.identity(Identity::from_pem(read(certificate)?, read(key)?));
    }
    endpoint.tls_config(tls).map_err(|_| {
        let files = [&args.ca_file, &args.client_cert_file, &args.client_key_file];
        let names: Vec<String> = files.into_iter().flatten().map(|file| file.display().to_string()).collect();
        Failure::usage(Message::BadCertificate(names.join(", ")))
    })
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(file).map_err(|error| Failure::unreadable(file, &error))
}

/// The cause that says most: the last of the chain.
fn deepest(error: &dyn Error) -> String {
    let mut cause = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_says_who_calls_why_and_in_which_language() {
        let mut caller = Caller::new(Some("a.b.c"), Some("受理 变更"), Language::Zh).unwrap();
        let request = caller.call(Request::new(())).unwrap();
        let said = request.metadata();
        assert_eq!(said.get("authorization").unwrap(), "Bearer a.b.c");
        assert!(said.get("authorization").unwrap().is_sensitive());
        assert_eq!(said.get("accept-language").unwrap(), "zh-CN");
        assert_eq!(said.get(rpc::PURPOSE).unwrap(), "%E5%8F%97%E7%90%86%20%E5%8F%98%E6%9B%B4");
    }

    #[test]
    fn a_token_that_cannot_be_one_is_told_before_it_is_sent() {
        for token in ["", "two words", "令牌", "line\nbreak"] {
            let failure = Caller::new(Some(token), None, Language::En).unwrap_err();
            assert_eq!(failure.exit(), Exit::Usage, "{token:?}");
        }
    }
}
