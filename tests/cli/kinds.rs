//! Posts that carry more than text and pictures: polls, links with a card, posts that are reshared.

use sendoff::sandbox::LedgerEntry;
use serde_json::{Value, json};

use crate::posting::check_headers;
use crate::support::{World, check_refused, png, text};

#[test]
fn a_poll_arrives_with_its_answers_in_order() {
    let world = World::open();
    let profile = world.member();
    let poll = [
        "--poll",
        "Tea or coffee?",
        "--option",
        "Tea (green)",
        "--option",
        "Coffee",
        "--option",
        "- neither",
    ];
    let args = [
        &["post", "--text", "It matters", "--poll-days", "7"],
        &poll[..],
    ]
    .concat();
    profile.run(&args).publishes();
    let post = world.the_post();
    assert_eq!(post.text, "It matters");
    let expected = json!({"poll": {
        "question": "Tea or coffee?",
        "options": [{"text": "Tea (green)"}, {"text": "Coffee"}, {"text": "- neither"}],
        "settings": {"duration": "SEVEN_DAYS", "voteSelectionType": "SINGLE_VOTE", "isVoterVisibleToAuthor": true},
    }});
    assert_eq!(post.content, expected);
}

#[test]
fn each_duration_of_a_poll_is_one_that_linkedin_knows() {
    for (days, word) in [
        ("1", "ONE_DAY"),
        ("3", "THREE_DAYS"),
        ("14", "FOURTEEN_DAYS"),
    ] {
        let world = World::open();
        let profile = world.member();
        let args = [
            "post",
            "--text",
            "x",
            "--poll",
            "q",
            "--option",
            "a",
            "--option",
            "b",
            "--poll-days",
            days,
        ];
        profile.run(&args).publishes();
        assert_eq!(
            world.the_post().content["poll"]["settings"]["duration"],
            word
        );
    }
}

#[test]
fn a_poll_that_linkedin_would_not_take_does_not_leave() {
    let world = World::open();
    let profile = world.member();
    let question = "?".repeat(141);
    let option = "a".repeat(31);
    for (poll, options) in [
        (question.as_str(), &["a", "b"][..]),
        (" ", &["a", "b"]),
        ("q", &["a"]),
        ("q", &["a", "b", "c", "d", "e"]),
        ("q", &["a", ""]),
        ("q", &["a", &option]),
        ("\u{200b}", &["a", "b"]),
        ("q", &["a", "\u{200b}\u{2060}"]),
        ("q", &["\u{3164}", "b"]),
        ("q", &["a", " \u{2800} "]),
    ] {
        let mut args = vec!["--text", "x", "--poll", poll];
        args.extend(options.iter().flat_map(|option| ["--option", option]));
        check_refused(&world, &profile, &args, "draft");
    }
    let without_text = ["--poll", "q", "--option", "a", "--option", "b"];
    check_refused(&world, &profile, &without_text, "draft");
    let for_ever = [
        "--text",
        "x",
        "--poll",
        "q",
        "--option",
        "a",
        "--option",
        "b",
        "--poll-days",
        "30",
    ];
    check_refused(&world, &profile, &for_ever, "usage");
}

#[test]
fn a_link_arrives_with_the_card_that_was_written_for_it() {
    let world = World::open();
    let profile = world.member();
    let picture = profile.file("a.png", png(1));
    let args = [
        "post",
        "--text",
        "Read this",
        "--link",
        "https://example.com/a?b=1#c",
        "--link-title",
        "On tea",
        "--link-description",
        "All of it",
        "--link-image",
        &picture,
    ];
    profile.run(&args).publishes();
    let post = world.the_post();
    let article = &post.content["article"];
    assert_eq!(article["source"], "https://example.com/a?b=1#c");
    assert_eq!(
        (&article["title"], &article["description"]),
        (&json!("On tea"), &json!("All of it"))
    );
    assert!(
        text(article, "thumbnail").starts_with("urn:li:image:"),
        "{article}"
    );
}

