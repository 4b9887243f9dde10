//! Clients that are gone before their call is over.

use futures::{StreamExt as _, stream};
use onecode_proto::event::v1::WatchEventsRequest;
use onecode_proto::event::v1::event_service_client::EventServiceClient;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use onecode_proto::registry::v1::{ExportOrganizationsRequest, ImportOrganizationsRequest};
use onecode_tests::harness::{Deployment, Roads, eventually, row};
use testkit::Caller;
use tokio::runtime::Builder;
use tonic::service::interceptor::InterceptedService;

use crate::register::{get, import};

/// Begins three streams on one connection and then is gone, tasks, sockets and all.
fn begin_and_vanish(endpoint: String, caller: &Caller) {
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
    let streams = runtime.block_on(async {
        let channel = InterceptedService::new(Roads::to(&[endpoint]).channel(), caller.fresh());
        let mut register = OrganizationServiceClient::new(channel.clone());
        let mut export =
            register.export_organizations(ExportOrganizationsRequest::default()).await.expect("may export");
        export.get_mut().message().await.expect("the export begins");
        let mut watch =
            EventServiceClient::new(channel).watch_events(WatchEventsRequest::default()).await.expect("may watch");
        watch.get_mut().message().await.expect("the watch begins");
        // Rows come, and then nothing more, for ever.
        let chunk = ImportOrganizationsRequest { first_row: 1, rows: (1..=30).map(row).collect() };
        let rows = stream::iter([chunk]).chain(stream::pending());
        let mut import = register.import_organizations(rows).await.expect("may import");
        import.get_mut().message().await.expect("the import begins");
        (export, watch, import)
    });
    runtime.shutdown_background();
    drop(streams);
}

pub(crate) async fn mid_stream(suite: &Deployment) {
    import(suite, 30).await;
    for _ in 0..5 {
        let (endpoint, caller) = (suite.endpoint(), suite.site.registrar());
        let vanished = tokio::task::spawn_blocking(move || begin_and_vanish(endpoint, &caller)).await;
        vanished.expect("streams begin");
    }
    eventually("nothing is under way any more", async || {
        (suite.metrics().await.sum("rpc_server_in_flight", &[]) == 0.0).then_some(())
    })
    .await;
    get(suite, 1).await;
    assert_eq!(suite.books().await.count("select count(*) from registry.revision").await, 30, "nothing came twice");
}
