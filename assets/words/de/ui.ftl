# ui/connect.rs
access-member = Mitglied: eigene Beiträge
access-community = Community: auch Seiten
access = Zugang
connect-create = App anlegen
connect-create-why = LinkedIn verlangt einen Namen, ein Logo und eine Unternehmensseite, die für die App bürgt.
connect-open-portal = Entwicklerportal öffnen
connect-products = Produkte der App hinzufügen
connect-redirects = Weiterleitungs-URLs eintragen
connect-keys = Schlüssel der App kopieren
connect-keys-where = Sie stehen auf derselben Seite.
connect-sign-in = Anmelden
connect-products-member = „Share on LinkedIn“ und „Sign In with LinkedIn using OpenID Connect“. Beide sind sofort verfügbar.
connect-products-community = „Community Management API“, als einziges Produkt einer eigenen App. LinkedIn prüft sie vorher.
copy = Kopieren
client-id = Client-ID
client-secret = Client-Geheimnis
connect-pkce = Natives PKCE
connect-pkce-hint = Nur wenn LinkedIn es für Ihre App freigeschaltet hat
connect-choose-passphrase = Wählen Sie eine Passphrase für den Tresor
connect-passphrase-hint = Hier gibt es keinen Schlüsselbund; diese Passphrase schützt Ihre Anmeldung auf diesem Computer
connect-passphrase-short = Mindestens acht Zeichen
connect-waiting = Sendoff wartet, bis Sie aus dem Browser zurückkommen …
connect-browser-again = Browser erneut öffnen
cancel = Abbrechen
connect-with-linkedin = Mit LinkedIn anmelden

# ui/mention_form.rs
mention-urn-hint = Fügen Sie für eine Person ihre URN ein: LinkedIn bietet Apps keine Suche nach Personen.
mention-whom = Link zur Seite, ihre ID oder eine URN
mention-name = Name, genau wie bei LinkedIn
mention-add = Erwähnung hinzufügen
mention-look-up = Seite nachschlagen
mention-look-up-why = Fragt LinkedIn nach Name und ID der Seite
mention-look-up-first = Schlagen Sie die Seite erst nach oder fügen Sie ihre ID ein
mention-one-line = Schreiben Sie den Namen in eine Zeile, ohne unsichtbare Zeichen

# ui/kept.rs
kept-title = Texte zum Wiederverwenden
close = Schließen
kept-snippets = Bausteine
kept-templates = Vorlagen
kept-versions = Fassungen
kept-kind = Art des Textes
kept-write-snippet = Schreiben Sie etwas, um es als Baustein zu speichern.
kept-write-template = Schreiben Sie etwas, um es als Vorlage zu speichern.
kept-snippet-what = Speichert, was im Text markiert ist, oder den ganzen Text
kept-snippet-name = Name eines neuen Bausteins
kept-template-what = Speichert den Text, seine Erwähnungen und wer ihn sehen darf
kept-template-name = Name einer neuen Vorlage
kept-replace = Gleichnamiges ersetzen
kept-keep = Speichern
kept-no-snippets = Noch keine Bausteine. Einer kommt dort in den Text, wo die Schreibmarke steht.
kept-no-templates = Noch keine Vorlagen. Ein neuer Entwurf kann mit einer beginnen.
search = Suchen
kept-search-example = Ein Name oder Wörter
kept-none-found = Nichts enthält alle diese Wörter.
kept-insert = Einfügen
new-draft = Neuer Entwurf
delete-ask = Löschen …
delete-it = Löschen
looking = Wird geladen …
kept-no-versions = Noch keine. Der Text eines Entwurfs wird vor einer Pause aufbewahrt und bevor viel davon auf einmal verschwindet.
kept-versions-what = Beim Wiederherstellen bleibt auch der jetzige Text des Entwurfs als Fassung erhalten. Seine Dateien bleiben, wie sie sind.
kept-go-back = Wiederherstellen

# ui/later.rs
later-title-instead = Auf wann soll der Beitrag verschoben werden?
later-title = Wann soll der Beitrag gesendet werden?
later-schedule = Planen
later-not-now = Jetzt nicht
later-in-an-hour = In einer Stunde
later-tomorrow = Morgen, 09:00
later-monday = Montag, 09:00
later-day = Tag
later-hour = Stunde
later-minute = Minute
later-twice = Die Uhren werden dann zurückgestellt; diese Zeit gibt es zweimal.
later-which = Welche von beiden
send-later = Später senden …

