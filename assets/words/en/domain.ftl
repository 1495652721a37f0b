# domain/failure_words.rs
failure-draft = The draft cannot be posted yet
failure-author-unknown = Nobody who is signed in can post as this author
failure-same-text = The same text by this author is on its way or was posted lately
failure-on-its-way = This draft is on its way already
failure-not-signed-in = Nobody is signed in who can post as this author
failure-vault-locked = The vault with your LinkedIn access is locked
failure-media-changed = A file of this post is missing or was changed on disk
failure-text-garbled = The text could not be written for LinkedIn without changing it
failure-storage = This computer did not store what must be kept before sending
failure-interrupted = You stopped it before it was posted
failure-token-invalid = LinkedIn does not accept the sign-in any more
failure-token-revoked = The sign-in was revoked on LinkedIn
failure-token-expired = The sign-in has expired
failure-token-too-new = LinkedIn does not know the new sign-in yet
failure-permission-missing = Your LinkedIn app lacks the permission for this
failure-author-refused = LinkedIn does not let this sign-in post as this author
failure-field-refused = LinkedIn does not let this sign-in use a part of this post
failure-forbidden = LinkedIn does not allow this
failure-version-retired = LinkedIn has retired the API version that Sendoff asks for
failure-too-long = LinkedIn finds the text too long
failure-duplicate = LinkedIn says that this was already posted
failure-content-refused = LinkedIn does not accept a part of this post
failure-media-not-ready = LinkedIn is still working on a file of this post
failure-media-refused = LinkedIn could not use a file of this post
failure-upload-expired = The address for uploading a file has expired
failure-upload-host-refused = LinkedIn named an upload address that is not LinkedIn's, so nothing was uploaded
failure-rate-limited-today = LinkedIn's limit for today is reached
failure-rate-limited = LinkedIn asks to slow down
failure-not-found = LinkedIn does not find what this is about
failure-request-refused = LinkedIn did not understand the request
failure-conflict = LinkedIn was busy with the same thing
failure-server-trouble = LinkedIn has trouble at the moment
failure-answer-unreadable = LinkedIn's answer made no sense
failure-no-connection = LinkedIn cannot be reached
failure-certificate = The server did not prove that it is LinkedIn
failure-connection-lost = The connection broke before LinkedIn answered
failure-timed-out = LinkedIn did not answer in time
failure-died = Sendoff ended while it waited for LinkedIn's answer
remedy-draft = Nothing was sent. Change the draft and post again.
remedy-author = Nothing was sent. Sign in as someone who may, or choose another author.
remedy-same-text = Nothing was sent. See the earlier post; `--again` posts anyway.
remedy-on-its-way = Nothing was sent twice. The outbox shows how far it is.
remedy-token = The post is kept. Sign in again; the window then sends it, or `sendoff outbox retry` does.
remedy-vault-locked = Nothing was sent. Unlock it with its passphrase, then try again.
remedy-media-changed = Nothing was posted. Edit the post and add the file again.
remedy-text-garbled = Nothing was sent and the text is kept. Please report this text as a fault of Sendoff.
remedy-storage = Nothing was sent. Check that the disk has room and can be written to, then try again.
remedy-in-outbox = It is kept in the outbox and can be sent or cancelled from there.
remedy-permission-missing = The post is kept. Add the product to your app in LinkedIn's developer portal, sign in again and retry.
remedy-author-refused = The post is kept. Check your role on the page, sign in with community access, or choose another author.
remedy-edit = The post is kept. Edit it and post again.
remedy-forbidden = The post is kept. Check the app's products and your role, then retry.
remedy-version-retired = The post is kept. Choose a newer API version in the settings or with `--api-version`, then retry.
remedy-duplicate = Nothing was posted twice and the text is kept. Change the text if you want to post again.
remedy-media-refused = The post is kept. Edit it, replace the file and post again.
remedy-rate-limited-today = The post is kept and can be sent after midnight UTC, when LinkedIn starts to count anew.
remedy-look-for-newer = The post is kept. Retry; if it happens again, look for a newer Sendoff.
remedy-retry-in-a-moment = Nothing was posted and the post is kept. Retry in a moment.
remedy-retry-in-minutes = The post is kept. Retry in a few minutes.
remedy-no-connection = Nothing was posted and the post is kept. Check the connection, then retry.
remedy-certificate = Nothing was sent and the post is kept. Check the network and this computer's clock, then retry.

# domain/app_credentials.rs
credentials-space = There is a space in it. Copy it once more
credentials-address = This looks like an address. The client id stands on the app's Auth page
credentials-letters = A client id has only letters and digits. Copy it once more
credentials-secret-is-id = This is the client id. The secret stands below it, as the primary client secret

# domain/author.rs
role-member = You
role-administrator = Page, administrator
role-content-administrator = Page, content administrator
role-sponsored = Page, sponsored content poster

