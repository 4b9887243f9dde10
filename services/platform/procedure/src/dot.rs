//! The picture of a procedure, in the DOT language; what draws it is elsewhere.

use std::fmt::Write as _;

use crate::{Procedure, To};

impl Procedure {
    /// The graph of states and actions. A self-loop stands for what changes no state.
    #[must_use]
    pub fn dot(&self) -> String {
        let mut dot =
            format!("digraph \"{}\" {{\n  label=\"{}（{}）\";\n", self.key, self.title, self.basis.join("，"));
        for state in self.states {
            let shape = if state.ends { "doubleoctagon" } else { "box" };
            let _ = writeln!(dot, "  \"{}\" [label=\"{}\\n{}\", shape={shape}];", state.key, state.title, state.key);
        }
        for action in self.actions {
            let by: Vec<&str> = action.by.iter().filter_map(|role| self.role(role)).map(|role| role.title).collect();
            for from in action.from {
                let to = match action.to {
                    To::State(to) => to,
                    To::Same => from,
                };
                let _ = writeln!(dot, "  \"{from}\" -> \"{to}\" [label=\"{}\\n{}\"];", action.title, by.join("、"));
            }
        }
        dot.push_str("}\n");
        dot
    }
}