# ui/drafts.rs
drafts = Entwürfe
drafts-kept = Vorlagen und Bausteine …
drafts-none = Keine anderen Entwürfe
drafts-none-why = Was Sie schreiben, wird hier aufbewahrt, während Sie etwas anderes schreiben.
drafts-search = Entwürfe durchsuchen
drafts-search-example = Wörter, ein Autor oder eine Datei
drafts-none-found = Kein Entwurf enthält alle diese Wörter.
drafts-none-found-yet = Keiner der zuletzt geänderten Entwürfe enthält alle diese Wörter.
drafts-older = { $count ->
    [one] 1 älterer Entwurf steht hier nicht.
   *[other] { $count } ältere Entwürfe stehen hier nicht.
}
drafts-older-unsearched = { $count ->
    [one] 1 älterer Entwurf wurde nicht durchsucht.
   *[other] { $count } ältere Entwürfe wurden nicht durchsucht.
}
drafts-older-show = Ältere zeigen
drafts-older-search = Ältere durchsuchen
drafts-hide-discarded = Verworfene ausblenden
drafts-discarded = Verworfen
restore = Wiederherstellen
drafts-delete-for-good = Endgültig löschen
cannot-be-undone = Das lässt sich nicht rückgängig machen
drafts-was-discarded = Der Entwurf wurde verworfen
undo = Rückgängig
drafts-go-on = Weiterschreiben
drafts-duplicate = Duplizieren
drafts-duplicate-what = Einen zweiten Entwurf mit demselben Text und denselben Dateien anlegen
export-ask = Exportieren …
discard = Verwerfen
drafts-without-words = Ohne Text
poll = Umfrage
link = Link
reshare = Geteilter Beitrag

# ui/emoji.rs
name = Name
emoji-example = kite, thumbs up, tada …
emoji-no-font = Dieser Computer hat keine Schriftart für Emoji; sie sind nach Namen aufgelistet. Ihre Leser sehen sie.
emoji-all-groups = Alle Gruppen
emoji-group = Gruppe
emoji-skin-tone = Hautton
emoji-none = Kein Emoji heißt so
emoji-used-last = Zuletzt verwendet

# ui/export.rs
export-title = Gepostetes exportieren
export-markdown = Markdown
export-form = Format
export = Exportieren

# ui/inspector.rs
inspector-title = Was gesendet wird
inspector-not-sent = Das würde nicht gesendet werden
as-typed = Wie eingegeben
as-sent = Wie gesendet
inspector-curl-what = Ein Befehl für eine Shell. Er nimmt das Token aus $SENDOFF_TOKEN. Wenn Sie ihn ausführen, sendet er die Anfrage

# ui/extras.rs
reshared-post = Geteilter Beitrag
reshared-remove = Geteilten Beitrag entfernen
link-address = Adresse der Seite
reshare-address = Link zum Beitrag oder seine URN
add = Hinzufügen
link-begins = Ein Link beginnt mit https:// oder http://
reshare-no-post = Das nennt keinen Beitrag: Kopieren Sie den Link aus dem Menü des Beitrags bei LinkedIn
poll-remove = Umfrage entfernen
poll-question = Frage
poll-add-answer = Antwort hinzufügen
poll-open-for = Umfragedauer
link-remove = Link entfernen
link-title = Titel des Links
link-description = Beschreibung des Links
link-description-hint = Optional. Ein Bild, das Sie hinzufügen, erscheint auf der Karte.
link-fill-in = Von der Seite übernehmen
link-fill-in-what = Fragt die Seite nach Titel, Beschreibung und Bild

# ui/first_comment.rs
first-comment = Erster Kommentar
first-comment-remove = Ersten Kommentar entfernen
first-comment-text = Text des ersten Kommentars
first-comment-hint = Wird gleich nach dem Beitrag gesendet. Nur Apps mit Community Management dürfen kommentieren.

# ui/completion.rs
suggestions = Vorschläge
suggestions-add = Jemanden hinzufügen …

