//! How often posts were seen and answered to: numbers of the sandbox's own feed.
//!
//! `LRN:marketing/community-management/organizations/share-statistics`, `…/members/post-statistics`. A post is shown
//! each time a feed page with it is looked at, and clicked each time its own page is. Per-post numbers are lifetime
//! numbers only; intervals of time are refused.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::call::Call;
use super::errors;
use super::gate::{self, Pass};
use super::published_post::PublishedPost;
use super::reply::Reply;
use super::state::State;
use super::urn::{self, Urn};
use super::world::Organization;

/// How often each post was shown on the list of all posts, and on its own page.
#[derive(Debug, Default)]
pub(super) struct Looks(BTreeMap<String, (u64, u64)>);

impl Looks {
    /// Somebody looked at the list of all posts.
    pub(super) fn at_feed<'a>(&mut self, urns: impl Iterator<Item = &'a str>) {
        for urn in urns {
            self.0.entry(urn.to_owned()).or_default().0 += 1;
        }
    }

    /// Somebody looked at the page of one post.
    pub(super) fn at_post(&mut self, urn: &str) {
        self.0.entry(urn.to_owned()).or_default().1 += 1;
    }
}

/// What is counted of one post, or of several.
#[derive(Clone, Copy, Debug, Default)]
struct Numbers {
    impressions: u64,
    people: u64,
    clicks: u64,
    comments: u64,
    reshares: u64,
}

impl Numbers {
    fn of(state: &State, post: &PublishedPost) -> Self {
        let (shown, opened) = state.looks.0.get(&post.urn).copied().unwrap_or_default();
        let reshares = state
            .posts
            .all()
            .iter()
            .filter(|other| other.is_shown() && other.reshare_of.as_deref() == Some(&post.urn));
        Self {
            impressions: shown + opened,
            // Whoever looks at the sandbox's feed looks at it from here.
            people: u64::from(shown + opened > 0),
            clicks: opened,
            comments: post.comments.len() as u64,
            reshares: reshares.count() as u64,
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            impressions: self.impressions + other.impressions,
            people: self.people.max(other.people),
            clicks: self.clicks + other.clicks,
            comments: self.comments + other.comments,
            reshares: self.reshares + other.reshares,
        }
    }

    fn is_nothing(self) -> bool {
        self.impressions + self.clicks + self.comments + self.reshares == 0
    }

    fn json(self) -> Value {
        let engagement = match self.impressions {
            0 => 0.0,
            shown => (self.clicks + self.comments + self.reshares) as f64 / shown as f64,
        };
        json!({
            "uniqueImpressionsCount": self.people, "impressionCount": self.impressions, "clickCount": self.clicks,
            "likeCount": 0, "commentCount": self.comments, "shareCount": self.reshares, "engagement": engagement,
        })
    }
}

/// `GET /rest/organizationalEntityShareStatistics?q=organizationalEntity`.
pub(super) fn of_organization(state: &mut State, call: &Call) -> Result<Reply, Reply> {
    let pass = gate::admit_rest(state, call)?;
    let known = ["q", "organizationalEntity", "shares", "ugcPosts"];
    only(call, &known)?;
    let entity = match (call.raw_query("q"), call.raw_query("organizationalEntity")) {
        (Some("organizationalEntity"), Some(raw)) => urn::query_value(raw)?,
        _ => return Err(invalid()),
    };
    let page = Urn::parse(&entity)
        .filter(|urn| urn.kind == "organization")
        .and_then(|urn| Organization::find(urn.id))
        .ok_or_else(invalid)?;
    let operation = "organizationalEntityShareStatistics.FINDER-organizationalEntity";
    pass.needs(&["rw_organization_admin"], operation)?;
    if !page.is_administered_by(pass.grant.member) {
        return Err(pass.refusal(operation));
    }
    let posts = state.posts.all().iter();
    let posts: Vec<&PublishedPost> = posts
        .filter(|post| post.author == entity && post.is_shown())
        .collect();
    let elements = match (call.raw_query("shares"), call.raw_query("ugcPosts")) {
        (Some(_), Some(_)) => return Err(invalid()),
        (Some(raw), None) => each(state, &posts, raw, "share", &entity)?,
        (None, Some(raw)) => each(state, &posts, raw, "ugcPost", &entity)?,
        (None, None) => {
            let all = posts.iter().map(|post| Numbers::of(state, post));
            let all = all.fold(Numbers::default(), Numbers::plus);
            vec![json!({"organizationalEntity": entity, "totalShareStatistics": all.json()})]
        }
    };
    let paging = json!({"start": 0, "count": 10, "links": []});
    Ok(Reply::ok(&json!({"paging": paging, "elements": elements})))
}

