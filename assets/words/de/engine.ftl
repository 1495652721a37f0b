# engine/sign_in.rs
sign-in-secret-unknown = Das Client-Geheimnis dieser App ist hier nicht bekannt
sign-in-secret-unknown-hint = Es wurde nichts geändert. Kopieren Sie es von der Seite „Auth“ Ihrer App und melden Sie sich damit an.
sign-in-vault-beyond-repair = Es wurde nichts geändert. Melden Sie sich mit Client-ID und Client-Geheimnis Ihrer App an: Der Tresor wird dann unter anderem Namen aufbewahrt und ein neuer angelegt.
sign-in-stopped = Die Anmeldung wurde abgebrochen
sign-in-refused = LinkedIn hat die Anmeldung abgelehnt
sign-in-try-again = Es wurde nichts geändert. Versuchen Sie noch einmal, sich anzumelden.
sign-in-check-disk = Es wurde nichts geändert. Prüfen Sie die Festplatte und melden Sie sich erneut an.
sign-in-passphrase = Ohne Schlüsselbund hält eine eigene Passphrase Ihre Anmeldung sicher. Geben Sie eine ein, wo danach gefragt wird, oder setzen Sie SENDOFF_PASSPHRASE und melden Sie sich erneut an.
sign-in-no-keyring = Es wurde nichts geändert. Ohne Schlüsselbund hält eine eigene Passphrase Ihre Anmeldung sicher: Geben Sie eine ein, wo danach gefragt wird, oder setzen Sie SENDOFF_PASSPHRASE und melden Sie sich erneut an. Ein Tresor, den nur der Schlüsselbund öffnet, kann im Fenster unter „Konten“ beiseitegelegt werden.
sign-in-unlock = Es wurde nichts geändert. Die Anmeldung braucht einen Tresor für ihre Tokens: Öffnen Sie ihn und melden Sie sich erneut an.

# engine/after.rs
change-not-noted = LinkedIn hat die Änderung übernommen, aber dieser Computer konnte sie nicht vermerken
change-not-noted-hint = Prüfen Sie, ob auf der Festplatte noch Platz ist, und wiederholen Sie die Änderung: Das schadet nicht.

# engine/later.rs
order-not-due = Dieser Beitrag ist noch nicht fällig

# engine/decisions.rs
order-gone = Dieser Beitrag hat den Postausgang verlassen
order-unknown = Diesen Beitrag gibt es im Postausgang nicht
order-elsewhere = Ein anderes Sendoff arbeitet gerade an diesem Beitrag. Versuchen Sie es gleich noch einmal

# engine/desk.rs
order-write-first = Dieser Beitrag muss zuerst gespeichert werden

# engine/library.rs
import-empty = Darin ist kein Text

# engine/mod.rs
engine-busy = Sendoff ist beschäftigt. Versuchen Sie es gleich noch einmal

# engine/look_up.rs
picture-of-the-page = Bild der Seite

# engine/first_comment.rs
you-deleted-it = Sie haben den Beitrag gelöscht

# with numbers and names
sign-in-refused-because = LinkedIn hat die Anmeldung abgelehnt ({ $words })
sign-in-other-member = Sie haben sich als { $name } angemeldet, nicht als { $expected }. Beide Konten bleiben erhalten, und was { $expected } im Postausgang hat, wartet weiter auf { $expected }.
sign-in-no-posting = LinkedIn hat das Posten als { $name } nicht erlaubt. Fügen Sie Ihrer App das Produkt „{ $product }“ hinzu und melden Sie sich erneut an.
sign-in-no-pages = Ihre Seiten ließen sich gerade nicht abrufen. { $why }. Suchen Sie sie unter „Konten“ noch einmal.
sign-in-less = LinkedIn hat diesmal weniger erlaubt als vorher. Die frühere Anmeldung von { $name } bleibt darum erhalten: Sie gilt noch. Sehen Sie sich die Produkte Ihrer App an, bevor Sie sich erneut anmelden.

# engine/attached.rs
the-file = Die Datei
mention-no-people = LinkedIn nennt Apps zu einer URN keinen Namen. Geben Sie den Namen so ein, wie er im Profil steht.
mention-not-allowed = Keine Anmeldung hier darf Seiten nachschlagen; dafür braucht es Community-Zugang. Geben Sie den Namen der Seite und ihre ID oder URN ein.
mention-not-found = LinkedIn kennt keine Seite dieses Namens. Prüfen Sie den Link oder geben Sie den Namen der Seite und ihre ID ein.
broke-down-retry = In Sendoff ist ein Fehler aufgetreten. Es ging nichts verloren; versuchen Sie es noch einmal
too-late-to-take-back = Es war zu spät, diesen Beitrag zurückzuholen, und es kam keine Antwort. Sehen Sie nach, ob er da ist
nothing-changed = Es wurde nichts geändert.
file-was-not-added = { $name } wurde nicht hinzugefügt
vault-new-made = Ein neuer wurde angelegt.
vault-kept-as = Der Tresor, der sich nicht öffnen ließ, wird als { $name } aufbewahrt.
spelling-bad-dictionary = Sendoff kann das Wörterbuch { $name } nicht lesen. Installieren Sie es neu oder wählen Sie in den Einstellungen ein anderes.
spelling-broke-down = Die Prüfung ist an diesem Text gescheitert. Wählen Sie in den Einstellungen andere Wörterbücher oder schreiben Sie weiter: Nichts ist verloren.
spelling-encoding = Das Wörterbuch { $name } ist in einer Zeichenkodierung, die Sendoff nicht liest. Installieren Sie eines in UTF-8 oder wählen Sie in den Einstellungen ein anderes.
earlier-post = der frühere ist { $id }
earlier-post-unreadable = in einem Post, der nicht gelesen werden kann, aufgehoben als { $path }
