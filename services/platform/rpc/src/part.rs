//! A part: what one service brings to a process.

use std::future::Future;
use std::sync::Arc;

use fault::Fault;
use futures::future::BoxFuture;
use tonic::body::Body;
use tonic::service::Routes;
use uow::{Migrator, Uow};

use crate::{Door, Refusals, Task};

/// What one service brings to a process: routes, background tasks, and when it is ready.
pub struct Part {
    /// `registry`, `gateway`, ...
    pub name: &'static str,
    /// Full names of the gRPC services it answers, for health.
    pub services: Vec<&'static str>,
    /// Its handlers.
    pub routes: Routes,
    /// What runs beside them.
    pub tasks: Vec<Task>,
    /// When it may take calls.
    pub readiness: Readiness,
    /// Where its door records denials.
    pub refusals: Refusals,
    /// What stands outside its door and sees refusals too.
    pub edge: Option<Edge>,
}

/// A layer outside the door.
pub type Edge = tower::util::BoxCloneServiceLayer<
    Door<Routes>,
    http::Request<Body>,
    http::Response<Body>,
    std::convert::Infallible,
>;

/// Asked again and again until it first says yes; from then on the part is ready until it drains.
#[derive(Clone)]
pub struct Readiness(Arc<dyn Fn() -> BoxFuture<'static, Result<(), Fault>> + Send + Sync>);

impl Readiness {
    /// From an async check; its error says what is missing.
    pub fn new<F>(check: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<(), Fault>> + Send + 'static,
    {
        Self(Arc::new(move || Box::pin(check())))
    }

    /// Ready at once.
    #[must_use]
    pub fn at_once() -> Self {
        Self::new(|| async { Ok(()) })
    }

    /// Ready once the database answers and has every table that this build knows.
    #[must_use]
    pub fn of_database(uow: Uow, migrators: &'static [&'static Migrator]) -> Self {
        Self::new(move || {
            let uow = uow.clone();
            async move {
                let mut connection = uow.reads().acquire().await?;
                uow::require_ctype(&mut connection).await?;
                uow::require_current(&mut connection, migrators).await
            }
        })
    }

    /// Asks.
    ///
    /// # Errors
    /// What is missing.
    pub async fn check(&self) -> Result<(), Fault> {
        (self.0)().await
    }
}
