//! How far an upload is.

/// Bytes sent of bytes in all; never above the total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes handed to the network so far.
    pub sent: u64,
    /// Bytes in all.
    pub total: u64,
}

impl Progress {
    /// The share that is done, from 0 to 1.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a share of a bar needs no more digits"
    )]
    pub fn fraction(self) -> f32 {
        if self.total == 0 {
            0.0
        } else {
            (self.sent.min(self.total) as f64 / self.total as f64) as f32
        }
    }
}
