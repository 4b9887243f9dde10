//! A place to deploy to: keys, roles, settings, and who may call.

use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use auth::{Claims, Issuer};
use jose::SigningKeys;
use onecode_proto::google::r#type::Date as PbDate;
use prost_types::Timestamp;
use seal::Ring;
use serde_json::Value;
use tempfile::TempDir;
use testkit::{Caller, Identities, START};
use time::macros::format_description;
use time::{Date, Weekday};
use uow::Clock;

use super::{Port, Program};

const ROLES: &str = include_str!("../../deploy/local/roles.toml");

/// One deployment's files, gone with it.
#[derive(Debug)]
pub struct Site {
    home: TempDir,
    database: String,
    identities: Identities,
    clock: Clock,
    /// What processes are told of the time, where it is held.
    time: Option<PathBuf>,
}

impl Site {
    /// For a database. Two issuers are trusted: one for ordinary callers, and one whose key lies in [`Site::issuer`].
    #[must_use]
    pub fn new(database: &str) -> Self {
        Self::by(database, Clock::system())
    }

    /// The same, where time stands at [`START`] until [`Site::pass`] moves it.
    #[must_use]
    pub fn held(database: &str) -> Self {
        let mut site = Self::by(database, Clock::held(START));
        site.time = Some(site.home.path().join("time"));
        site.tell();
        site
    }

    /// Lets time pass for everybody here, processes among them.
    pub fn pass(&self, time: time::Duration) {
        self.clock.advance(time);
        self.tell();
    }

    /// Tells processes the time.
    fn tell(&self) {
        let Some(file) = &self.time else { return };
        let format = format_description!("[year]-[month]-[day] [hour]:[minute]:[second]");
        let now = self.clock.now().format(format).expect("an instant has a date");
        let fresh = file.with_extension("new");
        fs::write(&fresh, now).expect("the folder can be written");
        fs::rename(fresh, file).expect("the file can be replaced");
    }

    fn by(database: &str, clock: Clock) -> Self {
        let home = tempfile::tempdir().expect("a folder can be made");
        fs::write(home.path().join("roles.toml"), ROLES).expect("the folder can be written");
        SigningKeys::load_or_create(&home.path().join("certificate-keys")).expect("a key can be made");
        Ring::load_or_create(&home.path().join("personal-data.toml")).expect("keys can be made");
        let identities = Identities::new(clock.clone());
        let site = Self { home, database: database.to_owned(), identities, clock, time: None };
        site.trust(&[&site.workshop()]);
        site
    }

    /// Trusts ordinary callers, and the current and retired keys of these issuers.
    pub fn trust(&self, issuers: &[&Issuer]) {
        let sets = std::iter::once(self.identities.issuer()).chain(issuers.iter().copied()).map(Issuer::jwks);
        let keys: Vec<Value> = sets.flat_map(|set| keys(&set)).collect();
        let fresh = self.home.path().join("jwks.new");
        fs::write(&fresh, serde_json::json!({ "keys": keys }).to_string()).expect("the folder can be written");
        fs::rename(fresh, self.home.path().join("jwks.json")).expect("the key set can be replaced");
    }

    /// The second issuer, with its private key beside it in `issuer.pem`.
    #[must_use]
    pub fn workshop(&self) -> Issuer {
        Issuer::load_or_create(&self.issuer()).expect("an issuer can be made")
    }

    /// Folder of the second issuer.
    #[must_use]
    pub fn issuer(&self) -> PathBuf {
        self.home.path().join("issuer")
    }

    /// Folder of the contents of documents.
    #[must_use]
    pub fn documents(&self) -> PathBuf {
        self.home.path().join("documents")
    }

    /// What the site takes for the time.
    #[must_use]
    pub const fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Today here, or the day so many days later.
    #[must_use]
    pub fn day(&self, later: i64) -> PbDate {
        let day = vocab::day_of(self.clock.now()) + time::Duration::days(later);
        PbDate { year: day.year(), month: i32::from(u8::from(day.month())), day: i32::from(day.day()) }
    }

    /// The second that is so far ahead.
    #[must_use]
    pub fn second(&self, later: time::Duration) -> Timestamp {
        Timestamp { seconds: (self.clock.now() + later).unix_timestamp(), nanos: 0 }
    }

