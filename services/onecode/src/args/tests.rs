//! The command line, read as people write it.

use std::collections::BTreeSet;

use onecode_proto::google::r#type::Date;
use onecode_proto::registry::v1::OrganizationStatus;

use super::*;

fn read(words: &[&str]) -> Result<Cli, clap::Error> {
    Cli::read(std::iter::once("onecode").chain(words.iter().copied()).map(OsString::from), Language::En)
}

fn help(words: &[&str], language: Language) -> String {
    let words = std::iter::once("onecode").chain(words.iter().copied()).chain(["--help"]);
    let error = Cli::read(words.map(OsString::from), language).unwrap_err();
    assert_eq!(error.kind(), clap::error::ErrorKind::DisplayHelp);
    error.to_string()
}

#[test]
fn the_command_line_holds_together() {
    Cli::command().debug_assert();
}

#[test]
fn every_command_has_help_that_shows_an_example_in_both_languages() {
    let names: BTreeSet<String> = Cli::command().get_subcommands().map(|it| it.get_name().to_owned()).collect();
    let told: BTreeSet<String> = chinese::COMMANDS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names, told);
    for (name, about) in chinese::COMMANDS {
        assert!(help(&[name], Language::En).contains(&format!("onecode {name}")), "{name}");
        assert!(help(&[name], Language::Zh).contains(about), "{name}");
    }
}

#[test]
fn the_long_help_says_what_the_exit_codes_mean() {
    assert!(help(&[], Language::En).contains(Exit::HELP));
}

#[test]
fn values_are_read_with_the_rules_of_the_contract() {
    let cli = read(&["get", " 51330500XX0000001X", "--as-of", "2020/1/31", "--known-at", "2020-01-31T08:00:00+08:00"]);
    let Command::Client(ClientCommand::Get(args)) = cli.unwrap().command else { panic!("get") };
    assert_eq!(args.name, "organizations/51330500XX0000001X");
    assert_eq!(args.as_of, Some(Date { year: 2020, month: 1, day: 31 }));
    assert_eq!(args.known_at.unwrap().seconds, 1_580_428_800);
    let cli = read(&["export", "--status", "注销", "--status", "active"]);
    let Command::Client(ClientCommand::Export(args)) = cli.unwrap().command else { panic!("export") };
    assert_eq!(args.filters.status, [OrganizationStatus::Deregistered, OrganizationStatus::Active]);
    let id = "0193f0a2-5c1e-7d00-8000-000000000001";
    for (said, meant) in [
        (id.to_owned(), WhichCase::Named(format!("cases/{id}"))),
        (format!("cases/{id}"), WhichCase::Named(format!("cases/{id}"))),
        (format!("applications/{id}"), WhichCase::About(format!("applications/{id}"))),
    ] {
        let Command::Client(ClientCommand::Case(args)) = read(&["case", "show", &said]).unwrap().command else {
            panic!("case")
        };
        let CaseCommand::Show(args) = args.command;
        assert_eq!(args.which, meant);
    }
    let cli = read(&["watch", "--type", "OrganizationChanged", "--type", "other.v1.Fact"]);
    let Command::Client(ClientCommand::Watch(args)) = cli.unwrap().command else { panic!("watch") };
    assert_eq!(args.types, ["onecode.registry.v1.OrganizationChanged", "other.v1.Fact"]);
}

#[test]
fn values_that_cannot_be_right_are_refused_before_anything_is_asked() {
    for words in [
        &["get"][..],
        &["get", "X", "--as-of", "2020-02-30"],
        &["get", "X", "--known-at", "yesterday"],
        &["get", "organizations/X/revisions/1"],
        &["search", "X", "--division", "33"],
        &["search", "X", "--page-size", "101"],
        &["search", "X", "--status", "fine"],
        &["get", "X", "--token", "t", "--token-file", "f"],
        &["get", "X", "--client-cert-file", "f"],
        &["import", "f.csv", "--key", "two words"],
        &["watch", "--limit", "0"],
        &["task", "list", "--mine", "--department", "tax"],
        &["task", "list", "--state", "urgent"],
        &["case", "show", "cases/1"],
        &["case", "show", "cases/0193f0a2-5c1e-7d00-8000-000000000001/tasks/2"],
        &["deadline", "explain"],
        &["deadline", "explain", "--rule", "REG-05"],
        &["deadline", "explain", "--rule", "reg 5", "--from", "2026-11-26"],
        &["deadline", "explain", "cases/0193f0a2-5c1e-7d00-8000-000000000001"],
        &["rule", "show", "05"],
        &["tender", "show", "contracts/0193f0a2-5c1e-7d00-8000-000000000001"],
        &["match"],
        &["match", "list.csv", "--serve", "127.0.0.1:8000"],
        &["match", "--serve", "0.0.0.0:8000"],
        &["match", "--serve", "localhost"],
        &["publication", "list", "--kind", "gossip"],
        &["publication", "list", "--withdrawn", "--organization", "51330500XX0000001X"],
    ] {
        assert!(read(words).is_err(), "{words:?}");
    }
}

#[test]
fn completion_knows_every_command() {
    let mut script = Vec::new();
    crate::completion::write(&CompletionArgs { shell: Shell::Bash }, &mut script).unwrap();
    let script = String::from_utf8(script).unwrap();
    for (name, _) in chinese::COMMANDS {
        assert!(script.contains(name), "{name}");
    }
}

#[test]
fn the_form_of_rows_is_known_by_the_name_of_the_file() {
    for (name, format) in [
        ("a.csv", Some(TableFormat::Csv)),
        ("A.CSV.ZST", Some(TableFormat::Csv)),
        ("dir.csv/a.jsonl", Some(TableFormat::Ndjson)),
        ("a.ndjson.zst", Some(TableFormat::Ndjson)),
        ("a.xlsx", None),
        ("-", None),
    ] {
        assert_eq!(TableFormat::by_name(name), format, "{name}");
    }
}

#[test]
fn a_drafted_number_is_read_with_its_unit() {
    let words = ["eligibility", "what-if", "--for", "public-fundraising", "--draft", " CH-02a = 2  years"];
    let Command::Client(ClientCommand::Eligibility(args)) = read(&words).unwrap().command else {
        panic!("eligibility")
    };
    let EligibilityCommand::WhatIf(args) = args.command else { panic!("what-if") };
    let [draft] = args.drafts.as_slice() else { panic!("{:?}", args.drafts) };
    assert_eq!((draft.rule.as_str(), draft.value, draft.unit.as_str()), ("CH-02a", Some(2), "years"));
    for wrong in ["CH-02a", "CH-02a=2", "CH-02a=two years", "=2 years"] {
        assert!(read(&["eligibility", "what-if", "--for", "fund", "--draft", wrong]).is_err(), "{wrong}");
    }
    assert!(read(&["eligibility", "what-if", "--for", "fund"]).is_err(), "a draft is required");
}
