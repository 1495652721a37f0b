//! Misfortune on order: what should go wrong, where, and how often. Decides when; `server` makes it happen.

use serde::{Deserialize, Serialize};

use super::route::Route;

/// One order of misfortune. Orders for the same route are served first come, first served.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Which requests it hits.
    pub route: Route,
    /// How many of them go by unharmed first.
    #[serde(default)]
    pub after: u32,
    /// How many it hits then.
    #[serde(default = "once")]
    pub times: u32,
    /// Only requests with a body of this many bytes; `None` for all.
    #[serde(default)]
    pub body_len: Option<usize>,
    /// What happens to them.
    pub what: FaultKind,
}

/// What happens to a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// This answer; the request is not carried out.
    Answer(CannedAnswer),
    /// The request is carried out, then answered with this.
    CommitThenAnswer(CannedAnswer),
    /// An answer of this many bytes; the request is not carried out.
    Flood {
        /// The HTTP status.
        status: u16,
        /// The length of the body.
        bytes: u64,
    },
    /// The request waits, then is carried out and answered; giving up while it waits leaves it undone.
    Delay {
        /// How long, in milliseconds.
        ms: u64,
    },
    /// The request waits until faults are cleared, then is carried out and answered; giving up while it waits leaves
    /// it undone.
    Hold {
        /// Or until so many requests of its route are in the ledger.
        carried_out: Option<usize>,
    },
    /// The request is not carried out and never answered; the connection stays open.
    Silence,
    /// The request is carried out and never answered; the connection stays open.
    CommitThenSilence,
    /// The request is read to its end and not carried out; instead of an answer the connection is reset.
    Reset,
    /// The request is carried out; instead of an answer the connection is reset.
    CommitThenReset,
    /// The request is carried out; the connection closes within the body of the answer.
    CutBody {
        /// How many bytes of the body arrive.
        after: usize,
    },
    /// The request is carried out; the answer stops within its body while the connection stays open.
    StallBody {
        /// How many bytes of the body arrive.
        after: usize,
    },
}

/// An answer made up in advance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CannedAnswer {
    /// The HTTP status.
    pub status: u16,
    /// Further headers, such as `retry-after` or `location`.
    pub headers: Vec<(String, String)>,
    /// The body, sent as it is; its type is a header like any other.
    pub body: String,
}

impl Fault {
    /// Hits the next request on `route`.
    pub fn once(route: Route, what: FaultKind) -> Self {
        Self {
            route,
            after: 0,
            times: 1,
            body_len: None,
            what,
        }
    }
}

impl FaultKind {
    /// An empty answer with this status.
    pub fn status(status: u16) -> Self {
        Self::Answer(CannedAnswer {
            status,
            ..CannedAnswer::default()
        })
    }

    /// A JSON answer.
    pub fn json(status: u16, body: &serde_json::Value) -> Self {
        Self::typed(status, "application/json", body.to_string())
    }

    /// An HTML page, as a load balancer would send it.
    pub fn html(status: u16, body: impl Into<String>) -> Self {
        Self::typed(status, "text/html", body.into())
    }

    /// A redirect to another address.
    pub fn redirect(status: u16, to: impl Into<String>) -> Self {
        Self::Answer(CannedAnswer {
            status,
            headers: vec![("location".to_owned(), to.into())],
            body: String::new(),
        })
    }

    fn typed(status: u16, content_type: &str, body: String) -> Self {
        let headers = vec![("content-type".to_owned(), content_type.to_owned())];
        Self::Answer(CannedAnswer {
            status,
            headers,
            body,
        })
    }
}

/// The orders not yet used up.
#[derive(Debug, Default)]
pub(super) struct Faults {
    pending: Vec<Fault>,
    /// How often they were cleared.
    num_cleared: usize,
}

impl Faults {
    pub(super) fn order(&mut self, fault: Fault) {
        self.pending.push(fault);
    }

    pub(super) fn clear(&mut self) {
        self.pending.clear();
        self.num_cleared += 1;
    }

    pub(super) fn num_cleared(&self) -> usize {
        self.num_cleared
    }

    pub(super) fn pending(&self) -> &[Fault] {
        &self.pending
    }

    /// What happens to the next request on this route, with a body of so many bytes.
    pub(super) fn strike(&mut self, route: Route, body_len: usize) -> Option<FaultKind> {
        let hits = |fault: &Fault| {
            [route, Route::Any].contains(&fault.route)
                && fault.times > 0
                && fault.body_len.is_none_or(|len| len == body_len)
        };
        let idx = self.pending.iter().position(hits)?;
        let fault = &mut self.pending[idx];
        if fault.after > 0 {
            fault.after -= 1;
            return None;
        }
        fault.times -= 1;
        let what = fault.what.clone();
        if fault.times == 0 {
            self.pending.remove(idx);
        }
        Some(what)
    }
}

fn once() -> u32 {
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_spares_hits_and_is_used_up() {
        let mut faults = Faults::default();
        faults.order(Fault {
            after: 1,
            times: 2,
            ..Fault::once(Route::Me, FaultKind::Reset)
        });
        let struck: Vec<bool> = (0..4)
            .map(|_| faults.strike(Route::Me, 0).is_some())
            .collect();
        assert_eq!(struck, [false, true, true, false]);
    }

    #[test]
    fn a_fault_hits_no_other_route() {
        let mut faults = Faults::default();
        faults.order(Fault::once(Route::Me, FaultKind::Reset));
        assert_eq!(faults.strike(Route::UserInfo, 0), None);
    }

    #[test]
    fn a_fault_may_count_requests_of_every_kind() {
        let mut faults = Faults::default();
        faults.order(Fault {
            after: 1,
            ..Fault::once(Route::Any, FaultKind::Reset)
        });
        assert_eq!(faults.strike(Route::InitializeImage, 0), None);
        assert_eq!(faults.strike(Route::CreatePost, 0), Some(FaultKind::Reset));
        assert_eq!(faults.strike(Route::CreatePost, 0), None);
    }

    #[test]
    fn a_fault_may_hit_only_bodies_of_one_length() {
        let mut faults = Faults::default();
        faults.order(Fault {
            body_len: Some(7),
            ..Fault::once(Route::UploadImage, FaultKind::Reset)
        });
        assert_eq!(faults.strike(Route::UploadImage, 6), None);
        assert_eq!(faults.strike(Route::UploadImage, 7), Some(FaultKind::Reset));
    }

    #[test]
    fn a_fault_reads_from_json() {
        let fault: Fault =
            serde_json::from_str(r#"{"route":"create_post","what":"commit_then_reset"}"#).unwrap();
        assert_eq!(
            fault,
            Fault::once(Route::CreatePost, FaultKind::CommitThenReset)
        );
    }
}
