//! Pages: roles, names, paging.

use reqwest::Method;
use sendoff::sandbox::{Member, OrganizationField};
use serde_json::Value;

use crate::support::{Session, Stage, check, post, read};

const ACLS: &str = "/rest/organizationAcls?q=roleAssignee";

#[tokio::test]
async fn a_members_roles_are_listed_with_their_states() {
    let stage = Stage::open().await;
    let alex = stage.community().await;
    let list = acls(&stage, &alex, ACLS).await;
    let roles = roles(&list);
    let expected = [
        "urn:li:organization:2414183 ADMINISTRATOR APPROVED",
        "urn:li:organization:5590506 CONTENT_ADMINISTRATOR APPROVED",
        "urn:li:organization:7310042 ANALYST APPROVED",
        "urn:li:organization:8865119 ADMINISTRATOR REQUESTED",
    ];
    assert_eq!(roles, expected);
    assert_eq!(text(&list["elements"][0], "roleAssignee"), alex.person);
}

#[tokio::test]
async fn roles_come_in_every_kind_and_state() {
    let stage = Stage::open().await;
    let sam = stage.community_of(Member::Sam).await;
    let expected = [
        "urn:li:organization:7310042 ANALYST APPROVED",
        "urn:li:organization:8865119 ADMINISTRATOR REJECTED",
        "urn:li:organization:4417230 ANALYST APPROVED",
        "urn:li:organization:4417230 ADMINISTRATOR APPROVED",
        "urn:li:organization:6602381 CONTENT_ADMIN APPROVED",
        "urn:li:organization:6602381 ADMINISTRATOR REQUESTED",
        "urn:li:organization:9120774 DIRECT_SPONSORED_CONTENT_POSTER APPROVED",
        "urn:li:organization:1031556 ADMINISTRATOR REVOKED",
    ];
    assert_eq!(roles(&acls(&stage, &sam, ACLS).await), expected);
}

#[tokio::test]
async fn only_an_approved_posting_role_lets_a_member_speak_for_a_page() {
    let stage = Stage::open().await;
    let sam = stage.community_of(Member::Sam).await;
    let rows = [
        ("an administrator and analyst", "4417230", 201),
        ("a content administrator", "6602381", 201),
        ("a poster of sponsored content", "9120774", 201),
        ("an analyst", "7310042", 403),
        ("one turned down", "8865119", 403),
        ("one removed", "1031556", 403),
        ("a stranger", "2414183", 403),
    ];
    for (name, id, status) in rows {
        let body = post(&format!("urn:li:organization:{id}"), "hi");
        assert_eq!(stage.create(&sam, &body).await.status(), status, "{name}");
    }
}

#[tokio::test]
async fn a_filter_by_role_hides_content_administrators() {
    let stage = Stage::open().await;
    let alex = stage.community().await;
    let target = format!("{ACLS}&role=ADMINISTRATOR&state=APPROVED");
    assert_eq!(acls(&stage, &alex, &target).await["paging"]["total"], 1);
}

#[tokio::test]
async fn a_list_comes_in_pages_no_longer_than_the_cap() {
    let stage = Stage::open().await;
    let alex = stage.community().await;
    stage.sandbox.switches(|switches| switches.page_cap = 3);
    let first = acls(&stage, &alex, &format!("{ACLS}&start=0&count=10")).await;
    assert_eq!(first["elements"].as_array().unwrap().len(), 3);
    assert_eq!(first["paging"]["count"], 3);
    let next = first["paging"]["links"][0]["href"]
        .as_str()
        .unwrap()
        .to_owned();
    let second = acls(&stage, &alex, &next).await;
    assert_eq!(second["elements"].as_array().unwrap().len(), 1);
    assert_eq!(second["paging"]["links"], Value::Array(Vec::new()));
}

#[tokio::test]
async fn the_page_field_has_three_spellings() {
    let stage = Stage::open().await;
    let alex = stage.community().await;
    let rows = [
        (OrganizationField::Organization, "organization"),
        (OrganizationField::OrganizationTarget, "organizationTarget"),
        (
            OrganizationField::OrganizationalTarget,
            "organizationalTarget",
        ),
    ];
    for (field, name) in rows {
        stage
            .sandbox
            .switches(|switches| switches.organization_field = field);
        let list = acls(&stage, &alex, ACLS).await;
        assert_eq!(list["elements"][0][name], "urn:li:organization:2414183");
    }
}

