//! Who signed in and which pages they may post for, as differently as LinkedIn has ever said it.

use sendoff::domain::{Access, Author, Cause, Mention, Role, Whom};
use serde_json::{Value, json};

use super::samples::client;
use super::scripted::{Scripted, say};

fn acl(field: &str, id: u32, role: &str, state: &str) -> Value {
    json!({field: format!("urn:li:organization:{id}"), "role": role, "state": state, "roleAssignee": "urn:li:person:a"})
}

fn approved(id: u32) -> Value {
    acl("organization", id, "ADMINISTRATOR", "APPROVED")
}

async fn pages(replies: &[(u16, Value)]) -> (Scripted, Result<Vec<Author>, Cause>) {
    let acts = replies
        .iter()
        .map(|(status, body)| say(*status, &body.to_string()));
    let server = Scripted::start(acts).await;
    let pages = client(server.origin()).postable_organizations().await;
    (server, pages.map_err(|err| err.failure().cause.clone()))
}

#[tokio::test]
async fn all_posting_roles_in_all_spellings_count_once_with_the_best_role() {
    let list = json!({"elements": [
        acl("organizationTarget", 3, "CONTENT_ADMIN", "APPROVED"),
        acl("organizationalTarget", 1, "DIRECT_SPONSORED_CONTENT_POSTER", "APPROVED"),
        acl("organization", 2, "ANALYST", "APPROVED"),
        acl("organization", 4, "ADMINISTRATOR", "REQUESTED"),
        acl("organization", 1, "ADMINISTRATOR", "APPROVED"),
        {"role": "ADMINISTRATOR", "state": "APPROVED", "organization": "urn:li:person:5"},
        {"role": "ADMINISTRATOR", "state": "APPROVED", "organization": "<script>"},
        {},
    ]});
    let names = json!({"results": {"1": {"localizedName": "One"}, "3": {"localizedName": "Th\u{202e}ree\n"}}});
    let (server, pages) = pages(&[(200, list), (200, names)]).await;
    let pages: Vec<_> = pages
        .unwrap()
        .into_iter()
        .map(|page| (page.urn.key().to_owned(), page.name, page.role))
        .collect();
    assert_eq!(
        pages,
        [
            (
                "3".to_owned(),
                "Th ree".to_owned(),
                Role::ContentAdministrator
            ),
            ("1".to_owned(), "One".to_owned(), Role::Administrator),
        ]
    );
    let asked = server.asked();
    assert!(
        asked[0]
            .line
            .starts_with("GET /rest/organizationAcls?q=roleAssignee&")
    );
    assert_eq!(asked[0].header("x-restli-method"), Some("FINDER"));
    assert_eq!(asked[1].line, "GET /rest/organizations?ids=List(3,1)");
}

#[tokio::test]
async fn short_pages_are_followed_to_the_total() {
    let page = |ids: [u32; 2]| json!({"paging": {"total": 4}, "elements": ids.map(approved)});
    let names = json!({"results": {
        "1": {"localizedName": "A"}, "2": {"localizedName": "B"},
        "3": {"localizedName": "C"}, "4": {"localizedName": "D"}
    }});
    let replies = [(200, page([1, 2])), (200, page([3, 4])), (200, names)];
    let (server, pages) = pages(&replies).await;
    assert_eq!(pages.unwrap().len(), 4);
    assert!(server.asked()[1].line.contains("start=2"));
}

#[tokio::test]
async fn a_link_to_the_next_page_is_followed_without_a_total() {
    let next =
        json!({"paging": {"links": [{"rel": "next", "href": "/x"}]}, "elements": [approved(1)]});
    let last = json!({"paging": {"links": [{"rel": "prev"}]}, "elements": [approved(2)]});
    let (_server, pages) = pages(&[(200, next), (200, last)]).await;
    assert_eq!(pages.unwrap().len(), 2);
}