# ui/draft_files.rs
import-ask = Importieren …
import-what = Aus einem Text einen Entwurf machen: Markdown oder reiner Text, mit oder ohne Front Matter
export-open-draft = Offenen Entwurf exportieren …
export-draft-title = Entwurf exportieren
import-title = Text als Entwurf importieren
import = Importieren
export-draft-what = Text, Autor, Publikum, Erwähnungen, Umfrage und Link kommen hinein. Bilder und andere Dateien nicht.
import-front-matter = Er darf mit Front Matter beginnen: Autor, Sichtbarkeit und mehr. Was Sendoff darin nicht kennt, meldet es.
import-file-stays = Markdown oder reiner Text. Die Datei bleibt, wie sie ist.

# ui/file_form.rs
file = Datei
file-whole-path = Geben Sie den ganzen Pfad von Anfang an ein
choose-ask = Auswählen …
file-replace = Vorhandene Datei ersetzen

# ui/file_rows.rs
document-remove = Dokument entfernen
document-title = Titel des Dokuments
video-remove = Video entfernen
video-title = Titel des Videos
may-stay-empty = Darf leer bleiben
captions = Untertitel
cover = Titelbild
captions-remove = Untertitel entfernen
captions-add = Untertitel hinzufügen …
captions-what = Eine SRT-Datei mit dem Gesprochenen, zeitlich passend zum Bild. Ein Name wie kite.de.srt nennt die Sprache
cover-add = Titelbild hinzufügen …
cover-what = Was zu sehen ist, bevor das Video läuft. Ohne Titelbild nimmt LinkedIn einen Moment des Videos

# ui/palette.rs
command = Befehl
command-none = Kein Befehl heißt so
command-discard = Diesen Entwurf verwerfen

# ui/shortcuts.rs
key-next-part = Der nächste Teil des Fensters
key-next-control = Das nächste Bedienelement
key-close = Schließen, was obenauf liegt
key-authors = Als erster bis neunter Autor posten
key-picture-earlier = Ein Bild nach vorn
key-picture-later = Ein Bild nach hinten
redo = Wiederholen
key-paste = Text, ein Bild oder kopierte Dateien einfügen
key-completion = Eine Erwähnung, ein Hashtag, ein Emoji nach Namen
keys-commands = Befehle
keys-moving = Navigieren
keys-writing = Schreiben

# ui/posted.rs
posted = Gepostet
posted-none = Noch nichts gepostet
posted-none-why = Jeder Beitrag, der angekommen ist, steht hier mit seinem Link.
posted-search = Gepostetes durchsuchen
posted-search-example = Wörter, ein Autor, ein Link oder eine URN
posted-none-found = Kein Beitrag enthält diese Wörter.
posted-export-what = Das Aufgelistete in eine Datei schreiben, als JSON oder Markdown
open = Öffnen
copy-link = Link kopieren
statistics = Statistik
statistics-what = Fragt jetzt bei LinkedIn nach; das kostet einige Anfragen vom Tageskontingent
edit-ask = Bearbeiten …
edit-title = Diesen Beitrag bearbeiten
edit-text = Text des Beitrags
edit-hint = Nur der Text kann geändert werden. Leser sehen, dass er bearbeitet wurde.
edit-save = Bei LinkedIn speichern
edit-keep = So lassen
delete-title = Diesen Beitrag bei LinkedIn löschen?
delete-what = Seine Reaktionen und Kommentare verschwinden mit ihm, und er lässt sich nicht wiederherstellen. Sein Text bleibt in dieser Liste.
delete-keep = Behalten
posted-duplicate = Laut LinkedIn schon gepostet, was kein Beweis ist
posted-edit-unanswered = LinkedIn hat auf die letzte Bearbeitung nicht geantwortet. Sehen Sie dort nach oder bearbeiten Sie ihn noch einmal
posted-delete-unanswered = LinkedIn hat beim Löschen nicht geantwortet. Sehen Sie dort nach oder löschen Sie ihn noch einmal
posted-no-numbers = LinkedIn hat für diesen Beitrag noch nichts gezählt
comment-again = Noch einmal kommentieren
comment-post = Kommentar posten