#[tokio::test]
async fn roles_need_the_finder_header_and_a_scope() {
    let stage = Stage::open().await;
    let (alex, member) = (stage.community().await, stage.member(Member::Alex).await);
    let bare = stage.rest(&alex, Method::GET, ACLS).send().await.unwrap();
    check(&read(bare).await, 400, "X-RestLi-Method");
    let request = stage
        .rest(&member, Method::GET, ACLS)
        .header("X-RestLi-Method", "FINDER");
    let refused = read(request.send().await.unwrap()).await;
    check(
        &refused,
        403,
        "organizationAcls.FINDER-roleAssignee.20260901",
    );
}

#[tokio::test]
async fn names_come_one_by_one_and_in_batches() {
    let stage = Stage::open().await;
    let alex = stage.community().await;
    stage
        .sandbox
        .switches(|switches| switches.batch_refused = false);
    let single = get(&stage, &alex, "/rest/organizations/2414183").await;
    check(&single, 200, r#""localizedName":"Northwind Coffee""#);
    check(
        &get(&stage, &alex, "/rest/organizations/1").await,
        404,
        "NOT_FOUND",
    );
    let batch = get(
        &stage,
        &alex,
        "/rest/organizations?ids=List(2414183,5590506,1)",
    )
    .await;
    let batch: Value = serde_json::from_str(&batch.1).unwrap();
    assert_eq!(batch["results"]["5590506"]["localizedName"], "Harbour Labs");
    assert_eq!(batch["statuses"]["1"], 404);
    let named = get(
        &stage,
        &alex,
        "/rest/organizations?q=vanityName&vanityName=harbour-labs",
    )
    .await;
    check(&named, 200, r#""id":5590506"#);
    let lookup = get(&stage, &alex, "/rest/organizationsLookup?ids=List(2414183)").await;
    check(&lookup, 200, "Northwind Coffee");
}

#[tokio::test]
async fn a_page_is_looked_up_by_the_word_in_its_address_where_the_token_may() {
    let stage = Stage::open().await;
    let (alex, member) = (stage.community().await, stage.member(Member::Alex).await);
    let target = |word: &str| format!("/rest/organizations?q=vanityName&vanityName={word}");
    let encoded = get(&stage, &alex, &target("harbour%2Dlabs")).await;
    check(&encoded, 200, r#""id":5590506"#);
    let nobody = get(&stage, &alex, &target("nobody")).await;
    check(&nobody, 200, r#""elements":[]"#);
    let bare = get(&stage, &alex, "/rest/organizations?vanityName=harbour-labs").await;
    check(&bare, 400, "Invalid query parameters");
    let refused = get(&stage, &member, &target("harbour-labs")).await;
    check(&refused, 403, "organizations.FINDER-vanityName.20260901");
    let by_id = get(&stage, &member, "/rest/organizations/5590506").await;
    check(&by_id, 403, "organizations.GET.20260901");
}

#[tokio::test]
async fn the_development_tier_refuses_batches() {
    let stage = Stage::open().await;
    let alex = stage.community().await;
    let batch = get(&stage, &alex, "/rest/organizations?ids=List(2414183)").await;
    check(&batch, 403, "organizations.BATCH_GET.20260901");
    let lookup = get(&stage, &alex, "/rest/organizationsLookup?ids=List(2414183)").await;
    check(&lookup, 403, "organizationsLookup.BATCH_GET.20260901");
    assert_eq!(
        get(&stage, &alex, "/rest/organizations/2414183").await.0,
        200
    );
}

async fn acls(stage: &Stage, session: &Session, target: &str) -> Value {
    let request = stage
        .rest(session, Method::GET, target)
        .header("X-RestLi-Method", "FINDER");
    request.send().await.unwrap().json().await.unwrap()
}

async fn get(stage: &Stage, session: &Session, target: &str) -> (u16, String) {
    read(
        stage
            .rest(session, Method::GET, target)
            .send()
            .await
            .unwrap(),
    )
    .await
}

fn roles(list: &Value) -> Vec<String> {
    let elements = list["elements"].as_array().unwrap().iter();
    let words =
        |acl: &Value| ["organization", "role", "state"].map(|name| text(acl, name).to_owned());
    elements.map(|acl| words(acl).join(" ")).collect()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap()
}
