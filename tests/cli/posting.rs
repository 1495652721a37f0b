//! Posting when LinkedIn is well: what arrives is what was asked for, and what does not pass never leaves.

use serde_json::{Value, json};

use crate::support::{HARBOUR, NORTHWIND, World, check_refused, png, text};

/// Posts one text and claims that a reader sees exactly that.
#[track_caller]
fn check_arrives(words: &str) {
    let world = World::open();
    let profile = world.member();
    profile.run(&["post", "--text", words]).publishes();
    let post = world.the_post();
    assert_eq!(post.text, words);
    assert!(!post.truncated);
}

#[test]
fn a_text_is_published_and_its_link_printed() {
    let world = World::open();
    let profile = world.member();
    let outcome = profile.run(&["post", "--text", "Hello there"]);
    let published = outcome.publishes();
    let post = world.the_post();
    assert_eq!(post.text, "Hello there");
    assert_eq!(post.visibility, "PUBLIC");
    assert_eq!(published["urn"], post.urn);
    assert!(text(published, "permalink").contains(&post.urn));
    let history = profile.run(&["history"]);
    let receipt = history.one("receipt");
    assert_eq!(receipt["urn"], post.urn);
    assert_eq!(receipt["author"], post.author);
    assert_eq!(receipt["text"], "Hello there");
    assert_eq!(receipt["permalink"], published["permalink"]);
}

#[test]
fn every_reserved_character_arrives_as_typed() {
    check_arrives("\\ | { } @ [ ] ( ) < > # * _ ~ \\|{}@[]()<>#*_~ a\\b|c{d}e@f[g]h(i)j<k>l*m_n~o");
}

#[test]
fn hashtags_arrive_as_hashtags() {
    let world = World::open();
    let profile = world.member();
    let words = "Brewing #coffee and #Kaffee2 today, C# aside";
    profile.run(&["post", "--text", words]).publishes();
    let post = world.the_post();
    assert_eq!(post.text, words);
    assert!(post.commentary.contains("{hashtag|"), "{}", post.commentary);
}

#[test]
fn emoji_other_scripts_and_line_breaks_arrive_as_typed() {
    check_arrives("👩‍👩‍👧‍👦 🇩🇪 👍🏽\n\n日本語と中文、العربية\n  ends here.");
}

#[test]
fn a_text_may_begin_with_a_dash() {
    check_arrives("--as if by magic");
}

#[test]
fn the_longest_text_passes_and_one_unit_more_does_not() {
    check_arrives(&"é".repeat(3_000));
    let world = World::open();
    let profile = world.member();
    check_refused(&world, &profile, &["--text", &"é".repeat(3_001)], "draft");
    check_refused(&world, &profile, &["--text", &"😀".repeat(1_501)], "draft");
}

#[test]
fn an_empty_post_does_not_pass() {
    let world = World::open();
    let profile = world.member();
    for args in [&[][..], &["--text", ""], &["--text", " \n\t "]] {
        check_refused(&world, &profile, args, "draft");
    }
}

#[test]
fn a_text_comes_from_a_file_or_from_standard_input() {
    let world = World::open();
    let profile = world.member();
    let file = profile.file("post.txt", "From a file\nwith #two lines");
    profile.run(&["post", "--text-file", &file]).publishes();
    profile
        .run_with_input(&["post", "--text-file", "-"], "From a pipe ✓".as_bytes())
        .publishes();
    let posts = world.sandbox.posts();
    assert_eq!(posts[0].text, "From a file\nwith #two lines");
    assert_eq!(posts[1].text, "From a pipe ✓");
}

#[test]
fn a_text_that_is_not_utf_8_does_not_pass() {
    let world = World::open();
    let profile = world.member();
    let file = profile.file("latin1.txt", b"caf\xe9");
    check_refused(&world, &profile, &["--text-file", &file], "draft");
    let piped = profile.run_with_input(&["post", "--text-file", "-"], b"\xff\xfe");
    piped.fails(2, "draft");
    assert_eq!(world.posting_requests(), 0);
}

#[test]
fn a_text_file_that_is_not_there_does_not_pass() {
    let world = World::open();
    let profile = world.member();
    let missing = profile.folder().join("no-such.txt");
    check_refused(
        &world,
        &profile,
        &["--text-file", missing.to_str().unwrap()],
        "draft",
    );
}

#[test]
fn a_page_is_chosen_by_its_name_or_its_urn() {
    let world = World::open();
    let profile = world.community();
    profile
        .run(&["post", "--as", "northwind COFFEE", "--text", "By name"])
        .publishes();
    profile
        .run(&["post", "--as", HARBOUR, "--text", "By URN"])
        .publishes();
    let authors: Vec<String> = world
        .sandbox
        .posts()
        .into_iter()
        .map(|post| post.author)
        .collect();
    assert_eq!(authors, [NORTHWIND, HARBOUR]);
}

#[test]
fn an_author_nobody_can_post_as_is_refused() {
    let world = World::open();
    let profile = world.community();
    for author in [
        "Quarry Analytics",
        "urn:li:organization:7310042",
        "Nobody at all",
        "",
    ] {
        check_refused(
            &world,
            &profile,
            &["--as", author, "--text", "x"],
            "unknown_author",
        );
    }
}

#[test]
fn a_mention_is_a_mention_and_other_names_are_text() {
    let world = World::open();
    let profile = world.community();
    let mention = format!("Northwind Coffee={NORTHWIND}");
    let words = "Thanks @Northwind Coffee and @nobody (sales@example.com)";
    profile
        .run(&["post", "--text", words, "--mention", &mention])
        .publishes();
    let post = world.the_post();
    assert!(
        post.commentary
            .contains(&format!("@[Northwind Coffee]({NORTHWIND})")),
        "{}",
        post.commentary
    );
    assert!(
        post.text.ends_with("and @nobody (sales@example.com)"),
        "{}",
        post.text
    );
}

