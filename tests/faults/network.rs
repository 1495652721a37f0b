//! The way to the LinkedIn on loopback, which can be closed, cut or garbled at the n-th connection. Each request has a
//! connection of its own, so the n-th connection is the n-th request; only the parts of a film have one together, and no
//! film goes this way.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

use sendoff::sandbox::Sandbox;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

/// What happens at the n-th connection, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WireFault {
    Nothing,
    /// It is refused, until some time has passed.
    Refused(usize),
    /// It and all others are refused.
    RefusedForEver(usize),
    /// It is reset as soon as it is made.
    HungUp(usize),
    /// It is answered with this before it has asked.
    Babble(usize, &'static [u8]),
}

/// The way there.
pub(crate) struct Network {
    sandbox: Sandbox,
    address: SocketAddr,
    fault: Mutex<WireFault>,
    num_made: AtomicUsize,
    /// So many waits pass before a network that is away is back.
    waits_away: AtomicUsize,
    is_open: AtomicBool,
    tasks: Mutex<Vec<JoinHandle<()>>>,
    /// Keeps the port while nobody listens at it.
    _place: TcpSocket,
}

impl Network {
    pub(crate) fn new(sandbox: Sandbox) -> Arc<Self> {
        let _inside = RUNTIME.enter();
        let place = socket_at(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
        Arc::new(Self {
            sandbox,
            address: place.local_addr().unwrap(),
            fault: Mutex::new(WireFault::Nothing),
            num_made: AtomicUsize::new(0),
            waits_away: AtomicUsize::new(1),
            is_open: AtomicBool::new(false),
            tasks: Mutex::default(),
            _place: place,
        })
    }

    pub(crate) fn origin(&self) -> String {
        Sandbox::origin(self.address)
    }

    /// Begins to count anew, with this fault.
    pub(crate) fn begin(self: &Arc<Self>, fault: WireFault) {
        *self.fault.lock().unwrap() = fault;
        self.num_made.store(0, Ordering::SeqCst);
        if !matches!(fault, WireFault::Refused(0) | WireFault::RefusedForEver(0)) {
            self.open();
        }
    }

    /// A network that is refused from now on is back after so many waits.
    pub(crate) fn stay_away(&self, waits: usize) {
        self.waits_away.store(waits, Ordering::SeqCst);
    }

    /// A network that was away for a while is back.
    pub(crate) fn time_passes(self: &Arc<Self>) {
        let mut fault = self.fault.lock().unwrap();
        if let WireFault::Refused(nth) = *fault
            && self.num_made.load(Ordering::SeqCst) >= nth
            && self.waits_away.fetch_sub(1, Ordering::SeqCst) <= 1
        {
            *fault = WireFault::Nothing;
            drop(fault);
            self.open();
        }
    }

    /// Ends every connection and listens no more.
    pub(crate) fn cut(&self) {
        let tasks = std::mem::take(&mut *self.tasks.lock().unwrap());
        for task in &tasks {
            task.abort();
        }
        RUNTIME.block_on(async {
            for task in tasks {
                task.await.ok();
            }
        });
        self.is_open.store(false, Ordering::SeqCst);
    }

    fn open(self: &Arc<Self>) {
        if self.is_open.swap(true, Ordering::SeqCst) {
            return;
        }
        let _inside = RUNTIME.enter();
        let listener = socket_at(self.address).listen(256).unwrap();
        let network = Arc::clone(self);
        let task = RUNTIME.spawn(async move { network.accept(listener).await });
        self.tasks.lock().unwrap().push(task);
    }

    async fn accept(self: Arc<Self>, listener: TcpListener) {
        while let Ok((stream, _)) = listener.accept().await {
            let number = self.num_made.fetch_add(1, Ordering::SeqCst);
            let fault = *self.fault.lock().unwrap();
            match fault {
                WireFault::HungUp(nth) if number == nth => stream.set_zero_linger().unwrap(),
                WireFault::Babble(nth, words) if number == nth => {
                    self.keep(tokio::spawn(babble(stream, words)));
                }
                _ => self.keep(tokio::spawn(self.sandbox.clone().talk(stream))),
            }
            if let WireFault::Refused(nth) | WireFault::RefusedForEver(nth) = fault
                && number + 1 == nth
            {
                drop(listener);
                self.is_open.store(false, Ordering::SeqCst);
                return;
            }
        }
    }

    fn keep(&self, task: JoinHandle<()>) {
        self.tasks.lock().unwrap().push(task);
    }
}

async fn babble(mut stream: TcpStream, words: &'static [u8]) {
    stream.write_all(words).await.ok();
    stream.shutdown().await.ok();
    // To the end: closing over unread bytes would break the connection.
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).await.ok();
}

/// A socket that has this address beside others that do; only one of them listens.
fn socket_at(address: SocketAddr) -> TcpSocket {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_reuseaddr(true).unwrap();
    socket.set_reuseport(true).unwrap();
    socket.bind(address).unwrap();
    socket
}

/// One for all worlds of this test program.
pub(crate) static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
});
