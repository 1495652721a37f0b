# ui/connect.rs
access-member = Member: my own posts
access-community = Community: pages as well
access = Access
connect-create = Create an app
connect-create-why = LinkedIn asks for a name, a logo, and a company page that vouches for it.
connect-open-portal = Open the developer portal
connect-products = Add its products
connect-redirects = Register the redirect URLs
connect-keys = Copy its keys
connect-keys-where = They are on the same page.
connect-sign-in = Sign in
connect-products-member = Share on LinkedIn, and Sign In with LinkedIn using OpenID Connect. Both are there at once.
connect-products-community = Community Management API, as the only product of an app of its own. LinkedIn looks at it first.
copy = Copy
client-id = Client id
client-secret = Client secret
connect-pkce = Native PKCE
connect-pkce-hint = Only if LinkedIn enabled it for your app
connect-choose-passphrase = Choose a passphrase for the vault
connect-passphrase-hint = There is no keyring here, so this passphrase protects your sign-in on this computer
connect-passphrase-short = At least eight characters
connect-waiting = Waiting for you to come back from the browser…
connect-browser-again = Open the browser again
cancel = Cancel
connect-with-linkedin = Sign in with LinkedIn

# ui/mention_form.rs
mention-urn-hint = For a person paste their URN: LinkedIn offers apps no search for people.
mention-whom = Link to the page, its id, or a URN
mention-name = Name, exactly as on LinkedIn
mention-add = Add to mentions
mention-look-up = Look up the page
mention-look-up-why = Asks LinkedIn for the page's name and id
mention-look-up-first = Look up the page first, or paste its id
mention-one-line = Type the name on one line, without invisible marks

# ui/kept.rs
kept-title = Texts to use again
close = Close
kept-snippets = Snippets
kept-templates = Templates
kept-versions = Versions
kept-kind = Kind of text
kept-write-snippet = Write something to keep it as a snippet.
kept-write-template = Write something to keep it as a template.
kept-snippet-what = Keeps what is selected in the text, or all of it
kept-snippet-name = Name of a new snippet
kept-template-what = Keeps the text, its mentions and who may see it
kept-template-name = Name of a new template
kept-replace = Replace the one of this name
kept-keep = Keep it
kept-no-snippets = No snippets yet. One goes into the text where the caret is.
kept-no-templates = No templates yet. A new draft can begin with one.
search = Search
kept-search-example = A name or words
kept-none-found = Nothing has all of these words.
kept-insert = Insert
new-draft = New draft
delete-ask = Delete…
delete-it = Delete it
looking = Looking…
kept-no-versions = None yet. What a draft says is kept at each pause, and before much of it goes at once.
kept-versions-what = Going back keeps what the draft says now as a version, too. Its files stay as they are.
kept-go-back = Go back to this

# ui/later.rs
later-title-instead = When should it be sent instead?
later-title = When should it be sent?
later-schedule = Schedule
later-not-now = Not now
later-in-an-hour = In an hour
later-tomorrow = Tomorrow, 09:00
later-monday = Monday, 09:00
later-day = Day
later-hour = Hour
later-minute = Minute
later-twice = The clocks are put back then, so this time comes twice.
later-which = Which of the two
send-later = Send later…

# ui/drafts.rs
drafts = Drafts
drafts-kept = Templates and snippets…
drafts-none = No other drafts
drafts-none-why = What you write is kept here while you write something else.
drafts-search = Search drafts
drafts-search-example = Words, an author or a file
drafts-none-found = No draft has all of these words.
drafts-none-found-yet = None of the last changed drafts has all of these words.
drafts-older = { $count ->
    [one] 1 older draft is not listed here.
   *[other] { $count } older drafts are not listed here.
}
drafts-older-unsearched = { $count ->
    [one] 1 older draft was not searched.
   *[other] { $count } older drafts were not searched.
}
drafts-older-show = Show older drafts
drafts-older-search = Search older drafts
drafts-hide-discarded = Hide what you discarded
drafts-discarded = Discarded
restore = Restore
drafts-delete-for-good = Delete for good
cannot-be-undone = This cannot be undone
drafts-was-discarded = The draft was discarded
undo = Undo
drafts-go-on = Go on
drafts-duplicate = Duplicate
drafts-duplicate-what = Make a second draft of the same words and files
export-ask = Export…
discard = Discard
drafts-without-words = Without words
poll = Poll
link = Link
reshare = Reshare

