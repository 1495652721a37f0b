//! Statistics: numbers of the sandbox's own feed, for those who may read them.

use reqwest::Method;
use sendoff::sandbox::Member;
use serde_json::{Value, json};

use crate::support::{Session, Stage, check, enc, post, read};

const NORTHWIND: &str = "urn:li:organization:2414183";
const HARBOUR: &str = "urn:li:organization:5590506";

fn of_page(page: &str, list: &str) -> String {
    format!(
        "/rest/organizationalEntityShareStatistics?q=organizationalEntity&organizationalEntity={}{list}",
        enc(page)
    )
}

fn of_member(urn: &str, metric: &str) -> String {
    format!(
        "/rest/memberCreatorPostAnalytics?q=entity&entity=(share:{})&queryType={metric}&aggregation=TOTAL",
        enc(urn)
    )
}

async fn get(stage: &Stage, session: &Session, path: &str) -> (u16, String) {
    let request = stage.rest(session, Method::GET, path);
    read(request.send().await.unwrap()).await
}

/// An answer that must be there.
async fn numbers(stage: &Stage, session: &Session, path: &str) -> Value {
    let (status, body) = get(stage, session, path).await;
    assert_eq!(status, 200, "{body}");
    serde_json::from_str(&body).unwrap()
}

/// Signs a member in with what it takes to read statistics.
async fn curious(stage: &Stage, member: Member) -> Session {
    let person = stage.community_of(member).await.person;
    let keys = stage.sandbox.community_app();
    let scopes =
        "w_member_social w_organization_social rw_organization_admin r_member_postAnalytics";
    let token = stage.sign_in(keys, scopes, member).await;
    Session { token, person }
}

async fn look_at(stage: &Stage, path: &str) {
    assert_eq!(stage.get(path).await.status(), 200);
}

#[tokio::test]
async fn a_page_sees_what_readers_of_its_posts_did() {
    let stage = Stage::open().await;
    let alex = curious(&stage, Member::Alex).await;
    let urn = stage.publish(&alex, NORTHWIND, "tea").await;
    let list = format!("&shares=List({})", enc(&urn));
    let path = of_page(NORTHWIND, &list);
    // What nobody has seen is left out.
    let answer = numbers(&stage, &alex, &path).await;
    assert_eq!(answer["elements"], Value::Array(Vec::new()));
    look_at(&stage, "/feed/").await;
    look_at(&stage, &format!("/feed/update/{urn}/")).await;
    let mut again = post(HARBOUR, "look");
    again["reshareContext"] = json!({"parent": urn});
    assert_eq!(stage.create(&alex, &again).await.status(), 201);
    let answer = numbers(&stage, &alex, &path).await;
    let element = &answer["elements"][0];
    assert_eq!(element["share"], urn);
    let totals = &element["totalShareStatistics"];
    for (name, count) in [
        ("impressionCount", 2),
        ("uniqueImpressionsCount", 1),
        ("clickCount", 1),
        ("shareCount", 1),
        ("likeCount", 0),
    ] {
        assert_eq!(totals[name], count, "{name}");
    }
    assert_eq!(totals["engagement"], 1.0);
    let all = numbers(&stage, &alex, &of_page(NORTHWIND, "")).await;
    assert_eq!(
        all["elements"][0]["totalShareStatistics"]["impressionCount"],
        2
    );
    // Another page's post is not this page's.
    let other = of_page(NORTHWIND, "&shares=List(urn%3Ali%3Ashare%3A1)");
    let answer = numbers(&stage, &alex, &other).await;
    assert_eq!(answer["elements"], Value::Array(Vec::new()));
}

#[tokio::test]
async fn only_administrators_read_the_numbers_of_a_page() {
    let stage = Stage::open().await;
    let alex = curious(&stage, Member::Alex).await;
    let sam = curious(&stage, Member::Sam).await;
    let self_serve = stage.member(Member::Alex).await;
    for (session, page) in [
        (&alex, HARBOUR),
        (&sam, NORTHWIND),
        (&self_serve, NORTHWIND),
    ] {
        let answer = get(&stage, session, &of_page(page, "")).await;
        check(
            &answer,
            403,
            "organizationalEntityShareStatistics.FINDER-organizationalEntity",
        );
    }
}

#[tokio::test]
async fn a_member_sees_the_numbers_of_their_own_posts_one_by_one() {
    let stage = Stage::open().await;
    let alex = curious(&stage, Member::Alex).await;
    let urn = stage.publish(&alex, &alex.person, "tea").await;
    look_at(&stage, "/feed/").await;
    for (metric, count) in [
        ("IMPRESSION", 1),
        ("MEMBERS_REACHED", 1),
        ("RESHARE", 0),
        ("REACTION", 0),
        ("COMMENT", 0),
    ] {
        let answer = numbers(&stage, &alex, &of_member(&urn, metric)).await;
        let element = &answer["elements"][0];
        assert_eq!(
            (&element["count"], &element["metricType"]),
            (&count.into(), &metric.into())
        );
    }
    let sam = curious(&stage, Member::Sam).await;
    let self_serve = stage.member(Member::Alex).await;
    for session in [&sam, &self_serve] {
        let answer = get(&stage, session, &of_member(&urn, "IMPRESSION")).await;
        check(&answer, 403, "memberCreatorPostAnalytics.FINDER-entity");
    }
}

#[tokio::test]
async fn what_no_page_of_linkedins_names_is_refused() {
    let stage = Stage::open().await;
    let alex = curious(&stage, Member::Alex).await;
    let urn = stage.publish(&alex, &alex.person, "tea").await;
    let member = of_member(&urn, "IMPRESSION");
    for path in [
        of_page("urn:li:person:a", ""),
        of_page(NORTHWIND, "&shares=List(urn:li:share:1)"),
        of_page(NORTHWIND, "&shares=List(urn%3Ali%3AugcPost%3A1)"),
        of_page(NORTHWIND, "&shares=urn%3Ali%3Ashare%3A1"),
        of_page(
            NORTHWIND,
            "&shares=List(urn%3Ali%3Ashare%3A1)&ugcPosts=List(urn%3Ali%3AugcPost%3A1)",
        ),
        of_page(NORTHWIND, "&fields=elements"),
        of_page(NORTHWIND, "").replace("q=organizationalEntity&", ""),
        member.replace("IMPRESSION", "LIKES"),
        member.replace("TOTAL", "DAILY"),
        member.replace("(share:", "(ugc:"),
        member.replace("(share:", "(post:"),
        member.replace("%3A", ":"),
        member.replace("&aggregation=TOTAL", ""),
        format!("{member}&x=y"),
    ] {
        let answer = get(&stage, &alex, &path).await;
        assert_eq!(answer.0, 400, "{path}");
    }
    let gone = of_member("urn:li:share:1", "IMPRESSION");
    assert_eq!(get(&stage, &alex, &gone).await.0, 404);
}
