//! `sendoff link`, and the card of `sendoff post --look-up`: what the page behind a link says of itself.
//!
//! A page is looked at because a person asked, once, and by the same rules as in the window: public pages only, no
//! token, no cookie. Never here: fetching.

use serde_json::json;
use url::Url;

use super::output::{Exit, Output};
use crate::domain::{Draft, Extra};
use crate::engine::block_on;
use crate::web::{Card, CardError, Pages};

/// Looks at the page and prints its card.
pub(super) fn link(pages: &dyn Pages, output: Output, url: &Url) -> Exit {
    match block_on(pages.card(url)) {
        Ok(Ok(card)) => {
            show(output, url, &card);
            Exit::Done
        }
        Ok(Err(err)) => refuse(output, err, err.hint()),
        Err(err) => output.unchanged("system", &err),
    }
}

fn show(output: Output, url: &Url, card: &Card) {
    let picture = card.picture.as_ref().map(Url::as_str);
    let event = json!({
        "event": "card", "url": url.as_str(), "title": card.title, "description": card.description, "picture": picture,
    });
    let lines = [
        ("Title", card.title.as_str()),
        ("Description", card.description.as_str()),
        ("Picture", picture.unwrap_or_default()),
    ];
    let lines = lines.map(|(name, value)| format!("{name:<12} {value}"));
    output.event(&event, &lines.join("\n"));
}

/// Fills what is empty on the card of a draft with what its page says; gives the picture, if one is wanted and there.
///
/// # Errors
/// How the command ends: the page told nothing, and that is printed.
pub(super) fn look_up(
    pages: &dyn Pages,
    output: Output,
    draft: &mut Draft,
    wants_picture: bool,
) -> Result<Option<Vec<u8>>, Exit> {
    let Some(Extra::Link(card)) = &mut draft.extra else {
        return Ok(None);
    };
    let looked = block_on(async {
        let found = pages.card(&card.source).await?;
        let picture = match found.picture.as_ref().filter(|_| wants_picture) {
            Some(address) => Some(pages.picture(address).await),
            None => None,
        };
        Ok::<_, CardError>((found, picture))
    });
    let (found, picture) = match looked {
        Ok(Ok(looked)) => looked,
        Ok(Err(err)) => return Err(refuse(output, err, NOTHING_SENT)),
        Err(err) => return Err(output.unchanged("system", &err)),
    };
    for (field, words) in [
        (&mut card.title, found.title),
        (&mut card.description, found.description),
    ] {
        if field.trim().is_empty() {
            *field = words;
        }
    }
    match picture {
        Some(Err(err)) => {
            tracing::warn!("the card has no picture. {err}");
            Ok(None)
        }
        Some(Ok(bytes)) => Ok(Some(bytes)),
        None => Ok(None),
    }
}

fn refuse(output: Output, err: CardError, hint: &str) -> Exit {
    let exit = match err {
        CardError::NotWeb
        | CardError::Credentials
        | CardError::UnusualPort
        | CardError::NotPublic => Exit::Usage,
        CardError::Unreachable | CardError::TimedOut => Exit::Network,
        CardError::TooManyRedirects
        | CardError::Status(_)
        | CardError::NotAPage
        | CardError::NotAPicture
        | CardError::Compressed
        | CardError::TooLarge
        | CardError::UnknownCharset => Exit::Refused,
    };
    output.refused("link", &err.to_string(), hint, exit)
}

const NOTHING_SENT: &str =
    "Nothing was sent. Try again, or leave --look-up out and write --link-title yourself.";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{JobId, LinkCard};
    use crate::web::Looking;

    /// Plays the web: one page and its picture.
    struct OnePage(Result<Card, CardError>, Result<Vec<u8>, CardError>);

    impl Pages for OnePage {
        fn card<'a>(&'a self, _url: &'a Url) -> Looking<'a, Card> {
            Box::pin(std::future::ready(self.0.clone()))
        }

        fn picture<'a>(&'a self, _url: &'a Url) -> Looking<'a, Vec<u8>> {
            Box::pin(std::future::ready(self.1.clone()))
        }
    }

    fn page(picture: Result<Vec<u8>, CardError>) -> OnePage {
        let card = Card {
            title: "Theirs".to_owned(),
            description: "Their words".to_owned(),
            picture: Some("https://example.com/a.png".parse().unwrap()),
        };
        OnePage(Ok(card), picture)
    }

    fn draft(title: &str) -> Draft {
        Draft {
            extra: Some(Extra::Link(LinkCard {
                source: "https://example.com/".parse().unwrap(),
                title: title.to_owned(),
                description: String::new(),
            })),
            ..Draft::new(JobId::from_parts(1, 1))
        }
    }

    const JSON: Output = Output { is_json: true };

    #[test]
    fn what_is_written_stays_and_what_is_empty_is_filled() {
        let mut draft = draft("Mine");
        let picture = look_up(&page(Ok(vec![7])), JSON, &mut draft, true);
        assert_eq!(picture, Ok(Some(vec![7])));
        let Some(Extra::Link(card)) = draft.extra else {
            panic!("the card is gone")
        };
        assert_eq!(
            (card.title.as_str(), card.description.as_str()),
            ("Mine", "Their words")
        );
    }

    #[test]
    fn a_picture_that_is_not_wanted_or_not_there_is_none() {
        let mut draft = draft("");
        let unwanted = look_up(&page(Ok(vec![7])), JSON, &mut draft, false);
        assert_eq!(unwanted, Ok(None));
        let broken = page(Err(CardError::TooLarge));
        assert_eq!(look_up(&broken, JSON, &mut draft, true), Ok(None));
    }

    #[test]
    fn each_trouble_ends_as_its_kind_should() {
        for (err, exit) in [
            (CardError::NotPublic, Exit::Usage),
            (CardError::TimedOut, Exit::Network),
            (CardError::Status(404), Exit::Refused),
        ] {
            let pages = OnePage(Err(err), Err(err));
            assert_eq!(look_up(&pages, JSON, &mut draft(""), true), Err(exit));
            let url = "https://example.com/".parse().unwrap();
            assert_eq!(link(&pages, JSON, &url), exit);
        }
    }
}