#[test]
fn visibility_and_resharing_arrive_as_asked_for() {
    for (word, expected) in [
        ("public", "PUBLIC"),
        ("connections", "CONNECTIONS"),
        ("logged-in", "LOGGED_IN"),
    ] {
        let world = World::open();
        let profile = world.member();
        profile
            .run(&["post", "--text", "x", "--visibility", word, "--no-reshare"])
            .publishes();
        let post = world.the_post();
        assert_eq!(post.visibility, expected);
        assert!(post.reshare_disabled);
    }
}

#[test]
fn the_same_text_again_is_refused_unless_it_is_wanted() {
    let world = World::open();
    let profile = world.member();
    profile.run(&["post", "--text", "Once"]).publishes();
    profile
        .run(&["post", "--text", "Once"])
        .fails(2, "duplicate");
    assert_eq!(world.creates().len(), 1);
    let again = profile.run(&["post", "--text", "Once", "--again"]);
    again.fails(5, "duplicate");
    assert_eq!(world.creates().len(), 2);
    assert_eq!(world.sandbox.posts().len(), 1);
    profile.run(&["post", "--text", "Twice"]).publishes();
}

#[test]
fn a_post_whose_answer_names_no_urn_is_published_all_the_same() {
    let world = World::open();
    let profile = world.member();
    world
        .sandbox
        .switches(|switches| switches.omit_restli_id = true);
    let outcome = profile.run(&["post", "--text", "Nameless"]);
    assert_eq!(outcome.publishes()["urn"], Value::Null);
    assert_eq!(world.creates().len(), 1);
}

#[test]
fn a_dry_run_sends_and_keeps_nothing() {
    let world = World::open();
    let profile = world.member();
    let picture = profile.file("cup.png", png(1));
    let before = (world.sandbox.requests().len(), profile.files());
    let outcome = profile.run(&["post", "--dry-run", "--text", "x", "--image", &picture]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert_eq!((world.sandbox.requests().len(), profile.files()), before);
    profile
        .run(&["post", "--dry-run", "--text", ""])
        .fails(2, "draft");
}

#[test]
fn a_dry_run_shows_exactly_what_is_then_sent() {
    let world = World::open();
    let profile = world.community();
    let [one, two] = [1, 2].map(|shade| profile.file(&format!("{shade}.png"), png(shade)));
    let args = [
        "post",
        "--as",
        NORTHWIND,
        "--text",
        "A (new) roast #coffee",
        "--image",
        &one,
        "--alt",
        "one",
        "--image",
        &two,
        "--no-reshare",
    ];
    let dry = profile.run(&[&args[..], &["--dry-run"]].concat());
    assert_eq!(dry.code, 0, "{dry:?}");
    profile.run(&args).publishes();
    let calls: Vec<&str> = dry
        .events
        .iter()
        .map(|event| text(event, "method"))
        .collect();
    assert_eq!(calls, ["POST", "PUT", "POST", "PUT", "POST"]);
    let images: Vec<String> = world
        .the_post()
        .images
        .into_iter()
        .map(|picture| picture.urn)
        .collect();
    let create = dry.events[4]["body"]
        .to_string()
        .replace("{{image 1}}", &images[0])
        .replace("{{image 2}}", &images[1]);
    let sent = &world.creates()[0];
    assert_eq!(Some(serde_json::from_str(&create).unwrap()), sent.json);
    let reserved = &world.arrived("POST", "/rest/images")[0];
    assert_eq!(Some(&dry.events[0]["body"]), reserved.json.as_ref());
    check_headers(&dry.events[4], &sent.headers);
}

/// Claims that every header of a planned request was sent as planned; the token is masked.
#[track_caller]
pub(crate) fn check_headers(planned: &Value, sent: &[(String, String)]) {
    for (name, value) in planned["headers"].as_object().unwrap() {
        if name == "authorization" {
            assert_eq!(value, "Bearer …");
            continue;
        }
        let name = name.to_lowercase();
        let found = sent.iter().find(|(sent, _)| *sent == name);
        assert_eq!(
            found.map(|(_, value)| json!(value)).as_ref(),
            Some(value),
            "{name}"
        );
    }
}

#[test]
fn a_text_with_marks_that_turn_it_is_sent_as_it_is_and_said_to_be_turned() {
    let world = World::open();
    let profile = world.member();
    let words = "invoice\u{202e}gpj.exe";
    let outcome = profile.run(&["post", "--text", words]);
    outcome.publishes();
    assert!(outcome.stderr.contains("invisible marks"), "{outcome:?}");
    assert_eq!(world.the_post().text, words);
}

#[test]
fn a_text_that_is_no_file_is_refused_in_words() {
    let world = World::open();
    let profile = world.member();
    let folder = profile.folder().into_os_string().into_string().unwrap();
    let file = profile.file("words.txt", "Hello");
    let within = format!("{file}/words.txt");
    for (path, said) in [
        ("none.txt", "is not there"),
        ("", "is not there"),
        (&folder, "is a folder"),
        (&within, "is not there"),
    ] {
        let outcome = profile.run(&["post", "--text-file", path]);
        let message = text(outcome.fails(2, "draft"), "message");
        assert!(message.contains(said), "{message}");
        assert!(!message.contains("os error"), "{message}");
    }
    assert_eq!(world.posting_requests(), 0);
}
