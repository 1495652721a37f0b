# engine/sign_in.rs
sign-in-secret-unknown = The client secret of this app is not known here
sign-in-secret-unknown-hint = Nothing was changed. Copy it from your app's Auth page and sign in with it.
sign-in-vault-beyond-repair = Nothing was changed. Sign in with the client id and client secret of your app: the vault is then kept under another name and a new one is made.
sign-in-stopped = The sign-in was stopped
sign-in-refused = LinkedIn refused the sign-in
sign-in-try-again = Nothing was changed. Try to sign in again.
sign-in-check-disk = Nothing was changed. Check the disk, then sign in again.
sign-in-passphrase = Without a keyring, a passphrase of your own keeps your sign-in safe. Type one where it is asked for, or put it into SENDOFF_PASSPHRASE, and sign in again.
sign-in-no-keyring = Nothing was changed. Without a keyring, a passphrase of your own keeps your sign-in safe: type one where it is asked for, or put it into SENDOFF_PASSPHRASE, and sign in again. A vault that only the keyring opens can be kept aside under Accounts in the window.
sign-in-unlock = Nothing was changed. The sign-in needs a vault to keep its tokens in: unlock it and sign in again.

# engine/after.rs
change-not-noted = LinkedIn made the change, and this computer could not note it
change-not-noted-hint = Check that the disk has room, then repeat it: that does no harm.

# engine/later.rs
order-not-due = This post is not due

# engine/decisions.rs
order-gone = This post has left the outbox
order-unknown = There is no such post in the outbox
order-elsewhere = Another Sendoff is working on this post. Try again in a moment

# engine/desk.rs
order-write-first = This post has to be written down first

# engine/library.rs
import-empty = There is no text in it

# engine/mod.rs
engine-busy = Sendoff is busy. Try again in a moment

# engine/look_up.rs
picture-of-the-page = Picture of the page

# engine/first_comment.rs
you-deleted-it = you deleted the post

# with numbers and names
sign-in-refused-because = LinkedIn refused the sign-in ({ $words })
sign-in-other-member = You signed in as { $name }, who is not { $expected }. Both accounts are kept, and what { $expected } has in the outbox still waits for { $expected }.
sign-in-no-posting = LinkedIn did not allow posting as { $name }. Add the product “{ $product }” to your app, then sign in again.
sign-in-no-pages = Your pages could not be listed now. { $why }. Look for them again under Accounts.
sign-in-less = LinkedIn allowed less this time than before, so the earlier sign-in of { $name } is kept: it still works. Look at your app's products before you sign in again.

# engine/attached.rs
the-file = The file
mention-no-people = LinkedIn tells apps nobody's name by their URN. Type the name as it stands on their profile.
mention-not-allowed = No sign-in here may look up pages; that needs community access. Type the page's name and its id or URN.
mention-not-found = LinkedIn knows no page of that name. Check the link, or type the page's name and its id.
broke-down-retry = Something in Sendoff failed. Nothing was lost; try again
too-late-to-take-back = It was too late to take this post back, and no answer came. Look whether it is there
nothing-changed = Nothing was changed.
file-was-not-added = { $name } was not added
vault-new-made = A new one was made.
vault-kept-as = The vault that did not open is kept as { $name }.
spelling-bad-dictionary = Sendoff cannot read the dictionary { $name }. Install it again, or choose another in Settings.
spelling-broke-down = Checking failed over this text. Choose other dictionaries in Settings, or write on: nothing is lost.
spelling-encoding = The dictionary { $name } is in an encoding that Sendoff does not read. Install one in UTF-8, or choose another in Settings.
earlier-post = the earlier one is { $id }
earlier-post-unreadable = in a post that cannot be read, kept as { $path }