# ui/emoji.rs
name = Name
emoji-example = kite, thumbs up, tada…
emoji-no-font = This computer has no font for emoji, so they are listed by name. Readers will see them.
emoji-all-groups = All groups
emoji-group = Group
emoji-skin-tone = Skin tone
emoji-none = No emoji has that name
emoji-used-last = Used last

# ui/export.rs
export-title = Export what was posted
export-markdown = Markdown
export-form = Format
export = Export

# ui/inspector.rs
inspector-title = What will be sent
inspector-not-sent = This would not be sent
as-typed = As typed
as-sent = As sent
inspector-curl-what = A command for a shell. It takes the token from $SENDOFF_TOKEN. Running it sends the request

# ui/extras.rs
reshared-post = Reshared post
reshared-remove = Remove the reshared post
link-address = Address of the page
reshare-address = Link to the post, or its URN
add = Add
link-begins = A link begins with https:// or http://
reshare-no-post = This names no post: copy the link from the post's menu on LinkedIn
poll-remove = Remove the poll
poll-question = Question
poll-add-answer = Add answer
poll-open-for = Open for
link-remove = Remove the link
link-title = Title of the link
link-description = Description of the link
link-description-hint = Optional. A picture you add stands on the card.
link-fill-in = Fill in from the page
link-fill-in-what = Asks the page for its title, description and picture

# ui/first_comment.rs
first-comment = First comment
first-comment-remove = Remove the first comment
first-comment-text = Text of the first comment
first-comment-hint = Sent right after the post. Only apps with Community Management may comment.

# ui/completion.rs
suggestions = Suggestions
suggestions-add = Add someone…

# ui/draft_files.rs
import-ask = Import…
import-what = Make a draft of a text: Markdown or plain, with front matter or without
export-open-draft = Export the open draft…
export-draft-title = Export a draft
import-title = Import a text as a draft
import = Import
export-draft-what = Text, author, audience, mentions, poll and link go into it. Pictures and other files don't.
import-front-matter = It may begin with front matter: author, visibility and more. What Sendoff does not know in it, it says.
import-file-stays = Markdown or plain text. The file stays as it is.

# ui/file_form.rs
file = File
file-whole-path = Type the whole path, from its beginning
choose-ask = Choose…
file-replace = Replace the file that is there

# ui/file_rows.rs
document-remove = Remove the document
document-title = Title of the document
video-remove = Remove the video
video-title = Title of the video
may-stay-empty = May stay empty
captions = Captions
cover = Cover picture
captions-remove = Remove the captions
captions-add = Add captions…
captions-what = An SRT file with what is said, in time with the picture. A name like kite.de.srt tells its language
cover-add = Add cover picture…
cover-what = What is shown before the video runs. Without it LinkedIn takes a moment of the video

# ui/palette.rs
command = Command
command-none = No command has that name
command-discard = Discard this draft

# ui/shortcuts.rs
key-next-part = The next part of the window
key-next-control = The next control
key-close = Close what lies on top
key-authors = Post as the first to ninth author
key-picture-earlier = Move a picture earlier
key-picture-later = Move a picture later
redo = Redo
key-paste = Paste text, a picture or copied files
key-completion = A mention, a hashtag, an emoji by name
keys-commands = Commands
keys-moving = Moving
keys-writing = Writing

