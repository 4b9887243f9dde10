//! A collector that is not there costs nothing but what it would have received.

use http::HeaderMap;
use telemetry::{InitError, TelemetryConfig, init};

#[tokio::test]
async fn an_absent_collector_is_reported_and_does_not_hold_the_process() {
    // Never accepted from: the connection is made and no answer comes.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", silent.local_addr().unwrap());
    let config = TelemetryConfig { otlp_endpoint: Some(endpoint), sample_ratio: 1.0, ..TelemetryConfig::default() };
    let telemetry = init(&config).unwrap();
    drop(telemetry.door().enter(&HeaderMap::new(), "p.S/M"));
    let error = telemetry.shutdown().unwrap_err().to_string();
    assert!(error.contains("traces: "), "{error}");
    telemetry.shutdown().unwrap();
}

#[test]
fn settings_that_cannot_be_used_are_refused() {
    let with = |change: fn(&mut TelemetryConfig)| {
        let mut config = TelemetryConfig::default();
        change(&mut config);
        init(&config)
    };
    assert!(matches!(with(|config| config.sample_ratio = 1.5), Err(InitError::Ratio(_))));
    assert!(matches!(with(|config| config.sample_ratio = f64::NAN), Err(InitError::Ratio(_))));
    assert!(matches!(with(|config| config.log_filter = "uow=loudly".into()), Err(InitError::Filter(_))));
    assert!(matches!(with(|config| config.otlp_endpoint = Some("no address".into())), Err(InitError::Endpoint(_))));
}
