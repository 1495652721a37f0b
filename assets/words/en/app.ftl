# app/arrange.rs
no-document-made = No document was made
pictures-changed = The pictures were changed meanwhile. Press the button again.

# app/beside.rs
beside-no-video = There is no video any more that it belongs to.
file-not-added = The file was not added

# app/files.rs
nothing-written = Nothing was written
text-is-draft-now = The text is a draft now
did-not-work = That did not work
text-not-kept = The text was not kept

# app/kept.rs
draft-stays = The draft stays as it is

# app/library.rs
draft-not-discarded = The draft was not discarded

# app/look_up.rs
card-without-picture = The card has no picture
page-no-title = It names no title. Write one yourself.
page-told-nothing = The page told nothing

# app/questions.rs
drop-later = The post is being handed over. Drop them when the editor is empty again.
same-text-title = Post the same text again?
same-text-again = Post it again
same-text-not = Don't post

# app/sign_in.rs
signed-in-but = Signed in, but not all is well
vault-not-opened = The vault was not opened
vault-new-passphrase = From now on the new passphrase opens the vault.
vault-keyring-opens = The keyring opens the vault.
vault-has-new-key = The vault has a new key.

# app/around.rs
not-saved = Your changes are not being saved
scale-down = Scale down to fit

# app/handed_over.rs
suggested-this-text = A page or program suggested this text
read-before-posting = Read it before you post it.
suggested-a-text = A page or program suggested a text
suggested-under-drafts = It is under Drafts. Read it before you post it.

# app/mod.rs
dialog-media = Pictures, documents, videos and captions
dialog-texts = Texts
broke-down = Sendoff stopped working in the background

# app/state.rs
settings-unreadable = The settings could not be read, so the defaults are used
could-not-be-done = That could not be done
trouble-here = Something went wrong on this computer
text-is-draft-again = The text is a draft again
find-under-drafts = You find it under Drafts.
post-is-scheduled = The post is scheduled
find-under-scheduled = You find it under Scheduled.

# app/update.rs
nothing-sent = Nothing was sent
add-to-next = The post is being handed over. Add it to the next one.
file-post-on-its-way = Its post was on its way already.
file-too-late = A file came too late

# app/window.rs
no-display = There is no display to open a window on
sandbox = Sandbox
sandbox-what = Nothing leaves this computer
page-write = Write
settings = Settings
pages = Pages

# app/undo.rs
undo-nothing = There is nothing to undo
undo-nothing-why = No post waits any more. What was posted can be deleted under Posted.

# app/around.rs
close-all = Close all

# app/author_question.rs
author-change-title = Change the author?
author-change = Change and upload again
author-keep = Keep author

# app/messages.rs
within-limit-again = The text is within the limit again

# with numbers and names
author-uploaded = { $count ->
    [one] { $name } was
   *[other] { $count } files were
} uploaded for { $author }. LinkedIn keeps an upload for that author alone.
author-again = If { $author } posts instead, { $count ->
    [one] it is
   *[other] they are
} uploaded again. Your text and your files stay as they are.
news-uploaded = All files are uploaded
news-posted = Posted as { $author }
news-not-posted = Not posted as { $author }
news-unclear = It is unclear whether this was posted as { $author }
news-waits = A post as { $author } waits for you
over-the-limit = The text is over the limit by { $count }
earlier-messages = { $count ->
    [one] 1 earlier message
   *[other] { $count } earlier messages
}
not-saved-why = { $why }. Sendoff keeps trying; copy the text to be sure of it.
removed = Removed { $name }
became-document = { $count } pictures became this document
new-post-asked = Somebody asked for a new post
new-post-when-ready = You are at something else. { $keys } begins one when you are ready.
undo-too-soon = The post is still being handed over
undo-too-soon-why = Press the keys again when it stands below.