# ui/posted.rs
posted = Posted
posted-none = Nothing posted yet
posted-none-why = Every post that arrived is listed here with its link.
posted-search = Search what was posted
posted-search-example = Words, an author, a link or a URN
posted-none-found = No post has these words.
posted-export-what = Write what is listed into a file, as JSON or Markdown
open = Open
copy-link = Copy link
statistics = Statistics
statistics-what = Asks LinkedIn now; some requests of the day's allowance
edit-ask = Edit…
edit-title = Edit this post
edit-text = Text of the post
edit-hint = Only the text can be changed. Readers see that it was edited.
edit-save = Save on LinkedIn
edit-keep = Keep as it is
delete-title = Delete this post on LinkedIn?
delete-what = Its reactions and comments go with it, and it cannot be restored. Its text stays in this list.
delete-keep = Keep it
posted-duplicate = Reported by LinkedIn as posted already, which is not a proof
posted-edit-unanswered = There was no answer to the last edit. Look on LinkedIn, or edit it again
posted-delete-unanswered = There was no answer when it was deleted. Look on LinkedIn, or delete it again
posted-no-numbers = LinkedIn has counted nothing for this post yet
comment-again = Comment again
comment-post = Post the comment

# ui/scheduled.rs
scheduled = Scheduled
scheduled-none = Nothing is scheduled
scheduled-none-why = Use the clock next to Post to schedule one.
post-now = Post now
change-time = Change time…
back-to-draft = Back to draft

# ui/accounts.rs
accounts = Accounts
accounts-connect = Connect your LinkedIn app
sign-in-again = Sign in again
look-for-pages = Look for pages
sign-out = Sign out

# ui/wording.rs
vault-opened-by-both = The keyring opens it, and so does your passphrase.
vault-opened-by-keyring = Only the keyring opens it. A passphrase would still open it if the keyring were lost.
vault-opened-by-passphrase = Your passphrase opens it.
vault-is-open = It is open.
scope-name = see your name
scope-email = see your email address
scope-post = post as you
scope-post-pages = post as your pages
scope-comment = comment as you
scope-comment-pages = comment as your pages
scope-look-up = look up pages
scope-read-pages = read the posts of your pages
granted-nothing = LinkedIn granted nothing
change-rotated = turned upright
change-location-and-camera = location and camera data removed
change-location = location removed
change-camera = camera and editing data removed
change-hidden-bytes = hidden bytes removed
expiry-unknown = LinkedIn did not say how long it lasts
expiry-today = ends today
expiry-past = probably expired

# ui/drop_target.rs
drop-here = Drop to add to the post
drop-not-now = These files cannot be added now

# ui/preview/content.rs
no-title = No title yet
no-question = No question yet
poll-author-sees = The author can see how you vote.
no-answer = No answer yet
poll-left-one = 1 day left
poll-left-three = 3 days left
poll-left-week = 1 week left
poll-left-weeks = 2 weeks left
link-picture = Picture of the link
reshared-here = The post that is reshared
reshared-shown = LinkedIn will show it here.
preview-approximate = Approximate: LinkedIn folds the text after about three lines and arranges pictures itself.
video = Video

# ui/preview/leaf.rs
page-previous = Previous page
page-next = Next page

# ui/preview/text.rs
text-fold = Fold the text
text-show-all = Show all of the text
text-fold-why = LinkedIn folds the text about here. Its typeface is not this one, so the place is approximate