#[test]
fn a_card_without_a_description_and_a_picture_has_neither() {
    let world = World::open();
    let profile = world.member();
    let args = [
        "post",
        "--text",
        "Read this",
        "--link",
        "http://example.com",
        "--link-title",
        "On tea",
    ];
    profile.run(&args).publishes();
    let expected = json!({"article": {"source": "http://example.com/", "title": "On tea"}});
    assert_eq!(world.the_post().content, expected);
}

#[test]
fn a_link_without_a_title_or_of_another_kind_does_not_leave() {
    let world = World::open();
    let profile = world.member();
    check_refused(
        &world,
        &profile,
        &["--text", "x", "--link", "https://a.example"],
        "draft",
    );
    let unseen = [
        "--text",
        "x",
        "--link",
        "https://a.example",
        "--link-title",
        "\u{200b}",
    ];
    check_refused(&world, &profile, &unseen, "draft");
    let secret = [
        "--text",
        "x",
        "--link",
        "https://ann:canary@a.example",
        "--link-title",
        "t",
    ];
    check_refused(&world, &profile, &secret, "draft");
    for link in ["file:///etc/passwd", "example", "javascript:1"] {
        let args = ["--text", "x", "--link", link, "--link-title", "t"];
        check_refused(&world, &profile, &args, "usage");
    }
}

#[test]
fn a_post_is_reshared_with_and_without_words_by_its_urn_and_by_a_link_to_it() {
    let world = World::open();
    let profile = world.member();
    let first = profile.run(&["post", "--text", "The first"]);
    let (urn, link) = (
        text(first.publishes(), "urn"),
        text(first.publishes(), "permalink"),
    );
    for (words, parent) in [("Look at this", urn), ("", urn), ("And at this", link)] {
        profile
            .run(&["post", "--text", words, "--reshare", parent])
            .publishes();
    }
    let posts = world.sandbox.posts();
    assert_eq!(posts.len(), 4);
    let reshares = posts
        .iter()
        .filter(|post| post.reshare_of.as_deref() == Some(urn));
    let mut texts: Vec<&str> = reshares.map(|post| post.text.as_str()).collect();
    texts.sort_unstable();
    assert_eq!(texts, ["", "And at this", "Look at this"]);
    assert!(posts.iter().all(|post| post.content == Value::Null));
}

#[test]
fn a_reshare_that_linkedin_refuses_ends_with_5_and_one_that_names_no_post_with_2() {
    let world = World::open();
    let profile = world.member();
    let no_reshare = ["post", "--text", "Mine alone", "--no-reshare"];
    let first = profile.run(&no_reshare);
    let urn = text(first.publishes(), "urn");
    profile
        .run(&["post", "--text", "x", "--reshare", urn])
        .fails(5, "field_refused");
    assert_eq!(world.sandbox.posts().len(), 1);
    for (parent, kind) in [
        ("urn:li:activity:7045020441609936898", "draft"),
        ("hello", "usage"),
    ] {
        let outcome = profile.run(&["post", "--text", "y", "--reshare", parent]);
        outcome.fails(2, kind);
    }
}

/// A PDF with this many pages.
fn pdf(pages: usize) -> Vec<u8> {
    let page = "<< /Type /Page >>\n".repeat(pages);
    format!("%PDF-1.4\n<< /Type /Pages >>\n{page}startxref\n9\n%%EOF\n").into_bytes()
}

#[test]
fn a_document_arrives_to_the_byte_under_its_title_and_without_words_if_need_be() {
    let world = World::open();
    let profile = world.member();
    let bytes = pdf(3);
    let path = profile.file("Report on tea.pdf", bytes.clone());
    let args = [
        "post",
        "--text",
        "Read this",
        "--document",
        &path,
        "--title",
        "On (tea)",
    ];
    profile.run(&args).publishes();
    let post = world.the_post();
    let media = &post.content["media"];
    assert!(text(media, "id").starts_with("urn:li:document:"), "{media}");
    assert_eq!(media["title"], "On (tea)");
    assert_eq!(post.images[0].bytes, bytes);
    // The name of the file is better than no title.
    profile
        .run(&["post", "--document", &path, "--again"])
        .publishes();
    let posts = world.sandbox.posts();
    let untitled = posts.iter().find(|post| post.text.is_empty()).unwrap();
    assert_eq!(untitled.content["media"]["title"], "Report on tea");
}

