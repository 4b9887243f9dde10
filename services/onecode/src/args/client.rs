//! What a client can ask for.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use onecode_proto::google::r#type::Date;
use onecode_proto::registry::v1::OrganizationStatus;
use prost_types::Timestamp;

use super::{
    CaseArgs, CatalogArgs, CertificateArgs, CheckArgs, ComplaintArgs, ConnectionArgs, ContractArgs, CreditArgs,
    DeadlineArgs, DocumentArgs, DrawArgs, EligibilityArgs, ExportArgs, FundArgs, GrantsArgs, ImportArgs, LedgerArgs,
    ListingArgs, MatchArgs, MeasureArgs, OcdsArgs, PublicationArgs, PurchaseArgs, QualificationArgs, RatingArgs,
    ReportArgs, RiskArgs, RuleArgs, TaskArgs, TenderArgs, View, value,
};

/// A command of a client.
#[derive(Debug, Subcommand)]
pub enum ClientCommand {
    /// Show one organisation by its code, today or as of a past day
    ///
    /// --as-of asks what held on a day; --known-at asks what was known at a moment. Together they answer what an office
    /// could have known when it decided.
    #[command(
        after_help = "Examples:\n  onecode get 51330500XX0000001X\n  onecode get 51330500XX0000001X --as-of 2020-01-01\n  \
        onecode get 51330500XX0000001X --known-at 2024-06-30T18:00:00+08:00 --output json\n  \
        onecode get 51330500XX0000001X --purpose '受理变更登记' # shows the legal representative, if you may see it"
    )]
    Get(GetArgs),
    /// Find organisations by name, former name, abbreviation, pinyin or initials; best match first
    ///
    /// One or two wrong, missing or added characters are forgiven, and so are full-width and traditional forms.
    #[command(
        after_help = "Examples:\n  onecode search 湖州童装协会\n  onecode search huzhou --division 330521\n  onecode search hzstzxh --all"
    )]
    Search(SearchArgs),
    /// Tell which organisation an old number, a filing number, a former name or a code means
    #[command(after_help = "Examples:\n  onecode resolve 湖州市童装商会\n  onecode resolve 浙湖社证字第123号")]
    Resolve(ResolveArgs),
    /// Bring the names of a table to codes, each with a score and the reasons for it (名称对码)
    ///
    /// FILE is CSV in UTF-8 with a heading. Its rows are written as they are, with six columns more: code and name of the best
    /// candidate, whether it is matched, to be reviewed or none, its score (0-100), the reasons, and who else may be meant.
    /// matched means: the only good one; look at the others before you use them. Resident ID numbers are never sent.
    ///
    /// With --serve it answers OpenRefine on this machine instead, by the W3C Reconciliation API 0.2.
    #[command(after_help = "Examples:\n  onecode match donations.csv --out matched.csv\n  \
        onecode match list.csv --name-column 受赠单位 --code-column 证号 --division 330500 --out matched.csv\n  \
        onecode match --serve 127.0.0.1:8000")]
    Match(MatchArgs),
    /// List every recorded change of an organisation, newest first
    #[command(after_help = "Example:\n  onecode revisions 51330500XX0000001X")]
    Revisions(RevisionsArgs),
    /// Check a code: what its parts mean, or what is wrong with it and what may have been meant
    ///
    /// Ends with 3 for a code that is not right. Without CODE it is read from standard input: what might be a resident's
    /// ID number (居民身份证号) does not belong into the history of a shell.
    #[command(after_help = "Examples:\n  onecode check-code 51330500XX0000001X\n  onecode check-code < code.txt")]
    CheckCode(CheckCodeArgs),
    /// Follow changes as they happen, from now or from any point of the past
    ///
    /// With --cursor-file the place is saved after each answer is printed, so that a watch that is stopped or breaks goes
    /// on where it was: nothing is missed. A watch never ends by itself; broken connections are made again. The cursor
    /// written by `onecode export` serves as well: export first, then watch from there.
    #[command(after_help = "Examples:\n  onecode watch\n  onecode watch --from earliest --limit 10 --output json\n  \
        onecode watch --cursor-file watch.cursor --type OrganizationStatusChanged --division 330500")]
    Watch(WatchArgs),
    /// Record many organisations from a table
    ///
    /// FILE is CSV or NDJSON in UTF-8, a byte order mark or not, compressed (.zst) or not; `-` is standard input.
    ///
    /// CSV needs a heading with at least code and name (统一社会信用代码, 名称); it is read by its headings, English or Chinese:
    /// code, name, kind, legal_form, status, division, authority, supervisor, established, address, business_scope,
    /// registered_capital (30万元) or registered_capital_fen, legal_representative, contact_phone, former_names and
    /// abbreviations (separated by |), registration_number, organization_code, filing_number, valid_from, source, synthetic.
    /// Other columns are named and not read. Masked personal data (张*) are never recorded. A cell that cannot be read is left out of its row, with a warning; an empty
    /// one never clears what is recorded.
    ///
    /// NDJSON holds one `Organization` or `ImportRow` a line, in the JSON of the contracts; what `onecode export` writes.
    ///
    /// An import that breaks, or is killed, goes on where it was: run the same command again. Its idempotency key comes
    /// from the content and the options, so the same content is never recorded twice; give another --key to go through
    /// it again. Ends with 3 if rows were refused; all others are recorded.
    #[command(
        after_help = "Examples:\n  onecode import organizations.csv\n  onecode import organizations.csv --outcomes outcomes.csv\n  \
        onecode sample --count 1000 | onecode import - --format csv"
    )]
    Import(ImportArgs),
    /// Write all organisations that pass the filters to a file, one consistent state, ordered by code
    ///
    /// The cursor at which `onecode watch` goes on is saved beside the file (FILE.cursor); NDJSON also has it as its last
    /// line, {"cursor": "…"}. Without --out rows go to standard output, and the cursor of CSV to standard error. A file
    /// appears only when it is complete.
    #[command(
        after_help = "Examples:\n  onecode export --out organizations.csv\n  onecode export --out huzhou.ndjson.zst --division 330500\n  \
        onecode watch --cursor-file organizations.csv.cursor"
    )]
    Export(ExportArgs),
    /// Show the departments and their duties on a day, or one of them
    #[command(after_help = "Examples:\n  onecode departments\n  onecode departments civil-affairs --as-of 2018-01-01")]
    Departments(DepartmentsArgs),
    /// Hand in a document (材料) or fetch its content
    #[command(
        after_help = "Examples:\n  onecode document upload 章程.pdf --kind charter --subject organizations/51330500XX0000001X\n  \
        onecode document download documents/0193… --out 章程.pdf --purpose '受理变更登记'"
    )]
    Document(DocumentArgs),
    /// Count organisations by division, kind, status and year of establishment
    #[command(after_help = "Example:\n  onecode statistics --division 330500")]
    Statistics(StatisticsArgs),
    /// Verify, fetch and print electronic certificates of registration (电子证书)
    #[command(after_help = "Examples:\n  onecode certificate verify certificate.jws --keys keys.json\n  \
        onecode certificate keys --out keys.json\n  onecode certificate get 51330500XX0000001X\n  \
        onecode certificate print 51330500XX0000001X --out certificate.pdf --purpose '颁发'")]
    Certificate(CertificateArgs),
    /// List what departments have to do, and by when (待办事项)
    #[command(after_help = "Example:\n  onecode task list --mine")]
    Task(TaskArgs),
    /// Show a case and everything that was done with it (案件)
    #[command(after_help = "Example:\n  onecode case show applications/0193f0a2-5c1e-7d00-8000-000000000002")]
    Case(CaseArgs),
    /// Tell why a term ends when it does (期限)
    #[command(after_help = "Example:\n  onecode deadline explain --rule REG-05 --from 2026-11-26")]
    Deadline(DeadlineArgs),
    /// Show the rules that procedures go by, on any day (规则)
    #[command(after_help = "Examples:\n  onecode rule show REG-05\n  onecode rule list --prefix REG-")]
    Rule(RuleArgs),
    /// Take part in random draws of organisations and inspectors, and verify them (双随机抽查)
    #[command(after_help = "Examples:\n  onecode draw show plans/0193f0a2-5c1e-7d00-8000-000000000002\n  \
        onecode draw commit plans/0193… --department tax --share tax.share\n  \
        onecode draw proof plans/0193… --out proof.txt\n  onecode draw verify proof.txt --root 791cef80…")]
    Draw(DrawArgs),
    /// Show checks in the field, and merge what devices recorded without a network (掌上执法)
    #[command(after_help = "Examples:\n  onecode check show checks/0193f0a2-5c1e-7d00-8000-000000000002\n  \
        onecode check merge device-1.ndjson device-2.ndjson")]
    Check(CheckArgs),
    /// Follow a complaint up with its receipt and secret (投诉举报)
    #[command(after_help = "Example:\n  onecode complaint status 7K3QM-0T5XA-9B2WD-4HN8C")]
    Complaint(ComplaintArgs),
    /// Print and check forms of the annual report (年度报告)
    #[command(
        after_help = "Examples:\n  onecode report form social-group > report.toml\n  onecode report check report.toml"
    )]
    Report(ReportArgs),
    /// Show the grade (评估等级) that an organisation has, and those that it had
    #[command(after_help = "Example:\n  onecode rating show 51330500XX0000001X")]
    Rating(RatingArgs),
    /// Show what amounts to a ground of the abnormal or serious list, and an organisation's history on them (名单)
    #[command(after_help = "Examples:\n  onecode listing drafts\n  onecode listing show 51330500XX0000001X")]
    Listing(ListingArgs),
    /// Show the credit report (信用报告) of an organisation, and submit what a department knows (归集)
    #[command(
        after_help = "Examples:\n  onecode credit show 51330500XX0000001X\n  onecode credit submit penalties.csv"
    )]
    Credit(CreditArgs),
    /// List what is put before the public, and export it (公示)
    #[command(after_help = "Examples:\n  onecode publication list --kind penalty\n  \
        onecode publication export --out publications.csv")]
    Publication(PublicationArgs),
    /// List tasks of restraints and incentives, and tell which departments are late (联合奖惩)
    #[command(after_help = "Examples:\n  onecode measure tasks --open\n  onecode measure delays")]
    Measure(MeasureArgs),
    /// Check whether organisations may be admitted to something, and if not, why (资格核查)
    #[command(after_help = "Examples:\n  onecode eligibility check 51330500XX0000001X --for purchase\n  \
        onecode eligibility batch tenderers.txt --for purchase\n  onecode eligibility list 51330500XX0000001X\n  \
        onecode eligibility what-if --for public-fundraising --draft 'CH-02a=2 years'")]
    Eligibility(EligibilityArgs),
    /// List who has a qualification on a day, and show what an organisation has (资格名单)
    #[command(after_help = "Examples:\n  onecode qualification list --kind tax-exemption --on 2026-01-01\n  \
        onecode qualification show 51330500XX0000001X")]
    Qualification(QualificationArgs),
    /// Rehearse rules of risk warning on the past (风险预警)
    #[command(after_help = "Example:\n  onecode risk rehearse rule.toml --from 2023-01-01 --to 2025-12-31")]
    Risk(RiskArgs),
    /// Look up, fill and compare the catalogues of what may be purchased as a service (指导性目录)
    #[command(
        after_help = "Examples:\n  onecode catalog list --code A01\n  onecode catalog versions --division 330500\n  \
        onecode catalog import catalog.csv --title 2027年指导性目录 --year 2027\n  onecode catalog diff catalogs/0193…"
    )]
    Catalog(CatalogArgs),
    /// List special funds (专项资金)
    #[command(after_help = "Example:\n  onecode fund list")]
    Fund(FundArgs),
    /// Export grants of special funds as open data (360Giving 1.1)
    #[command(after_help = "Examples:\n  onecode grants export --out open-data\n  \
        onecode grants export --year 2026 --out open-data")]
    Grants(GrantsArgs),
    /// Show what a special fund has, and prove that its ledger fits (专项资金台账)
    #[command(
        after_help = "Examples:\n  onecode ledger balance funds/0193… --year 2026 --at 42\n  onecode ledger verify"
    )]
    Ledger(LedgerArgs),
    /// List and show contracts of purchase of services, import those signed elsewhere (购买服务合同)
    #[command(after_help = "Examples:\n  onecode contract list --overdue\n  onecode contract show contracts/0193…\n  \
        onecode contract import contracts.csv")]
    Contract(ContractArgs),
    /// Procurements that run here, what happened to them, and any procurement from planning to payment (采购活动)
    #[command(
        after_help = "Examples:\n  onecode tender list --status published\n  onecode tender show tenders/0193…\n  \
        onecode tender course purchaseProjects/0193…"
    )]
    Tender(TenderArgs),
    /// Export purchase of services as open contracting data (OCDS 1.1)
    #[command(after_help = "Examples:\n  onecode ocds export --out open-data\n  \
        onecode ocds export --records --out open-data")]
    Ocds(OcdsArgs),
    /// Tell what share social organisations have of purchase, and how concentrated it is (统计)
    #[command(after_help = "Examples:\n  onecode purchase shares --by department --year 2026\n  \
        onecode purchase concentrations --year 2026")]
    Purchase(PurchaseArgs),
}