# with numbers and names
cover-remove = Remove the cover picture
captions-counted = { $count ->
    [one] 1 caption
   *[other] { $count } captions
}
drafts-show-discarded = Show what you discarded ({ $count })
drafts-discarded-stay = Each stays here for { $days } days, then it is removed for good.
drafts-discarded-at = Discarded { $when }
drafts-no-author = Nobody is signed in who can post as { $name }. Choose another author, or sign in.
drafts-discard-what = You can have it back for { $days } days
export-all = All of it: { $count ->
    [one] 1 post
   *[other] { $count } posts
}, with text, link, URN, author and time.
export-found = What the search finds: { $count ->
    [one] 1 post
   *[other] { $count } posts
}, with text, link, URN, author and time.
export-found-uncounted = What the search finds, older posts too, with text, link, URN, author and time.
posted-none-found-yet = None of the newest posts has these words.
posted-older = { $count ->
    [one] 1 older post is not listed here.
   *[other] { $count } older posts are not listed here.
}
posted-older-unsearched = { $count ->
    [one] 1 older post was not searched.
   *[other] { $count } older posts were not searched.
}
posted-older-show = Show older posts
posted-older-search = Search older posts
inspector-what = Nothing has been sent. The token is hidden. What only LinkedIn can fill in while it is sent stands in double braces.
inspector-request = Request { $number } of { $count }
inspector-copy = Copy request { $number } as curl
link-offer = Make a card for { $host }
poll-remove-answer = Remove answer { $number }
characters-left = { $count } left
characters-too-many = { $count } too many
mention-plain = { $name } will be plain text
mention-add-name = Add { $name }…
mention-forget = Forget { $name }
ledger-today = Counted here today: { $count } of { $limit } requests
ledger-of-page = { $count } of them as { $name }
ledger-of-app = { $count } of { $limit } with this app. LinkedIn publishes few numbers.
ledger-source = These are of { $product }. LinkedIn counts anew from 00:00 UTC.
posted-edited-at = Edited { $when }
posted-deleted-at = Deleted { $when }
count-engagement = Engagement { $percent } %
scheduled-missed = It was due on { $when }, and Sendoff was not running. It is kept, and sent only if you say so.
account-sign-in = Sign-in: { $left }
sign-in-ends-today = Your sign-in ends today
sign-in-ends-in = Your sign-in ends in { $days ->
    [one] 1 day
   *[other] { $days } days
}
change-converted-to = converted from { $from } to { $to }
change-converted = converted from { $from }
change-scaled = scaled down from { $width } × { $height } pixels
in-seconds = in { $count } s
at-time = at { $when }
in-minutes = in { $count } min
in-hours = in { $count } h
in-days = { $count ->
    [one] in 1 day
   *[other] in { $count } days
}
expiry-days = { $count ->
    [one] 1 day left
   *[other] { $count } days left
}
cannot-post = Cannot post: add the product “{ $product }” to your LinkedIn app, then sign in again
granted = LinkedIn lets Sendoff { $deeds }
not-granted = Asked for and not granted: { $deeds }
no-description = no description
picture-of = Picture { $number } of { $count }: { $described }
more-pictures = +{ $count } more pictures
video-of = Video, { $time }
page-on-card = { $page }, as on the card
pages-drawn = The first { $count } pages are drawn here; LinkedIn shows all.
no-preview = No preview
page-of = Page { $number } of { $count }
post-as = Post as { $name }
later-who-sends = This window sends it if it is open then. If it is not, a timer of your system can, with “sendoff send-due”; otherwise you are asked.

# ui/widgets/keys.rs
key-alt = Alt
key-ctrl = Ctrl
key-shift = Shift
key-enter = Enter
key-escape = Escape
key-up = Up
key-down = Down
key-left = Left
key-right = Right

# ui/compose.rs
sign-in-probably-expired = The sign-in has probably expired
sign-in-no-renewal = LinkedIn gives your app no way to renew it without you.
later = Later
add-file = Add file…
add-file-what = Pictures, or one document or video
by-path = By path
by-path-what = Type where the file is
kept-what = Snippets, templates and earlier versions
looking-into-file = Looking into the file…
no-file-dialog = No file dialog came up. Type or paste where the file is.
path = Path
attach = Attach
sandbox-starting = The sandbox is starting.
welcome-text = Write now and connect later, or look around in the sandbox: a LinkedIn on this computer, where nothing leaves it.
nobody-signed-in = Nobody is signed in
welcome = Welcome to Sendoff. Nobody is signed in yet
connect-app = Connect your LinkedIn app…
try-sandbox = Try it in the sandbox
vault-locked-banner = The vault with your sign-in is locked
vault-locked-text = You can write now and unlock it before you post.
unlock-ask = Unlock…
who-can-see = Who can see it
text-cut-off = The text is as long as Sendoff keeps one; what was pasted beyond that was cut off
hidden-direction = Invisible marks in the text turn the direction of what is underlined. Readers may see it in another order
post = Post

