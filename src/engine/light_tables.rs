//! Where pictures are looked into: so many at a time, each on memory that the one before has used. Never: what is seen.
//!
//! A photograph takes 36 MB once it is decoded. To get them from the system anew for each takes it a third as long as
//! decoding does.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// All of them.
pub(super) struct LightTables {
    room: Arc<Semaphore>,
    /// Gone as soon as nobody waits or looks any more.
    spare: Mutex<Weak<Spare>>,
}

/// Memory that nobody uses at the moment.
type Spare = Mutex<Vec<Vec<u8>>>;

/// Somebody who wants to look at a picture.
pub(super) struct Visitor {
    room: Arc<Semaphore>,
    spare: Arc<Spare>,
}

/// Room for one picture, until this is dropped.
pub(super) struct LightTable {
    /// Where it may be decoded; what is left of it here then is for the next.
    pub(super) memory: Vec<u8>,
    spare: Arc<Spare>,
    _room: Option<OwnedSemaphorePermit>,
}

impl LightTables {
    /// Room for so many pictures.
    pub(super) fn new(number: usize) -> Self {
        Self {
            room: Arc::new(Semaphore::new(number)),
            spare: Mutex::default(),
        }
    }

    pub(super) fn visitor(&self) -> Visitor {
        let mut known = self.spare.lock().unwrap_or_else(PoisonError::into_inner);
        let spare = known.upgrade().unwrap_or_default();
        *known = Arc::downgrade(&spare);
        Visitor {
            room: Arc::clone(&self.room),
            spare,
        }
    }
}

impl Visitor {
    /// Waits for a table. There is always one in the end.
    pub(super) async fn table(self) -> Option<LightTable> {
        let Self { room, spare } = self;
        // Nobody closes it.
        let room = room.acquire_owned().await.ok()?;
        let memory = spare.lock().unwrap_or_else(PoisonError::into_inner).pop();
        Some(LightTable {
            memory: memory.unwrap_or_default(),
            spare,
            _room: Some(room),
        })
    }
}

impl LightTable {
    /// One that nobody waits for.
    pub(super) fn own() -> Self {
        Self {
            memory: Vec::new(),
            spare: Arc::default(),
            _room: None,
        }
    }
}

impl Drop for LightTable {
    fn drop(&mut self) {
        if (1..=MOST_KEPT).contains(&self.memory.capacity()) {
            let memory = std::mem::take(&mut self.memory);
            let mut spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner);
            spare.push(memory);
        }
    }
}

/// In bytes: a photograph of twenty megapixels.
const MOST_KEPT: usize = 64 << 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn memory_is_handed_on_while_somebody_waits_and_then_given_back() {
        let tables = LightTables::new(1);
        let (first, second) = (tables.visitor(), tables.visitor());
        let mut table = first.table().await.unwrap();
        assert_eq!(table.memory.capacity(), 0);
        table.memory = Vec::with_capacity(1_000);
        drop(table);
        let table = second.table().await.unwrap();
        assert_eq!(table.memory.capacity(), 1_000);
        drop(table);
        let table = tables.visitor().table().await.unwrap();
        assert_eq!(table.memory.capacity(), 0, "nobody waited for it");
    }

    #[tokio::test]
    async fn a_table_is_for_one() {
        let tables = LightTables::new(1);
        let table = tables.visitor().table().await.unwrap();
        let mut next = Box::pin(tables.visitor().table());
        tokio::select! {
            biased;
            _ = &mut next => panic!("there is one, and somebody has it"),
            () = std::future::ready(()) => {}
        }
        drop(table);
        assert!(next.await.is_some());
    }
}
