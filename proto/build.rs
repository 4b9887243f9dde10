//! Compiles the contracts without protoc, and reads from them what the suite enforces: who may call each method, which
//! fields are classified, what each error reason means. A contract that leaves one of these out does not build.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use prost_reflect::{DescriptorPool, DynamicMessage, MessageDescriptor, MethodDescriptor, Value};

/// `DATA_CLASS_PUBLIC`.
const PUBLIC: i32 = 1;
/// `DATA_CLASS_PERSONAL`; what is above it is classified too.
const PERSONAL: i32 = 3;
/// What fields that are published may hold beside messages of ours: neither can hold a person.
const PLAIN: [&str; 2] = ["google.protobuf.Timestamp", "google.type.Date"];

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[expect(clippy::disallowed_methods, reason = "cargo speaks to build scripts through the environment")]
fn main() -> Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo:rerun-if-changed=onecode");
    println!("cargo:rerun-if-changed=google");

    let mut files = Vec::new();
    collect(&root.join("onecode"), &mut files)?;
    files.sort();
    let mut compiler = protox::Compiler::new([&root])?;
    compiler.include_imports(true).include_source_info(true).open_files(&files)?;
    let set = compiler.file_descriptor_set();
    let mut bare = protox::Compiler::new([&root])?;
    let encoded = bare.include_imports(true).open_files(&files)?.encode_file_descriptor_set();
    fs::write(out.join("onecode.binpb"), &encoded)?;

    let pool = DescriptorPool::decode(encoded.as_slice())?;
    fs::write(out.join("access_table.rs"), access_table(&pool)?)?;
    fs::write(out.join("reason_table.rs"), reason_table(&pool)?)?;
    fs::write(out.join("publishable_table.rs"), publishable_table(&pool)?)?;

    let mut config = tonic_prost_build::Config::new();
    config.enable_type_names();
    // A map in a fixed order, so that the same request always encodes, and hashes, alike.
    config.btree_map(["."]);
    tonic_prost_build::configure()
        .include_file("contracts.rs")
        .bytes(".google.protobuf.Any.value")
        .bytes(".onecode.document.v1.UploadDocumentRequest.chunk")
        .bytes(".onecode.document.v1.DownloadDocumentResponse.content")
        .compile_fds_with_config(set, config)?;
    Ok(())
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "proto") {
            files.push(path);
        }
    }
    Ok(())
}

/// The message in an option of ours, re-read with the pool that knows the extension.
fn option(options: &DynamicMessage, pool: &DescriptorPool, extension: &str) -> Option<DynamicMessage> {
    let extension = pool.get_extension_by_name(&format!("onecode.options.v1.{extension}"))?;
    options.has_extension(&extension).then(|| options.get_extension(&extension).as_message().cloned())?
}