/// One element for each of these posts that has seen anything at all.
fn each(
    state: &State,
    posts: &[&PublishedPost],
    raw: &str,
    kind: &str,
    entity: &str,
) -> Result<Vec<Value>, Reply> {
    let mut elements = Vec::new();
    for wanted in urn::list(raw)? {
        let is_one = Urn::parse(&wanted).is_some_and(|urn| urn.is_post() && urn.kind == kind);
        if !is_one {
            return Err(invalid());
        }
        let Some(post) = posts.iter().find(|post| post.urn == wanted) else {
            continue;
        };
        let numbers = Numbers::of(state, post);
        if !numbers.is_nothing() {
            elements.push(json!({
                "organizationalEntity": entity, kind: wanted, "totalShareStatistics": numbers.json(),
            }));
        }
    }
    Ok(elements)
}

/// `GET /rest/memberCreatorPostAnalytics?q=entity`.
pub(super) fn of_member(state: &mut State, call: &Call) -> Result<Reply, Reply> {
    let pass = gate::admit_rest(state, call)?;
    only(call, &["q", "entity", "queryType", "aggregation"])?;
    let operation = "memberCreatorPostAnalytics.FINDER-entity";
    pass.needs(&["r_member_postAnalytics"], operation)?;
    if (call.raw_query("q"), call.raw_query("aggregation")) != (Some("entity"), Some("TOTAL")) {
        return Err(invalid());
    }
    let wanted = entity(call.raw_query("entity").ok_or_else(invalid)?)?;
    let metric = call.raw_query("queryType").ok_or_else(invalid)?;
    let post = state.posts.find(&wanted).ok_or_else(errors::not_found)?;
    if post.author != pass.grant.person_urn() {
        return Err(pass.refusal(operation));
    }
    let numbers = Numbers::of(state, post);
    let count = match metric {
        "IMPRESSION" => numbers.impressions,
        "MEMBERS_REACHED" => numbers.people,
        "RESHARE" => numbers.reshares,
        "COMMENT" => numbers.comments,
        "REACTION" => 0,
        _ => return Err(invalid()),
    };
    let element =
        json!({"count": count, "dateRange": {}, "metricType": metric_type(&pass, metric)});
    let paging = json!({"start": 0, "count": 10, "links": []});
    Ok(Reply::ok(&json!({"paging": paging, "elements": [element]})))
}

/// `(share:urn)` or `(ugc:urn)`, the URN encoded.
fn entity(raw: &str) -> Result<String, Reply> {
    let inner = raw
        .strip_prefix('(')
        .and_then(|raw| raw.strip_suffix(')'))
        .ok_or_else(invalid)?;
    let (kind, raw) = inner.split_once(':').ok_or_else(invalid)?;
    let named = urn::query_value(raw)?;
    let expected = match kind {
        "share" => "share",
        "ugc" => "ugcPost",
        _ => return Err(invalid()),
    };
    let is_one = Urn::parse(&named).is_some_and(|urn| urn.is_post() && urn.kind == expected);
    if is_one { Ok(named) } else { Err(invalid()) }
}

/// A plain word since 202605, before that an object with one key.
fn metric_type(pass: &Pass, metric: &str) -> Value {
    if pass.version() >= "202605" {
        return json!(metric);
    }
    json!({"com.linkedin.adsexternalapi.memberanalytics.v1.CreatorPostAnalyticsMetricTypeV1": metric})
}

/// Refuses what no page of LinkedIn's names.
fn only(call: &Call, known: &[&str]) -> Result<(), Reply> {
    let mut names = call.query.split('&').map(|pair| pair.split('=').next());
    if names.all(|name| name.is_some_and(|name| known.contains(&name))) {
        Ok(())
    } else {
        Err(invalid())
    }
}

fn invalid() -> Reply {
    errors::illegal_argument("Invalid query parameters")
}
