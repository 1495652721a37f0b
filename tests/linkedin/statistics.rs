//! Statistics as LinkedIn has said them, and as it might.

use sendoff::domain::{Cause, PostStatistics};
use serde_json::{Value, json};

use super::samples::client;
use super::scripted::{Scripted, say};

const SHARE: &str = "urn:li:share:7";

async fn asked(
    author: &str,
    urn: &str,
    replies: &[(u16, Value)],
) -> (Scripted, Result<Option<PostStatistics>, Cause>) {
    let acts = replies
        .iter()
        .map(|(status, body)| say(*status, &body.to_string()));
    let server = Scripted::start(acts).await;
    let client = client(server.origin());
    let counted = client
        .statistics(&author.parse().unwrap(), &urn.parse().unwrap())
        .await;
    (server, counted.map_err(|err| err.failure().cause.clone()))
}

async fn of_page(urn: &str, reply: Value) -> (Scripted, Result<Option<PostStatistics>, Cause>) {
    asked("urn:li:organization:5", urn, &[(200, reply)]).await
}

#[tokio::test]
async fn a_page_asks_once_and_by_the_kind_of_the_post() {
    let totals = json!({
        "uniqueImpressionsCount": 7, "impressionCount": 12, "clickCount": 3, "likeCount": -1, "commentCount": 2,
        "shareCount": 1, "engagement": 0.5, "more": {},
    });
    let other = json!({"share": "urn:li:share:8", "totalShareStatistics": {"impressionCount": 99}});
    let element = json!({"share": SHARE, "totalShareStatistics": totals});
    let (server, counted) = of_page(SHARE, json!({"elements": [other, element]})).await;
    let expected = PostStatistics {
        impressions: Some(12),
        people_reached: Some(7),
        clicks: Some(3),
        reactions: Some(0),
        comments: Some(2),
        reshares: Some(1),
        engagement: Some(0.5),
    };
    assert_eq!(counted, Ok(Some(expected)));
    let lines: Vec<String> = server.asked().into_iter().map(|asked| asked.line).collect();
    assert_eq!(
        lines,
        [
            "GET /rest/organizationalEntityShareStatistics?q=organizationalEntity&organizationalEntity=\
             urn%3Ali%3Aorganization%3A5&shares=List(urn%3Ali%3Ashare%3A7)"
        ]
    );
    let (server, counted) = of_page("urn:li:ugcPost:7", json!({"elements": []})).await;
    assert_eq!(counted, Ok(None));
    assert!(
        server.asked()[0]
            .line
            .ends_with("&ugcPosts=List(urn%3Ali%3AugcPost%3A7)")
    );
}

#[tokio::test]
async fn odd_numbers_are_no_numbers() {
    let totals =
        json!({"impressionCount": "12", "clickCount": null, "engagement": -1, "likeCount": 1.5});
    let element = json!({"share": SHARE, "totalShareStatistics": totals});
    let (_server, counted) = of_page(SHARE, json!({"elements": [element]})).await;
    assert_eq!(counted, Ok(Some(PostStatistics::default())));
    let (_server, counted) = of_page(SHARE, json!({"elements": [{}, 5, null]})).await;
    assert_eq!(counted, Ok(None));
    let (_server, counted) = of_page(SHARE, json!("no numbers")).await;
    assert_eq!(counted, Err(Cause::AnswerUnreadable));
}

#[tokio::test]
async fn a_member_asks_for_each_number_in_either_shape() {
    let old = json!({"com.linkedin.adsexternalapi.memberanalytics.v1.CreatorPostAnalyticsMetricTypeV1": "COMMENT"});
    let count = |count: u8, kind: Value| {
        (
            200,
            json!({"elements": [{"count": count, "dateRange": {}, "metricType": kind}]}),
        )
    };
    let replies = [
        count(9, json!("IMPRESSION")),
        count(4, json!("MEMBERS_REACHED")),
        count(3, json!("REACTION")),
        count(2, old),
        (200, json!({"elements": []})),
    ];
    let (server, counted) = asked("urn:li:person:a", SHARE, &replies).await;
    let expected = PostStatistics {
        impressions: Some(9),
        people_reached: Some(4),
        reactions: Some(3),
        comments: Some(2),
        ..PostStatistics::default()
    };
    assert_eq!(counted, Ok(Some(expected)));
    let lines: Vec<String> = server.asked().into_iter().map(|asked| asked.line).collect();
    assert_eq!(
        lines[0],
        "GET /rest/memberCreatorPostAnalytics?q=entity&entity=(share:urn%3Ali%3Ashare%3A7)&queryType=IMPRESSION\
         &aggregation=TOTAL"
    );
    let kinds: Vec<&str> = lines
        .iter()
        .map(|line| {
            line.split("queryType=")
                .nth(1)
                .unwrap()
                .split('&')
                .next()
                .unwrap()
        })
        .collect();
    assert_eq!(
        kinds,
        [
            "IMPRESSION",
            "MEMBERS_REACHED",
            "REACTION",
            "COMMENT",
            "RESHARE"
        ]
    );
}

#[tokio::test]
async fn a_refusal_is_not_asked_about_again_and_a_place_in_the_feed_is_not_asked_about() {
    let refusal = json!({"status": 403, "serviceErrorCode": 100, "code": "ACCESS_DENIED",
        "message": "Not enough permissions to access: memberCreatorPostAnalytics.FINDER-entity.20260901"});
    let (server, counted) = asked("urn:li:person:a", SHARE, &[(403, refusal)]).await;
    assert_eq!(counted, Err(Cause::PermissionMissing));
    assert_eq!(server.asked().len(), 1);
    let (server, counted) = asked("urn:li:person:a", "urn:li:activity:7", &[]).await;
    assert_eq!(counted, Err(Cause::NotFound));
    assert_eq!(server.asked().len(), 0);
}
