//! Purchase behind its door, with officials of Huzhou, of a county of it and of the province.

use onecode_proto::google::r#type::Date;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::catalog_service_client::CatalogServiceClient;
use prost::{Message, Name};
use rpc::Peers;
use testkit::{Caller, Client, Credentials, Suite};
use tonic::Status;

use crate::city::config;
pub(crate) use crate::city::{HUZHOU, date};

pub(crate) const PROVINCE: &str = "330000";
pub(crate) const COUNTY: &str = "330521";
/// A real catalogue.
pub(crate) const REAL: &str = purchase_domain::catalog::SAMPLE;
/// Two services.
pub(crate) const SMALL: &str =
    "code,name,level,parent\nA,公共服务,1,\nA01,教育服务,2,A\nA0101,课程研究服务,3,A01\nA0102,会议服务,3,A01\n";

pub(crate) type Catalogs = CatalogServiceClient<Client>;

/// The service on a database of its own, on 24 November 2026.
pub(crate) struct World {
    pub(crate) suite: Suite,
}

impl World {
    pub(crate) async fn start() -> Self {
        let build = |uow, _, stop| purchase_server::part(uow, &Peers::new(), stop, config());
        Self { suite: Suite::start(&[&archive::MIGRATOR, &purchase_server::MIGRATOR], build).await }
    }

    pub(crate) fn by(&self, credentials: Credentials) -> Catalogs {
        Catalogs::new(self.suite.client(credentials))
    }

    pub(crate) fn caller(&self, department: &str, division: &str, roles: &[&str]) -> Caller {
        self.suite.identities().caller(department, division, roles)
    }

    /// An official of finance who drafts.
    pub(crate) fn drafter(&self, division: &str) -> Caller {
        self.suite.identities().official("finance", division, &["purchase-catalog-officer"], "huang")
    }

    /// Another one, who adopts.
    pub(crate) fn other(&self, division: &str) -> Caller {
        self.suite.identities().official("finance", division, &["purchase-catalog-adopter"], "shen")
    }

    /// Whoever drafts catalogues of a division, and keeps its negative list.
    pub(crate) fn officer(&self, division: &str) -> Catalogs {
        self.by(self.drafter(division).fresh())
    }

    /// Whoever adopts them.
    pub(crate) fn adopter(&self, division: &str) -> Catalogs {
        self.by(self.other(division).fresh())
    }

    /// Whoever reads.
    pub(crate) fn reader(&self, division: &str) -> Catalogs {
        self.by(self.caller("civil-affairs", division, &["purchase-reader"]).fresh())
    }

    /// Whoever drafts functions.
    pub(crate) fn owner(&self, department: &str) -> Catalogs {
        self.by(self.caller(department, HUZHOU, &["purchase-function-officer"]).fresh())
    }

    /// Whoever publishes them.
    pub(crate) fn publisher(&self) -> Catalogs {
        self.by(self.caller("establishment-office", HUZHOU, &["purchase-function-publisher"]).fresh())
    }

    /// An empty draft.
    pub(crate) async fn drafted(&self, division: &str, year: i32) -> pb::Catalog {
        let reply = self.officer(division).create_catalog(draft(year)).await.unwrap();
        reply.into_inner().catalog.unwrap()
    }

    /// A draft with entries.
    pub(crate) async fn filled(&self, division: &str, year: i32, content: &str) -> pb::Catalog {
        let draft = self.drafted(division, year).await;
        let reply = self.officer(division).import_catalog_entries(import(&draft, content)).await.unwrap().into_inner();
        assert!(reply.imported, "{:?}", reply.outcomes);
        reply.catalog.unwrap()
    }

    /// An adopted catalogue, in force from the first day of its year.
    pub(crate) async fn adopted(&self, division: &str, year: i32, content: &str) -> pb::Catalog {
        let draft = self.filled(division, year, content).await;
        self.adopt(division, adoption(&draft, date(year, 1, 1))).await.unwrap()
    }

    pub(crate) async fn adopt(&self, division: &str, request: pb::AdoptCatalogRequest) -> Result<pb::Catalog, Status> {
        Ok(self.adopter(division).adopt_catalog(request).await?.into_inner().catalog.unwrap())
    }

    /// The facts of a type, in the order of the feed.
    pub(crate) async fn facts<F: Message + Name + Default>(&self) -> Vec<F> {
        self.suite.facts().await
    }
}

pub(crate) fn draft(year: i32) -> pb::CreateCatalogRequest {
    let catalog =
        pb::Catalog { title: format!("{year}年政府购买服务指导性目录"), year, ..Default::default() };
    pb::CreateCatalogRequest { catalog: Some(catalog), ..Default::default() }
}

pub(crate) fn import(draft: &pb::Catalog, content: &str) -> pb::ImportCatalogEntriesRequest {
    pb::ImportCatalogEntriesRequest {
        name: draft.name.clone(),
        etag: draft.etag.clone(),
        content: content.into(),
        validate_only: false,
    }
}

pub(crate) fn adoption(draft: &pb::Catalog, valid_from: Option<Date>) -> pb::AdoptCatalogRequest {
    pb::AdoptCatalogRequest {
        name: draft.name.clone(),
        etag: draft.etag.clone(),
        document_number: format!("湖财〔{}〕1号", draft.year),
        valid_from,
        ..Default::default()
    }
}