#[test]
fn a_file_is_what_is_in_it_and_not_what_it_is_called() {
    let world = World::open();
    let profile = world.member();
    let document = profile.file("a.png", pdf(1));
    let picture = profile.file("a.pdf", png(1));
    let neither = profile.file("b.pdf", b"Hello");
    for args in [
        ["--text", "x", "--image", &document],
        ["--text", "x", "--document", &picture],
        ["--text", "x", "--document", &neither],
    ] {
        check_refused(&world, &profile, &args, "draft");
    }
    for title in [" ", "\u{2060}"] {
        let blank = ["--text", "x", "--document", &document, "--title", title];
        check_refused(&world, &profile, &blank, "draft");
    }
    let long = "t".repeat(201);
    let long = ["--text", "x", "--document", &document, "--title", &long];
    check_refused(&world, &profile, &long, "draft");
    let two = [
        "--text",
        "x",
        "--document",
        &document,
        "--document",
        &document,
    ];
    check_refused(&world, &profile, &two, "usage");
}

/// A PDF with this many pages that every reader understands.
fn whole_pdf(pages: usize, title: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..pages).map(|page| format!("{} 0 R", page + 4)).collect();
    let kids = kids.join(" ");
    let each = |page| {
        let number = page + 4;
        format!("{number} 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\n")
    };
    let objects: Vec<String> = (0..pages).map(each).collect();
    let objects = objects.concat();
    format!(
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
         2 0 obj\n<< /Type /Pages /Kids [{kids}] /Count {pages} >>\nendobj\n\
         3 0 obj\n<< /Title ({title}) >>\nendobj\n\
         {objects}trailer\n<< /Root 1 0 R /Info 3 0 R /Size {} >>\nstartxref\n0\n%%EOF\n",
        pages + 4
    )
    .into_bytes()
}

#[test]
fn a_pdf_is_called_what_it_calls_itself_and_its_pages_are_counted_before_it_leaves() {
    let world = World::open();
    let profile = world.member();
    let path = profile.file("scan0001.pdf", whole_pdf(300, "Tea in figures"));
    profile.run(&["post", "--document", &path]).publishes();
    assert_eq!(world.the_post().content["media"]["title"], "Tea in figures");
    let long = profile.file("long.pdf", whole_pdf(301, "Tea"));
    let outcome = profile.run(&["post", "--document", &long]);
    outcome.fails(2, "draft");
    assert_eq!(world.sandbox.posts().len(), 1);
}

#[test]
fn a_document_too_large_too_late_or_cut_off_does_not_leave_and_a_locked_one_is_warned_of() {
    let world = World::open();
    let profile = world.member();
    let large = profile.file("large.pdf", pdf(1));
    let file = std::fs::File::options().write(true).open(&large).unwrap();
    file.set_len(100_000_001).unwrap();
    let late = profile.file("late.pdf", [&[b' '; 2_000][..], &pdf(1)].concat());
    let cut = profile.file("cut.pdf", "%PDF-1.7\n");
    for path in [&large, &late, &cut] {
        let args = ["--text", "x", "--document", path];
        check_refused(&world, &profile, &args, "draft");
    }
    let lock = "%PDF-1.4\n<< /Type /Page >>\ntrailer << /Encrypt 1 0 R >>\nstartxref\n9\n%%EOF\n";
    let locked = profile.file("locked.pdf", lock);
    let outcome = profile.run(&["post", "--text", "x", "--document", &locked]);
    outcome.publishes();
    assert!(
        outcome.stderr.contains("locked with a password"),
        "{outcome:?}"
    );
}

