//! A process that does nothing but sequence: `sequencer URL`. Chaos tests start it and kill it.

use std::error::Error;

use feed::Sequencer;
use tokio_util::sync::CancellationToken;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let url = std::env::args().nth(1).ok_or("usage: sequencer URL")?;
    Sequencer::new(&url)?.run(CancellationToken::new()).await?;
    Ok(())
}