# domain/browser_link.rs
no-web-address = This is not the address of a web page

# domain/change.rs
change-no-name = LinkedIn did not say what this post is called, so it cannot be changed from here
change-no-name-hint = Nothing was changed. Change it on LinkedIn.
change-deleted = This post was deleted
change-deleted-hint = Nothing was changed. Write a new post instead.
change-text-hint = Nothing was changed. Change the text and save it again.
change-unknown = Sendoff did not post this, so it does not know whose it is
change-unknown-hint = Nothing was changed. `sendoff history` lists what was posted from here.
change-not-found = LinkedIn does not find this post any more
change-uncertain = The change may have been made or not. Look on LinkedIn, or ask for it again: that does no harm.
change-sign-in = Nothing was changed. Sign in again, or unlock the vault, then repeat it.
change-rate-limit = Nothing was changed. Repeat it later; a limit for the day ends at midnight UTC.
change-network = Nothing was changed. Check the network, then repeat it.
change-interrupted = It may have been changed or not. Repeat it: that does no harm.
change-draft = Nothing was changed. Try again.
change-refused = Nothing was changed. Change it on LinkedIn: not every app may change a post there.

# domain/first_comment.rs
comment-waiting = The first comment was not sent yet
comment-waiting-hint = The post is there. The comment is kept and goes out while the window is open, or with `sendoff send-due`.
comment-sending = The first comment is being sent
comment-posted = The first comment is there
comment-unclear = It is not known whether the first comment was posted
comment-failed = The first comment was not posted
comment-failed-hint = The post is there, and the text of the comment is kept with it. For two days you can try again, under Posted or with `sendoff outbox retry`; not every app may comment.
comment-homeless = The first comment was not sent, because LinkedIn did not say for certain what the post is called
comment-homeless-hint = The post is there. Write the comment on LinkedIn: its text is kept with the post.
comment-look = The post is there. Look below it on LinkedIn. Sendoff never sends the comment again by itself.

# domain/kept.rs
kept-no-name = Give it a name
kept-long-name = A name has at most 80 characters
kept-no-text = There is no text to keep
kept-long-text = The text is longer than Sendoff keeps one
kept-too-many = There are 100 templates and snippets. Delete one that you don't need

# domain/mention_book.rs
mention-nothing = Paste the link to the page, its id, or a URN
mention-profile = LinkedIn tells apps nobody's URN by the link to their profile. Paste the URN, such as urn:li:person:abc
mention-no-page = This is no link to a page on LinkedIn, such as https://www.linkedin.com/company/name
mention-other-urn = This URN is neither a member's nor a page's
mention-unreadable = This is neither a link to a page nor its id nor a URN

# domain/remark.rs
remark-styled = Mathematical letters: screen readers spell or skip them
remark-spaces = Some lines end in spaces
remark-blank-lines = More than two blank lines in a row
remark-make-plain = Make it plain
remark-remove-marks = Remove marks
remark-remove-spaces = Remove spaces
remark-close-gaps = Close gaps

# domain/statistics.rs
count-impressions = Impressions
count-people = People reached
count-clicks = Clicks
count-reactions = Reactions
count-comments = Comments
count-reshares = Reshares
statistics-page-refused = LinkedIn does not let this sign-in read the statistics of this page
statistics-page-hint = Only its administrators may, with an app that has the Community Management API.
statistics-post-refused = LinkedIn does not let this sign-in read the statistics of this post
statistics-post-hint = It takes an app with the Community Management API. See the numbers on LinkedIn.
statistics-not-found = LinkedIn does not find this post
statistics-not-found-hint = Look at it on LinkedIn. A new post may take a while to be found.
statistics-not-ours = Sendoff has not posted this
statistics-not-ours-hint = `sendoff history` lists what was posted from here.
statistics-no-name = LinkedIn did not say what this post is called, so nothing can be asked about it
statistics-look = Look at it on LinkedIn.
statistics-sign-in = Sign in again, or unlock the vault, then ask again.
statistics-rate-limit = Ask again later; a limit for the day ends at midnight UTC.
statistics-network = Ask again: that does no harm.
statistics-look-at-post = Look at the post on LinkedIn.

# domain/suggestion.rs
suggestion-other = Sendoff opens addresses like sendoff://compose?text=Hello&link=https://example.com only
suggestion-long = The address holds more text than a post may have
suggestion-hidden = The address holds characters that cannot be seen
suggestion-link = The link in the address does not lead to a web page

# domain/visibility.rs
visibility-public = Anyone
visibility-connections = Connections only
visibility-logged-in = LinkedIn members

# domain/when.rs
when-unreadable = This is no time. Write it like 2027-03-01T09:00 for your own clock, or like 2027-03-01T09:00:00Z
when-past = This time is in the past. Choose one that is still to come, or post now
when-too-far = This time is more than a year ahead, and no sign-in lasts so long. Choose an earlier one

