//! An address inside the process: HTTP/2 over a pipe, the same bytes as over TCP.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures::Stream;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, DuplexStream, ReadBuf};
use tokio::sync::mpsc;
use tonic::transport::server::Connected;
use tonic::transport::{Channel, Endpoint};

/// Bytes that a pipe holds before its writer waits.
const PIPE: usize = 256 * 1024;

/// Where clients of one process reach a part of it. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Memory(mpsc::Sender<DuplexStream>);

/// The server's end of a [`Memory`] address.
#[derive(Debug)]
pub struct MemoryIncoming(mpsc::Receiver<DuplexStream>);

/// One connection, seen from the server.
#[derive(Debug)]
pub struct MemoryStream(DuplexStream);

impl Memory {
    /// A new address and its listening end.
    #[must_use]
    pub fn new() -> (Self, MemoryIncoming) {
        let (sender, receiver) = mpsc::channel(16);
        (Self(sender), MemoryIncoming(receiver))
    }

    /// A channel that connects when first used, and again after a break.
    #[must_use]
    pub fn channel(&self) -> Channel {
        let sender = self.0.clone();
        let connector = tower::service_fn(move |_| {
            let sender = sender.clone();
            async move {
                let (ours, theirs) = tokio::io::duplex(PIPE);
                sender.send(theirs).await.map_err(|_| io::Error::from(io::ErrorKind::ConnectionRefused))?;
                Ok::<_, io::Error>(TokioIo::new(ours))
            }
        });
        Endpoint::from_static("http://memory").connect_with_connector_lazy(connector)
    }
}

impl Stream for MemoryIncoming {
    type Item = io::Result<MemoryStream>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context).map(|stream| stream.map(|stream| Ok(MemoryStream(stream))))
    }
}

/// Marks a request that came from within the process.
#[derive(Debug, Clone, Copy)]
pub struct InProcess;

impl Connected for MemoryStream {
    type ConnectInfo = InProcess;

    fn connect_info(&self) -> Self::ConnectInfo {
        InProcess
    }
}

impl AsyncRead for MemoryStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl AsyncWrite for MemoryStream {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}
