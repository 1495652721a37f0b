//! Posts, clients and bounds that the tests share.

use std::time::Duration;

use sendoff::domain::{
    ApiVersion, Attachment, Author, Beside, Digest, Draft, ImageFacts, ImageFormat, JobId, Media,
    MediaUrn, Post, Role,
};
use sendoff::linkedin::{Client, Endpoints, Patience, Wire};

/// The token of every client here; nothing but an `Authorization` header may ever repeat it.
pub(crate) const TOKEN: &str = "CANARY-ACCESS-TOKEN";

/// Connections to a server on this computer, as patient as in earnest.
pub(crate) fn wire(origin: &str) -> Wire {
    Wire::new(Endpoints::loopback(origin).unwrap()).unwrap()
}

/// Connections that soon give up: only for servers that fall silent, so that a slow computer changes nothing.
pub(crate) fn hasty_wire(origin: &str) -> Wire {
    let soon = Duration::from_millis(300);
    let patience = Patience {
        call: soon,
        submit: soon,
        stall: soon,
    };
    Wire::with_patience(Endpoints::loopback(origin).unwrap(), patience).unwrap()
}

/// A client of that server.
pub(crate) fn client(origin: &str) -> Client {
    wire(origin).client(ApiVersion::DEFAULT, TOKEN.into())
}

/// A client that soon gives up.
pub(crate) fn hasty_client(origin: &str) -> Client {
    hasty_wire(origin).client(ApiVersion::DEFAULT, TOKEN.into())
}

/// A post of Ada's with this text and these descriptions of pictures.
pub(crate) fn post(text: &str, alt_texts: &[&str]) -> Post {
    let author = Author {
        urn: "urn:li:person:ada".parse().unwrap(),
        name: "Ada".to_owned(),
        role: Role::Member,
    };
    let draft = Draft {
        author: Some(author),
        text: text.to_owned(),
        attachments: alt_texts
            .iter()
            .enumerate()
            .map(|(idx, alt_text)| picture(idx, alt_text))
            .collect(),
        ..Draft::new(JobId::from_parts(1, 1))
    };
    draft.check().unwrap()
}

/// As many picture URNs as asked for.
pub(crate) fn image_urns(num_images: usize) -> Vec<MediaUrn> {
    (1..=num_images)
        .map(|number| format!("urn:li:image:I{number}").parse().unwrap())
        .collect()
}

fn picture(idx: usize, alt_text: &str) -> Attachment {
    Attachment {
        file: format!("{idx:04}-a.png").parse().unwrap(),
        name: format!("picture {idx}.png"),
        byte_count: 10,
        sha256: Digest([u8::try_from(idx).unwrap(); 32]),
        media: Media::Image(ImageFacts {
            format: ImageFormat::Png,
            width: 4,
            height: 4,
            frames: 1,
        }),
        alt_text: alt_text.to_owned(),
        title: String::new(),
        beside: Beside::default(),
        pages: None,
    }
}
