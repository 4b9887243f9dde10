//! A port of the loopback for a server that is killed and comes back to the same address.

use std::net::{Ipv4Addr, SocketAddr};

use tokio::net::TcpSocket;

/// A port that nobody else is given while this lives.
///
/// It is bound, but not listened on: Linux lets the server that it is meant for listen there (both set `SO_REUSEADDR`),
/// and gives it to no other as a free one.
#[derive(Debug)]
pub struct Port {
    address: SocketAddr,
    _bound: TcpSocket,
}

impl Port {
    /// Reserves a free one.
    #[must_use]
    pub fn reserve() -> Self {
        let bound = TcpSocket::new_v4().expect("sockets can be made");
        bound.set_reuseaddr(true).expect("the option exists");
        bound.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).expect("the loopback has a free port");
        Self { address: bound.local_addr().expect("it is bound"), _bound: bound }
    }

    /// Where it is.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }
}
