//! The shapes of the Reconciliation Service API 0.2 of W3C's community group, which OpenRefine speaks: manifest, queries,
//! results, suggestions.

use onecode_proto::registry::v1::{
    MatchCandidate, MatchQuery, MatchReason, MatchResult, OrganizationKind, SearchMatch,
};
use serde_json::{Map, Value, json};

use super::query::{Asked, asked};
use crate::messages::{Label as _, Language};
use crate::output::division;
use crate::rows::{Column, kind, kind_word};

/// The most queries of one batch: what the register takes in one call.
pub(super) const MOST: usize = 500;
/// Where entities are suggested.
pub(super) const SUGGEST: &str = "/reconcile/suggest/entity";

const MOST_CANDIDATES: i32 = 10;
const ORGANIZATION: &str = "organization";
const ORGANIZATIONS: (&str, &str) = ("social organisation", "社会组织");
const NAME: (&str, &str) = ("Onecode: social organisations", "一组织一码：社会组织");
const KINDS: [OrganizationKind; 3] =
    [OrganizationKind::SocialGroup, OrganizationKind::PrivateNonEnterprise, OrganizationKind::Foundation];

/// One query of a batch: its key, and what is asked; nothing where nobody can be named so.
pub(super) type Keyed = (String, Option<MatchQuery>);

/// What the service is and can do.
pub(super) fn manifest(base: &str, language: Language) -> Value {
    let organization = json!({ "id": ORGANIZATION, "name": ORGANIZATIONS.label(language) });
    let types: Vec<Value> = std::iter::once(organization).chain(KINDS.map(|kind| of_kind(kind, language))).collect();
    json!({
        "versions": ["0.2"],
        "name": NAME.label(language),
        "identifierSpace": "urn:onecode:organizations",
        "schemaSpace": "urn:onecode:kinds",
        "serviceVersion": env!("CARGO_PKG_VERSION"),
        "defaultTypes": types,
        "batchSize": MOST,
        "suggest": { "entity": { "service_url": base, "service_path": SUGGEST } },
    })
}

/// A batch of queries; or what is wrong with it, for people.
pub(super) fn batch(text: &str) -> Result<Vec<Keyed>, String> {
    let batch: Map<String, Value> =
        serde_json::from_str(text).map_err(|error| format!("queries: no JSON object ({error})"))?;
    if batch.len() > MOST {
        return Err(format!("queries: holds {}, at most {MOST} are taken", batch.len()));
    }
    let read = batch.into_iter().map(|(key, query)| match one(&query) {
        Some(asked) => Ok((key, asked.query)),
        None => Err(key),
    });
    let (read, wrong): (Vec<_>, Vec<_>) = read.partition(Result::is_ok);
    let wrong: Vec<String> = wrong.into_iter().filter_map(Result::err).collect();
    if wrong.is_empty() {
        return Ok(read.into_iter().filter_map(Result::ok).collect());
    }
    Err(format!("{}: must have a query (text) or properties (pid, v)", wrong.join(", ")))
}

/// `None` if it is no query by the contract.
fn one(query: &Value) -> Option<Asked> {
    let query = query.as_object()?;
    let name = match query.get("query") {
        None => None,
        Some(name) => Some(name.as_str()?),
    };
    let properties = match query.get("properties") {
        None => &[][..],
        Some(properties) => properties.as_array()?.as_slice(),
    };
    if name.is_none() && properties.is_empty() {
        return None;
    }
    let mut hints = MatchQuery { limit: limit(query.get("limit")), ..MatchQuery::default() };
    hints.kind = wanted_kind(query.get("type")).map_or(0, i32::from);
    let mut code = String::new();
    for property in properties {
        let (pid, said) = (property.get("pid")?.as_str()?, text(property.get("v")?).unwrap_or_default());
        match Column::of(pid) {
            Some(Column::Code) => code = said,
            Some(Column::Division) if vocab::DivisionCode::parse(&said).is_ok() => hints.division = said,
            Some(Column::Kind) => hints.kind = kind(&said).map_or(hints.kind, i32::from),
            // by the specification a service may leave properties out that it does not know
            _ => {}
        }
    }
    Some(asked(name.unwrap_or_default(), &code, &hints))
}

fn limit(stated: Option<&Value>) -> i32 {
    let stated = stated.and_then(Value::as_i64).filter(|limit| *limit > 0);
    stated.map_or(0, |limit| i32::try_from(limit).unwrap_or(MOST_CANDIDATES).min(MOST_CANDIDATES))
}

/// The kind that is asked for, if it is one alone.
fn wanted_kind(stated: Option<&Value>) -> Option<OrganizationKind> {
    let stated = stated?;
    let one = match stated.as_array().map(Vec::as_slice) {
        Some([one]) => one,
        Some(_) | None => stated,
    };
    one.as_str().and_then(kind)
}

/// The first value of a property as text.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(several) => several.first().and_then(text),
        Value::Object(entity) => entity.get("id").and_then(text),
        Value::Null | Value::Bool(_) => None,
    }
}