# ui/uploads.rs
link-if-there = Its link, if it is there
job-missed = Missed
job-waiting = Waiting
job-queued = Queued
job-uploading = Uploading
job-posting = Posting
job-reported = Reported as posted
job-unclear = Unclear
job-not-posted = Not posted
job-cancelled = Cancelled
duplicate-open-link = LinkedIn says that this was posted already. Open the link to be sure of it.
clear = Dismiss
look-at-activity = Look at my activity
it-is-there = It is there
it-is-not-there = It is not there, send again
drop-it = Drop it
retry = Retry
edit-again = Edit again

# ui/switcher.rs

# ui/attachments.rs
picture-drag = Drag to another place, or press Alt with an arrow up or down
picture-description-example = What is in it, for those who cannot see it?
no-description-yet = No description yet
make-document = Make a document of them
make-document-what = One PDF with a page for each picture, to leaf through. Descriptions are kept in the PDF
put-back = Put back
no-description-one = The picture has no description
no-description-all = The pictures have no descriptions

# ui/pages.rs
theme-system = As the system
theme-light = Light
theme-dark = Dark
theme = Theme
off = Off
undo-time = Time to undo after Post
asks-statistics = Ask for statistics
api-version = LinkedIn API version
ports-wrong = Ports are numbers up to 65535, separated by commas
ports = Ports for signing in
ports-what = Each is part of a redirect URL that you register

# ui/vault.rs
vault-opened-by-keyring-only = Only the keyring opens it.
vault-is-locked = The vault is locked
vault-unusable = The vault cannot be used
vault-passphrase-opens = Its passphrase opens it.
passphrase = Passphrase
unlock = Unlock
vault-keyring-lost = The keyring does not have the key of the vault any more
vault-keyring-again = Let the keyring open it again
vault-keyring-once-more = Your passphrase opened it. The keyring can be given the key once more.
try-again = Try again
vault-replace = Keep it aside and make a new one
vault = Vault
vault-new-key-why = Somebody was signed out. A new key makes old copies of the vault's key worthless.
passphrase-change-ask = Change passphrase…
passphrase-add-ask = Add a passphrase…
new-key-ask = New key…
new-key = New key
vault-keyring-too = Let the keyring open it too
passphrase-present = Current passphrase
passphrase-rule-change = At least 8 characters. The current one opens nothing from then on.
passphrase-rule = At least 8 characters
passphrase-new = New passphrase
passphrase-change = Change passphrase
passphrase-add = Add passphrase
make-new-key = Make a new key

# ui/editor.rs
editor-hint = What do you want to talk about?

# ui/command.rs
command-by-path = Add a file by its path
command-link = Add a link with a card
command-poll = Add a poll
command-reshare = Reshare a post
command-comment = Add a first comment
emoji = Emoji
preview = Preview
find-command = Find a command
keyboard-shortcuts = Keyboard shortcuts

# ui/preview/mod.rs
back-to-writing = Back to writing
preview-desktop = Desktop
preview-phone = Phone
preview-width = Width of the preview
preview-as-you-write = It appears here as you write.
preview-nothing = Nothing to show yet
preview-nobody = Nobody is chosen yet
preview-readers = What readers can do; nothing happens here
preview-what = Preview: what the post will look like

# ui/command.rs
close-all-messages = Close all messages
undo-last-post = Undo the last post
text-larger = Larger text
text-smaller = Smaller text
text-usual = Usual text size

# ui/pages.rs
motion-full = Full
motion-reduced = Reduced
motion = Motion
text-size = Text size

# ui/undo.rs
until-posted = until it is posted
undo-what = Take it back; its text becomes a draft again
undo-ring = Time to undo

# ui/notifications.rs
notify-none = None
notify-result = Result and author
notify-words = Result, author and first words
notify = Notification when a post ends while you are elsewhere

