//! RiskService: admit, parse, do, reply.

use std::pin::Pin;

use futures::Stream;
use onecode_proto::credit::v1 as pb;
use onecode_proto::credit::v1::risk_service_server::RiskService;
use rpc::admit;
use time::Date;
use tokio_util::sync::CancellationToken;
use tonic::{Request, Response, Status};
use uow::Uow;
use vocab::day_of;

use super::Answer;
use crate::ops::Turns;
use crate::ops::risk as ops;
use crate::wire::risk as wire;

/// Risk warning.
pub(crate) struct RiskApi {
    uow: Uow,
    turns: Turns,
    stop: CancellationToken,
}

impl RiskApi {
    /// Over its database; rehearsals take turns, and streams end when `stop` is cancelled.
    pub(crate) fn new(uow: Uow, turns: Turns, stop: CancellationToken) -> Self {
        Self { uow, turns, stop }
    }

    fn today(&self) -> Date {
        day_of(self.uow.clock().now())
    }
}

#[tonic::async_trait]
impl RiskService for RiskApi {
    type RehearseRiskRuleStream = Pin<Box<dyn Stream<Item = Result<pb::RehearseRiskRuleResponse, Status>> + Send>>;

    async fn list_risk_indicators(
        &self,
        request: Request<pb::ListRiskIndicatorsRequest>,
    ) -> Answer<pb::ListRiskIndicatorsResponse> {
        admit(&request)?;
        Ok(Response::new(wire::rule::indicators()))
    }

    async fn create_risk_rule(
        &self,
        request: Request<pb::CreateRiskRuleRequest>,
    ) -> Answer<pb::CreateRiskRuleResponse> {
        let call = admit(&request)?;
        let command = wire::rule::create(request.get_ref(), &call, self.today())?;
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, ops::rule::create, wire::rule::create_reply).await?
        } else {
            self.uow.write(&call, &command, ops::rule::create, wire::rule::create_reply).await?
        };
        Ok(Response::new(reply))
    }

    async fn approve_risk_rule(
        &self,
        request: Request<pb::ApproveRiskRuleRequest>,
    ) -> Answer<pb::ApproveRiskRuleResponse> {
        let call = admit(&request)?;
        let command = wire::rule::approve(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::rule::approve, wire::rule::approve_reply).await?))
    }

    async fn end_risk_rule(&self, request: Request<pb::EndRiskRuleRequest>) -> Answer<pb::EndRiskRuleResponse> {
        let call = admit(&request)?;
        let command = wire::rule::end(request.get_ref(), self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::rule::end, wire::rule::end_reply).await?))
    }

    async fn get_risk_rule(&self, request: Request<pb::GetRiskRuleRequest>) -> Answer<pb::GetRiskRuleResponse> {
        let call = admit(&request)?;
        let query = wire::rule::get(request.get_ref())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::rule::get, wire::rule::get_reply).await?))
    }

    async fn list_risk_rules(&self, request: Request<pb::ListRiskRulesRequest>) -> Answer<pb::ListRiskRulesResponse> {
        let call = admit(&request)?;
        let query = wire::rule::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::rule::list, wire::rule::list_reply).await?))
    }

    async fn rehearse_risk_rule(
        &self,
        request: Request<pb::RehearseRiskRuleRequest>,
    ) -> Answer<Self::RehearseRiskRuleStream> {
        let call = admit(&request)?;
        let query = wire::rehearsal::rehearse(request.get_ref(), &call, self.today())?;
        let turn = self.turns.take()?;
        let prepared = self.uow.read(&call, &query, ops::rehearse::prepare, |prepared| prepared).await?;
        let told = ops::rehearse::run(self.uow.clone(), query.scope, prepared, turn, self.stop.clone());
        Ok(Response::new(Box::pin(told)))
    }

    async fn get_risk_alert(&self, request: Request<pb::GetRiskAlertRequest>) -> Answer<pb::GetRiskAlertResponse> {
        let call = admit(&request)?;
        let query = wire::alert::get(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::alert::get, wire::alert::get_reply).await?))
    }

    async fn list_risk_alerts(
        &self,
        request: Request<pb::ListRiskAlertsRequest>,
    ) -> Answer<pb::ListRiskAlertsResponse> {
        let call = admit(&request)?;
        let query = wire::alert::list(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::alert::list, wire::alert::list_reply).await?))
    }

    async fn add_risk_alert_task(
        &self,
        request: Request<pb::AddRiskAlertTaskRequest>,
    ) -> Answer<pb::AddRiskAlertTaskResponse> {
        let call = admit(&request)?;
        let command = wire::alert::add_task(request.get_ref(), self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::alert::add_task, wire::alert::add_task_reply).await?))
    }

    async fn complete_risk_alert_task(
        &self,
        request: Request<pb::CompleteRiskAlertTaskRequest>,
    ) -> Answer<pb::CompleteRiskAlertTaskResponse> {
        let call = admit(&request)?;
        let command = wire::alert::complete_task(request.get_ref())?;
        let reply = wire::alert::complete_task_reply;
        Ok(Response::new(self.uow.write(&call, &command, ops::alert::complete_task, reply).await?))
    }

    async fn close_risk_alert(
        &self,
        request: Request<pb::CloseRiskAlertRequest>,
    ) -> Answer<pb::CloseRiskAlertResponse> {
        let call = admit(&request)?;
        let command = wire::alert::close(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::alert::close, wire::alert::close_reply).await?))
    }

    async fn list_zombie_candidates(
        &self,
        request: Request<pb::ListZombieCandidatesRequest>,
    ) -> Answer<pb::ListZombieCandidatesResponse> {
        let call = admit(&request)?;
        let query = wire::zombie::list(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::zombie::list, wire::zombie::list_reply).await?))
    }

    async fn decide_zombie_candidate(
        &self,
        request: Request<pb::DecideZombieCandidateRequest>,
    ) -> Answer<pb::DecideZombieCandidateResponse> {
        let call = admit(&request)?;
        let command = wire::zombie::decide(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::zombie::decide, wire::zombie::decide_reply).await?))
    }

    async fn get_risk_overview(
        &self,
        request: Request<pb::GetRiskOverviewRequest>,
    ) -> Answer<pb::GetRiskOverviewResponse> {
        let call = admit(&request)?;
        let query = wire::overview::overview(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::overview::overview, wire::overview::reply).await?))
    }
}
