//! RuleService: admit, parse, look up in the rule book, reply.

use casework::Casework;
use onecode_proto::procedure::v1 as pb;
use onecode_proto::procedure::v1::rule_service_server::RuleService;
use registry_domain::day_of;
use rpc::admit;
use tonic::{Request, Response, Status};
use uow::Clock;

use crate::wire;

/// The rules of the office.
pub(crate) struct RuleApi {
    clock: Clock,
    office: Casework,
}

impl RuleApi {
    /// By the clock that says which day is today.
    pub(crate) fn new(clock: Clock, office: Casework) -> Self {
        Self { clock, office }
    }
}

#[tonic::async_trait]
impl RuleService for RuleApi {
    async fn get_rule(&self, request: Request<pb::GetRuleRequest>) -> Result<Response<pb::GetRuleResponse>, Status> {
        admit(&request)?;
        let query = wire::rule::get(request.get_ref(), day_of(self.clock.now()))?;
        Ok(Response::new(wire::rule::get_reply(self.office.book(), &query)?))
    }

    async fn list_rules(
        &self,
        request: Request<pb::ListRulesRequest>,
    ) -> Result<Response<pb::ListRulesResponse>, Status> {
        let call = admit(&request)?;
        let query = wire::rule::list(request.get_ref(), &call, day_of(self.clock.now()))?;
        Ok(Response::new(wire::rule::list_reply(self.office.book(), &query)))
    }
}