# ui/scheduled.rs
scheduled = Geplant
scheduled-none = Nichts ist geplant
scheduled-none-why = Mit der Uhr neben der Schaltfläche zum Posten legen Sie einen Beitrag bis zu seiner Zeit hierher.
post-now = Jetzt posten
change-time = Zeit ändern …
back-to-draft = Wieder als Entwurf

# ui/accounts.rs
accounts = Konten
accounts-connect = LinkedIn-App verbinden
sign-in-again = Erneut anmelden
look-for-pages = Seiten suchen
sign-out = Abmelden

# ui/wording.rs
vault-opened-by-both = Der Schlüsselbund öffnet ihn, Ihre Passphrase auch.
vault-opened-by-keyring = Nur der Schlüsselbund öffnet ihn. Eine Passphrase würde ihn auch dann öffnen, wenn der Schlüsselbund verloren ginge.
vault-opened-by-passphrase = Ihre Passphrase öffnet ihn.
vault-is-open = Er ist offen.
scope-name = Ihren Namen sehen
scope-email = Ihre E-Mail-Adresse sehen
scope-post = als Sie posten
scope-post-pages = als Ihre Seiten posten
scope-comment = als Sie kommentieren
scope-comment-pages = als Ihre Seiten kommentieren
scope-look-up = Seiten nachschlagen
scope-read-pages = die Beiträge Ihrer Seiten lesen
granted-nothing = LinkedIn hat nichts gewährt
change-rotated = aufrecht gedreht
change-location-and-camera = Aufnahmeort und Kameradaten entfernt
change-location = Aufnahmeort entfernt
change-camera = Kamera- und Bearbeitungsdaten entfernt
change-hidden-bytes = versteckte Bytes entfernt
expiry-unknown = LinkedIn hat nicht gesagt, wie lange sie gilt
expiry-today = endet heute
expiry-past = vermutlich abgelaufen

# ui/drop_target.rs
drop-here = Loslassen, um es zum Beitrag hinzuzufügen
drop-not-now = Diese Dateien können jetzt nicht hinzugefügt werden

# ui/preview/content.rs
no-title = Noch kein Titel
no-question = Noch keine Frage
poll-author-sees = Der Autor kann sehen, wie Sie abstimmen.
no-answer = Noch keine Antwort
poll-left-one = noch 1 Tag
poll-left-three = noch 3 Tage
poll-left-week = noch 1 Woche
poll-left-weeks = noch 2 Wochen
link-picture = Bild des Links
reshared-here = Der Beitrag, der geteilt wird
reshared-shown = LinkedIn zeigt ihn hier.
preview-approximate = Nur ungefähr: LinkedIn klappt den Text nach etwa drei Zeilen ein und ordnet Bilder selbst an.
video = Video

# ui/preview/leaf.rs
page-previous = Vorige Seite
page-next = Nächste Seite

# ui/preview/text.rs
text-fold = Text einklappen
text-show-all = Ganzen Text anzeigen
text-fold-why = LinkedIn klappt den Text etwa hier ein. Seine Schrift ist eine andere, darum stimmt die Stelle nur ungefähr

