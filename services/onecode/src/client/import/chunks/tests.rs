//! Rows of odd files, cut into chunks.

use std::io::Cursor;

use onecode_proto::registry::v1::OrganizationKind;

use super::*;
use crate::rows::{IMPORTED, write_heading, write_row};
use crate::sample;

const NONE: Defaults = Defaults { basis: String::new(), synthetic: false };

fn chunks(text: &str, format: TableFormat) -> Chunks {
    let reader: Box<dyn BufRead + Send> = Box::new(Cursor::new(text.to_owned().into_bytes()));
    Chunks::of(reader, format, NONE).unwrap()
}

fn all(mut chunks: Chunks) -> Vec<Chunk> {
    std::iter::from_fn(|| chunks.next().unwrap()).collect()
}

#[test]
fn a_quoted_line_break_stays_in_its_cell_and_lines_are_counted_as_in_the_file() {
    let text = "\u{feff}code,name,address\n\"X\",\"样本\n协会\",\"a, \"\"b\"\"\"\nY,又一\n\n";
    let chunk = all(chunks(text, TableFormat::Csv)).remove(0);
    let titles: Vec<_> = chunk.request.rows.iter().map(|row| row.organization.clone().unwrap().title).collect();
    assert_eq!(titles, ["样本\n协会", "又一"]);
    assert_eq!(chunk.request.rows[0].organization.clone().unwrap().address, "a, \"b\"");
    assert_eq!(chunk.lines, [2, 4]);
    assert_eq!(chunk.bytes, u64::try_from(text.len()).unwrap());
}

#[test]
fn rows_are_numbered_from_one_over_all_chunks_of_five_hundred() {
    let text = std::iter::once("code,name\n".to_owned()).chain((0..1_201).map(|row| format!("C{row},N{row}\n")));
    let chunks = all(chunks(&text.collect::<String>(), TableFormat::Csv));
    let shape: Vec<_> = chunks.iter().map(|it| (it.request.first_row, it.request.rows.len(), it.end())).collect();
    assert_eq!(shape, [(1, 500, 501), (501, 500, 1_001), (1_001, 201, 1_202)]);
}

#[test]
fn made_up_rows_come_back_from_csv_as_they_were() {
    let rows: Vec<_> = sample::organizations(11, 300).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    write_heading(&mut writer, IMPORTED).unwrap();
    for row in &rows {
        write_row(&mut writer, IMPORTED, row).unwrap();
    }
    let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
    let chunk = all(chunks(&text, TableFormat::Csv)).remove(0);
    assert!(chunk.notes.is_empty());
    assert_eq!(chunk.request.rows, rows);
}

#[test]
fn made_up_rows_come_back_from_ndjson_as_they_were() {
    let rows: Vec<_> = sample::organizations(11, 300).collect();
    let lines: Vec<String> = rows.iter().map(|row| json::value(row).to_string()).collect();
    let text = lines.join("\n");
    let chunk = all(chunks(&text, TableFormat::Ndjson)).remove(0);
    assert!(chunk.notes.is_empty());
    assert_eq!(chunk.request.rows, rows);
}

#[test]
fn lines_of_an_export_are_read_without_what_only_the_register_sets() {
    let text = concat!(
        "{\"name\":\"organizations/X\",\"code\":\"X\",\"title\":\"样本\",\"kind\":\"ORGANIZATION_KIND_FOUNDATION\",",
        "\"legalRepresentative\":\"张*\",\"status\":\"ORGANIZATION_STATUS_ACTIVE\",\"revision\":\"3\",\"etag\":\"e\",\"createTime\":\"2020-01-01T00:00:00Z\"}\n",
        "{\"cursor\":\"abc\"}\n",
    );
    let chunk = all(chunks(text, TableFormat::Ndjson)).remove(0);
    assert_eq!(chunk.request.rows.len(), 1, "the cursor is no row");
    assert_eq!(chunk.notes, [(1, Note::Masked)]);
    let row = &chunk.request.rows[0];
    assert_eq!(row.status(), OrganizationStatus::Active);
    let organization = row.organization.clone().unwrap();
    assert_eq!(organization.kind(), OrganizationKind::Foundation);
    let expected =
        Organization { code: "X".into(), title: "样本".into(), kind: organization.kind, ..Organization::default() };
    assert_eq!(organization, expected);
}

#[test]
fn a_line_that_is_no_json_keeps_its_number_and_is_noted() {
    let chunk = all(chunks("{\"code\":\"A\"}\nnonsense\n\n{\"unknownField\":1}\n", TableFormat::Ndjson)).remove(0);
    assert_eq!(chunk.request.rows.len(), 3);
    assert_eq!(chunk.notes, [(2, Note::Json), (4, Note::Json)]);
}

#[test]
fn a_table_without_codes_is_refused_with_the_headings_found() {
    let reader: Box<dyn BufRead + Send> = Box::new(Cursor::new("名称,地址\n".as_bytes()));
    let Err(Failure::Said(_, message)) = Chunks::of(reader, TableFormat::Csv, NONE) else { panic!("refused") };
    assert_eq!(message, Message::MissingColumn("code", vec!["名称".to_owned(), "地址".to_owned()]));
}

#[test]
fn defaults_hold_for_rows_that_do_not_say() {
    let text = "code,name,source\nX,样本,甲\nY,又一,\n";
    let reader: Box<dyn BufRead + Send> = Box::new(Cursor::new(text.as_bytes()));
    let defaults = Defaults { basis: "乙".to_owned(), synthetic: true };
    let chunk = all(Chunks::of(reader, TableFormat::Csv, defaults).unwrap()).remove(0);
    let said: Vec<_> = chunk.request.rows.iter().map(|row| (row.basis.as_str(), row.synthetic)).collect();
    assert_eq!(said, [("甲", true), ("乙", true)]);
}

#[test]
fn real_organisations_are_read_to_the_last_cell() {
    let folder = std::env::var_os("ONECODE_SHARED_DATA")
        .map_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data").into(), std::path::PathBuf::from);
    let Ok(text) = std::fs::read_to_string(folder.join("organizations.csv")) else {
        println!("SKIPPED: {} is absent; set ONECODE_SHARED_DATA to the shared data folder", folder.display());
        return;
    };
    let chunks = all(chunks(&text, TableFormat::Csv));
    let rows: Vec<_> = chunks.iter().flat_map(|chunk| &chunk.request.rows).collect();
    assert_eq!(rows.len(), 2_024);
    assert!(chunks.iter().all(|chunk| chunk.notes.is_empty()), "every cell of these rows can be read");
    let funded = rows.iter().filter(|row| row.organization.as_ref().unwrap().registered_capital_fen > 0).count();
    assert_eq!(funded, 55);
    assert_eq!(rows.iter().filter(|row| row.status() == OrganizationStatus::Deregistered).count(), 1);
    assert!(rows.iter().all(|row| !row.basis.is_empty() && row.organization.as_ref().unwrap().kind != 0));
}