impl ClientCommand {
    /// How to reach the server, and how to answer.
    #[must_use]
    pub const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::Get(args) => &args.connection,
            Self::Search(args) => &args.connection,
            Self::Resolve(args) => &args.connection,
            Self::Match(args) => &args.connection,
            Self::Revisions(args) => &args.connection,
            Self::CheckCode(args) => &args.connection,
            Self::Watch(args) => &args.connection,
            Self::Import(args) => &args.connection,
            Self::Export(args) => &args.connection,
            Self::Departments(args) => &args.connection,
            Self::Document(args) => args.command.connection(),
            Self::Statistics(args) => &args.connection,
            Self::Certificate(args) => args.command.connection(),
            Self::Task(args) => args.command.connection(),
            Self::Case(args) => args.command.connection(),
            Self::Deadline(args) => args.command.connection(),
            Self::Rule(args) => args.command.connection(),
            Self::Draw(args) => args.command.connection(),
            Self::Check(args) => args.command.connection(),
            Self::Complaint(args) => args.command.connection(),
            Self::Report(args) => args.command.connection(),
            Self::Rating(args) => args.command.connection(),
            Self::Listing(args) => args.command.connection(),
            Self::Credit(args) => args.command.connection(),
            Self::Publication(args) => args.command.connection(),
            Self::Measure(args) => args.command.connection(),
            Self::Eligibility(args) => args.command.connection(),
            Self::Qualification(args) => args.command.connection(),
            Self::Risk(args) => args.command.connection(),
            Self::Catalog(args) => args.command.connection(),
            Self::Fund(args) => args.command.connection(),
            Self::Grants(args) => args.command.connection(),
            Self::Ledger(args) => args.command.connection(),
            Self::Contract(args) => args.command.connection(),
            Self::Tender(args) => args.command.connection(),
            Self::Ocds(args) => args.command.connection(),
            Self::Purchase(args) => args.command.connection(),
        }
    }
}