# with numbers and names
cover-remove = Titelbild entfernen
captions-counted = { $count ->
    [one] 1 Untertitel
   *[other] { $count } Untertitel
}
drafts-show-discarded = Verworfene anzeigen ({ $count })
drafts-discarded-stay = Jeder bleibt { $days } Tage hier, dann wird er endgültig gelöscht.
drafts-discarded-at = Verworfen { $when }
drafts-no-author = Es ist niemand angemeldet, der als { $name } posten kann. Wählen Sie einen anderen Autor oder melden Sie sich an.
drafts-discard-what = Sie können ihn { $days } Tage lang zurückholen
export-all = Alles: { $count ->
    [one] 1 Beitrag
   *[other] { $count } Beiträge
}, mit Text, Link, URN, Autor und Zeit.
export-found = Was die Suche findet: { $count ->
    [one] 1 Beitrag
   *[other] { $count } Beiträge
}, mit Text, Link, URN, Autor und Zeit.
export-found-uncounted = Was die Suche findet, auch unter den älteren Beiträgen, mit Text, Link, URN, Autor und Zeit.
posted-none-found-yet = Keiner der neuesten Beiträge enthält diese Wörter.
posted-older = { $count ->
    [one] 1 älterer Beitrag steht hier nicht.
   *[other] { $count } ältere Beiträge stehen hier nicht.
}
posted-older-unsearched = { $count ->
    [one] 1 älterer Beitrag wurde nicht durchsucht.
   *[other] { $count } ältere Beiträge wurden nicht durchsucht.
}
posted-older-show = Ältere zeigen
posted-older-search = Ältere durchsuchen
inspector-what = Es wurde nichts gesendet. Das Token ist verborgen. Was nur LinkedIn beim Senden einsetzen kann, steht in doppelten geschweiften Klammern.
inspector-request = Anfrage { $number } von { $count }
inspector-copy = Anfrage { $number } als curl kopieren
link-offer = Karte für { $host } anlegen
poll-remove-answer = Antwort { $number } entfernen
characters-left = noch { $count }
characters-too-many = { $count } zu viel
mention-plain = { $name } wird zu reinem Text
mention-add-name = { $name } hinzufügen …
mention-forget = { $name } vergessen
ledger-today = Heute hier gezählt: { $count } von { $limit } Anfragen
ledger-of-page = davon { $count } als { $name }
ledger-of-app = { $count } von { $limit } mit dieser App. LinkedIn nennt wenige Zahlen.
ledger-source = Diese gelten für { $product }. LinkedIn zählt ab 00:00 UTC neu.
posted-edited-at = Bearbeitet { $when }
posted-deleted-at = Gelöscht { $when }
count-engagement = Engagement-Rate { $percent } %
scheduled-missed = Er war am { $when } fällig, aber Sendoff lief nicht. Er bleibt erhalten und wird nur gesendet, wenn Sie es sagen.
account-sign-in = Anmeldung: { $left }
sign-in-ends-today = Ihre Anmeldung endet heute
sign-in-ends-in = Ihre Anmeldung endet in { $days ->
    [one] 1 Tag
   *[other] { $days } Tagen
}
change-converted-to = von { $from } in { $to } umgewandelt
change-converted = aus { $from } umgewandelt
change-scaled = von { $width } × { $height } Pixeln verkleinert
in-seconds = in { $count } s
at-time = am { $when }
in-minutes = in { $count } min
in-hours = in { $count } h
in-days = { $count ->
    [one] in 1 Tag
   *[other] in { $count } Tagen
}
expiry-days = { $count ->
    [one] noch 1 Tag
   *[other] noch { $count } Tage
}
cannot-post = Posten nicht möglich: Fügen Sie Ihrer LinkedIn-App das Produkt „{ $product }“ hinzu und melden Sie sich erneut an
granted = Sendoff darf bei LinkedIn: { $deeds }
not-granted = Angefordert, aber nicht gewährt: { $deeds }
no-description = keine Beschreibung
picture-of = Bild { $number } von { $count }: { $described }
more-pictures = +{ $count } weitere Bilder
video-of = Video, { $time }
page-on-card = { $page }, wie auf der Karte
pages-drawn = Die ersten { $count } Seiten sind hier gezeichnet; LinkedIn zeigt alle.
no-preview = Keine Vorschau
page-of = Seite { $number } von { $count }
post-as = Als { $name } posten
later-who-sends = Dieses Fenster sendet den Beitrag, wenn es dann offen ist. Wenn nicht, kann das ein Zeitgeber Ihres Systems mit „sendoff send-due“ tun; sonst werden Sie gefragt.

# ui/widgets/keys.rs
key-alt = Alt
key-ctrl = Strg
key-shift = Umschalt
key-enter = Eingabe
key-escape = Esc
key-up = Hoch
key-down = Runter
key-left = Links
key-right = Rechts

