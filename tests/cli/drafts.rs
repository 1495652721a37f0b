//! Drafts on the command line: listed, shown, read in and written out.

use crate::profile::Profile;
use crate::support::{NORTHWIND, World, text};

fn path(profile: &Profile, name: &str) -> String {
    let path = profile.folder().join(name);
    path.into_os_string().into_string().unwrap()
}

/// Reads a text in; gives the id of the draft.
fn imported(profile: &Profile, words: &str) -> String {
    let outcome = profile.run_with_input(&["drafts", "import", "-"], words.as_bytes());
    assert_eq!(outcome.code, 0, "{outcome:?}");
    text(outcome.one("imported"), "id").to_owned()
}

#[test]
fn a_text_that_is_read_in_is_listed_found_shown_and_written_out_the_same() {
    let world = World::open();
    let profile = world.community();
    let file = path(&profile, "in.md");
    let words = "---\nauthor: northwind coffee\nvisibility: logged-in\nno-reshare: true\n\
                 poll: \"Tea, or \\\"coffee\\\"?\"\noption: Tea\noption: Coffee\npoll-days: 7\n---\n\n\
                 Which (one)?\n\nSay `it`\n";
    std::fs::write(&file, words).unwrap();
    let outcome = profile.run(&["drafts", "import", &file]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let id = text(outcome.one("imported"), "id").to_owned();
    assert_eq!(
        outcome.one("imported")["notes"].as_array().unwrap().len(),
        0
    );
    imported(&profile, "Another one");
    assert_eq!(profile.run(&["drafts"]).events.len(), 2);
    let found = profile.run(&["drafts", "list", "--search", "WHICH northwind"]);
    let draft = found.one("draft");
    assert_eq!(
        (&draft["id"], &draft["author"]),
        (&id.as_str().into(), &NORTHWIND.into())
    );
    assert_eq!(draft["text"], "Which (one)?\n\nSay `it`");
    assert_eq!(draft["visibility"], "logged-in");
    let shown = profile.run(&["drafts", "show", &id]);
    let markdown = text(shown.one("draft"), "markdown").to_owned();
    let out = path(&profile, "out.md");
    let export = ["drafts", "export", &id, &out];
    profile.run(&export).one("exported");
    let written = std::fs::read_to_string(&out).unwrap();
    assert_eq!(written, markdown);
    let again = imported(&profile, &written);
    let shown = profile.run(&["drafts", "show", &again]);
    assert_eq!(text(shown.one("draft"), "markdown"), markdown);
    let nowhere = path(&profile, "no/such/out.md");
    let outcome = profile.run(&["drafts", "export", &id, &nowhere]);
    let message = text(outcome.fails(2, "storage"), "message");
    assert!(message.contains("The folder does not exist"), "{message}");
    // A file that is there stays, unless that is said.
    profile.run(&export).fails(2, "exists");
    assert_eq!(
        profile.run(&[&export[..], &["--overwrite"]].concat()).code,
        0
    );
}

#[test]
fn what_is_not_understood_is_said() {
    let world = World::open();
    let profile = world.member();
    let input = "---\ntags: [a]\nauthor: Nobody\nfile: kite.png\ntitle: Tea\n---\nHot";
    let outcome = profile.run_with_input(&["drafts", "import", "-"], input.as_bytes());
    let notes = outcome.one("imported")["notes"].to_string();
    for said in ["`tags`", "[a]", "Nobody", "kite.png", "no title"] {
        assert!(notes.contains(said), "{said}: {notes}");
        assert!(outcome.stderr.contains(said), "{said}: {outcome:?}");
    }
    let draft = profile.run(&["drafts"]).one("draft").clone();
    assert_eq!(
        (&draft["text"], draft["author"].is_null()),
        (&"Tea\n\nHot".into(), true)
    );
}

#[test]
fn what_cannot_be_a_draft_is_refused_and_nothing_is_kept() {
    let world = World::open();
    let profile = world.member();
    let huge = "x".repeat(300_000);
    let long = "x".repeat(40_000);
    for (input, said) in [
        (huge.as_bytes(), "256 KiB"),
        (long.as_bytes(), "at most 32768"),
        (b"\xff\xfe".as_slice(), "UTF-8"),
        (b" \n", "no text"),
        (b"", "no text"),
        (b"---\nvisibility: all\n---\nx", "Line 2"),
        (b"---\njust words\n---\nx", "empty line"),
    ] {
        let outcome = profile.run_with_input(&["drafts", "import", "-"], input);
        let failed = outcome.fails(2, "draft");
        assert!(text(failed, "message").contains(said), "{failed}");
    }
    let folder = profile.folder().into_os_string().into_string().unwrap();
    let missing = path(&profile, "none.md");
    for file in [folder, missing] {
        profile.run(&["drafts", "import", &file]).fails(2, "draft");
    }
    assert_eq!(profile.run(&["drafts", "list"]).events.len(), 0);
    let unknown = "01KAB2C3D4E5F6G7H8J9KAMNPQ";
    profile
        .run(&["drafts", "show", unknown])
        .fails(2, "unknown_draft");
    profile
        .run(&["drafts", "export", unknown, "-"])
        .fails(2, "unknown_draft");
    profile.run(&["drafts", "show", "x"]).fails(2, "usage");
    assert!(world.creates().is_empty());
}