#[test]
fn a_document_with_too_many_pages_is_refused_by_linkedin_and_the_post_is_kept() {
    let world = World::open();
    let profile = world.member();
    let path = profile.file("long.pdf", pdf(301));
    let outcome = profile.run(&["post", "--text", "x", "--document", &path]);
    assert_eq!(outcome.code, 5, "{outcome:?}");
    assert_eq!(profile.jobs().len(), 1);
    assert_eq!(world.sandbox.posts().len(), 0);
}

#[test]
fn a_post_is_of_one_kind() {
    let world = World::open();
    let profile = world.member();
    let picture = profile.file("a.png", png(1));
    let document = profile.file("a.pdf", pdf(1));
    let kinds: [&[&str]; 5] = [
        &["--image", &picture],
        &["--document", &document],
        &["--poll", "q", "--option", "a", "--option", "b"],
        &["--link", "https://a.example", "--link-title", "t"],
        &["--reshare", "urn:li:share:1"],
    ];
    for (idx, one) in kinds.iter().enumerate() {
        for other in &kinds[idx + 1..] {
            check_refused(
                &world,
                &profile,
                &[&["--text", "x"], *one, other].concat(),
                "usage",
            );
        }
    }
    for alone in [
        &["--option", "a"][..],
        &["--poll-days", "1"],
        &["--link-title", "t"],
        &["--link-image", &picture],
    ] {
        check_refused(
            &world,
            &profile,
            &[&["--text", "x"], alone].concat(),
            "usage",
        );
    }
}

#[test]
fn a_dry_run_shows_the_poll_and_the_card_that_would_be_sent() {
    let world = World::open();
    let profile = world.member();
    let picture = profile.file("a.png", png(1));
    let link = [
        "post",
        "--dry-run",
        "--text",
        "x",
        "--link",
        "https://a.example/",
        "--link-title",
        "t",
        "--link-image",
        &picture,
    ];
    let dry = profile.run(&link);
    assert_eq!(dry.code, 0, "{dry:?}");
    let create = dry.events.last().unwrap();
    assert_eq!(
        create["body"]["content"]["article"]["thumbnail"],
        "{{image 1}}"
    );
    let poll = [
        "post",
        "--dry-run",
        "--text",
        "x",
        "--poll",
        "q",
        "--option",
        "a",
        "--option",
        "b",
    ];
    let dry = profile.run(&poll);
    assert_eq!(dry.events[0]["body"]["content"]["poll"]["question"], "q");
    assert_eq!(world.posting_requests(), 0);
}

/// Whether this was sent as planned; what stood in double braces is a URN now.
fn is_as_planned(planned: &Value, sent: &Value) -> bool {
    match (planned, sent) {
        (Value::String(planned), Value::String(sent)) if planned.starts_with("{{") => {
            sent.starts_with("urn:li:")
        }
        (Value::Object(planned), Value::Object(sent)) => {
            let is_there = |(name, value)| {
                let sent = sent.get::<String>(name);
                sent.is_some_and(|sent| is_as_planned(value, sent))
            };
            planned.len() == sent.len() && planned.iter().all(is_there)
        }
        (Value::Array(planned), Value::Array(sent)) => {
            let mut pairs = planned.iter().zip(sent);
            planned.len() == sent.len() && pairs.all(|(planned, sent)| is_as_planned(planned, sent))
        }
        _ => planned == sent,
    }
}

