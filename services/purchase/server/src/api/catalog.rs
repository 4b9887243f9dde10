//! CatalogService: admit, parse, do, reply.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::catalog_service_server::CatalogService;
use rpc::admit;
use time::{Date, OffsetDateTime};
use tonic::{Request, Response};
use uow::Uow;
use vocab::day_of;

use super::Answer;
use crate::{ops, wire};

/// Catalogues, the negative list and functions for transfer.
pub(crate) struct CatalogApi {
    uow: Uow,
}

impl CatalogApi {
    /// Over its database.
    pub(crate) fn new(uow: Uow) -> Self {
        Self { uow }
    }

    fn now(&self) -> OffsetDateTime {
        self.uow.clock().now()
    }

    fn today(&self) -> Date {
        day_of(self.now())
    }
}

#[tonic::async_trait]
impl CatalogService for CatalogApi {
    async fn create_catalog(&self, request: Request<pb::CreateCatalogRequest>) -> Answer<pb::CreateCatalogResponse> {
        let call = admit(&request)?;
        let command = wire::catalog::create(request.get_ref())?;
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, ops::catalog::create, wire::catalog::create_reply).await?
        } else {
            self.uow.write(&call, &command, ops::catalog::create, wire::catalog::create_reply).await?
        };
        Ok(Response::new(reply))
    }

    async fn import_catalog_entries(
        &self,
        request: Request<pb::ImportCatalogEntriesRequest>,
    ) -> Answer<pb::ImportCatalogEntriesResponse> {
        let call = admit(&request)?;
        let command = wire::catalog::import(request.get_ref())?;
        // what is wrong in a row changes nothing, and so needs no key and no record
        let reply = if request.get_ref().validate_only || !command.is_sound() {
            self.uow.rehearse(&call, &command, ops::catalog::import, wire::catalog::import_reply).await?
        } else {
            self.uow.write(&call, &command, ops::catalog::import, wire::catalog::import_reply).await?
        };
        Ok(Response::new(reply))
    }

    async fn adopt_catalog(&self, request: Request<pb::AdoptCatalogRequest>) -> Answer<pb::AdoptCatalogResponse> {
        let call = admit(&request)?;
        let command = wire::catalog::adopt(request.get_ref())?;
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, ops::catalog::adopt, wire::catalog::adopt_reply).await?
        } else {
            self.uow.write(&call, &command, ops::catalog::adopt, wire::catalog::adopt_reply).await?
        };
        Ok(Response::new(reply))
    }

    async fn discard_catalog(&self, request: Request<pb::DiscardCatalogRequest>) -> Answer<pb::DiscardCatalogResponse> {
        let call = admit(&request)?;
        let command = wire::catalog::discard(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::catalog::discard, wire::catalog::discard_reply).await?))
    }

    async fn get_catalog(&self, request: Request<pb::GetCatalogRequest>) -> Answer<pb::GetCatalogResponse> {
        let call = admit(&request)?;
        let query = wire::catalog::get(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::catalog::get, wire::catalog::get_reply).await?))
    }

    async fn list_catalogs(&self, request: Request<pb::ListCatalogsRequest>) -> Answer<pb::ListCatalogsResponse> {
        let call = admit(&request)?;
        let query = wire::catalog::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::catalog::list, wire::catalog::list_reply).await?))
    }

    async fn look_up_catalog(&self, request: Request<pb::LookUpCatalogRequest>) -> Answer<pb::LookUpCatalogResponse> {
        let call = admit(&request)?;
        let query = wire::catalog::look_up(request.get_ref(), &call, self.now())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::in_force::look_up, wire::catalog::look_up_reply).await?))
    }

    async fn list_catalog_entries(
        &self,
        request: Request<pb::ListCatalogEntriesRequest>,
    ) -> Answer<pb::ListCatalogEntriesResponse> {
        let call = admit(&request)?;
        let query = wire::entry::list(request.get_ref(), &call, self.now())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::entry::list, wire::entry::list_reply).await?))
    }

    async fn get_catalog_entry(
        &self,
        request: Request<pb::GetCatalogEntryRequest>,
    ) -> Answer<pb::GetCatalogEntryResponse> {
        let call = admit(&request)?;
        let query = wire::entry::get(request.get_ref(), &call, self.now())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::entry::get, wire::entry::get_reply).await?))
    }

    async fn diff_catalogs(&self, request: Request<pb::DiffCatalogsRequest>) -> Answer<pb::DiffCatalogsResponse> {
        let call = admit(&request)?;
        let query = wire::diff::diff(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::diff::compare, wire::diff::reply).await?))
    }

    async fn check_catalog_entry(
        &self,
        request: Request<pb::CheckCatalogEntryRequest>,
    ) -> Answer<pb::CheckCatalogEntryResponse> {
        let call = admit(&request)?;
        let query = wire::check::check(request.get_ref(), &call, self.now())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::check::check, wire::check::reply).await?))
    }

    async fn list_negative_categories(
        &self,
        request: Request<pb::ListNegativeCategoriesRequest>,
    ) -> Answer<pb::ListNegativeCategoriesResponse> {
        admit(&request)?;
        let day = wire::negative::list_categories(request.get_ref(), self.today())?;
        Ok(Response::new(wire::negative::categories_reply(day)))
    }

    async fn create_negative_entry(
        &self,
        request: Request<pb::CreateNegativeEntryRequest>,
    ) -> Answer<pb::CreateNegativeEntryResponse> {
        let call = admit(&request)?;
        let command = wire::negative::create(request.get_ref(), &call, self.today())?;
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, ops::negative::create, wire::negative::create_reply).await?
        } else {
            self.uow.write(&call, &command, ops::negative::create, wire::negative::create_reply).await?
        };
        Ok(Response::new(reply))
    }

    async fn end_negative_entry(
        &self,
        request: Request<pb::EndNegativeEntryRequest>,
    ) -> Answer<pb::EndNegativeEntryResponse> {
        let call = admit(&request)?;
        let command = wire::negative::end(request.get_ref(), self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::negative::end, wire::negative::end_reply).await?))
    }

    async fn list_negative_entries(
        &self,
        request: Request<pb::ListNegativeEntriesRequest>,
    ) -> Answer<pb::ListNegativeEntriesResponse> {
        let call = admit(&request)?;
        let query = wire::negative::list(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::negative::list, wire::negative::list_reply).await?))
    }

    async fn create_transfer_function(
        &self,
        request: Request<pb::CreateTransferFunctionRequest>,
    ) -> Answer<pb::CreateTransferFunctionResponse> {
        let call = admit(&request)?;
        let command = wire::transfer::create(request.get_ref(), &call)?;
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, ops::transfer::create, wire::transfer::create_reply).await?
        } else {
            self.uow.write(&call, &command, ops::transfer::create, wire::transfer::create_reply).await?
        };
        Ok(Response::new(reply))
    }

    async fn publish_transfer_function(
        &self,
        request: Request<pb::PublishTransferFunctionRequest>,
    ) -> Answer<pb::PublishTransferFunctionResponse> {
        let call = admit(&request)?;
        let command = wire::transfer::publish(request.get_ref())?;
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, ops::transfer::publish, wire::transfer::publish_reply).await?
        } else {
            self.uow.write(&call, &command, ops::transfer::publish, wire::transfer::publish_reply).await?
        };
        Ok(Response::new(reply))
    }

    async fn withdraw_transfer_function(
        &self,
        request: Request<pb::WithdrawTransferFunctionRequest>,
    ) -> Answer<pb::WithdrawTransferFunctionResponse> {
        let call = admit(&request)?;
        let command = wire::transfer::withdraw(request.get_ref(), self.today())?;
        Ok(Response::new(
            self.uow.write(&call, &command, ops::transfer::withdraw, wire::transfer::withdraw_reply).await?,
        ))
    }

    async fn get_transfer_function(
        &self,
        request: Request<pb::GetTransferFunctionRequest>,
    ) -> Answer<pb::GetTransferFunctionResponse> {
        let call = admit(&request)?;
        let query = wire::transfer::get(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::transfer::get, wire::transfer::get_reply).await?))
    }

    async fn list_transfer_functions(
        &self,
        request: Request<pb::ListTransferFunctionsRequest>,
    ) -> Answer<pb::ListTransferFunctionsResponse> {
        let call = admit(&request)?;
        let query = wire::transfer::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::transfer::list, wire::transfer::list_reply).await?))
    }
}
