# store/vault/error.rs
vault-missing = There is no vault yet. Sign in to make one
vault-exists = There is a vault already, so no new one was made
vault-wrong-passphrase = That is not the passphrase of this vault. Nothing was changed
vault-passphrase-short = A passphrase needs at least 8 characters
vault-passphrase-long = A passphrase can have at most 1024 characters
vault-passphrase-needed = The passphrase of the vault is needed for this
vault-keyring-needed = The keyring is needed for this, because it opens the vault too
vault-tampered = The vault was damaged or changed from outside, so it was not used. Sign in again to make a new one; this one is kept
vault-unsupported = The vault asks for something Sendoff never writes, so it was not used. Sign in again to make a new one; this one is kept
vault-no-such-slot = This vault is not opened that way
vault-keyring-busy = The keyring does not answer. It may be waiting for you to unlock it
vault-keyring-lost-key = The keyring does not have the key of this vault any more. Use the passphrase, or sign in again
vault-changed = Another Sendoff changed the vault. Unlock it again
vault-no-random = This computer gave no random numbers, so nothing was encrypted
vault-no-memory = There is not enough memory to unlock the vault. Close something and try again

# store/keyring/mod.rs
keyring-no-key = The keyring has no key for this vault
keyring-none = There is no keyring in this session
keyring-locked = The keyring is locked or did not allow access
keyring-other = The keyring has something else under Sendoff's name
keyring-cannot = The keyring cannot keep Sendoff's key
keyring-forgets = The keyring does not keep what it is given
keyring-error = The keyring reported an error

# store/outbox.rs
disk-copy-picture = copy the picture
disk-look-into-folder = look into the folder

# store/trash.rs
disk-discard-draft = discard the draft
disk-make-folder = make the folder
disk-restore-draft = restore the draft

# store/drafts.rs
disk-keep-file = keep a copy of the file
disk-keep-picture = keep a copy of the picture

# store/preferences.rs
disk-keep-window = keep the window's size

# store/lock.rs
disk-lock-folder = lock the folder

# store/mod.rs
disk-look-for-file = look for the file
disk-read-picture = read the picture
disk-remove-folder = remove the folder

# store/vault/file.rs
disk-look-for-vault = look for the vault
disk-put-vault-aside = put the vault aside
disk-read-vault = read the vault
disk-save-vault = save the vault

# store/ron_file.rs
disk-put-file-aside = put an unreadable file aside
disk-read-file = read the file
disk-remove-file = remove the file
disk-save-file = save the file

# store/outside.rs
disk-write-file = write the file

# store/error.rs
disk-full = the disk is full
disk-read-only = the disk can only be read
disk-denied = you are not allowed to
disk-missing = it is not there
disk-no-file = it is no file
disk-error = the disk reported an error

# with numbers and names
vault-damaged = The vault is damaged from line { $line }, column { $column } on, so it was not used. Sign in again to make a new one; this one is kept
vault-newer = A newer Sendoff wrote the vault (format { $format }), so it was left as it is. Update Sendoff to use it
vault-no-keyring = The keyring cannot be used: { $why }
store-newer = A newer Sendoff wrote this file, so it was left as it is. Update Sendoff to use it
store-too-much = This is more than Sendoff keeps in one file, so nothing was changed
store-not-written = This could not be put into a file, so nothing was changed
store-busy = Another Sendoff is using this. Try again in a moment
store-no-lock = This folder cannot be locked, so Sendoff cannot be sure to be alone in it. Keep the profile on a local disk
store-no-text = This is no text (UTF-8)
store-taken = There is something of this name already, and it was left as it is
store-no-folder = The folder does not exist. Make it first, or choose another
store-foreign = This file belongs to another user of this computer, so it is not used
disk-could-not = Could not { $what } because { $why }: { $path }
store-misspelt = Line { $line }, column { $column } could not be understood ({ $why }). Nothing was changed in: { $path }
store-unreadable = A file could not be understood from line { $line }, column { $column } on. Nothing of it was lost, it was kept as: { $path }