# ui/compose.rs
sign-in-probably-expired = Die Anmeldung ist vermutlich abgelaufen
sign-in-no-renewal = LinkedIn bietet Ihrer App keine Möglichkeit, sie ohne Sie zu erneuern.
later = Später
add-file = Datei hinzufügen …
add-file-what = Bilder oder ein Dokument oder ein Video
by-path = Pfad eingeben
by-path-what = Eingeben, wo die Datei liegt
kept-what = Bausteine, Vorlagen und frühere Fassungen
looking-into-file = Die Datei wird geprüft …
no-file-dialog = Es erschien kein Dateidialog. Geben Sie den Pfad der Datei ein oder fügen Sie ihn ein.
path = Pfad
attach = Anhängen
sandbox-starting = Die Sandbox startet.
welcome-text = Schreiben Sie jetzt und verbinden Sie sich später, oder sehen Sie sich in der Sandbox um: Sie ist ein LinkedIn auf diesem Computer, und nichts verlässt ihn.
nobody-signed-in = Niemand ist angemeldet
welcome = Willkommen bei Sendoff. Noch ist niemand angemeldet
connect-app = LinkedIn-App verbinden …
try-sandbox = In der Sandbox ausprobieren
vault-locked-banner = Der Tresor mit Ihrer Anmeldung ist verschlossen
vault-locked-text = Sie können jetzt schreiben und ihn vor dem Posten öffnen.
unlock-ask = Öffnen …
who-can-see = Wer den Beitrag sehen kann
text-cut-off = Der Text ist so lang, wie Sendoff ihn höchstens aufbewahrt; was darüber hinaus eingefügt wurde, ist abgeschnitten
hidden-direction = Unsichtbare Zeichen im Text drehen die Richtung des Unterstrichenen um. Leser sehen es vielleicht in anderer Reihenfolge
post = Posten

# ui/uploads.rs
link-if-there = Sein Link, falls er da ist
job-missed = Verpasst
job-waiting = Wartet
job-queued = Eingereiht
job-uploading = Wird hochgeladen
job-posting = Wird gepostet
job-reported = Als gepostet gemeldet
job-unclear = Unklar
job-not-posted = Nicht gepostet
job-cancelled = Abgebrochen
duplicate-open-link = Laut LinkedIn wurde dies schon gepostet. Öffnen Sie den Link, um sicherzugehen.
clear = Ausblenden
look-at-activity = Meine Aktivitäten ansehen
it-is-there = Er ist da
it-is-not-there = Er fehlt, erneut senden
drop-it = Senden abbrechen
retry = Erneut versuchen
edit-again = Erneut bearbeiten

# ui/switcher.rs

# ui/attachments.rs
picture-drag = An einen anderen Platz ziehen oder Alt mit Pfeil nach oben oder unten drücken
picture-description-example = Was ist darauf zu sehen, für alle, die es nicht sehen können?
no-description-yet = Noch keine Beschreibung
make-document = Dokument daraus machen
make-document-what = Ein PDF mit einer Seite je Bild, zum Blättern. Beschreibungen bleiben im PDF erhalten
put-back = Zurückholen
no-description-one = Das Bild hat keine Beschreibung
no-description-all = Die Bilder haben keine Beschreibungen

# ui/pages.rs
theme-system = Wie das System
theme-light = Hell
theme-dark = Dunkel
theme = Erscheinungsbild
off = Aus
undo-time = Zeit zum Rückgängigmachen nach dem Posten
asks-statistics = Nach Statistik fragen
api-version = API-Version von LinkedIn
ports-wrong = Ports sind Zahlen bis 65535, durch Kommas getrennt
ports = Ports für die Anmeldung
ports-what = Jeder ist Teil einer Weiterleitungs-URL, die Sie eintragen

# ui/vault.rs
vault-opened-by-keyring-only = Nur der Schlüsselbund öffnet ihn.
vault-is-locked = Der Tresor ist verschlossen
vault-unusable = Der Tresor lässt sich nicht verwenden
vault-passphrase-opens = Seine Passphrase öffnet ihn.
passphrase = Passphrase
unlock = Öffnen
vault-keyring-lost = Der Schlüsselbund hat den Schlüssel des Tresors nicht mehr
vault-keyring-again = Wieder mit dem Schlüsselbund öffnen
vault-keyring-once-more = Ihre Passphrase hat ihn geöffnet. Der Schlüsselbund kann den Schlüssel noch einmal bekommen.
try-again = Erneut versuchen
vault-replace = Beiseitelegen und einen neuen anlegen
vault = Tresor
vault-new-key-why = Jemand wurde abgemeldet. Ein neuer Schlüssel macht alte Kopien des Tresorschlüssels wertlos.
passphrase-change-ask = Passphrase ändern …
passphrase-add-ask = Passphrase hinzufügen …
new-key-ask = Neuer Schlüssel …
new-key = Neuer Schlüssel
vault-keyring-too = Auch mit dem Schlüsselbund öffnen
passphrase-present = Bisherige Passphrase
passphrase-rule-change = Mindestens 8 Zeichen. Die bisherige öffnet dann nichts mehr.
passphrase-rule = Mindestens 8 Zeichen
passphrase-new = Neue Passphrase
passphrase-change = Passphrase ändern
passphrase-add = Passphrase hinzufügen
make-new-key = Neuen Schlüssel erzeugen

