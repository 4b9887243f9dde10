//! Rate, errors and duration of the calls served, per method and calling department.

use std::{
    collections::{HashMap, HashSet},
    sync::{PoisonError, RwLock},
    time::Duration,
};

use opentelemetry::{
    KeyValue,
    metrics::{BoundHistogram, BoundUpDownCounter, Histogram, Meter, UpDownCounter},
};

use crate::instruments::{self, SECONDS};

/// What a department is counted as when it is unknown, or one too many.
pub const OTHER: &str = "other";
/// How many departments are told apart where none were named.
const DEPARTMENTS: usize = 64;
const METHOD: &str = "rpc.method";

/// The instruments of a server's calls. A combination seen before is recorded without allocation.
#[derive(Debug)]
pub struct RpcMetrics {
    duration: Histogram<f64>,
    in_flight: UpDownCounter<i64>,
    departments: Option<HashSet<String>>,
    part: Option<&'static str>,
    bound: RwLock<Bound>,
}

#[derive(Debug, Default)]
struct Bound {
    duration: HashMap<&'static str, HashMap<String, HashMap<&'static str, BoundHistogram<f64>>>>,
    in_flight: HashMap<&'static str, BoundUpDownCounter<i64>>,
    departments: HashSet<String>,
}

impl RpcMetrics {
    /// Instruments of `meter`; the first departments, up to 64, are told apart.
    #[must_use]
    pub fn new(meter: &Meter) -> Self {
        let duration = meter
            .f64_histogram("rpc.server.call.duration")
            .with_description("How long calls took, until the last byte was answered.")
            .with_unit("s")
            .with_boundaries(SECONDS.to_vec())
            .build();
        let in_flight =
            meter.i64_up_down_counter("rpc.server.in_flight").with_description("Calls that are being served.").build();
        Self { duration, in_flight, departments: None, part: None, bound: RwLock::default() }
    }

    /// Instruments of the process; see [`new`](Self::new).
    #[must_use]
    pub fn global() -> Self {
        Self::new(&instruments::meter())
    }

    /// Labels every call with the part that answers it: in one process a call passes the gateway and then its part.
    #[must_use]
    pub fn of_part(self, part: &'static str) -> Self {
        Self { part: Some(part), ..self }
    }

    /// Tells exactly these departments apart.
    #[must_use]
    pub fn with_departments(self, known: impl IntoIterator<Item = String>) -> Self {
        Self { departments: Some(known.into_iter().collect()), ..self }
    }

    /// A call of `method` (`package.Service/Method`) by `department` was answered with `code` (`NOT_FOUND`).
    pub fn record(&self, method: &'static str, department: &str, code: &'static str, elapsed: Duration) {
        let seconds = elapsed.as_secs_f64();
        if let Some(bound) = self.read(|bound| bound.find(method, self.told_apart(bound, department), code).cloned()) {
            return bound.record(seconds);
        }
        let mut bound = self.bound.write().unwrap_or_else(PoisonError::into_inner);
        // Resolved anew: another thread may have taken the last place meanwhile.
        let department = self.told_apart(&bound, department).to_owned();
        bound.departments.insert(department.clone());
        let codes = bound.duration.entry(method).or_default().entry(department.clone()).or_default();
        let bind = || {
            self.duration.bind(&[
                KeyValue::new(METHOD, method),
                KeyValue::new("onecode.department", department),
                KeyValue::new("rpc.response.status_code", code),
            ])
        };
        codes.entry(code).or_insert_with(bind).record(seconds);
    }

    /// A call of `method` is being served until the answer is dropped.
    pub fn begin(&self, method: &'static str) -> InFlight {
        let bound = self.read(|bound| bound.in_flight.get(method).cloned()).unwrap_or_else(|| {
            let mut bound = self.bound.write().unwrap_or_else(PoisonError::into_inner);
            let bind = || self.in_flight.bind(&self.labelled([KeyValue::new(METHOD, method)]));
            bound.in_flight.entry(method).or_insert_with(bind).clone()
        });
        bound.add(1);
        InFlight(bound)
    }

    fn labelled(&self, labels: impl IntoIterator<Item = KeyValue>) -> Vec<KeyValue> {
        labels.into_iter().chain(self.part.map(|part| KeyValue::new("onecode.part", part))).collect()
    }

    fn read<R>(&self, look: impl FnOnce(&Bound) -> R) -> R {
        look(&self.bound.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The department, or [`OTHER`].
    fn told_apart<'a>(&self, bound: &Bound, department: &'a str) -> &'a str {
        let known = self.departments.as_ref().map_or_else(
            || bound.departments.contains(department) || bound.departments.len() < DEPARTMENTS,
            |known| known.contains(department),
        );
        if known && !department.is_empty() { department } else { OTHER }
    }
}

impl Bound {
    fn find(&self, method: &str, department: &str, code: &str) -> Option<&BoundHistogram<f64>> {
        let departments = self.duration.get(method)?;
        departments.get(department)?.get(code)
    }
}

/// A call being served.
#[derive(Debug)]
pub struct InFlight(BoundUpDownCounter<i64>);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.add(-1);
    }
}