# with numbers and names
characters-over = { $count } over
file-uploaded = uploaded, { $size }
file-at-work = uploaded, LinkedIn is getting it ready
file-waiting = waiting
file-uploading = Uploading { $name }
file-progress = { $sent } of { $total }, { $speed } per second
part-captions = captions
part-cover = cover picture
part-of = part { $number } of { $count }
job-not-known = It is not known whether this was posted. { $why }.
job-look-up = Look at your recent activity, then say what you found. If the first try did arrive, LinkedIn normally refuses an exact duplicate; that is not guaranteed.
job-held-up = Its time passed while something held it up, so it is sent only if you say so.
job-elsewhere = This post was made on another computer, so it is sent from here only if you say so.
job-will-be-posted = Will be posted { $when }
job-tried-again = The post is kept and tried again { $when }.
number-of = { $number } of { $count }: { $name }
picture-move = Move picture { $which }
picture-which = Picture { $which }
picture-description-of = Description of { $name }
picture-remove = Remove picture { $number }
picture-down = Move picture { $number } down
picture-up = Move picture { $number } up
author = Author
author-posts = { $name } posts this
no-description-some = { $missing ->
    [one] 1 of { $count } pictures has
   *[other] { $missing } of { $count } pictures have
} no description

# ui/options.rs
options = More about the post
options-reshare = Others may reshare it
options-no-reshare = Others cannot reshare it

# ui/palette.rs
command-example = post, draft, poll, settings…

# ui/preview/mod.rs
reader-like = Like
reader-comment = Comment
reader-repost = Repost
reader-send = Send

# ui/widgets/text_field.rs
field-hide = Hide what is typed
field-show = Show what is typed

# ui/widgets/tone.rs
tone-note = Note
tone-done = Done
tone-warning = Warning
tone-error = Error
right-to-left = This text is stored correctly. Sendoff can't show right-to-left order yet; LinkedIn will
remarks-more = and { $count } more
text-more = …more
for-you-alone = For your eyes only, like all files of Sendoff
api-version-ends = LinkedIn ends this version about { $when }
connect-redirects-what = On the app’s Auth page, each of them exactly as it stands here.
connect-sign-in-what = Your browser opens LinkedIn’s page. Sendoff never sees your password.

# ui/pages.rs
seconds = { $count } seconds
asks-statistics-what = With community access, from the next sign-in on. Your app must have been granted them, or LinkedIn refuses the whole sign-in
language = Language
language-system = As the system
decimal-sign = .
thousands-sign = ,
weekday-mon = Mon
weekday-tue = Tue
weekday-wed = Wed
weekday-thu = Thu
weekday-fri = Fri
weekday-sat = Sat
weekday-sun = Sun
remove = Remove { $name }
pages-more = { $count } more
posts-counted = { $count } posts
characters-counted = { $count } characters
pages-counted = { $count ->
    [one] 1 page
   *[other] { $count } pages
}
one-document = 1 document
one-video = 1 video
pictures-counted = { $count ->
    [one] 1 picture
   *[other] { $count } pictures
}
document-of-kind = { $kind } document
now = Now
seconds-left = { $count } s left
poll-one-day = 1 day
poll-three-days = 3 days
poll-one-week = 1 week
poll-two-weeks = 2 weeks
poll-no-votes = 0 votes
spelling = Spelling
command-spelling = Check spelling
spelling-look = Check
spelling-looking = Looking for similar words …
spelling-no-suggestion = No similar word was found.
spelling-off = Spelling is not checked. Choose the languages that you write in:
spelling-finding = Looking for dictionaries …
spelling-none-found = No dictionaries were found on this computer. Install a Hunspell dictionary (on Debian and Ubuntu a package such as hunspell-en-us), or put its .aff and .dic files into { $folder }.
spelling-gone = It is not on this computer any more.
spelling-not-checked = A dictionary is not used
spelling-checking = Checking …
spelling-all-right = Every word is in a dictionary.
spelling-no-more = That was the last word that is in no dictionary.
spelling-skip = Leave it
spelling-learn = Add to my words
spelling-own-words = Your own words, which count as right:
spelling-forget = Remove { $word }
spelling-full = There is no room for more words of your own
spelling-full-text = Remove some of them in Settings, then add this one again.
path-not-added = The file is not attached yet: press Attach, or empty the field
address-not-added = The address is not added yet: press Add, or empty the field

# ui/text_menu.rs
text-menu = Edit
cut = Cut
paste = Paste
select-all = Select all