#[tokio::test]
async fn a_server_that_gives_fewer_than_were_asked_for_is_asked_again() {
    let page = |id| json!({"paging": {"start": 0, "count": 1}, "elements": [approved(id)]});
    let replies = [
        (200, page(1)),
        (200, page(2)),
        (200, json!({"elements": []})),
    ];
    let (server, pages) = pages(&replies).await;
    assert_eq!(pages.unwrap().len(), 2);
    assert!(server.asked()[2].line.contains("start=2"));
}

#[tokio::test]
async fn one_odd_element_does_not_cost_the_others() {
    for odd in [
        json!(7),
        json!(null),
        json!({"role": 1}),
        json!({"organization": {"x": 1}}),
    ] {
        let list = json!({"paging": {"total": "2", "links": null}, "elements": [odd, approved(2)]});
        let (_server, pages) = pages(&[(200, list), (404, json!({}))]).await;
        assert_eq!(pages.unwrap().len(), 1, "{odd}");
    }
    for list in [json!({"elements": null}), json!({}), json!({"paging": 7})] {
        assert_eq!(pages(&[(200, list)]).await.1, Ok(Vec::new()));
    }
}

#[tokio::test]
async fn a_server_that_never_stops_is_stopped() {
    let endless = json!({"paging": {"total": 1_000_000}, "elements": [approved(1)]});
    let replies = vec![(200, endless); 120];
    let (server, pages) = pages(&replies).await;
    assert_eq!(pages.unwrap().len(), 1);
    assert!(server.asked().len() <= 102);
}

#[tokio::test]
async fn names_come_one_by_one_where_the_batch_is_refused_and_never_keep_a_page_away() {
    let list = json!({"elements": [approved(1), approved(2)]});
    let replies = [
        (200, list),
        (
            403,
            json!({"message": "Not enough permissions to access: organizations.BATCH_GET.20260901"}),
        ),
        (200, json!({"localizedName": "One"})),
        (404, json!({})),
    ];
    let (_server, pages) = pages(&replies).await;
    let names: Vec<String> = pages.unwrap().into_iter().map(|page| page.name).collect();
    assert_eq!(names, ["One", "Page 2"]);
}

#[tokio::test]
async fn a_token_that_may_not_list_pages_has_none_but_trouble_is_trouble() {
    let denied = json!({"code": "ACCESS_DENIED", "message": "Not enough permissions to access: organizationAcls.FINDER-roleAssignee.20260901"});
    assert_eq!(pages(&[(403, denied)]).await.1, Ok(Vec::new()));
    let revoked = json!({"code": "REVOKED_ACCESS_TOKEN", "serviceErrorCode": 65601});
    assert_eq!(pages(&[(401, revoked)]).await.1, Err(Cause::TokenRevoked));
    assert_eq!(
        pages(&[(500, json!({}))]).await.1,
        Err(Cause::ServerTrouble { status: 500 })
    );
    assert_eq!(
        pages(&[(200, json!([]))]).await.1,
        Err(Cause::AnswerUnreadable)
    );
}

async fn who(access: Access, replies: &[(u16, Value)]) -> Result<(String, String), Cause> {
    let acts = replies
        .iter()
        .map(|(status, body)| say(*status, &body.to_string()));
    let server = Scripted::start(acts).await;
    let member = client(server.origin()).who_am_i(access).await;
    member
        .map(|member| (member.urn.to_string(), member.name))
        .map_err(|err| err.failure().cause.clone())
}

fn ada(name: &str) -> (String, String) {
    ("urn:li:person:ada".to_owned(), name.to_owned())
}

