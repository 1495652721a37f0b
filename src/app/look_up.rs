//! The page behind a draft's link: asked for when a person presses the button, taken into the card when it has answered.

use egui::Context;
use url::Url;

use super::App;
use crate::domain::{Extra, JobId, LinkCard};
use crate::engine::{Attached, Command, LookedUp};
use crate::words::t;

impl App {
    /// Looks at the page behind the link of the open draft; one page at a time.
    pub(super) fn look_up(&mut self) {
        let Some(Extra::Link(card)) = &self.state.draft.extra else {
            return;
        };
        if self.pending.look_up.is_some() {
            return;
        }
        let (id, url) = (self.state.draft.id, card.source.clone());
        let asked = self.ask(|answer| Command::LookUp(id, url.clone(), answer));
        self.pending.look_up = asked.map(|promise| ((id, url), promise));
    }

    /// Fills what is empty on the card. What a person has written stays, and so does a picture that is there.
    pub(super) fn take_looked_up(&mut self, id: JobId, url: &Url, found: LookedUp, ctx: &Context) {
        let is_open = self.state.draft.id == id && self.state.sending != Some(id);
        let Some(card) = self.card_for(url).filter(|_| is_open) else {
            if let Some(Ok(picture)) = found.picture {
                self.forget(id, picture);
            }
            return;
        };
        let says_nothing = found.title.is_empty() && found.description.is_empty();
        for (field, words) in [
            (&mut card.title, found.title),
            (&mut card.description, found.description),
        ] {
            if field.trim().is_empty() {
                *field = words;
            }
        }
        match found.picture {
            Some(Ok(picture)) if self.state.draft.attachments.is_empty() => {
                self.take_attached(id, picture, ctx);
            }
            Some(Ok(picture)) => self.forget(id, picture),
            Some(Err(words)) => self.state.notify(t!("card-without-picture"), &words),
            None if says_nothing => {
                let words = t!("page-no-title");
                self.state.notify(t!("page-told-nothing"), words);
            }
            None => {}
        }
    }

    fn card_for(&mut self, url: &Url) -> Option<&mut LinkCard> {
        match &mut self.state.draft.extra {
            Some(Extra::Link(card)) if card.source == *url => Some(card),
            _ => None,
        }
    }

    /// Removes the file of a picture that nobody wants any more.
    fn forget(&mut self, id: JobId, picture: Attached) {
        self.order(Command::Detach(id, Box::new(picture.attachment)));
    }
}
