//! Framework agreements: admit, parse, do, reply. Credit is asked before: no call is made within a unit of work.

use std::collections::BTreeMap;

use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::framework_service_server::FrameworkService;
use rpc::admit;
use time::Date;
use tonic::metadata::MetadataMap;
use tonic::{Request, Response};
use uow::Uow;
use vocab::day_of;

use super::Answer;
use crate::credit::{self, Credit};
use crate::desk::Desk;
use crate::ops::framework::{self as ops, call_off};
use crate::ops::tender::framing;
use crate::wire::framework::{self as wire, request as requests};

/// Framework agreements.
pub(crate) struct FrameworkApi {
    uow: Uow,
    desk: Desk,
    credit: Credit,
}

impl FrameworkApi {
    /// Over its database, with credit to ask.
    pub(crate) fn new(uow: Uow, desk: Desk, credit: Credit) -> Self {
        Self { uow, desk, credit }
    }

    fn today(&self) -> Date {
        day_of(self.uow.clock().now())
    }

    /// Whether each of these could be hired on a day.
    async fn check(
        &self,
        metadata: &MetadataMap,
        codes: Vec<String>,
        on: Date,
        proved: &[String],
    ) -> Result<BTreeMap<String, credit::Answer>, Fault> {
        let mut answers = BTreeMap::new();
        for code in codes {
            let answer = self.credit.check(metadata, &code, on, proved).await?;
            answers.insert(code, answer);
        }
        Ok(answers)
    }
}

#[tonic::async_trait]
impl FrameworkService for FrameworkApi {
    async fn conclude_framework(
        &self,
        request: Request<pb::ConcludeFrameworkRequest>,
    ) -> Answer<pb::ConcludeFrameworkResponse> {
        let call = admit(&request)?;
        // a first day that was today then is over by tomorrow
        if let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        let today = self.today();
        let (terms, proved) = requests::conclude(request.get_ref(), today)?;
        let query = framing::Entering { terms, call: call.clone(), today };
        let codes = self.uow.read(&call, &query, framing::entering, |codes| codes).await?;
        let answers = self.check(request.metadata(), codes, today, &proved).await?;
        let command = framing::Conclude { terms: query.terms, answers, desk: self.desk.clone() };
        Ok(Response::new(self.uow.write(&call, &command, framing::conclude, wire::conclude_reply).await?))
    }

    async fn call_off(&self, request: Request<pb::CallOffRequest>) -> Answer<pb::CallOffResponse> {
        let call = admit(&request)?;
        if let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        let today = self.today();
        let (order, proved) = requests::call_off(request.get_ref(), (today, &self.desk))?;
        let query = call_off::Callable { order, call: call.clone(), today };
        let codes = self.uow.read(&call, &query, call_off::callable, |codes| codes).await?;
        let order = query.order;
        let answers = self.check(request.metadata(), codes, order.on, &proved).await?;
        let command = call_off::CallOff { order, answers };
        Ok(Response::new(self.uow.write(&call, &command, call_off::call_off, wire::call_off_reply).await?))
    }

    async fn remove_entrant(&self, request: Request<pb::RemoveEntrantRequest>) -> Answer<pb::RemoveEntrantResponse> {
        let call = admit(&request)?;
        let command = requests::remove(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::remove, wire::remove_reply).await?))
    }

    async fn end_framework(&self, request: Request<pb::EndFrameworkRequest>) -> Answer<pb::EndFrameworkResponse> {
        let call = admit(&request)?;
        let command = requests::end(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::end, wire::end_reply).await?))
    }

    async fn get_framework(&self, request: Request<pb::GetFrameworkRequest>) -> Answer<pb::GetFrameworkResponse> {
        let call = admit(&request)?;
        let query = requests::get(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::get, wire::get_reply).await?))
    }

    async fn list_frameworks(&self, request: Request<pb::ListFrameworksRequest>) -> Answer<pb::ListFrameworksResponse> {
        let call = admit(&request)?;
        let query = requests::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list, wire::list_reply).await?))
    }

    async fn list_call_offs(&self, request: Request<pb::ListCallOffsRequest>) -> Answer<pb::ListCallOffsResponse> {
        let call = admit(&request)?;
        let query = requests::list_call_offs(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list_call_offs, wire::list_call_offs_reply).await?))
    }
}
