//! What will be sent: asked of the same functions that send, and put into words for the window.

use egui::Context;

use super::App;
use crate::domain::Failure;
use crate::linkedin::PlannedRequest;
use crate::ui::{self, Inspection, RequestFacts};

impl App {
    /// Shows what would be sent if the draft were posted now.
    pub(super) fn inspect(&mut self) {
        self.inspection = Some(self.inspection_now().map_err(|failure| failure.to_string()));
    }

    fn inspection_now(&self) -> Result<Inspection, Failure> {
        let requests = self.engine.plan(&self.state.draft, &self.state.settings)?;
        let post = crate::engine::check_only(&self.state.draft)?;
        Ok(Inspection {
            typed: post.text().to_owned(),
            encoded: post.commentary()?.as_str().to_owned(),
            requests: requests.iter().map(in_words).collect(),
        })
    }

    /// Shows it until it is closed.
    pub(super) fn inspector_ui(&mut self, ctx: &Context) {
        let Some(inspection) = &self.inspection else {
            return;
        };
        let (wish, is_closed) = ui::inspector_ui(inspection, ctx);
        if is_closed {
            self.inspection = None;
        }
        if let Some(wish) = wish {
            self.apply(wish, ctx);
        }
    }
}

fn in_words(request: &PlannedRequest) -> RequestFacts {
    let headers: Vec<String> = request
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    RequestFacts {
        line: format!("{} {}", request.method, request.url),
        headers: headers.join("\n"),
        body: request.body_in_words(),
        curl: request.to_curl(),
    }
}