/// The results of a batch; nothing was found for what could not be asked.
pub(super) fn results(batch: &[Keyed], results: &[MatchResult], language: Language) -> Value {
    let mut results = results.iter();
    let keyed = batch.iter().map(|(key, query)| {
        let candidates = query.as_ref().and_then(|_| results.next()).map_or(&[][..], |one| one.candidates.as_slice());
        let candidates: Vec<Value> = candidates.iter().map(|one| candidate(one, language)).collect();
        (key.clone(), json!({ "result": candidates }))
    });
    Value::Object(keyed.collect())
}

fn candidate(one: &MatchCandidate, language: Language) -> Value {
    let other = (one.matched_title != one.title && !one.matched_title.is_empty()).then_some(one.matched_title.as_str());
    let place = division(&one.division);
    let status = one.status().label(language);
    let told: Vec<&str> = other.into_iter().chain([place.as_str(), status]).filter(|text| !text.is_empty()).collect();
    let features: Vec<Value> = one.reasons().map(|reason| json!({ "id": feature(reason), "value": true })).collect();
    json!({
        "id": one.code,
        "name": one.title,
        "description": told.join(" · "),
        "score": one.score,
        "match": one.is_match,
        "type": [of_kind(one.kind(), language)],
        "features": features,
    })
}

/// `one_character`, as the contract spells it.
fn feature(reason: MatchReason) -> String {
    reason.as_str_name().trim_start_matches("MATCH_REASON_").to_lowercase()
}

fn of_kind(kind: OrganizationKind, language: Language) -> Value {
    json!({ "id": kind_word(kind).to_lowercase(), "name": kind.label(language) })
}

/// What may be meant by a beginning that somebody types.
pub(super) fn suggestions(found: &[SearchMatch], language: Language) -> Value {
    let found = found.iter().filter_map(|one| one.organization.as_ref()).map(|organization| {
        json!({
            "id": organization.code,
            "name": organization.title,
            "description": division(&organization.division),
            "notable": [of_kind(organization.kind(), language)],
        })
    });
    json!({ "result": found.collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_read_with_their_types_limits_and_properties() {
        let text = json!({
            "q0": { "query": "湖州市养老服务协会" },
            "q1": { "query": "湖州市养老服务协会", "type": ["foundation"], "limit": 25, "type_strict": "should", "properties": [
                { "pid": "统一社会信用代码", "v": [{ "id": "51330500XX0000001X", "name": "x" }] },
                { "pid": "division", "v": 330_500 },
                { "pid": "colour", "v": "red" },
            ] },
            "q2": { "properties": [{ "pid": "code", "v": "51330500XX0000001X" }] },
            "q3": { "query": "" },
        });
        let read = batch(&text.to_string()).unwrap();
        let query = |key: &str| read.iter().find(|(known, _)| known == key).unwrap().1.clone();
        let named = MatchQuery { name: "湖州市养老服务协会".to_owned(), ..MatchQuery::default() };
        assert_eq!(query("q0"), Some(named.clone()));
        let code = "51330500XX0000001X".to_owned();
        let hinted = MatchQuery {
            code: code.clone(),
            division: "330500".to_owned(),
            kind: OrganizationKind::Foundation.into(),
            limit: 10,
            ..named
        };
        assert_eq!(query("q1"), Some(hinted));
        assert_eq!(query("q2"), Some(MatchQuery { code, ..MatchQuery::default() }));
        assert_eq!(query("q3"), None);
    }

    #[test]
    fn what_is_no_batch_is_told_with_the_keys_of_the_wrong_queries() {
        for text in ["", "[]", "{"] {
            assert!(batch(text).unwrap_err().starts_with("queries"), "{text}");
        }
        let text = json!({ "a": {}, "b": { "query": "x" }, "c": { "query": 1 }, "d": { "properties": [] }, "e": [] });
        assert!(batch(&text.to_string()).unwrap_err().starts_with("a, c, d, e: "));
        let many: Map<String, Value> = (0..=MOST).map(|at| (at.to_string(), json!({ "query": "x" }))).collect();
        assert!(batch(&Value::Object(many).to_string()).unwrap_err().contains("501"));
    }

    #[test]
    fn a_result_has_what_the_specification_wants_of_it() {
        let found = MatchCandidate {
            code: "51330500XX0000001X".to_owned(),
            title: "湖州市养老服务协会".to_owned(),
            matched_title: "湖州市敬老协会".to_owned(),
            score: 90,
            reasons: vec![MatchReason::OneCharacter.into(), MatchReason::FormerName.into()],
            is_match: true,
            kind: OrganizationKind::SocialGroup.into(),
            division: "330500".to_owned(),
            ..MatchCandidate::default()
        };
        let asked = [("q0".to_owned(), Some(MatchQuery::default())), ("q1".to_owned(), None)];
        let told = results(&asked, &[MatchResult { candidates: vec![found] }], Language::En);
        let candidate = &told["q0"]["result"][0];
        assert_eq!((&candidate["id"], &candidate["score"]), (&json!("51330500XX0000001X"), &json!(90)));
        assert_eq!((&candidate["match"], &candidate["type"][0]["id"]), (&json!(true), &json!("social_group")));
        assert!(candidate["description"].as_str().unwrap().starts_with("湖州市敬老协会 · 330500"));
        let features = json!([{ "id": "one_character", "value": true }, { "id": "former_name", "value": true }]);
        assert_eq!(candidate["features"], features);
        assert_eq!(told["q1"], json!({ "result": [] }));
    }
}
