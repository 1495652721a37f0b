//! What was posted, found by words and written into a file.

use serde_json::Value;

use crate::profile::Profile;
use crate::support::{World, text};

const FENCED: &str = "Tea (green)\n```\nand #coffee";

fn with_posts(world: &World) -> Profile {
    let profile = world.member();
    for words in [FENCED, "About kites"] {
        profile.run(&["post", "--text", words]).publishes();
    }
    profile
}

fn path(profile: &Profile, name: &str) -> String {
    let path = profile.folder().join(name);
    path.into_os_string().into_string().unwrap()
}

#[test]
fn a_search_lists_only_what_has_the_words() {
    let world = World::open();
    let profile = with_posts(&world);
    let found = profile.run(&["history", "--search", "KITES"]);
    assert_eq!(found.one("receipt")["text"], "About kites");
    let none = profile.run(&["history", "--search", "kites tea"]);
    assert_eq!((none.code, none.events.len()), (0, 0));
}

#[test]
fn an_export_as_json_has_text_as_typed_and_as_sent() {
    let world = World::open();
    let profile = with_posts(&world);
    let file = path(&profile, "posts.json");
    let outcome = profile.run(&["history", "--export", &file]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let exported = outcome.one("exported");
    assert_eq!(
        (&exported["path"], &exported["count"]),
        (&file.as_str().into(), &2.into())
    );
    let written: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    let posts = written["posts"].as_array().unwrap();
    let tea = posts.iter().find(|post| post["text"] == FENCED).unwrap();
    assert_eq!(tea["text_as_sent"], world.sandbox.posts()[0].commentary);
    assert_eq!(tea["author_name"], "Alex Morgan");
    assert!(text(tea, "urn").starts_with("urn:li:"));
    assert!(text(tea, "permalink").contains(text(tea, "urn")));
}

#[test]
fn an_export_as_markdown_fences_what_would_break_out() {
    let world = World::open();
    let profile = with_posts(&world);
    let file = path(&profile, "posts.md");
    let args = ["history", "--search", "tea", "--export", &file];
    assert_eq!(profile.run(&args).code, 0);
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(
        written.contains(&format!("````text\n{FENCED}\n````\n")),
        "{written}"
    );
    assert!(!written.contains("kites"));
}

#[test]
fn a_file_is_replaced_only_when_that_is_said() {
    let world = World::open();
    let profile = with_posts(&world);
    let file = path(&profile, "posts.json");
    std::fs::write(&file, "mine").unwrap();
    let args = ["history", "--export", &file];
    profile.run(&args).fails(2, "exists");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
    let outcome = profile.run(&[&args[..], &["--overwrite"]].concat());
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert!(
        std::fs::read_to_string(&file)
            .unwrap()
            .contains("About kites")
    );
    let nowhere = path(&profile, "no/such/posts.json");
    let outcome = profile.run(&["history", "--export", &nowhere]);
    let message = text(outcome.fails(2, "storage"), "message");
    assert!(message.contains("The folder does not exist"), "{message}");
    let folder = profile.folder().into_os_string().into_string().unwrap();
    let onto_folder = profile.run(&["history", "--export", &folder, "--overwrite"]);
    onto_folder.fails(2, "exists");
    profile.run(&["history", "--overwrite"]).fails(2, "usage");
    profile
        .run(&["history", "--format", "json"])
        .fails(2, "usage");
}

#[test]
fn standard_output_takes_the_document_itself() {
    let world = World::open();
    let profile = with_posts(&world);
    let args = ["history", "--export", "-"];
    let outcome = profile.run(&args);
    assert_eq!(outcome.events.len(), 1, "{outcome:?}");
    assert_eq!(outcome.events[0]["posts"].as_array().unwrap().len(), 2);
    let markdown = [&args[..], &["--format", "markdown"]].concat();
    profile.run(&markdown).fails(2, "usage");
}
