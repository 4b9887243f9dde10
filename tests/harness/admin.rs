//! What the admin port of a process tells.

use std::time::Duration;

use reqwest::StatusCode;

/// A reading of `/metrics`.
#[derive(Debug)]
pub struct Metrics(String);

/// Reads the metrics of the process with this admin port.
pub async fn metrics(admin: &str) -> Metrics {
    let answer = http().get(format!("http://{admin}/metrics")).send().await.expect("the admin port answers");
    Metrics(answer.text().await.expect("metrics are text"))
}

/// What the admin port answers when asked whether it is ready; nothing if it does not answer.
pub async fn readiness(admin: &str) -> Option<StatusCode> {
    http().get(format!("http://{admin}/ready")).send().await.ok().map(|answer| answer.status())
}

/// Straight to this machine, whatever the environment says of proxies.
fn http() -> reqwest::Client {
    let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(5)).build();
    client.expect("a client can be made")
}

impl Metrics {
    /// The sum of all series of `name` that have these labels.
    #[must_use]
    pub fn sum(&self, name: &str, labels: &[(&str, &str)]) -> f64 {
        let labels: Vec<String> = labels.iter().map(|(label, value)| format!("{label}=\"{value}\"")).collect();
        let series = self.0.lines().filter(|line| {
            let of_name = line.strip_prefix(name).is_some_and(|rest| rest.starts_with(['{', ' ']));
            of_name && labels.iter().all(|label| line.contains(label))
        });
        series.filter_map(|line| line.rsplit_once(' ')?.1.parse::<f64>().ok()).sum()
    }
}
