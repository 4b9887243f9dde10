//! Where in a message classified fields lie, worked out once from the contract.

use std::collections::HashMap;
use std::sync::LazyLock;

use onecode_proto::access::METHODS;
use onecode_proto::options::v1::{Classified, DataClass};
use prost_reflect::{FieldDescriptor, Kind, MessageDescriptor};

/// What is done to a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Rule {
    /// Its text is masked unless this permission is held.
    Mask(String),
    /// It is left out unless this permission is held.
    Drop(String),
    /// Its messages are rewritten by the rules of this index.
    Within(usize),
}

/// The rules of a message and of all messages within it through which a classified field is reached.
#[derive(Debug)]
pub(super) struct Plan {
    /// By field number; index 0 is the message itself.
    messages: Vec<HashMap<u32, Rule>>,
}

impl Plan {
    /// The plan of a method's answers. `None` if they hold nothing classified.
    pub(super) fn of(output: &str) -> Option<&'static Self> {
        static PLANS: LazyLock<HashMap<&'static str, Plan>> = LazyLock::new(|| {
            let classified = METHODS.iter().filter(|method| !method.unmask.is_empty());
            classified
                .filter_map(|method| {
                    let message = onecode_proto::pool().get_message_by_name(method.output)?;
                    Some((method.output, Plan::new(message)))
                })
                .collect()
        });
        PLANS.get(output)
    }

    pub(super) fn rules(&self, message: usize) -> &HashMap<u32, Rule> {
        &self.messages[message]
    }

    fn new(root: MessageDescriptor) -> Self {
        let mut descriptors = vec![root];
        let mut messages = Vec::new();
        while let Some(descriptor) = descriptors.get(messages.len()).cloned() {
            let rules = descriptor.fields().filter_map(|field| Some((field.number(), rule(&field, &mut descriptors)?)));
            messages.push(rules.collect());
        }
        Self { messages: without_detours(messages) }
    }
}

fn rule(field: &FieldDescriptor, descriptors: &mut Vec<MessageDescriptor>) -> Option<Rule> {
    if let Some(rule) = classified(field) {
        return Some(rule);
    }
    let Kind::Message(inner) = field.kind() else { return None };
    let known = descriptors.iter().position(|descriptor| *descriptor == inner);
    Some(Rule::Within(known.unwrap_or_else(|| {
        descriptors.push(inner);
        descriptors.len() - 1
    })))
}

fn classified(field: &FieldDescriptor) -> Option<Rule> {
    let extension = field.parent_pool().get_extension_by_name("onecode.options.v1.classified")?;
    let options = field.options();
    if !options.has_extension(&extension) {
        return None;
    }
    let option = options.get_extension(&extension);
    // An option that cannot be read hides the field from everybody.
    let Classified { class, permission } = option
        .as_message()
        .and_then(|option| option.transcode_to().ok())
        .unwrap_or_else(|| Classified { class: DataClass::Sensitive.into(), permission: String::new() });
    match DataClass::try_from(class) {
        Ok(DataClass::Unspecified | DataClass::Public | DataClass::Internal) => None,
        Ok(DataClass::Personal) if field.kind() == Kind::String => Some(Rule::Mask(permission)),
        Ok(DataClass::Personal | DataClass::Sensitive) | Err(_) => Some(Rule::Drop(permission)),
    }
}

/// Drops the paths that lead to nothing classified, so that what lies on them is passed over unread.
fn without_detours(mut messages: Vec<HashMap<u32, Rule>>) -> Vec<HashMap<u32, Rule>> {
    let mut leads = vec![false; messages.len()];
    loop {
        let before = leads.clone();
        for (lead, rules) in leads.iter_mut().zip(&messages) {
            *lead = rules.values().any(|rule| match rule {
                Rule::Mask(_) | Rule::Drop(_) => true,
                Rule::Within(inner) => before[*inner],
            });
        }
        if leads == before {
            break;
        }
    }
    for rules in &mut messages {
        rules.retain(|_, rule| match rule {
            Rule::Mask(_) | Rule::Drop(_) => true,
            Rule::Within(inner) => leads[*inner],
        });
    }
    messages
}

#[cfg(test)]
mod tests {
    use prost_reflect::DescriptorPool;

    use super::*;

    /// A message that contains itself, and a field of each kind.
    fn pool() -> DescriptorPool {
        let source = r#"
            syntax = "proto3";
            package t;
            import "onecode/options/v1/access.proto";
            message Node {
                Node left = 1;
                string name = 2 [(onecode.options.v1.classified) = {class: DATA_CLASS_PERSONAL permission: "t.read"}];
                bytes face = 3 [(onecode.options.v1.classified) = {class: DATA_CLASS_PERSONAL permission: "t.read"}];
                Leaf leaf = 4;
                map<string, Node> more = 5;
                Loop loop = 6;
                string phone = 7 [(onecode.options.v1.classified) = {class: DATA_CLASS_SENSITIVE permission: "t.read"}];
                string desk = 8 [(onecode.options.v1.classified) = {class: DATA_CLASS_INTERNAL}];
            }
            message Leaf { string open = 1; }
            message Loop { Loop again = 1; }
        "#;
        let file = protox::file::File::from_source("t.proto", source).unwrap();
        let mut pool = onecode_proto::pool().clone();
        pool.add_file_descriptor_proto(file.file_descriptor_proto().clone()).unwrap();
        pool
    }

    #[test]
    fn a_plan_follows_recursion_and_maps_and_nothing_else() {
        let plan = Plan::new(pool().get_message_by_name("t.Node").unwrap());
        let node = plan.rules(0);
        assert_eq!(node[&1], Rule::Within(0));
        assert_eq!(node[&2], Rule::Mask("t.read".into()));
        assert_eq!(node[&3], Rule::Drop("t.read".into()));
        let Rule::Within(entry) = node[&5] else { panic!("a map is a message") };
        assert_eq!(plan.rules(entry), &HashMap::from([(2, Rule::Within(0))]));
        assert_eq!(node[&7], Rule::Drop("t.read".into()));
        assert_eq!(node.len(), 5, "neither leaf nor loop leads to anything");
    }
}
