//! Blocks of organisation codes as their callers see them.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow::write` calls")]

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use registry_domain::{CodeBlock, CodeBlockError, Text};
use uow::Call;
use vocab::DivisionCode;

use super::page::{self, Binding};
use super::time;
use super::violations::Violations;
use crate::ops::code_block::{AllotCodeBlock, ListCodeBlocks, ListedCodeBlocks};
use crate::store::code_block::CodeBlockRow;

pub(crate) fn allot(request: &pb::AllotCodeBlockRequest) -> Result<AllotCodeBlock, Fault> {
    let mut violations = Violations::default();
    let division = violations.take("division", DivisionCode::parse(&request.division));
    let block = CodeBlock::new(&request.prefix, request.first_serial, request.last_serial);
    let field = match block {
        Err(CodeBlockError::Prefix) => "prefix",
        Ok(_) | Err(CodeBlockError::Serials { .. }) => "last_serial",
    };
    let block = violations.take(field, block);
    if request.basis.trim().is_empty() {
        violations.note("basis", "is required");
    }
    let basis = violations.take("basis", Text::parse(&request.basis));
    let command = division.zip(block).zip(basis);
    violations.finish(command.map(|((division, block), basis)| AllotCodeBlock { division, block, basis }))
}

pub(crate) fn allot_reply(allotted: CodeBlockRow) -> pb::AllotCodeBlockResponse {
    pb::AllotCodeBlockResponse { code_block: Some(code_block(&allotted)) }
}

pub(crate) fn list(request: &pb::ListCodeBlocksRequest, call: &Call) -> Result<ListCodeBlocks, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListCodeBlocksRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let after = binding.key(&mut violations, &request.page_token).and_then(|key| key.parse().ok());
    let division = Some(request.division.as_str()).filter(|division| !division.is_empty());
    let division = division.and_then(|division| violations.take("division", DivisionCode::parse(division)));
    let (scope, after) = (call.scope.clone(), after.unwrap_or(-1));
    violations.finish(Some(ListCodeBlocks { scope, division, after, size, binding }))
}

pub(crate) fn list_reply(listed: ListedCodeBlocks) -> pb::ListCodeBlocksResponse {
    pb::ListCodeBlocksResponse {
        code_blocks: listed.blocks.iter().map(code_block).collect(),
        next_page_token: listed.next_page_token,
    }
}

fn code_block(row: &CodeBlockRow) -> pb::CodeBlock {
    let block = CodeBlock::new(&row.prefix, row.first_serial, row.last_serial).ok();
    let body = |serial| block.as_ref().and_then(|block| block.body(serial)).unwrap_or_default();
    pb::CodeBlock {
        name: format!("codeBlocks/{}", row.id),
        division: row.division.to_string(),
        prefix: row.prefix.clone(),
        first_serial: row.first_serial,
        last_serial: row.last_serial,
        next_serial: row.next_serial,
        first_code: body(row.first_serial),
        last_code: body(row.last_serial),
        basis: row.basis.clone(),
        department: row.department.clone(),
        create_time: Some(time::timestamp(row.created_at)),
    }
}

/// The fact of a block that was allotted.
pub(crate) fn allotted(row: &CodeBlockRow) -> pb::CodeBlockAllotted {
    pb::CodeBlockAllotted {
        code_block: format!("codeBlocks/{}", row.id),
        division: row.division.to_string(),
        prefix: row.prefix.clone(),
    }
}
