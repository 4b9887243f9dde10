//! The page that shows procedures to people (程序一览), in Markdown.

use std::fmt::Write as _;

use statute::RuleBook;

use crate::{Action, Basis, Demand, Procedure, To, Weight};

/// Every procedure with its picture and tables; `head` goes before them. Pictures are `{key}.svg` beside the page.
#[must_use]
pub fn page(head: &str, procedures: &[&'static Procedure], book: &RuleBook) -> String {
    let mut page = head.to_owned();
    for procedure in procedures {
        let Procedure { key, title, .. } = procedure;
        let _ = write!(page, "\n## {title} `{key}`\n\nRests on {}.\n\n", procedure.basis.join(", "));
        let _ = write!(page, "![{title}]({key}.svg)\n\n");
        page.push_str("### Actions\n\n");
        page.push_str("| # | action | from | to | who | permission | on file | besides | notice | basis |\n");
        page.push_str("|---|---|---|---|---|---|---|---|---|---|\n");
        for (number, action) in (1..).zip(procedure.actions) {
            page.push_str(&action_row(procedure, number, action));
        }
        page.push_str("\n### Terms\n\n| clock | key | who must act | rule | term | may stand still, be prolonged |\n");
        page.push_str("|---|---|---|---|---|---|\n");
        for clock in procedure.clocks {
            for (case, rule) in rules(clock.basis) {
                let owner = procedure.role(clock.owner).map_or(clock.owner, |role| role.title);
                let term = term(book, rule);
                let may = if clock.adjustable { "yes" } else { "no" };
                let _ =
                    writeln!(page, "| {} | `{}` | {owner} | {rule}{case} | {term} | {may} |", clock.title, clock.key);
            }
        }
        page.push_str(
            "\n### Opinions\n\n| review | who | what is looked at | clock | weight |\n|---|---|---|---|---|\n",
        );
        for review in procedure.reviews {
            let who = procedure.role(review.role).map_or(review.role, |role| role.title);
            let weight = match review.weight {
                Weight::Binding => "binding: no approval without a favourable one",
                Weight::Advisory => "advisory: asked for and weighed; silence counts once its term is over",
            };
            let _ = writeln!(page, "| `{}` | {who} | {} | `{}` | {weight} |", review.key, review.title, review.clock);
        }
    }
    page
}

fn action_row(procedure: &Procedure, number: usize, action: &Action) -> String {
    let state = |key: &&str| procedure.state(key).map_or((*key).to_owned(), |state| state.title.to_owned());
    let from: Vec<String> = action.from.iter().map(state).collect();
    let to = match action.to {
        To::State(key) => state(&key),
        To::Same => "—".to_owned(),
    };
    let by: Vec<&str> = action.by.iter().filter_map(|role| procedure.role(role)).map(|role| role.title).collect();
    let on_file: Vec<String> = action.on_file.iter().map(|kind| format!("`{kind}`")).collect();
    let besides: Vec<String> = action.demands.iter().map(|demand| demanded(*demand)).collect();
    format!(
        "| {number} | {} `{}` | {} | {to} | {} | `{}` | {} | {} | {} | {} |\n",
        action.title,
        action.key,
        from.join("、"),
        by.join("、"),
        action.permission,
        on_file.join(" "),
        besides.join("; "),
        action.notice.unwrap_or_default(),
        action.basis.join(", "),
    )
}

fn demanded(demand: Demand) -> String {
    match demand {
        Demand::Reasons => "reasons".to_owned(),
        Demand::Ground => "a statutory ground".to_owned(),
        Demand::OpinionsIn => "opinions are in, or advisory and overdue".to_owned(),
        Demand::NoBindingObjection => "no binding opinion against it".to_owned(),
        Demand::ObjectionsWeighed => "reasons, if an opinion is against it or missing".to_owned(),
        Demand::ClockOver(clock) => format!("`{clock}` is over"),
        Demand::PublicAnswered => "objections of the public are answered".to_owned(),
        Demand::NoneUpheld => "no objection was upheld".to_owned(),
        Demand::Upheld => "an objection was upheld".to_owned(),
    }
}

/// Each rule with the case that it is for.
fn rules(basis: Basis) -> Vec<(String, &'static str)> {
    match basis {
        Basis::Rule(rule) => vec![(String::new(), rule)],
        Basis::Variants(rules) => rules.iter().map(|(variant, rule)| (format!(" (`{variant}`)"), *rule)).collect(),
    }
}

/// How long, in every version of the rule.
fn term(book: &RuleBook, rule: &str) -> String {
    let versions = book.rule(rule).map(|rule| rule.versions.as_slice()).unwrap_or_default();
    let term = |version: &statute::Version| {
        let length = version.threshold.map(|term| format!("{} {}", term.value, term.unit.as_str().replace('_', " ")));
        format!("{} from {}", length.unwrap_or_default(), version.valid_from)
    };
    versions.iter().map(term).collect::<Vec<_>>().join("; ")
}
