//! The keyring thread: one call at a time, and nobody waits longer than a few seconds for it.
//!
//! A locked keyring answers when a person has typed a password, or never. Hence a thread of its own, which is
//! never joined: a call that hangs must keep neither the window nor the end of the program waiting.

use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::os::OsKeyring;
use super::{KeyProvider, KeyringError};
use crate::store::vault::Key;

/// A keyring behind its thread. Made once, shared by reference.
///
/// A call waits for its answer up to the patience, then says [`KeyringError::Busy`]; until the call that hangs
/// has returned, all others say so at once. A late answer is dropped.
pub struct Keyring {
    calls: SyncSender<Call>,
    running: Arc<Mutex<Running>>,
    patience: Duration,
}

impl Keyring {
    /// The keyring of this computer. Nothing is opened before the first call.
    ///
    /// For the wiring of the program only.
    ///
    /// # Panics
    ///
    /// In tests, always: they must not touch a person's keyring.
    pub fn of_this_computer() -> io::Result<Self> {
        assert!(
            !is_test_process(),
            "a test must not open the keyring of this computer"
        );
        let open = || OsKeyring::open().map(|os| Box::new(os) as Box<dyn KeyProvider>);
        Self::start(open, PATIENCE)
    }

    /// Starts the thread. `open` runs on it at the first call, and again after it failed or the provider panicked.
    pub fn start(
        open: impl FnMut() -> Result<Box<dyn KeyProvider>, KeyringError> + Send + 'static,
        patience: Duration,
    ) -> io::Result<Self> {
        let (calls, inbox) = sync_channel(WAITING_CALLS);
        let running = Arc::new(Mutex::new(Running::default()));
        let seen_by_thread = Arc::clone(&running);
        // The handle is dropped: see the top of this file.
        thread::Builder::new()
            .name("keyring".to_owned())
            .spawn(move || answer_calls(&inbox, &seen_by_thread, open))?;
        Ok(Self {
            calls,
            running,
            patience,
        })
    }

    fn call(&self, vault_id: &str, wish: Wish) -> Result<Answer, KeyringError> {
        if lock(&self.running).is_stuck {
            return Err(KeyringError::Busy);
        }
        let (reply, answer) = sync_channel(1);
        let deadline = Instant::now() + self.patience;
        let call = Call {
            vault_id: vault_id.to_owned(),
            wish,
            deadline,
            reply,
        };
        // Full: more callers wait than could be served in time. Gone: never, it outlives this sender.
        let sent = self.calls.try_send(call);
        sent.map_err(|_not_sent| KeyringError::Busy)?;
        match answer.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(answer) => answer,
            Err(RecvTimeoutError::Timeout) => {
                self.give_up();
                Err(KeyringError::Busy)
            }
            // Too late when its turn came.
            Err(RecvTimeoutError::Disconnected) => Err(KeyringError::Busy),
        }
    }

    /// Marks the call under way, if it has been that for as long as anyone is willing to wait.
    fn give_up(&self) {
        let mut running = lock(&self.running);
        let is_overdue = running
            .deadline
            .is_some_and(|deadline| deadline <= Instant::now());
        running.is_stuck |= is_overdue;
    }
}

impl KeyProvider for Keyring {
    fn store_key(&self, vault_id: &str, key: &Key) -> Result<(), KeyringError> {
        self.call(vault_id, Wish::Store(key.clone())).map(drop)
    }

    fn load_key(&self, vault_id: &str) -> Result<Key, KeyringError> {
        let answer = self.call(vault_id, Wish::Load)?;
        answer.ok_or(KeyringError::Failed)
    }

    fn delete_key(&self, vault_id: &str) -> Result<(), KeyringError> {
        self.call(vault_id, Wish::Delete).map(drop)
    }
}

/// The call under way.
#[derive(Default)]
struct Running {
    /// When its caller stops waiting; `None` while the thread is idle.
    deadline: Option<Instant>,
    /// Its caller has stopped waiting.
    is_stuck: bool,
}

struct Call {
    vault_id: String,
    wish: Wish,
    deadline: Instant,
    reply: SyncSender<Result<Answer, KeyringError>>,
}

enum Wish {
    Store(Key),
    Load,
    Delete,
}

/// The key for [`Wish::Load`], nothing for the others.
type Answer = Option<Key>;

