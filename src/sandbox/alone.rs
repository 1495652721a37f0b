//! The sandbox as a program of its own: bound, announced, served until Ctrl-C.

use std::io;
use std::net::Ipv4Addr;

use tokio::net::TcpListener;

use super::Sandbox;

impl Sandbox {
    /// Serves on a socket that is bound already, beside other work, until it is dropped.
    pub async fn serve_on(self, listener: std::net::TcpListener) {
        let ready = listener
            .set_nonblocking(true)
            .and_then(|()| TcpListener::from_std(listener));
        let served = match ready {
            Ok(listener) => self.serve(listener).await,
            Err(err) => Err(err),
        };
        if let Err(err) = served {
            tracing::error!(%err, "the sandbox has ended");
        }
    }
}

/// Serves a new sandbox on this port of this computer until the program is interrupted; 0 takes any port.
///
/// `announce` is told where it is before the first request can come.
///
/// # Errors
/// If the port is taken.
pub async fn run_alone(port: u16, announce: impl FnOnce(&Sandbox, &str)) -> io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    let sandbox = Sandbox::new();
    announce(&sandbox, &Sandbox::origin(listener.local_addr()?));
    tokio::select! {
        served = sandbox.serve(listener) => served,
        _ = tokio::signal::ctrl_c() => Ok(()),
    }
}