# ui/editor.rs
editor-hint = Worüber möchten Sie sprechen?

# ui/command.rs
command-by-path = Datei per Pfad hinzufügen
command-link = Link mit Karte hinzufügen
command-poll = Umfrage hinzufügen
command-reshare = Beitrag teilen
command-comment = Ersten Kommentar hinzufügen
emoji = Emoji
preview = Vorschau
find-command = Befehl suchen
keyboard-shortcuts = Tastenkürzel

# ui/preview/mod.rs
back-to-writing = Zurück zum Schreiben
preview-desktop = Desktop
preview-phone = Smartphone
preview-width = Breite der Vorschau
preview-as-you-write = Die Vorschau erscheint hier, während Sie schreiben.
preview-nothing = Noch nichts zu zeigen
preview-nobody = Noch niemand gewählt
preview-readers = Was Leser tun können; hier geschieht nichts
preview-what = Vorschau: wie der Beitrag aussehen wird

# ui/command.rs
close-all-messages = Alle Meldungen schließen
undo-last-post = Letzten Beitrag zurückholen
text-larger = Größerer Text
text-smaller = Kleinerer Text
text-usual = Normale Textgröße

# ui/pages.rs
motion-full = Voll
motion-reduced = Reduziert
motion = Bewegung
text-size = Textgröße

# ui/undo.rs
until-posted = bis zum Posten
undo-what = Zurückholen; der Text wird wieder ein Entwurf
undo-ring = Zeit zum Zurückholen

# ui/notifications.rs
notify-none = Keine
notify-result = Ergebnis und Autor
notify-words = Ergebnis, Autor und erste Worte
notify = Benachrichtigung, wenn ein Beitrag fertig ist, während Sie woanders sind

# with numbers and names
characters-over = { $count } zu viel
file-uploaded = hochgeladen, { $size }
file-at-work = hochgeladen, LinkedIn bereitet es vor
file-waiting = wartet
file-uploading = { $name } wird hochgeladen
file-progress = { $sent } von { $total }, { $speed } pro Sekunde
part-captions = Untertitel
part-cover = Titelbild
part-of = Teil { $number } von { $count }
job-not-known = Es ist unklar, ob dies gepostet wurde. { $why }.
job-look-up = Sehen Sie sich Ihre letzten Aktivitäten an und sagen Sie dann, was Sie gefunden haben. Wenn der erste Versuch angekommen ist, lehnt LinkedIn ein genaues Duplikat normalerweise ab; garantiert ist das nicht.
job-held-up = Sein Zeitpunkt verstrich, während ihn etwas aufhielt; er wird nur gesendet, wenn Sie es sagen.
job-elsewhere = Dieser Beitrag wurde auf einem anderen Computer erstellt; von hier wird er nur gesendet, wenn Sie es sagen.
job-will-be-posted = Wird { $when } gepostet
job-tried-again = Der Beitrag bleibt erhalten und wird { $when } noch einmal versucht.
number-of = { $number } von { $count }: { $name }
picture-move = Bild { $which } verschieben
picture-which = Bild { $which }
picture-description-of = Beschreibung von { $name }
picture-remove = Bild { $number } entfernen
picture-down = Bild { $number } nach unten
picture-up = Bild { $number } nach oben
author = Autor
author-posts = { $name } postet dies
no-description-some = { $missing ->
    [one] 1 von { $count } Bildern hat
   *[other] { $missing } von { $count } Bildern haben
} keine Beschreibung

# ui/options.rs
options = Mehr zum Beitrag
options-reshare = Andere dürfen ihn teilen
options-no-reshare = Andere können ihn nicht teilen