fn answer_calls(
    inbox: &Receiver<Call>,
    running: &Mutex<Running>,
    mut open: impl FnMut() -> Result<Box<dyn KeyProvider>, KeyringError>,
) {
    debug_assert!(
        tokio::runtime::Handle::try_current().is_err(),
        "the Secret Service client cannot run inside a runtime"
    );
    let mut provider = None;
    for call in inbox {
        if call.deadline <= Instant::now() {
            // Its caller has gone; doing it now would surprise.
            continue;
        }
        lock(running).deadline = Some(call.deadline);
        let answer =
            panic::catch_unwind(AssertUnwindSafe(|| fulfil(&mut provider, &mut open, &call)));
        *lock(running) = Running::default();
        let answer = answer.unwrap_or_else(|_panic| {
            provider = None;
            Err(KeyringError::Failed)
        });
        // A late answer finds nobody.
        call.reply.try_send(answer).ok();
    }
}

fn fulfil(
    provider: &mut Option<Box<dyn KeyProvider>>,
    open: &mut impl FnMut() -> Result<Box<dyn KeyProvider>, KeyringError>,
    call: &Call,
) -> Result<Answer, KeyringError> {
    let provider = match provider {
        Some(provider) => provider,
        None => provider.insert(open()?),
    };
    match &call.wish {
        Wish::Store(key) => provider.store_key(&call.vault_id, key).map(|()| None),
        Wish::Load => provider.load_key(&call.vault_id).map(Some),
        Wish::Delete => provider.delete_key(&call.vault_id).map(|()| None),
    }
}

/// Cargo builds every test into a folder of this name and runs it there; what people run lies elsewhere.
fn is_test_process() -> bool {
    let is_in_cargos_folder = || {
        let program = std::env::current_exe().unwrap_or_default();
        program.parent().is_some_and(|dir| dir.ends_with("deps"))
    };
    cfg!(test) || (cfg!(debug_assertions) && is_in_cargos_folder())
}

fn lock(running: &Mutex<Running>) -> MutexGuard<'_, Running> {
    // Two plain values, whole at any time.
    running.lock().unwrap_or_else(PoisonError::into_inner)
}

