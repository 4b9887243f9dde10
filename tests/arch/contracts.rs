//! What every contract must say, beyond what the build and the linter check.

use std::collections::BTreeSet;

use onecode_proto::access::METHODS;
use onecode_proto::publish::PUBLISHABLE;
use onecode_proto::reasons::REASONS;
use prost_reflect::{DescriptorPool, MessageDescriptor};

/// Codes that a [`fault::Kind`] can become.
const CODES: [&str; 14] = [
    "INVALID_ARGUMENT",
    "UNAUTHENTICATED",
    "PERMISSION_DENIED",
    "NOT_FOUND",
    "ALREADY_EXISTS",
    "FAILED_PRECONDITION",
    "ABORTED",
    "OUT_OF_RANGE",
    "RESOURCE_EXHAUSTED",
    "DEADLINE_EXCEEDED",
    "CANCELLED",
    "UNAVAILABLE",
    "UNIMPLEMENTED",
    "INTERNAL",
];

fn pool() -> &'static DescriptorPool {
    onecode_proto::pool()
}

fn classified(message: &MessageDescriptor, seen: &mut BTreeSet<String>) -> Vec<String> {
    if !seen.insert(message.full_name().to_owned()) {
        return Vec::new();
    }
    let option = pool().get_extension_by_name("onecode.options.v1.classified").expect("the option exists");
    let mut found = Vec::new();
    for field in message.fields() {
        if field.options().has_extension(&option) {
            found.push(field.full_name().to_owned());
        }
        if let Some(inner) = field.kind().as_message() {
            found.extend(classified(inner, seen));
        }
    }
    found
}

#[test]
fn facts_hold_no_classified_field() {
    let facts: Vec<_> =
        pool().all_messages().filter(|message| message.parent_file().name().ends_with("facts.proto")).collect();
    assert!(!facts.is_empty());
    for fact in facts {
        assert_eq!(classified(&fact, &mut BTreeSet::new()), Vec::<String>::new(), "{}", fact.full_name());
    }
}

#[test]
fn the_organisation_has_classified_fields_and_its_readers_know() {
    let get = METHODS.iter().find(|method| method.name == "GetOrganization").expect("the method exists");
    assert_eq!(get.unmask, ["registry.organization.read_personal"]);
    let facts_only = METHODS.iter().find(|method| method.name == "WatchEvents").expect("the method exists");
    assert!(facts_only.unmask.is_empty());
}

#[test]
fn permissions_are_named_after_domain_noun_and_verb() {
    for permission in onecode_proto::access::permissions() {
        let parts: Vec<&str> = permission.split('.').collect();
        let plain = |part: &&str| part.chars().all(|c| c.is_ascii_lowercase() || c == '_') && !part.is_empty();
        assert!((2..=3).contains(&parts.len()) && parts.iter().all(plain), "{permission}");
    }
}

#[test]
fn methods_that_change_something_say_so_in_their_permission() {
    let reading = ["read", "export", "statistics", "check", "watch"];
    for method in METHODS {
        let verb = method.permission.rsplit('.').next().unwrap_or_default();
        assert_eq!(method.write, !reading.contains(&verb), "{}: permission {}", method.path, method.permission);
        assert!(!(method.write && method.cacheable), "{} cannot be both", method.path);
    }
}

#[test]
fn every_reason_is_told_once_with_a_code_that_exists() {
    let mut told = BTreeSet::new();
    for reason in REASONS {
        assert!(CODES.contains(&reason.code), "{}: {}", reason.reason, reason.code);
        assert!(told.insert(reason.reason), "{} is told twice", reason.reason);
    }
}

#[test]
fn every_unary_and_server_streaming_method_has_its_http_mapping() {
    let http = pool().get_extension_by_name("google.api.http").expect("the annotation is vendored");
    for service in pool().services() {
        for method in service.methods().filter(|method| !method.is_client_streaming()) {
            assert!(method.options().has_extension(&http), "{}", method.full_name());
        }
    }
}

#[test]
fn every_field_of_ours_says_its_behaviour() {
    let behaviour = pool().get_extension_by_name("google.api.field_behavior").expect("the annotation is vendored");
    for message in pool().all_messages() {
        let package = message.package_name();
        if !package.starts_with("onecode.") || package == "onecode.options.v1" || message.is_map_entry() {
            continue;
        }
        for field in message.fields() {
            assert!(field.options().has_extension(&behaviour), "{}", field.full_name());
        }
    }
}

/// Fields of a message, and of what it holds, that do not state that they are public.
fn not_public(message: &MessageDescriptor, seen: &mut BTreeSet<String>) -> Vec<String> {
    if !message.package_name().starts_with("onecode.") || !seen.insert(message.full_name().to_owned()) {
        return Vec::new();
    }
    let option = pool().get_extension_by_name("onecode.options.v1.classified").expect("the option exists");
    let mut found = Vec::new();
    for field in message.fields() {
        let stated = field
            .options()
            .get_extension(&option)
            .as_message()
            .and_then(|class| class.get_field_by_name("class").and_then(|class| class.as_enum_number()));
        if stated != Some(1) {
            found.push(field.full_name().to_owned());
        }
        if let Some(inner) = field.kind().as_message() {
            found.extend(not_public(inner, seen));
        }
    }
    found
}

#[test]
fn what_may_be_published_states_of_every_field_that_it_is_public() {
    assert!(
        PUBLISHABLE.contains(&"onecode.credit.v1.Publication") && PUBLISHABLE.contains(&"onecode.credit.v1.Bulletin")
    );
    for never in
        ["onecode.credit.v1.CreditRecord", "onecode.registry.v1.Organization", "onecode.credit.v1.BulletinDraft"]
    {
        assert!(!PUBLISHABLE.contains(&never), "{never}");
    }
    for name in PUBLISHABLE {
        let message = pool().get_message_by_name(name).expect("the message exists");
        assert_eq!(not_public(&message, &mut BTreeSet::new()), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn whoever_reads_publications_is_answered_nothing_else() {
    let public = ["credit.publication.read", "credit.publication.export"];
    let methods: Vec<_> = METHODS.iter().filter(|method| public.contains(&method.permission)).collect();
    assert_eq!(methods.len(), 5);
    for method in methods {
        assert!(PUBLISHABLE.contains(&method.output), "{}", method.path);
    }
}
