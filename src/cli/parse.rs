//! What stands on the command line, read as what it means; or a sentence on what was expected.

use url::Url;

use crate::domain::{AuthorUrn, Mention, PollDays, PostUrn, Whom, commentary, mention_book};

/// An address of the web.
pub(super) fn parse_link(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|err| format!("this is no address: {err}"))?;
    match url.scheme() {
        "http" | "https" => Ok(url),
        _ => Err("a link begins with http:// or https://".to_owned()),
    }
}

/// How long a poll is open.
pub(super) fn parse_days(text: &str) -> Result<PollDays, String> {
    PollDays::ALL
        .into_iter()
        .find(|days| days.count().to_string() == text)
        .ok_or_else(|| "a poll is open for 1, 3, 7 or 14 days".to_owned())
}

/// The post that a URN or a link names.
pub(super) fn parse_post(text: &str) -> Result<PostUrn, String> {
    PostUrn::named_in(text).ok_or_else(|| {
        "this names no post: give its URN, such as urn:li:share:7045020441609936898, or a link to it".to_owned()
    })
}

/// Whom a `NAME=URN` mentions.
pub(super) fn parse_mention(text: &str) -> Result<Mention, String> {
    let (name, urn) = text.rsplit_once('=').ok_or("expected NAME=URN")?;
    let urn: AuthorUrn = urn
        .trim()
        .parse()
        .map_err(|err: crate::domain::UrnError| err.to_string())?;
    Whom::read(urn.as_str()).map_err(|err| err.to_string())?;
    let name = mention_book::fit_name(name)
        .ok_or("the name is missing, too long, or has marks that cannot be seen")?;
    Ok(Mention { name, urn })
}

/// What is said below a post.
pub(super) fn parse_comment(text: &str) -> Result<String, String> {
    if commentary::is_blank(text) {
        return Err("a comment needs something that can be read".to_owned());
    }
    Ok(text.to_owned())
}
