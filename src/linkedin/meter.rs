//! Told of each request to the API right before it leaves. Never: who asks, or how many there may be.

use std::fmt;
use std::sync::Arc;

/// Counts the requests of one client. A handle; the default counts nothing.
#[derive(Clone, Default)]
pub struct Meter(Option<Arc<dyn Fn() + Send + Sync>>);

impl Meter {
    /// `count` is called once for each request, and must not take long.
    pub fn new(count: impl Fn() + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(count)))
    }

    pub(super) fn count(&self) {
        if let Some(count) = &self.0 {
            count();
        }
    }
}

impl fmt::Debug for Meter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Meter").finish_non_exhaustive()
    }
}
