//! What LinkedIn counted for a post. LinkedIn: *Organization Share Statistics*, *Member Post Statistics* (from version
//! 202506 on). Only read; nothing here changes anything.

use serde::Deserialize;
use serde_json::Value;

use super::client::encoded;
use super::{ApiError, Client};
use crate::domain::{AuthorUrn, Cause, Failure, PostStatistics, PostUrn};

impl Client {
    /// The numbers of one post; `None` where LinkedIn has none of it: posts without activity are left out.
    ///
    /// For a page one request, for a member one for each number.
    ///
    /// # Errors
    /// [`Cause::NotFound`] for a URN that names the post's place in the feed: only the post itself is counted.
    pub async fn statistics(
        &self,
        author: &AuthorUrn,
        urn: &PostUrn,
    ) -> Result<Option<PostStatistics>, ApiError> {
        if urn.is_activity() {
            return Err(Failure::new(Cause::NotFound).into());
        }
        if author.is_organization() {
            self.of_page(author, urn).await
        } else {
            self.of_member(urn).await
        }
    }

    /// `GET /rest/organizationalEntityShareStatistics?q=organizationalEntity`
    async fn of_page(
        &self,
        author: &AuthorUrn,
        urn: &PostUrn,
    ) -> Result<Option<PostStatistics>, ApiError> {
        let list = match urn.entity() {
            "ugcPost" => "ugcPosts",
            _ => "shares",
        };
        let path = format!(
            "rest/organizationalEntityShareStatistics?q=organizationalEntity&organizationalEntity={}&{list}=List({})",
            encoded(author.as_str()),
            encoded(urn.as_str())
        );
        let page: Page = self.look_up(&path, None).await?.json()?;
        let mut elements = page.elements.into_iter();
        let element = elements.find(|element| {
            let named = [&element["share"], &element["ugcPost"]];
            named.iter().any(|name| name.as_str() == Some(urn.as_str()))
        });
        Ok(element.map(|element| of_totals(&element["totalShareStatistics"])))
    }

    /// `GET /rest/memberCreatorPostAnalytics?q=entity`, once for each number.
    async fn of_member(&self, urn: &PostUrn) -> Result<Option<PostStatistics>, ApiError> {
        let kind = match urn.entity() {
            "ugcPost" => "ugc",
            _ => "share",
        };
        let entity = format!("({kind}:{})", encoded(urn.as_str()));
        let mut counts = [None; METRICS.len()];
        for (count, metric) in counts.iter_mut().zip(METRICS) {
            let path = format!(
                "rest/memberCreatorPostAnalytics?q=entity&entity={entity}&queryType={metric}&aggregation=TOTAL"
            );
            let page: Page = self.look_up(&path, None).await?.json()?;
            *count = page
                .elements
                .first()
                .and_then(|element| number(&element["count"]));
        }
        let [impressions, people_reached, reactions, comments, reshares] = counts;
        let numbers = PostStatistics {
            impressions,
            people_reached,
            reactions,
            comments,
            reshares,
            ..PostStatistics::default()
        };
        Ok(counts.iter().any(Option::is_some).then_some(numbers))
    }
}

fn of_totals(totals: &Value) -> PostStatistics {
    let engagement = totals["engagement"].as_f64();
    PostStatistics {
        impressions: number(&totals["impressionCount"]),
        people_reached: number(&totals["uniqueImpressionsCount"]),
        clicks: number(&totals["clickCount"]),
        reactions: number(&totals["likeCount"]),
        comments: number(&totals["commentCount"]),
        reshares: number(&totals["shareCount"]),
        engagement: engagement.filter(|engagement| engagement.is_finite() && *engagement >= 0.0),
    }
}

/// LinkedIn says of some counts that they can be negative for a while, when something was taken back.
fn number(value: &Value) -> Option<u64> {
    let count = value.as_i64()?;
    Some(u64::try_from(count).unwrap_or(0))
}

#[derive(Deserialize)]
struct Page {
    #[serde(default)]
    elements: Vec<Value>,
}

/// What is asked about a member's post, in the order of [`Client::statistics`].
const METRICS: [&str; 5] = [
    "IMPRESSION",
    "MEMBERS_REACHED",
    "REACTION",
    "COMMENT",
    "RESHARE",
];