# domain/problem.rs
problem-no-author = Choose who posts this
problem-empty = There is nothing to post yet: write something or add a picture
problem-page-connections = A page has no connections: choose another audience, or post as yourself
problem-two-kinds = A post has pictures, a document, a video, a poll, a link's card or a reshared post, and only one of them: remove the others
problem-not-beside-video = Captions and a cover picture belong to a video: add them to one, or remove them
problem-blank = Something is still empty
problem-web-address = The link must begin with http:// or https://
problem-tells-secret = The link has a user name or a password in it, which everybody would see: give it without
problem-activity = This link names the post by its place in the feed, and LinkedIn's API wants its own name: choose "Embed this post" on LinkedIn and copy the urn:li:share or urn:li:ugcPost from there

# domain, with numbers and names
when-gap = { $time } does not exist here: the clocks are put forward over it. Choose another time
when-fold = This time comes twice here, because the clocks are put back. Say which: { $first } or { $second }
remark-markdown = Markdown, shown as typed: { $marks }
remark-hashtags = { $count } hashtags; up to { $usual } are usual
poll-same-answers = Answers { $earlier } and { $later } are the same: nobody can tell them apart, and LinkedIn may refuse them
statistics-need-community = LinkedIn gives them only to apps with the Community Management API, which must be an app of its own. See the numbers on LinkedIn.
statistics-switch-on = Switch on “Ask for statistics” in the settings, or use `sendoff login --statistics`, and sign in again.
statistics-not-granted = This sign-in may not read statistics: LinkedIn did not grant { $scope }
field-picture = Picture { $number }
field-document-title = The title of the document
field-video-title = The title of the video
field-video-cover = The cover picture
field-poll-question = The question
field-poll-option = Answer { $number }
field-link-title = The title of the link
field-link-description = The description of the link
field-first-comment = The first comment
problem-field-blank = { $field } is still empty
problem-text-too-long = The text is { $over ->
    [one] 1 character
   *[other] { $over } characters
} too long: LinkedIn takes { $limit } characters and this is { $units }
problem-too-many-images = A post can have { $limit } pictures and this has { $count }: remove some
problem-too-many-pixels = { $width } × { $height } pixels is too large: LinkedIn takes fewer than { $limit } in all; scale it down and add it again
problem-too-many-frames = The animation has { $frames } frames and LinkedIn takes { $limit }: shorten it and add it again
problem-alt-text-too-long = The description has { $units } characters and LinkedIn takes { $limit }: shorten it
problem-field-too-long = LinkedIn takes { $limit } characters and this has { $units }: shorten it
problem-option-count = A poll has { $least } to { $most } answers and this has { $count }
ledger-counted = Counted here today: { $counted } of the { $limit } requests that LinkedIn publishes for { $whose ->
    [app] an app
   *[member] a member
} ({ $product }).
ledger-over = This post needs at least { $needed ->
    [one] 1 request
   *[other] { $needed } requests
}, so LinkedIn may refuse it until 00:00 UTC
ledger-few-left = This post needs at least { $needed ->
    [one] 1 request
   *[other] { $needed } requests
}; not many are left

# domain/emoji.rs
skin-none = No skin tone
skin-light = Light skin
skin-medium-light = Medium light skin
skin-medium = Medium skin
skin-medium-dark = Medium dark skin
skin-dark = Dark skin
emoji-smileys = Smileys
emoji-people = People
emoji-animals = Animals and nature
emoji-food = Food and drink
emoji-travel = Travel and places
emoji-activities = Activities
emoji-objects = Objects
emoji-symbols = Symbols
emoji-flags = Flags

# domain/front_matter/mod.rs
front-value-goes-on = the value goes on in the next line
front-quotes = the quotation marks don't fit
front-visibility = it is public, logged-in or connections
front-true-false = it is true or false
front-no-post = it names no post
front-needs-poll = `option` and `poll-days` need a `poll`
front-needs-link = `link-title` and `link-description` need a `link`
front-one-kind = A post has one of `poll`, `link` and `reshare`
front-title = A post has no title, so it became the first line
front-twice = it stands there twice
front-name-urn = it is Name=URN
front-urn = its URN names nobody
front-no-name = the name is missing
front-days = it is 1, 3, 7 or 14
front-no-address = it is no address
link-begins-so = a link begins with http:// or https://
front-too-long = The text has { $bytes } bytes; a draft has at most { $limit }
front-unknown = Sendoff does not know `{ $key }`, so this was left out: { $value }
front-line = Line { $number }, `{ $key }`: { $words }
front-file = Files don't come with a text, so add this one again: { $name }
front-nobody = Nobody is signed in who can post as { $name }
front-author = Choose the author: not exactly one who can post here is called { $name }
spelling-mistakes = { $count ->
    [one] One word is in no dictionary
   *[other] { $count } words are in no dictionary
}
