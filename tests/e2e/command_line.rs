//! What people type.

use std::process::Output;

use onecode_tests::harness::{Deployment, binary};
use testkit::Caller;
use tokio::process::Command;

/// Runs `onecode` for a caller, in the home of the site.
pub(crate) async fn command(suite: &Deployment, caller: &Caller, words: &[&str]) -> Output {
    let mut program = Command::new(binary());
    program.args(words).args(["--endpoint", &suite.endpoint()]);
    program.env("ONECODE_TOKEN", caller.token()).env("LC_ALL", "en_US.UTF-8").current_dir(suite.site.home());
    program.kill_on_drop(true).output().await.expect("the program runs")
}

/// All that it said.
pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned()
}
