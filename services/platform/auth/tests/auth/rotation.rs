//! Keys change without a restart: by file, by URL, on the interval or because a token names a new one.

use std::sync::Arc;
use std::time::Duration;

use auth::{Issuer, JwksError, JwksSource, LOCAL_ISSUER, Roles, TokenError, Verifier, VerifierConfig};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::support::{NOW, ROLES, claims, verifier};

#[tokio::test]
async fn a_rotated_file_is_trusted_after_a_refresh_and_old_tokens_stay_valid() {
    let directory = tempfile::tempdir().unwrap();
    let mut issuer = Issuer::load_or_create(directory.path()).unwrap();
    let verifier = verifier(JwksSource::File(directory.path().join("jwks.json")));
    let old = issuer.issue(&claims("old")).unwrap();
    let remembered = verifier.verify(&old, NOW, None).unwrap();
    assert!(!verifier.refresh().await.unwrap(), "nothing has changed yet");

    issuer.rotate().unwrap();
    let new = issuer.issue(&claims("new")).unwrap();
    assert_eq!(verifier.verify(&new, NOW, None), Err(TokenError::UnknownKey));
    assert!(verifier.refresh().await.unwrap());
    verifier.verify(&new, NOW, None).unwrap();
    let again = verifier.verify(&old, NOW, None).unwrap();
    assert_eq!(again, remembered);
    assert!(!Arc::ptr_eq(&again, &remembered), "a new key set remembers nothing of the old one");

    issuer.forget_retired().unwrap();
    assert!(verifier.refresh().await.unwrap());
    assert_eq!(verifier.verify(&old, NOW, None), Err(TokenError::UnknownKey), "although it was remembered");
    verifier.verify(&new, NOW, None).unwrap();
}

#[tokio::test]
async fn a_broken_or_missing_file_leaves_the_old_keys_in_force() {
    let directory = tempfile::tempdir().unwrap();
    let issuer = Issuer::load_or_create(directory.path()).unwrap();
    let path = directory.path().join("jwks.json");
    let verifier = verifier(JwksSource::File(path.clone()));
    let token = issuer.issue(&claims("t-1")).unwrap();
    for broken in ["", "{\"keys\": []}", "half of a docu"] {
        std::fs::write(&path, broken).unwrap();
        assert!(matches!(verifier.refresh().await, Err(JwksError::KeySet(_))), "{broken}");
        verifier.verify(&token, NOW, None).unwrap();
    }
    std::fs::remove_file(&path).unwrap();
    assert!(matches!(verifier.refresh().await, Err(JwksError::File(_))));
    verifier.verify(&token, NOW, None).unwrap();
}

/// A real HTTP/1.1 server on the loopback that answers every request with the current text.
struct JwksServer {
    url: String,
    answer: watch::Sender<String>,
    served: watch::Receiver<usize>,
}

impl JwksServer {
    async fn start(answer: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}/jwks.json", listener.local_addr().expect("an address"));
        let (answer, current) = watch::channel(answer);
        let (count, served) = watch::channel(0);
        TaskTracker::new().spawn(async move {
            while let Ok((mut connection, _)) = listener.accept().await {
                let mut request = Vec::new();
                while !request.ends_with(b"\r\n\r\n") && connection.read_buf(&mut request).await.unwrap_or(0) > 0 {}
                let response = current.borrow().clone();
                if connection.write_all(response.as_bytes()).await.is_ok() {
                    connection.shutdown().await.ok();
                }
                count.send_modify(|count| *count += 1);
            }
        });
        Self { url, answer, served }
    }

    async fn wait_for_requests(&mut self, least: usize) {
        self.served.wait_for(|served| *served >= least).await.expect("the server runs");
    }
}

fn ok(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
}

#[tokio::test]
async fn keys_are_fetched_by_url_and_survive_a_failing_server() {
    let mut issuer = Issuer::generate_es256().unwrap();
    let server = JwksServer::start(ok(&issuer.jwks())).await;
    let verifier = verifier(JwksSource::Url(server.url.clone()));
    let token = issuer.issue(&claims("t-1")).unwrap();
    assert!(!verifier.keys_loaded());
    assert_eq!(verifier.verify(&token, NOW, None), Err(TokenError::UnknownKey));

    assert!(verifier.refresh().await.unwrap());
    assert!(verifier.keys_loaded());
    verifier.verify(&token, NOW, None).unwrap();

    let too_large = ok(&" ".repeat(300 * 1024));
    let elsewhere =
        "HTTP/1.1 302 Found\r\nlocation: http://192.0.2.1/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    for failing in ["HTTP/1.1 500 No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n", "", elsewhere, &too_large] {
        server.answer.send_replace(failing.to_owned());
        let error = verifier.refresh().await.unwrap_err();
        assert!(!error.to_string().contains("127.0.0.1"), "{error}");
        verifier.verify(&token, NOW, None).unwrap();
    }

    issuer.rotate().unwrap();
    server.answer.send_replace(ok(&issuer.jwks()));
    assert!(verifier.refresh().await.unwrap());
    verifier.verify(&issuer.issue(&claims("t-2")).unwrap(), NOW, None).unwrap();
}

#[tokio::test]
async fn a_token_with_an_unknown_key_brings_one_refresh_forward_and_a_flood_of_them_no_more() {
    let mut issuer = Issuer::generate_ed25519().unwrap();
    let mut server = JwksServer::start(ok(&issuer.jwks())).await;
    let hourly = VerifierConfig {
        refresh: Duration::from_hours(1),
        ..VerifierConfig::new(LOCAL_ISSUER, vec!["onecode".to_owned()], JwksSource::Url(server.url.clone()))
    };
    let verifier = Arc::new(Verifier::new(hourly, Roles::parse(ROLES).unwrap()).unwrap());
    let stop = CancellationToken::new();
    let refreshing = TaskTracker::new().spawn(Arc::clone(&verifier).refresh_loop(stop.clone()));
    server.wait_for_requests(1).await;

    issuer.rotate().unwrap();
    let new = issuer.issue(&claims("new")).unwrap();
    server.answer.send_replace(ok(&issuer.jwks()));
    while verifier.verify(&new, NOW, None).is_err() {
        tokio::task::yield_now().await;
    }
    server.wait_for_requests(2).await;
    assert_eq!(*server.served.borrow(), 2, "one at the start, one for the unknown key, within the hour");

    let stranger = Issuer::generate_ed25519().unwrap().issue(&claims("stranger")).unwrap();
    for _ in 0..1_000 {
        assert_eq!(verifier.verify(&stranger, NOW, None), Err(TokenError::UnknownKey));
        tokio::task::yield_now().await;
    }
    assert_eq!(*server.served.borrow(), 2);

    stop.cancel();
    refreshing.await.unwrap();
}