/// Claims that a dry run of these arguments shows all requests that posting then makes, in their order.
#[track_caller]
fn check_plan(args: &[&str], num_requests: usize) {
    let world = World::open();
    let profile = world.member();
    let [one, two] = [1, 2].map(|shade| profile.file(&format!("{shade}.png"), png(shade)));
    let report = profile.file("Report.pdf", pdf(2));
    profile.run(&["post", "--text", "Parent"]).publishes();
    let parent = world.the_post().urn;
    let before = (world.posting_requests(), world.sandbox.requests().len());
    let fill = |arg: &&str| match *arg {
        "ONE" => one.clone(),
        "TWO" => two.clone(),
        "REPORT" => report.clone(),
        "PARENT" => parent.clone(),
        arg => arg.to_owned(),
    };
    let filled: Vec<String> = args.iter().map(fill).collect();
    let mut args = vec!["post"];
    args.extend(filled.iter().map(String::as_str));
    let dry = profile.run(&[&args[..], &["--dry-run"]].concat());
    assert_eq!(dry.code, 0, "{dry:?}");
    assert_eq!(world.posting_requests(), before.0);
    profile.run(&args).publishes();
    let mut sent = world.sandbox.requests().split_off(before.1);
    sent.retain(|request| {
        request.method == "PUT" || request.method == "POST" && request.target.starts_with("/rest/")
    });
    assert_eq!(dry.events.len(), num_requests, "{dry:?}");
    assert_eq!(sent.len(), num_requests, "{sent:?}");
    assert_eq!(
        sent.last().map(|sent| sent.method.as_str()),
        Some("POST"),
        "the post comes last"
    );
    // Several files are on their way at once, so that the bytes of one may arrive before the wish for another.
    let (mut put, wished): (Vec<_>, Vec<_>) =
        sent.into_iter().partition(|sent| sent.method == "PUT");
    let is_put = |planned: &&Value| text(planned, "method") == "PUT";
    let (planned_put, planned_wished): (Vec<&Value>, Vec<_>) = dry.events.iter().partition(is_put);
    assert_eq!(planned_wished.len(), wished.len());
    for (planned, sent) in planned_wished.into_iter().zip(&wished) {
        assert_eq!(text(planned, "method"), sent.method);
        check_headers(planned, &sent.headers);
        assert!(text(planned, "url").ends_with(&sent.target), "{planned}");
        let (body, json) = (&planned["body"], sent.json.as_ref().unwrap());
        assert!(is_as_planned(body, json), "{body}\n{json}");
    }
    for planned in planned_put {
        let words = text(planned, "body");
        let is_it = |sent: &LedgerEntry| words.contains(&format!("{} bytes", sent.body_len));
        let found = put.iter().position(is_it).expect(words);
        check_headers(planned, &put.swap_remove(found).headers);
    }
}

#[test]
fn of_every_kind_a_dry_run_shows_what_is_then_sent() {
    check_plan(&["--text", "(a) #b *c* _d_ @e"], 1);
    check_plan(&["--text", "x", "--image", "ONE", "--alt", "A cup"], 3);
    check_plan(&["--text", "x", "--image", "ONE", "--image", "TWO"], 5);
    let poll = [
        "--text", "x", "--poll", "q", "--option", "a", "--option", "b",
    ];
    check_plan(&poll, 1);
    check_plan(&["--text", "x", "--reshare", "PARENT"], 1);
    let link = [
        "--text",
        "x",
        "--link",
        "https://a.example/",
        "--link-title",
        "t",
    ];
    check_plan(&link, 1);
    check_plan(&[&link[..], &["--link-image", "ONE"]].concat(), 3);
    check_plan(
        &["--text", "x", "--document", "REPORT", "--title", "Tea"],
        3,
    );
}

#[test]
fn answers_that_nobody_can_tell_apart_are_warned_of_and_linkedin_decides() {
    let world = World::open();
    let profile = world.member();
    let post = ["post", "--text", "x", "--dry-run", "--poll", "q"];
    for (options, said) in [
        (&["Tea", "tea "][..], "Answers 1 and 2 are the same"),
        (&["a", "b", "A\u{200b}"], "Answers 1 and 3 are the same"),
        (&["a  b", "c", "d", "A B"], "Answers 1 and 4 are the same"),
    ] {
        let options = options.iter().flat_map(|option| ["--option", option]);
        let args: Vec<&str> = post.into_iter().chain(options).collect();
        let outcome = profile.run(&args);
        assert_eq!(outcome.code, 0, "{outcome:?}");
        assert!(outcome.stderr.contains(said), "{outcome:?}");
    }
    let plain = [&post[..], &["--option", "Tea", "--option", "Teas"]].concat();
    let outcome = profile.run(&plain);
    assert!(!outcome.stderr.contains("are the same"), "{outcome:?}");
}