/// Arguments of `get`.
#[derive(Debug, Args)]
pub struct GetArgs {
    /// The code (统一社会信用代码)
    #[arg(value_name = "CODE", value_parser = value::organization)]
    pub name: String,
    /// The day whose particulars are asked for [default: today]
    #[arg(long, value_name = "DATE", value_parser = value::date)]
    pub as_of: Option<Date>,
    /// By what was recorded up to then [default: now]
    #[arg(long, value_name = "INSTANT", value_parser = value::instant)]
    pub known_at: Option<Timestamp>,
    /// How much is shown
    #[arg(long, value_enum, default_value_t = View::Full)]
    pub view: View,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `search`.
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// Part of a name, pinyin, or initials
    pub query: String,
    /// Only in this division (GB/T 2260) and below
    #[arg(long, value_name = "CODE", value_parser = value::division)]
    pub division: Option<String>,
    /// Only in this status; may be repeated
    #[arg(long, value_parser = value::status)]
    pub status: Vec<OrganizationStatus>,
    /// How many matches a page has
    #[arg(long, value_name = "COUNT", default_value_t = 20, value_parser = clap::value_parser!(i32).range(1..=100))]
    pub page_size: i32,
    /// All pages, not the first alone
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `resolve`.
#[derive(Debug, Args)]
pub struct ResolveArgs {
    /// Code, old number, filing number, or a present or former name
    #[arg(value_name = "ID")]
    pub identifier: String,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `revisions`.
#[derive(Debug, Args)]
pub struct RevisionsArgs {
    /// The code (统一社会信用代码)
    #[arg(value_name = "CODE", value_parser = value::organization)]
    pub name: String,
    /// At most so many, the newest
    #[arg(long, value_name = "COUNT", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `check-code`.
#[derive(Debug, Args)]
pub struct CheckCodeArgs {
    /// What was written where a code should be [default: one line of standard input]
    pub code: Option<String>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `watch`.
#[derive(Debug, Args)]
pub struct WatchArgs {
    /// Where to begin: now, earliest, or a cursor; a cursor in --cursor-file goes before it
    #[arg(long, value_name = "PLACE", default_value = "now")]
    pub from: String,
    /// Where the place is kept; it need not exist
    #[arg(long, value_name = "FILE")]
    pub cursor_file: Option<PathBuf>,
    /// Only this fact, e.g. OrganizationChanged; may be repeated
    #[arg(long = "type", value_name = "FACT", value_parser = value::fact)]
    pub types: Vec<String>,
    /// Only in this division (GB/T 2260) and below; may be repeated
    #[arg(long, value_name = "CODE", value_parser = value::division)]
    pub division: Vec<String>,
    /// Only this organisation; may be repeated
    #[arg(long, value_name = "CODE", value_parser = value::organization)]
    pub organization: Vec<String>,
    /// End after so many events
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u64).range(1..))]
    pub limit: Option<u64>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `departments`.
#[derive(Debug, Args)]
pub struct DepartmentsArgs {
    /// Key of one department, e.g. civil-affairs
    pub key: Option<String>,
    /// The day [default: today]
    #[arg(long, value_name = "DATE", value_parser = value::date)]
    pub as_of: Option<Date>,
    /// Only those with a duty under this article, e.g. 意见(七)
    #[arg(long, conflicts_with = "key")]
    pub article: Option<String>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `statistics`.
#[derive(Debug, Args)]
pub struct StatisticsArgs {
    /// Only in this division (GB/T 2260) and below
    #[arg(long, value_name = "CODE", value_parser = value::division)]
    pub division: Option<String>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}