fn text(message: &DynamicMessage, field: &str) -> String {
    message.get_field_by_name(field).and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn flag(message: &DynamicMessage, field: &str) -> bool {
    message.get_field_by_name(field).and_then(|value| value.as_bool()).unwrap_or_default()
}

fn number(message: &DynamicMessage, field: &str) -> i32 {
    message.get_field_by_name(field).and_then(|value| value.as_enum_number()).unwrap_or_default()
}

fn access_table(pool: &DescriptorPool) -> Result<String> {
    let mut rows: Vec<(String, String)> = Vec::new();
    let mut missing = Vec::new();
    for service in pool.services() {
        for method in service.methods() {
            let path = format!("/{}/{}", service.full_name(), method.name());
            let access = option(&method.options(), pool, "access");
            let valid = access.filter(|access| !text(access, "permission").is_empty() && number(access, "scope") != 0);
            match valid {
                Some(access) => rows.push((path.clone(), access_row(pool, &path, &method, &access)?)),
                None => missing.push(path),
            }
        }
    }
    if !missing.is_empty() {
        return Err(format!(
            "methods without (onecode.options.v1.access) permission and scope: {}",
            missing.join(", ")
        )
        .into());
    }
    rows.sort();
    let mut table = String::from("pub static METHODS: &[Method] = &[\n");
    for (_, row) in rows {
        table.push_str(&row);
    }
    table.push_str("];\n");
    Ok(table)
}

fn access_row(pool: &DescriptorPool, path: &str, method: &MethodDescriptor, access: &DynamicMessage) -> Result<String> {
    let scope = match number(access, "scope") {
        1 => "Scope::OwnDivision",
        2 => "Scope::Any",
        other => return Err(format!("{path}: scope {other} is not known to the build").into()),
    };
    let mut unmask = Vec::new();
    classified(pool, &method.output(), &mut Vec::new(), &mut unmask)?;
    unmask.sort();
    unmask.dedup();
    Ok(format!(
        "    Method {{ path: {path:?}, service: {:?}, name: {:?}, permission: {:?}, write: {}, scope: {scope}, cacheable: {}, \
         client_streaming: {}, server_streaming: {}, input: {:?}, output: {:?}, unmask: &{unmask:?} }},\n",
        method.parent_service().full_name(),
        method.name(),
        text(access, "permission"),
        flag(access, "write"),
        flag(access, "cacheable"),
        method.is_client_streaming(),
        method.is_server_streaming(),
        method.input().full_name(),
        method.output().full_name(),
    ))
}

/// The permissions that unmask any field reachable from a message.
fn classified(
    pool: &DescriptorPool,
    message: &MessageDescriptor,
    seen: &mut Vec<String>,
    found: &mut Vec<String>,
) -> Result<()> {
    if seen.iter().any(|name| name == message.full_name()) {
        return Ok(());
    }
    seen.push(message.full_name().to_owned());
    for field in message.fields() {
        let class = option(&field.options(), pool, "classified");
        if let Some(class) = class.filter(|class| number(class, "class") >= PERSONAL) {
            let permission = text(&class, "permission");
            if permission.is_empty() {
                return Err(format!("{}: a classified field names no permission", field.full_name()).into());
            }
            found.push(permission);
        }
        if let Some(inner) = field.kind().as_message() {
            classified(pool, inner, seen, found)?;
        }
    }
    Ok(())
}

/// The messages that may be put before the public, each with the mark that no other crate can give.
fn publishable_table(pool: &DescriptorPool) -> Result<String> {
    let mut names: Vec<String> = pool
        .all_messages()
        .filter(|message| message.package_name().starts_with("onecode.") && message.parent_message().is_none())
        .filter(|message| message.fields().len() > 0 && publishable(pool, message, &mut Vec::new()))
        .map(|message| message.full_name().to_owned())
        .collect();
    names.sort();
    let mut table = String::new();
    for name in &names {
        let path = name.replace('.', "::");
        writeln!(table, "impl sealed::Sealed for crate::contracts::{path} {{}}")?;
        writeln!(table, "impl Publishable for crate::contracts::{path} {{}}")?;
    }
    writeln!(table, "/// Full names of the messages that may be put before the public.")?;
    writeln!(table, "pub static PUBLISHABLE: &[&str] = &{names:?};")?;
    Ok(table)
}

/// Whether every field of a message, and of what it holds, states that it is public.
fn publishable(pool: &DescriptorPool, message: &MessageDescriptor, seen: &mut Vec<String>) -> bool {
    if seen.iter().any(|name| name == message.full_name()) {
        return true;
    }
    seen.push(message.full_name().to_owned());
    message.fields().all(|field| {
        let stated =
            option(&field.options(), pool, "classified").is_some_and(|class| number(&class, "class") == PUBLIC);
        stated
            && field.kind().as_message().is_none_or(|inner| {
                PLAIN.contains(&inner.full_name())
                    || (inner.package_name().starts_with("onecode.") && publishable(pool, inner, seen))
            })
    })
}

fn reason_table(pool: &DescriptorPool) -> Result<String> {
    let mut table = String::from("pub static REASONS: &[Reason] = &[\n");
    for reasons in pool.all_enums().filter(|candidate| candidate.name() == "ErrorReason") {
        for value in reasons.values().filter(|value| value.number() != 0) {
            let reason = option(&value.options(), pool, "reason")
                .ok_or_else(|| format!("{}: no (onecode.options.v1.reason)", value.full_name()))?;
            let keys: Vec<String> = match reason.get_field_by_name("metadata").as_deref() {
                Some(Value::List(keys)) => keys.iter().filter_map(|key| key.as_str().map(str::to_owned)).collect(),
                _ => Vec::new(),
            };
            let name = value.name().strip_prefix("ERROR_REASON_").unwrap_or(value.name()).to_owned();
            writeln!(
                table,
                "    Reason {{ package: {:?}, reason: {name:?}, code: {:?}, metadata: &{keys:?} }},",
                reasons.package_name(),
                text(&reason, "code"),
            )?;
        }
    }
    table.push_str("];\n");
    Ok(table)
}