    /// A folder for what a test writes.
    #[must_use]
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The city's civil affairs department, which registers.
    #[must_use]
    pub fn registrar(&self) -> Caller {
        self.identities.caller("civil-affairs", "330500", &["registry-registrar", "statistics"])
    }

    /// The city's tax department, which reads.
    #[must_use]
    pub fn tax(&self) -> Caller {
        self.identities.caller("tax", "330500", &["registry-reader"])
    }

    /// Who calls for a department in a division.
    #[must_use]
    pub fn caller(&self, department: &str, division: &str, roles: &[&str]) -> Caller {
        self.identities.caller(department, division, roles)
    }

    /// Who calls for a department in a division on behalf of an official.
    #[must_use]
    pub fn official(&self, department: &str, division: &str, roles: &[&str], account: &str) -> Caller {
        self.identities.official(department, division, roles, account)
    }

    /// Claims of a tax reader of the city, to be bent and signed by [`Site::workshop`]; `age` is how long ago it was
    /// issued.
    #[must_use]
    pub fn claims(&self, token_id: &str, age: Duration) -> Claims {
        Claims::new("tax-core", token_id, self.clock.now() - age)
            .department("tax")
            .division("330500")
            .roles(["registry-reader"])
    }

    /// Writes settings; `knobs` are keys with TOML values, in place of the defaults here.
    #[must_use]
    pub fn settings(&self, name: &str, listen: SocketAddr, admin: SocketAddr, knobs: &[(&str, String)]) -> PathBuf {
        let home = self.home.path();
        let text = |value: &dyn std::fmt::Display| format!("\"{value}\"");
        let mut keys: BTreeMap<&str, String> = BTreeMap::from([
            ("listen", text(&listen)),
            ("admin", text(&admin)),
            ("plaintext", "true".to_owned()),
            ("drain_delay", text(&"0s")),
            ("database.url", text(&self.database)),
            ("documents.folder", text(&self.documents().display())),
            ("database.max_writes", "8".to_owned()),
            ("database.max_reads", "8".to_owned()),
            ("auth.jwks_file", text(&home.join("jwks.json").display())),
            ("auth.roles", text(&home.join("roles.toml").display())),
            ("auth.refresh", text(&"1s")),
            ("certificate.keys", text(&home.join("certificate-keys").display())),
            ("personal_data.keys", text(&home.join("personal-data.toml").display())),
        ]);
        keys.extend(knobs.iter().map(|(key, value)| (*key, value.clone())));
        let lines: Vec<String> = keys.iter().map(|(key, value)| format!("{key} = {value}\n")).collect();
        let file = home.join(format!("{name}.toml"));
        fs::write(&file, lines.concat()).expect("the folder can be written");
        file
    }

    /// A calendar of the year after [`START`] in which every Monday to Friday is a working day.
    #[must_use]
    pub fn next_calendar(&self) -> PathBuf {
        let first = Date::from_ordinal_date(START.year() + 1, 1).expect("a year has a first day");
        let days = std::iter::successors(Some(first), |day| day.next_day().filter(|next| next.year() == first.year()));
        let line = |day: Date| {
            let rests = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
            format!("{day},{},,{}\n", u8::from(!rests), if rests { "weekend" } else { "workday" })
        };
        let file = self.home.path().join("next.csv");
        let text: String = std::iter::once("date,is_workday,name,kind\n".to_owned()).chain(days.map(line)).collect();
        fs::write(&file, text).expect("the folder can be written");
        file
    }

    /// A program that runs one part, or `all`; not started.
    #[must_use]
    pub fn program(&self, name: &str, part: &'static str, knobs: &[(&str, String)]) -> Program {
        let (listen, admin) = (Port::reserve(), Port::reserve());
        let config = self.settings(name, listen.address(), admin.address(), knobs);
        let log = self.home.path().join(format!("{name}.log"));
        Program::new(part, config, log, listen, admin).by(self.time.clone())
    }
}

fn keys(set: &str) -> Vec<Value> {
    let set: Value = serde_json::from_str(set).expect("a key set is JSON");
    set["keys"].as_array().cloned().unwrap_or_default()
}