#[tokio::test]
async fn a_member_is_known_by_either_way_and_never_without_a_name() {
    let denied = json!({"serviceErrorCode": 100, "message": "Not enough permissions to access: userinfo.GET.NO_VERSION"});
    let userinfo = |name: &str| json!({"sub": "ada", "name": name, "locale": {"country": "US", "language": "en"}});
    let me = json!({"id": "ada", "localizedFirstName": "Ada", "localizedLastName": "L"});
    let ask = |access, replies: Vec<(u16, Value)>| async move { who(access, &replies).await };
    assert_eq!(
        ask(Access::Member, vec![(200, userinfo("Ada"))]).await,
        Ok(ada("Ada"))
    );
    assert_eq!(
        ask(Access::Member, vec![(200, userinfo(" \u{1b}\n"))]).await,
        Ok(ada("ada"))
    );
    assert_eq!(
        ask(
            Access::Member,
            vec![(200, json!({"sub": "ada", "locale": "en-US"}))]
        )
        .await,
        Ok(ada("ada"))
    );
    assert_eq!(
        ask(Access::Community, vec![(200, me.clone())]).await,
        Ok(ada("Ada L"))
    );
    assert_eq!(
        ask(Access::Member, vec![(403, denied.clone()), (200, me)]).await,
        Ok(ada("Ada L"))
    );
    assert_eq!(
        ask(
            Access::Community,
            vec![(403, denied.clone()), (200, userinfo("Ada"))]
        )
        .await,
        Ok(ada("Ada"))
    );
    assert_eq!(
        ask(Access::Member, vec![(403, denied.clone()), (403, denied)]).await,
        Err(Cause::PermissionMissing)
    );
}

#[tokio::test]
async fn somebody_without_a_sound_id_is_nobody() {
    for sub in [
        json!(null),
        json!(7),
        json!(""),
        json!("a/b"),
        json!("a:b"),
        json!("x".repeat(10_000)),
    ] {
        let reply = json!({"sub": sub, "name": "Mallory"});
        assert_eq!(
            who(Access::Member, &[(200, reply)]).await,
            Err(Cause::AnswerUnreadable),
            "{sub}"
        );
    }
}

#[tokio::test]
async fn an_answer_of_many_megabytes_is_given_up() {
    let reply = json!({"sub": "ada", "name": "x".repeat(8 << 20)});
    assert_eq!(
        who(Access::Member, &[(200, reply)]).await,
        Err(Cause::AnswerUnreadable)
    );
}

/// What is known of a page after one answer.
async fn found(whom: &str, status: u16, body: Value) -> (String, Result<Option<Mention>, Cause>) {
    let server = Scripted::start([say(status, &body.to_string())]).await;
    let whom = Whom::read(whom).unwrap();
    let found = client(server.origin()).find_page(&whom).await;
    let line = server.only_request().line;
    (line, found.map_err(|err| err.failure().cause.clone()))
}

#[tokio::test]
async fn a_page_is_found_by_its_id_or_the_word_in_its_address() {
    let tea = json!({"id": 7, "localizedName": "Tea & Co", "vanityName": "tea"});
    let expected = Mention {
        name: "Tea & Co".to_owned(),
        urn: "urn:li:organization:7".parse().unwrap(),
    };
    let (line, page) = found("7", 200, tea.clone()).await;
    assert_eq!(line, "GET /rest/organizations/7");
    assert_eq!(page, Ok(Some(expected.clone())));
    let (line, page) = found("tea", 200, json!({"elements": [tea]})).await;
    assert_eq!(line, "GET /rest/organizations?q=vanityName&vanityName=tea");
    assert_eq!(page, Ok(Some(expected)));
    let (line, page) = found("thé-1", 200, json!({"elements": []})).await;
    assert_eq!(
        line,
        "GET /rest/organizations?q=vanityName&vanityName=th%C3%A9-1"
    );
    assert_eq!(page, Ok(None));
}

#[tokio::test]
async fn a_page_that_is_not_there_or_only_half_is_none() {
    for (whom, status, body) in [
        ("7", 404, json!({"message": "Not Found"})),
        ("7", 200, json!({"id": 7})),
        ("7", 200, json!({"id": 7, "localizedName": "\u{202e}\n"})),
        ("tea", 200, json!({"elements": []})),
        ("tea", 200, json!({})),
        ("tea", 200, json!({"elements": [{"localizedName": "Tea"}]})),
    ] {
        let (_, page) = found(whom, status, body.clone()).await;
        assert_eq!(page, Ok(None), "{whom} {body}");
    }
    let denied = json!({"status": 403, "message": "Not enough permissions to access: organizations.GET.20260901"});
    let (_, page) = found("7", 403, denied).await;
    assert_eq!(page, Err(Cause::PermissionMissing));
}
