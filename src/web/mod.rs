//! Foreign web pages: looks at the page behind a link, and brings home what makes a card: title, description, picture.
//!
//! A link is somebody else's text and its page somebody else's program, so everything here is bounded and nothing is
//! given away: only addresses on the public internet are connected to, on every redirect anew; no token, cookie, proxy
//! or sign-in is known here; five seconds, half a mebibyte, no decompression.
//!
//! | file | what it knows |
//! |---|---|
//! | `reach` | which addresses may be asked, and the names that lead to them |
//! | `fetch` | asking, following, and when to stop |
//! | `charset` | bytes to text |
//! | `head`, `entities` | what a page says of itself |
//! | `card` | which of it goes on the card |
//! | `pages` | the door for the rest of the program |
//!
//! LinkedIn looks at no page itself (*Posts API*, article content). Never here: LinkedIn, tokens, decoding of pictures.

mod card;
mod charset;
mod entities;
mod error;
mod fetch;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) mod fuzzing;
mod head;
mod pages;
mod reach;
#[cfg(test)]
mod tests;

pub use card::Card;
pub use error::CardError;
pub use fetch::Fetcher;
pub use pages::{Looking, NoPages, Pages, PublicPages};
