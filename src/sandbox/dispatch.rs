//! From a request to its operation and into the ledger. No rule of LinkedIn's lives here.

use axum::http::StatusCode;

use super::authorize::{self, Flow};
use super::call::Call;
use super::fault::{CannedAnswer, FaultKind};
use super::images::Kind;
use super::ledger::{Caller, Outcome};
use super::reply::Reply;
use super::route::{NoRoute, Route, resolve};
use super::state::State;
use super::video_extras::{self, ExtraKind};
use super::{
    comments, control, errors, feed_page, identity, images, oauth, organizations, post_update,
    posts, statistics, videos,
};

/// What the connection is to do.
pub(super) enum Delivery {
    /// Send this.
    Answer(Reply),
    /// Send this, but only so many bytes of the body.
    Part(Reply, usize, End),
    /// Send a body of this many bytes.
    Flood(u16, u64),
    /// Send nothing, ever.
    Silence,
    /// Reset the connection.
    Hangup,
}

/// What follows a part of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The connection closes.
    Close,
    /// Nothing, ever.
    Stall,
}

/// Carries a request out, under the fault that hits it, and writes it down.
pub(super) fn carry_out(state: &mut State, call: &Call, fault: Option<FaultKind>) -> Delivery {
    // Whose token it is must be known before the request itself may end it.
    let caller = caller(state, call);
    let faulted = fault.is_some();
    state.settle();
    let (delivery, created) = suffer(state, call, fault);
    if !call.path.starts_with("/sandbox/") {
        let status = delivery.status();
        let outcome = Outcome {
            status,
            created,
            faulted,
        };
        let now = state.now();
        state.ledger.record(now, call, caller, outcome);
    }
    delivery
}

impl Delivery {
    fn status(&self) -> Option<u16> {
        match self {
            Self::Answer(reply) | Self::Part(reply, ..) => Some(reply.status.as_u16()),
            Self::Flood(status, _) => Some(*status),
            Self::Silence | Self::Hangup => None,
        }
    }
}

fn suffer(state: &mut State, call: &Call, fault: Option<FaultKind>) -> (Delivery, Option<String>) {
    let mut commit = || {
        let reply = answer(state, call);
        let created = reply.created.clone();
        (reply, created)
    };
    match fault {
        None | Some(FaultKind::Delay { .. } | FaultKind::Hold { .. }) => {
            let (reply, created) = commit();
            (Delivery::Answer(reply), created)
        }
        Some(FaultKind::Answer(canned)) => (Delivery::Answer(made_up(canned)), None),
        Some(FaultKind::CommitThenAnswer(canned)) => {
            (Delivery::Answer(made_up(canned)), commit().1)
        }
        Some(FaultKind::Flood { status, bytes }) => (Delivery::Flood(status, bytes), None),
        Some(FaultKind::Silence) => (Delivery::Silence, None),
        Some(FaultKind::CommitThenSilence) => (Delivery::Silence, commit().1),
        Some(FaultKind::Reset) => (Delivery::Hangup, None),
        Some(FaultKind::CommitThenReset) => (Delivery::Hangup, commit().1),
        Some(FaultKind::CutBody { after }) => {
            let (reply, created) = commit();
            (Delivery::Part(reply, after, End::Close), created)
        }
        Some(FaultKind::StallBody { after }) => {
            let (reply, created) = commit();
            (Delivery::Part(reply, after, End::Stall), created)
        }
    }
}

/// LinkedIn's answer.
fn answer(state: &mut State, call: &Call) -> Reply {
    let (route, key) = match resolve(&call.method, &call.path) {
        Ok(found) => found,
        Err(NoRoute::UnknownPath) => return errors::not_found(),
        Err(NoRoute::WrongMethod) => return errors::wrong_method(),
    };
    operate(state, call, route, key).unwrap_or_else(|refusal| refusal)
}

fn operate(state: &mut State, call: &Call, route: Route, key: &str) -> Result<Reply, Reply> {
    match route {
        Route::Authorize => authorize::authorize(state, call, Flow::Standard),
        Route::AuthorizeNative => authorize::authorize(state, call, Flow::Native),
        Route::AccessToken => oauth::access_token(state, call),
        Route::IntrospectToken => oauth::introspect(state, call),
        Route::RevokeToken => oauth::revoke(state, call),
        Route::UserInfo => identity::userinfo(state, call),
        Route::Me => identity::me(state, call),
        Route::OrganizationAcls => organizations::acls(state, call),
        Route::Organization => organizations::organization(state, call, key),
        Route::Organizations => organizations::organizations(state, call),
        Route::OrganizationsLookup => organizations::lookup(state, call),
        Route::InitializeImage => images::initialize(state, call, Kind::Image),
        Route::UploadImage | Route::UploadDocument => images::upload(state, call),
        Route::Image => images::image(state, call, key, Kind::Image),
        Route::Images => images::images(state, call),
        Route::InitializeDocument => images::initialize(state, call, Kind::Document),
        Route::Document => images::image(state, call, key, Kind::Document),
        Route::Videos => videos::act(state, call),
        Route::UploadVideoPart => videos::upload_part(state, call),
        Route::UploadCaptions => video_extras::upload(state, call, ExtraKind::Captions),
        Route::UploadThumbnail => video_extras::upload(state, call, ExtraKind::Thumbnail),
        Route::Video => videos::video(state, call, key),
        Route::CreatePost => posts::create(state, call),
        Route::Post => posts::post(state, call, key),
        Route::Posts => posts::posts(state, call),
        Route::UpdatePost => post_update::update(state, call, key),
        Route::CreateComment => comments::create(state, call, key),
        Route::DeletePost => posts::delete(state, call, key),
        Route::PageStatistics => statistics::of_organization(state, call),
        Route::MemberStatistics => statistics::of_member(state, call),
        Route::Feed => {
            let shown = state.posts.all().iter().filter(|post| post.is_shown());
            state.looks.at_feed(shown.map(|post| post.urn.as_str()));
            Ok(feed_page::feed(state))
        }
        Route::FeedUpdate => {
            state.looks.at_post(key);
            Ok(feed_page::update(state, key))
        }
        Route::Picture => images::picture(state, key),
        Route::SignOut => Ok(authorize::sign_out()),
        Route::Control => control::control(state, call, key),
        Route::Any => Err(errors::not_found()),
    }
}

fn caller(state: &State, call: &Call) -> Option<Caller> {
    let grant = &state.tokens.access(call.bearer()?)?.grant;
    Some(Caller {
        client_id: grant.app.keys().client_id.to_owned(),
        member: grant.member,
    })
}

fn made_up(canned: CannedAnswer) -> Reply {
    let status = StatusCode::from_u16(canned.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut reply = Reply::empty(status);
    reply.body = canned.body.into();
    reply.extra = canned.headers;
    reply
}