# ui/palette.rs
command-example = Posten, Entwurf, Umfrage …

# ui/preview/mod.rs
reader-like = Gefällt mir
reader-comment = Kommentieren
reader-repost = Reposten
reader-send = Senden

# ui/widgets/text_field.rs
field-hide = Eingabe verbergen
field-show = Eingabe anzeigen

# ui/widgets/tone.rs
tone-note = Hinweis
tone-done = Fertig
tone-warning = Warnung
tone-error = Fehler
right-to-left = Dieser Text wird richtig gespeichert. Sendoff kann die Richtung von rechts nach links noch nicht zeigen; LinkedIn schon
remarks-more = und { $count } weitere
text-more = …mehr
for-you-alone = Nur für Ihre Augen, wie alle Dateien von Sendoff
api-version-ends = LinkedIn beendet diese Version etwa { $when }
connect-redirects-what = Auf der Seite „Auth“ der App, jede genau so, wie sie hier steht.
connect-sign-in-what = Ihr Browser öffnet die Seite von LinkedIn. Sendoff sieht Ihr Passwort nie.

# ui/pages.rs
seconds = { $count } Sekunden
asks-statistics-what = Mit Community-Zugang, ab der nächsten Anmeldung. Ihre App muss die Berechtigung dafür haben, sonst lehnt LinkedIn die ganze Anmeldung ab
language = Sprache
language-system = Wie das System
decimal-sign = ,
thousands-sign = .
weekday-mon = Mo
weekday-tue = Di
weekday-wed = Mi
weekday-thu = Do
weekday-fri = Fr
weekday-sat = Sa
weekday-sun = So
remove = { $name } entfernen
pages-more = { $count } weitere
posts-counted = { $count } Beiträge
characters-counted = { $count } Zeichen
pages-counted = { $count ->
    [one] 1 Seite
   *[other] { $count } Seiten
}
one-document = 1 Dokument
one-video = 1 Video
pictures-counted = { $count ->
    [one] 1 Bild
   *[other] { $count } Bilder
}
document-of-kind = { $kind }-Dokument
now = Jetzt
seconds-left = noch { $count } s
poll-one-day = 1 Tag
poll-three-days = 3 Tage
poll-one-week = 1 Woche
poll-two-weeks = 2 Wochen
poll-no-votes = 0 Stimmen
spelling = Rechtschreibung
command-spelling = Rechtschreibung prüfen
spelling-look = Prüfen
spelling-looking = Ähnliche Wörter werden gesucht …
spelling-no-suggestion = Es wurde kein ähnliches Wort gefunden.
spelling-off = Die Rechtschreibung wird nicht geprüft. Wählen Sie die Sprachen, in denen Sie schreiben:
spelling-finding = Wörterbücher werden gesucht …
spelling-none-found = Auf diesem Rechner wurden keine Wörterbücher gefunden. Installieren Sie ein Hunspell-Wörterbuch (unter Debian und Ubuntu ein Paket wie hunspell-de-de) oder legen Sie seine Dateien .aff und .dic in { $folder } ab.
spelling-gone = Es ist auf diesem Rechner nicht mehr da.
spelling-not-checked = Ein Wörterbuch wird nicht benutzt
spelling-checking = Wird geprüft …
spelling-all-right = Jedes Wort steht in einem Wörterbuch.
spelling-no-more = Das war das letzte Wort, das in keinem Wörterbuch steht.
spelling-skip = So lassen
spelling-learn = Zu meinen Wörtern
spelling-own-words = Ihre eigenen Wörter, die als richtig gelten:
spelling-forget = { $word } entfernen
spelling-full = Für weitere eigene Wörter ist kein Platz
spelling-full-text = Entfernen Sie einige davon in den Einstellungen und fügen Sie dieses dann noch einmal hinzu.
path-not-added = Die Datei ist noch nicht angehängt: Drücken Sie „Anhängen“ oder leeren Sie das Feld
address-not-added = Die Adresse ist noch nicht hinzugefügt: Drücken Sie „Hinzufügen“ oder leeren Sie das Feld

# ui/text_menu.rs
text-menu = Bearbeiten
cut = Ausschneiden
paste = Einfügen
select-all = Alles auswählen