/// As long as GitHub's command line waits for a keyring.
const PATIENCE: Duration = Duration::from_secs(3);
/// A window, a refresh and a sign-in at once; more would wait in vain.
const WAITING_CALLS: usize = 4;

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::super::memory::MemoryKeyring;
    use super::*;

    const LONG: Duration = Duration::from_mins(1);
    const SHORT: Duration = Duration::from_millis(40);

    /// Waits at each `load_key` until the test lets go, and says when it has begun.
    struct Hanging {
        begun: SyncSender<()>,
        go_on: Mutex<Receiver<()>>,
        inner: MemoryKeyring,
    }

    impl KeyProvider for Hanging {
        fn store_key(&self, vault_id: &str, key: &Key) -> Result<(), KeyringError> {
            self.inner.store_key(vault_id, key)
        }
        fn load_key(&self, vault_id: &str) -> Result<Key, KeyringError> {
            // Only the first time somebody listens; and an error below means that the test is over.
            self.begun.try_send(()).ok();
            self.go_on.lock().unwrap().recv().ok();
            self.inner.load_key(vault_id)
        }
        fn delete_key(&self, vault_id: &str) -> Result<(), KeyringError> {
            self.inner.delete_key(vault_id)
        }
    }

    /// A keyring that is stuck in `load_key`, and the sender that lets it go on.
    fn stuck(key: &Key) -> (Keyring, SyncSender<()>) {
        let (begun, has_begun) = mpsc::sync_channel(1);
        let (let_go, go_on) = mpsc::sync_channel(1);
        let mut parts = Some((begun, Mutex::new(go_on)));
        let open = move || {
            let (begun, go_on) = parts.take().unwrap();
            let inner = MemoryKeyring::default();
            Ok(Box::new(Hanging {
                begun,
                go_on,
                inner,
            }) as Box<dyn KeyProvider>)
        };
        let mut keyring = Keyring::start(open, LONG).unwrap();
        keyring.store_key("vault", key).unwrap();
        keyring.patience = SHORT;
        // On a busy computer a call may be given up before the thread comes to it.
        while !lock(&keyring.running).is_stuck {
            let loaded = keyring.load_key("vault").map(drop);
            assert_eq!(loaded, Err(KeyringError::Busy));
        }
        has_begun.recv().unwrap();
        keyring.patience = LONG;
        (keyring, let_go)
    }

    fn in_memory(patience: Duration) -> Keyring {
        let open = || Ok(Box::new(MemoryKeyring::default()) as Box<dyn KeyProvider>);
        Keyring::start(open, patience).unwrap()
    }

    #[test]
    fn keys_travel_through_the_thread() {
        let keyring = in_memory(LONG);
        let key = Key::generate().unwrap();
        keyring.store_key("vault", &key).unwrap();
        assert!(keyring.load_key("vault").unwrap().is_same(&key));
        keyring.delete_key("vault").unwrap();
        let loaded = keyring.load_key("vault").map(drop);
        assert_eq!(loaded, Err(KeyringError::EntryMissing));
        assert_eq!(keyring.probe(), Ok(()));
    }

    #[test]
    fn a_keyring_that_hangs_is_busy_at_once_and_well_again_when_it_has_answered() {
        let key = Key::generate().unwrap();
        let (keyring, let_go) = stuck(&key);
        // With a patience of a minute, an answer now is an answer without waiting.
        let stored = keyring.store_key("other", &key);
        assert_eq!(stored, Err(KeyringError::Busy));

        let_go.send(()).unwrap();
        while lock(&keyring.running).is_stuck {
            thread::yield_now();
        }
        drop(let_go);
        assert!(keyring.load_key("vault").unwrap().is_same(&key));
        let loaded = keyring.load_key("other").map(drop);
        assert_eq!(loaded, Err(KeyringError::EntryMissing), "stored after all");
    }

    #[test]
    fn a_call_whose_caller_has_gone_is_not_begun_late() {
        let key = Key::generate().unwrap();
        let (keyring, let_go) = stuck(&key);
        // As if it had been queued just before the call in front of it got stuck.
        let (reply, answer) = sync_channel(1);
        let call = Call {
            vault_id: "vault".to_owned(),
            wish: Wish::Delete,
            deadline: Instant::now(),
            reply,
        };
        keyring.calls.try_send(call).map_err(drop).unwrap();
        let_go.send(()).unwrap();
        assert!(answer.recv().is_err(), "done although nobody waited");
        drop(let_go);
        assert!(keyring.load_key("vault").is_ok(), "deleted after all");
    }

    #[test]
    fn a_keyring_that_panics_is_opened_anew() {
        struct Panicking;
        impl KeyProvider for Panicking {
            fn store_key(&self, _: &str, _: &Key) -> Result<(), KeyringError> {
                panic!("store")
            }
            fn load_key(&self, _: &str) -> Result<Key, KeyringError> {
                panic!("load")
            }
            fn delete_key(&self, _: &str) -> Result<(), KeyringError> {
                panic!("delete")
            }
        }
        let mut opened = 0;
        let open = move || {
            opened += 1;
            Ok(match opened {
                1 => Box::new(Panicking) as Box<dyn KeyProvider>,
                _ => Box::new(MemoryKeyring::default()),
            })
        };
        let keyring = Keyring::start(open, LONG).unwrap();
        let loaded = keyring.load_key("vault").map(drop);
        assert_eq!(loaded, Err(KeyringError::Failed));
        assert_eq!(keyring.probe(), Ok(()));
    }

    #[test]
    fn an_error_of_the_keyring_reaches_the_caller_and_opening_is_tried_again() {
        let mut refusals = vec![KeyringError::Denied, KeyringError::NotThere];
        let open = move || match refusals.pop() {
            Some(err) => Err(err),
            None => Ok(Box::new(MemoryKeyring::default()) as Box<dyn KeyProvider>),
        };
        let keyring = Keyring::start(open, LONG).unwrap();
        assert_eq!(keyring.probe(), Err(KeyringError::NotThere));
        assert_eq!(keyring.probe(), Err(KeyringError::Denied));
        assert_eq!(keyring.probe(), Ok(()));
    }

    #[test]
    fn a_call_from_inside_a_runtime_runs_outside_of_it() {
        struct OutsideOnly(MemoryKeyring);
        impl KeyProvider for OutsideOnly {
            fn store_key(&self, vault_id: &str, key: &Key) -> Result<(), KeyringError> {
                assert!(tokio::runtime::Handle::try_current().is_err());
                self.0.store_key(vault_id, key)
            }
            fn load_key(&self, vault_id: &str) -> Result<Key, KeyringError> {
                assert!(tokio::runtime::Handle::try_current().is_err());
                self.0.load_key(vault_id)
            }
            fn delete_key(&self, vault_id: &str) -> Result<(), KeyringError> {
                self.0.delete_key(vault_id)
            }
        }
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let probed = runtime.block_on(async {
            let open =
                || Ok(Box::new(OutsideOnly(MemoryKeyring::default())) as Box<dyn KeyProvider>);
            Keyring::start(open, LONG).unwrap().probe()
        });
        assert_eq!(probed, Ok(()));
    }

    #[test]
    fn a_test_that_opens_the_keyring_of_this_computer_fails() {
        let opened = panic::catch_unwind(|| Keyring::of_this_computer().map(drop).is_ok());
        assert!(opened.is_err());
    }
}
