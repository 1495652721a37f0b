# app/arrange.rs
no-document-made = Es wurde kein Dokument erstellt
pictures-changed = Die Bilder wurden inzwischen geändert. Drücken Sie die Schaltfläche noch einmal.

# app/beside.rs
beside-no-video = Das Video, zu dem sie gehört, gibt es nicht mehr.
file-not-added = Die Datei wurde nicht hinzugefügt

# app/files.rs
nothing-written = Es wurde nichts geschrieben
text-is-draft-now = Der Text ist jetzt ein Entwurf
did-not-work = Das hat nicht geklappt
text-not-kept = Der Text wurde nicht gespeichert

# app/kept.rs
draft-stays = Der Entwurf bleibt, wie er ist

# app/library.rs
draft-not-discarded = Der Entwurf wurde nicht verworfen

# app/look_up.rs
card-without-picture = Die Karte hat kein Bild
page-no-title = Dort steht kein Titel. Schreiben Sie selbst einen.
page-told-nothing = Die Seite gab keine Auskunft

# app/questions.rs
drop-later = Der Beitrag wird gerade übergeben. Legen Sie die Dateien ab, wenn der Editor wieder leer ist.
same-text-title = Denselben Text noch einmal posten?
same-text-again = Noch einmal posten
same-text-not = Nicht posten

# app/sign_in.rs
signed-in-but = Angemeldet, aber nicht alles hat geklappt
vault-not-opened = Der Tresor wurde nicht geöffnet
vault-new-passphrase = Ab jetzt öffnet die neue Passphrase den Tresor.
vault-keyring-opens = Der Schlüsselbund öffnet den Tresor.
vault-has-new-key = Der Tresor hat einen neuen Schlüssel.

# app/around.rs
not-saved = Ihre Änderungen werden nicht gespeichert
scale-down = Passend verkleinern

# app/handed_over.rs
suggested-this-text = Eine Seite oder ein Programm hat diesen Text vorgeschlagen
read-before-posting = Lesen Sie ihn, bevor Sie ihn posten.
suggested-a-text = Eine Seite oder ein Programm hat einen Text vorgeschlagen
suggested-under-drafts = Er liegt unter „Entwürfe“. Lesen Sie ihn, bevor Sie ihn posten.

# app/mod.rs
dialog-media = Bilder, Dokumente, Videos und Untertitel
dialog-texts = Texte
broke-down = Sendoff ist im Hintergrund abgestürzt

# app/state.rs
settings-unreadable = Die Einstellungen waren nicht lesbar; es gelten die Vorgaben
could-not-be-done = Das ging nicht
trouble-here = Auf diesem Computer ist etwas schiefgegangen
text-is-draft-again = Der Text ist wieder ein Entwurf
find-under-drafts = Sie finden ihn unter „Entwürfe“.
post-is-scheduled = Der Beitrag ist geplant
find-under-scheduled = Sie finden ihn unter „Geplant“.

# app/update.rs
nothing-sent = Es wurde nichts gesendet
add-to-next = Der Beitrag wird gerade übergeben. Fügen Sie die Datei dem nächsten hinzu.
file-post-on-its-way = Der Beitrag, zu dem sie gehört, war schon unterwegs.
file-too-late = Eine Datei kam zu spät

# app/window.rs
no-display = Es gibt keinen Bildschirm für ein Fenster
sandbox = Sandbox
sandbox-what = Nichts verlässt diesen Computer
page-write = Schreiben
settings = Einstellungen
pages = Seiten

# app/undo.rs
undo-nothing = Es gibt nichts zurückzuholen
undo-nothing-why = Es wartet kein Beitrag mehr. Was schon gepostet ist, lässt sich unter „Gepostet“ löschen.

# app/around.rs
close-all = Alle schließen

# app/author_question.rs
author-change-title = Autor wechseln?
author-change = Wechseln und neu hochladen
author-keep = Autor behalten

# app/messages.rs
within-limit-again = Der Text ist nicht mehr zu lang

# with numbers and names
author-uploaded = { $count ->
    [one] { $name } wurde
   *[other] { $count } Dateien wurden
} für { $author } hochgeladen. LinkedIn bewahrt Hochgeladenes nur für diesen Autor auf.
author-again = Wenn stattdessen { $author } postet, { $count ->
    [one] wird sie
   *[other] werden sie
} neu hochgeladen. Ihr Text und Ihre Dateien bleiben, wie sie sind.
news-uploaded = Alle Dateien sind hochgeladen
news-posted = Als { $author } gepostet
news-not-posted = Der Beitrag als { $author } wurde nicht gepostet
news-unclear = Es ist unklar, ob dies als { $author } gepostet wurde
news-waits = Ein Beitrag als { $author } wartet auf Sie
over-the-limit = Der Text ist um { $count } zu lang
earlier-messages = { $count ->
    [one] 1 frühere Meldung
   *[other] { $count } frühere Meldungen
}
not-saved-why = { $why }. Sendoff versucht es weiter; kopieren Sie den Text, um sicherzugehen.
removed = { $name } entfernt
became-document = { $count } Bilder wurden zu diesem Dokument
new-post-asked = Jemand hat einen neuen Beitrag verlangt
new-post-when-ready = Sie sind gerade bei etwas anderem. { $keys } beginnt einen, wenn Sie so weit sind.
undo-too-soon = Der Beitrag wird noch übergeben
undo-too-soon-why = Drücken Sie die Tasten noch einmal, wenn er unten steht.
