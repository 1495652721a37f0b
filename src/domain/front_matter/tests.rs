//! Drafts as texts and back: the same draft, nothing dropped in silence, and no text that breaks it.

use proptest::prelude::*;
use proptest::sample::select;

use super::*;

fn id() -> JobId {
    JobId::from_parts(1, 1)
}

fn ada() -> Author {
    Author {
        urn: "urn:li:person:ada".parse().unwrap(),
        name: "Ada <3 \"L\"".to_owned(),
        role: Role::Member,
    }
}

fn page() -> Author {
    Author {
        urn: "urn:li:organization:7".parse().unwrap(),
        name: "Söhne".to_owned(),
        role: Role::Administrator,
    }
}

fn read(text: &str) -> Imported {
    import(text, id(), &[&ada(), &page()]).unwrap()
}

fn refused(text: &str) -> String {
    import(text, id(), &[&ada(), &page()])
        .unwrap_err()
        .to_string()
}

#[test]
fn plain_text_is_all_text() {
    for (file, text) in [
        ("Hello", "Hello"),
        ("Hello\n", "Hello"),
        ("\u{feff}Hello\r\nthere\r\n", "Hello\nthere"),
        ("\n\nHello\n\n", "\n\nHello\n"),
        ("---\nno end", "---\nno end"),
        ("---", "---"),
        ("# Title\n---\nx: y\n---\n", "# Title\n---\nx: y\n---"),
        ("", ""),
    ] {
        let read = read(file);
        assert_eq!(
            (read.draft.text.as_str(), read.notes.len()),
            (text, 0),
            "{file:?}"
        );
    }
}

#[test]
fn front_matter_says_who_speaks_and_who_may_see_it() {
    let file = "---\r\nAuthor: söhne\r\nvisibility: 'logged-in'\r\nno_reshare: true\r\n---\r\nHi\r\nyou\r\n";
    let read = read(file);
    assert_eq!(read.draft.author, Some(page()));
    assert_eq!(read.draft.visibility, Visibility::LoggedIn);
    assert!(read.draft.reshare_disabled);
    assert_eq!(read.draft.text, "Hi\nyou");
    assert_eq!(read.notes, [""; 0]);
}

#[test]
fn what_is_not_known_is_said_with_its_value() {
    let read =
        read("---\ntags: [a, b]\nlist:\n  - one\n  - two\nfile: \"k.png\"\nauthor: Nobody\n---\nx");
    let notes = read.notes.join("\n");
    for said in [
        "`tags`",
        "[a, b]",
        "`list`",
        "- one - two",
        "k.png",
        "Nobody",
    ] {
        assert!(notes.contains(said), "{said}: {notes}");
    }
    assert_eq!((read.draft.author, read.draft.text.as_str()), (None, "x"));
}

#[test]
fn a_title_becomes_the_first_line_once() {
    assert_eq!(
        read("---\ntitle: Tea\n---\n\nIt is hot").draft.text,
        "Tea\n\nIt is hot"
    );
    assert_eq!(
        read("---\ntitle: Tea\n---\n\n# Tea\n\nhot").draft.text,
        "# Tea\n\nhot"
    );
}

#[test]
fn what_could_be_misunderstood_is_refused_with_its_line() {
    for (file, said) in [
        ("---\nvisibility: friends\n---\n", "Line 2, `visibility`"),
        ("---\n\nvisibility:\n  - public\n---\n", "Line 3"),
        ("---\nno-reshare: maybe\n---\n", "true or false"),
        ("---\nno colon\n---\n", "Line 2"),
        ("---\ntitle: a\ntitle: b\n---\n", "twice"),
        ("---\nauthor: \"a\n---\n", "quotation marks"),
        ("---\nauthor: \"a\\q\"\n---\n", "quotation marks"),
        ("---\nauthor: 'a'b'\n---\n", "quotation marks"),
        ("---\nmention: Ann\n---\n", "Name=URN"),
        ("---\nmention: =urn:li:person:a\n---\n", "name is missing"),
        ("---\nlink: file:///etc/passwd\n---\n", "http://"),
        ("---\nlink: nothing\n---\n", "no address"),
        ("---\nlink-title: x\n---\n", "need a `link`"),
        ("---\noption: x\n---\n", "need a `poll`"),
        ("---\npoll: x\npoll-days: 2\n---\n", "1, 3, 7 or 14"),
        ("---\nreshare: urn:li:person:a\n---\n", "no post"),
        ("---\npoll: x\nlink: https://a.b\n---\n", "one of"),
        (&format!("---\n{}---\n", "a: b\n".repeat(300)), "200 lines"),
        (&"x".repeat(MAX_DRAFT_BYTES + 1), "at most 32768"),
    ] {
        let words = refused(file);
        assert!(words.contains(said), "{file:?}: {words}");
    }
}

#[test]
fn an_author_who_cannot_speak_here_stays_and_is_said() {
    let read = read("---\nauthor: \"Eve <urn:li:organization:9>\"\n---\nx");
    let author = read.draft.author.unwrap();
    assert_eq!(
        (author.name.as_str(), author.urn.as_str()),
        ("Eve", "urn:li:organization:9")
    );
    assert!(read.notes[0].contains("Eve"));
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z\"\\\\'#:<>=\n\r\t -]{0,20}",
        "\\PC{0,12}",
        any::<String>()
    ]
}

fn extra() -> impl Strategy<Value = Option<Extra>> {
    let poll = (
        words(),
        prop::collection::vec(words(), 0..5),
        select(&PollDays::ALL[..]),
    );
    let card = (
        words(),
        words(),
        "https://[a-z]{1,9}\\.example/[a-z?=&%20]{0,9}",
    );
    prop_oneof![
        Just(None),
        poll.prop_map(|(question, options, days)| {
            Some(Extra::Poll(Poll {
                question,
                options,
                days,
            }))
        }),
        card.prop_filter_map("an address", |(title, description, source)| {
            let source = source.parse().ok()?;
            Some(Some(Extra::Link(LinkCard {
                source,
                title,
                description,
            })))
        }),
        Just(Some(Extra::Reshare("urn:li:share:7".parse().unwrap()))),
    ]
}

proptest! {
    #[test]
    fn what_is_exported_is_imported_as_the_same_draft(
        text in words(),
        author in select(vec![None, Some(ada()), Some(page())]),
        names in prop::collection::vec(words(), 0..3),
        extra in extra(),
        visibility in select(&Visibility::ALL[..]),
        reshare_disabled in any::<bool>(),
        first_comment in words(),
    ) {
        let mentions = names.into_iter().filter(|name| !name.is_empty());
        let mentions = mentions.map(|name| Mention { name, urn: page().urn }).collect();
        let draft = Draft {
            author, text, mentions, extra, first_comment, visibility, reshare_disabled, ..Draft::new(id())
        };
        let read = read(&export(&draft));
        prop_assert_eq!(read.draft, draft);
        prop_assert_eq!(read.notes.len(), 0);
    }

    #[test]
    fn any_text_is_a_draft_or_a_sentence(
        front in "([a-z-]{0,9}: ?[\"'a\\\\u0-9]{0,9}\r?\n|\\PC{0,9}\n){0,6}",
        body in any::<String>(),
    ) {
        for file in [format!("---\n{front}---\n{body}"), format!("{front}{body}"), body.clone()] {
            match import(&file, id(), &[]) {
                Ok(read) => prop_assert!(read.draft.text.len() <= MAX_DRAFT_BYTES),
                Err(words) => prop_assert!(!words.to_string().contains('\n')),
            }
        }
    }
}
