//! Procedures as the contract shows them.

use ::procedure::{Procedure, To};
use fault::Fault;
use intake::violations::Violations;
use onecode_proto::procedure::v1 as pb;

pub(crate) fn get_procedure(request: &pb::GetProcedureRequest) -> Result<String, Fault> {
    let mut violations = Violations::default();
    let key = request.name.strip_prefix("procedures/").filter(|key| !key.is_empty());
    if key.is_none() {
        violations.note("name", "must be procedures/{key}");
    }
    violations.finish(key.map(str::to_owned))
}

pub(crate) fn procedure(procedure: &Procedure) -> pb::Procedure {
    pb::Procedure {
        name: format!("procedures/{}", procedure.key),
        title: procedure.title.to_owned(),
        basis: words(procedure.basis),
        initial_state: procedure.initial.to_owned(),
        states: procedure
            .states
            .iter()
            .map(|state| pb::ProcedureState {
                state: state.key.to_owned(),
                title: state.title.to_owned(),
                ends: state.ends,
            })
            .collect(),
        actions: procedure
            .actions
            .iter()
            .map(|action| pb::ProcedureAction {
                action: action.key.to_owned(),
                title: action.title.to_owned(),
                from_states: words(action.from),
                to_state: match action.to {
                    To::State(state) => state.to_owned(),
                    To::Same => String::new(),
                },
                roles: words(action.by),
                permission: action.permission.to_owned(),
                documents: words(action.on_file),
                basis: words(action.basis),
            })
            .collect(),
        dot: procedure.dot(),
    }
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
