# domain/failure_words.rs
failure-draft = Der Entwurf kann noch nicht gepostet werden
failure-author-unknown = Niemand, der angemeldet ist, kann als dieser Autor posten
failure-same-text = Derselbe Text dieses Autors ist unterwegs oder wurde vor Kurzem gepostet
failure-on-its-way = Dieser Entwurf ist schon unterwegs
failure-not-signed-in = Es ist niemand angemeldet, der als dieser Autor posten kann
failure-vault-locked = Der Tresor mit Ihrem LinkedIn-Zugang ist verschlossen
failure-media-changed = Eine Datei dieses Beitrags fehlt oder wurde auf der Festplatte verändert
failure-text-garbled = Der Text ließ sich nicht unverändert für LinkedIn schreiben
failure-storage = Dieser Computer hat nicht gespeichert, was vor dem Senden gesichert sein muss
failure-interrupted = Sie haben es unterbrochen, bevor es gepostet war
failure-token-invalid = LinkedIn akzeptiert die Anmeldung nicht mehr
failure-token-revoked = Die Anmeldung wurde bei LinkedIn widerrufen
failure-token-expired = Die Anmeldung ist abgelaufen
failure-token-too-new = LinkedIn kennt die neue Anmeldung noch nicht
failure-permission-missing = Ihrer LinkedIn-App fehlt die Berechtigung dafür
failure-author-refused = LinkedIn erlaubt dieser Anmeldung nicht, als dieser Autor zu posten
failure-field-refused = LinkedIn erlaubt dieser Anmeldung einen Teil dieses Beitrags nicht
failure-forbidden = LinkedIn erlaubt das nicht
failure-version-retired = LinkedIn hat die API-Version abgeschaltet, die Sendoff verwendet
failure-too-long = Der Text ist LinkedIn zu lang
failure-duplicate = Laut LinkedIn wurde dies schon gepostet
failure-content-refused = LinkedIn akzeptiert einen Teil dieses Beitrags nicht
failure-media-not-ready = LinkedIn arbeitet noch an einer Datei dieses Beitrags
failure-media-refused = LinkedIn konnte eine Datei dieses Beitrags nicht verwenden
failure-upload-expired = Die Adresse zum Hochladen einer Datei ist abgelaufen
failure-upload-host-refused = LinkedIn nannte eine Adresse zum Hochladen, die nicht zu LinkedIn gehört; es wurde nichts hochgeladen
failure-rate-limited-today = Das Limit von LinkedIn für heute ist erreicht
failure-rate-limited = LinkedIn bittet, es langsamer anzugehen
failure-not-found = LinkedIn findet nicht, worum es geht
failure-request-refused = LinkedIn hat die Anfrage nicht verstanden
failure-conflict = LinkedIn war gerade mit demselben beschäftigt
failure-server-trouble = LinkedIn hat im Moment eine Störung
failure-answer-unreadable = Die Antwort von LinkedIn ergab keinen Sinn
failure-no-connection = LinkedIn ist nicht erreichbar
failure-certificate = Der Server hat nicht bewiesen, dass er LinkedIn ist
failure-connection-lost = Die Verbindung brach ab, bevor LinkedIn antwortete
failure-timed-out = LinkedIn hat nicht rechtzeitig geantwortet
failure-died = Sendoff wurde beendet, während es auf die Antwort von LinkedIn wartete
remedy-draft = Es wurde nichts gesendet. Ändern Sie den Entwurf und posten Sie noch einmal.
remedy-author = Es wurde nichts gesendet. Melden Sie sich als jemand an, der das darf, oder wählen Sie einen anderen Autor.
remedy-same-text = Es wurde nichts gesendet. Sehen Sie sich den früheren Beitrag an; `--again` postet trotzdem.
remedy-on-its-way = Es wurde nichts doppelt gesendet. Der Postausgang zeigt, wie weit der Beitrag ist.
remedy-token = Der Beitrag bleibt erhalten. Melden Sie sich erneut an; dann sendet ihn das Fenster oder `sendoff outbox retry`.
remedy-vault-locked = Es wurde nichts gesendet. Öffnen Sie ihn mit seiner Passphrase und versuchen Sie es noch einmal.
remedy-media-changed = Es wurde nichts gepostet. Bearbeiten Sie den Beitrag und fügen Sie die Datei neu hinzu.
remedy-text-garbled = Es wurde nichts gesendet, und der Text bleibt erhalten. Bitte melden Sie diesen Text als Fehler von Sendoff.
remedy-storage = Es wurde nichts gesendet. Prüfen Sie, ob die Festplatte Platz hat und beschreibbar ist, und versuchen Sie es noch einmal.
remedy-in-outbox = Der Beitrag liegt im Postausgang und kann von dort gesendet oder abgebrochen werden.
remedy-permission-missing = Der Beitrag bleibt erhalten. Fügen Sie Ihrer App im Entwicklerportal von LinkedIn das Produkt hinzu, melden Sie sich erneut an und versuchen Sie es noch einmal.
remedy-author-refused = Der Beitrag bleibt erhalten. Prüfen Sie Ihre Rolle auf der Seite, melden Sie sich mit Community-Zugang an oder wählen Sie einen anderen Autor.
remedy-edit = Der Beitrag bleibt erhalten. Bearbeiten Sie ihn und posten Sie noch einmal.
remedy-forbidden = Der Beitrag bleibt erhalten. Prüfen Sie die Produkte der App und Ihre Rolle und versuchen Sie es noch einmal.
remedy-version-retired = Der Beitrag bleibt erhalten. Wählen Sie in den Einstellungen oder mit `--api-version` eine neuere API-Version und versuchen Sie es noch einmal.
remedy-duplicate = Es wurde nichts doppelt gepostet, und der Text bleibt erhalten. Ändern Sie den Text, wenn Sie noch einmal posten möchten.
remedy-media-refused = Der Beitrag bleibt erhalten. Bearbeiten Sie ihn, ersetzen Sie die Datei und posten Sie noch einmal.
remedy-rate-limited-today = Der Beitrag bleibt erhalten und kann nach Mitternacht UTC gesendet werden, wenn LinkedIn neu zu zählen beginnt.
remedy-look-for-newer = Der Beitrag bleibt erhalten. Versuchen Sie es noch einmal; wenn es wieder geschieht, suchen Sie nach einem neueren Sendoff.
remedy-retry-in-a-moment = Es wurde nichts gepostet, und der Beitrag bleibt erhalten. Versuchen Sie es gleich noch einmal.
remedy-retry-in-minutes = Der Beitrag bleibt erhalten. Versuchen Sie es in ein paar Minuten noch einmal.
remedy-no-connection = Es wurde nichts gepostet, und der Beitrag bleibt erhalten. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.
remedy-certificate = Es wurde nichts gesendet, und der Beitrag bleibt erhalten. Prüfen Sie das Netzwerk und die Uhr dieses Computers und versuchen Sie es noch einmal.

# domain/app_credentials.rs
credentials-space = Darin ist ein Leerzeichen. Kopieren Sie die Angabe noch einmal
credentials-address = Das sieht wie eine Adresse aus. Die Client-ID steht auf der Seite „Auth“ der App
credentials-letters = Eine Client-ID besteht nur aus Buchstaben und Ziffern. Kopieren Sie sie noch einmal
credentials-secret-is-id = Das ist die Client-ID. Das Geheimnis steht darunter, als „Primary Client Secret“

# domain/author.rs
role-member = Sie
role-administrator = Seite, Administration
role-content-administrator = Seite, Inhalte
role-sponsored = Seite, gesponserte Inhalte

# domain/browser_link.rs
no-web-address = Das ist nicht die Adresse einer Webseite

# domain/change.rs
change-no-name = LinkedIn hat die Kennung dieses Beitrags nicht mitgeteilt; von hier aus kann er nicht geändert werden
change-no-name-hint = Es wurde nichts geändert. Ändern Sie ihn bei LinkedIn.
change-deleted = Dieser Beitrag wurde gelöscht
change-deleted-hint = Es wurde nichts geändert. Schreiben Sie stattdessen einen neuen Beitrag.
change-text-hint = Es wurde nichts geändert. Ändern Sie den Text und speichern Sie ihn noch einmal.
change-unknown = Sendoff hat dies nicht gepostet und weiß nicht, von wem es ist
change-unknown-hint = Es wurde nichts geändert. `sendoff history` zeigt, was von hier gepostet wurde.
change-not-found = LinkedIn findet diesen Beitrag nicht mehr
change-uncertain = Es ist unklar, ob die Änderung gemacht wurde. Sehen Sie bei LinkedIn nach oder wiederholen Sie sie: Das schadet nicht.
change-sign-in = Es wurde nichts geändert. Melden Sie sich erneut an oder öffnen Sie den Tresor und wiederholen Sie es.
change-rate-limit = Es wurde nichts geändert. Wiederholen Sie es später; ein Tageslimit endet um Mitternacht UTC.
change-network = Es wurde nichts geändert. Prüfen Sie das Netzwerk und wiederholen Sie es.
change-interrupted = Es ist unklar, ob etwas geändert wurde. Wiederholen Sie es: Das schadet nicht.
change-draft = Es wurde nichts geändert. Versuchen Sie es noch einmal.
change-refused = Es wurde nichts geändert. Ändern Sie ihn bei LinkedIn: Nicht jede App darf dort einen Beitrag ändern.

# domain/first_comment.rs
comment-waiting = Der erste Kommentar wurde noch nicht gesendet
comment-waiting-hint = Der Beitrag ist da. Der Kommentar bleibt erhalten und wird gesendet, solange das Fenster offen ist, oder mit `sendoff send-due`.
comment-sending = Der erste Kommentar wird gesendet
comment-posted = Der erste Kommentar ist da
comment-unclear = Es ist unklar, ob der erste Kommentar gepostet wurde
comment-failed = Der erste Kommentar wurde nicht gepostet
comment-failed-hint = Der Beitrag ist da, und der Text des Kommentars bleibt bei ihm erhalten. Zwei Tage lang können Sie es noch einmal versuchen, unter „Gepostet“ oder mit `sendoff outbox retry`; nicht jede App darf kommentieren.
comment-homeless = Der erste Kommentar wurde nicht gesendet, weil LinkedIn die Kennung des Beitrags nicht sicher mitgeteilt hat
comment-homeless-hint = Der Beitrag ist da. Schreiben Sie den Kommentar bei LinkedIn: Sein Text bleibt beim Beitrag erhalten.
comment-look = Der Beitrag ist da. Sehen Sie bei LinkedIn darunter nach. Sendoff sendet den Kommentar nie von selbst noch einmal.

# domain/kept.rs
kept-no-name = Geben Sie einen Namen ein
kept-long-name = Ein Name hat höchstens 80 Zeichen
kept-no-text = Es gibt keinen Text zum Speichern
kept-long-text = Der Text ist länger, als Sendoff einen speichert
kept-too-many = Es gibt 100 Vorlagen und Bausteine. Löschen Sie etwas davon, das Sie nicht brauchen

# domain/mention_book.rs
mention-nothing = Fügen Sie den Link zur Seite, ihre ID oder eine URN ein
mention-profile = LinkedIn nennt Apps zum Link eines Profils keine URN. Fügen Sie die URN ein, etwa urn:li:person:abc
mention-no-page = Das ist kein Link zu einer Seite bei LinkedIn, etwa https://www.linkedin.com/company/name
mention-other-urn = Diese URN gehört weder einem Mitglied noch einer Seite
mention-unreadable = Das ist weder ein Link zu einer Seite noch ihre ID noch eine URN

# domain/remark.rs
remark-styled = Mathematische Buchstaben: Screenreader buchstabieren oder überspringen sie
remark-spaces = Einige Zeilen enden mit Leerzeichen
remark-blank-lines = Mehr als zwei Leerzeilen hintereinander
remark-make-plain = Normal schreiben
remark-remove-marks = Zeichen entfernen
remark-remove-spaces = Leerzeichen entfernen
remark-close-gaps = Lücken schließen

# domain/statistics.rs
count-impressions = Impressions
count-people = Erreichte Personen
count-clicks = Klicks
count-reactions = Reaktionen
count-comments = Kommentare
count-reshares = Geteilt
statistics-page-refused = LinkedIn erlaubt dieser Anmeldung nicht, die Statistik dieser Seite zu lesen
statistics-page-hint = Das dürfen nur die Administratoren der Seite, mit einer App, die die Community Management API hat.
statistics-post-refused = LinkedIn erlaubt dieser Anmeldung nicht, die Statistik dieses Beitrags zu lesen
statistics-post-hint = Dafür braucht es eine App mit der Community Management API. Sehen Sie die Zahlen bei LinkedIn an.
statistics-not-found = LinkedIn findet diesen Beitrag nicht
statistics-not-found-hint = Sehen Sie ihn bei LinkedIn an. Bis ein neuer Beitrag gefunden wird, kann es eine Weile dauern.
statistics-not-ours = Sendoff hat dies nicht gepostet
statistics-not-ours-hint = `sendoff history` zeigt, was von hier gepostet wurde.
statistics-no-name = LinkedIn hat die Kennung dieses Beitrags nicht mitgeteilt; darum lässt sich nichts zu ihm abfragen
statistics-look = Sehen Sie ihn bei LinkedIn an.
statistics-sign-in = Melden Sie sich erneut an oder öffnen Sie den Tresor und fragen Sie noch einmal.
statistics-rate-limit = Fragen Sie später noch einmal; ein Tageslimit endet um Mitternacht UTC.
statistics-network = Fragen Sie noch einmal: Das schadet nicht.
statistics-look-at-post = Sehen Sie den Beitrag bei LinkedIn an.

# domain/suggestion.rs
suggestion-other = Sendoff öffnet nur Adressen wie sendoff://compose?text=Hello&link=https://example.com
suggestion-long = Die Adresse enthält mehr Text, als ein Beitrag haben darf
suggestion-hidden = Die Adresse enthält unsichtbare Zeichen
suggestion-link = Der Link in der Adresse führt nicht zu einer Webseite

# domain/visibility.rs
visibility-public = Alle
visibility-connections = Nur Kontakte
visibility-logged-in = LinkedIn-Mitglieder

# domain/when.rs
when-unreadable = Das ist kein Zeitpunkt. Schreiben Sie ihn wie 2027-03-01T09:00 nach Ihrer eigenen Uhr oder wie 2027-03-01T09:00:00Z
when-past = Dieser Zeitpunkt ist vorbei. Wählen Sie einen, der noch kommt, oder posten Sie jetzt
when-too-far = Bis zu diesem Zeitpunkt ist es mehr als ein Jahr, und so lange hält keine Anmeldung. Wählen Sie einen früheren

# domain/problem.rs
problem-no-author = Wählen Sie, wer dies postet
problem-empty = Es gibt noch nichts zu posten: Schreiben Sie etwas oder fügen Sie ein Bild hinzu
problem-page-connections = Eine Seite hat keine Kontakte: Wählen Sie ein anderes Publikum oder posten Sie in Ihrem eigenen Namen
problem-two-kinds = Ein Beitrag hat Bilder, ein Dokument, ein Video, eine Umfrage, eine Link-Karte oder einen geteilten Beitrag, und nur eines davon: Entfernen Sie die anderen
problem-not-beside-video = Untertitel und Titelbild gehören zu einem Video: Fügen Sie sie einem hinzu oder entfernen Sie sie
problem-blank = Etwas ist noch leer
problem-web-address = Der Link muss mit http:// oder https:// beginnen
problem-tells-secret = Der Link enthält einen Benutzernamen oder ein Passwort, für alle sichtbar: Geben Sie ihn ohne diese Angaben an
problem-activity = Dieser Link nennt den Beitrag nach seinem Platz im Feed, und die API von LinkedIn braucht seine eigene Kennung: Wählen Sie bei LinkedIn „Diesen Beitrag einbetten“ und kopieren Sie urn:li:share oder urn:li:ugcPost von dort

# domain, with numbers and names
when-gap = { $time } gibt es hier nicht: Beim Vorstellen der Uhren wird diese Zeit übersprungen. Wählen Sie eine andere Zeit
when-fold = Diese Zeit gibt es hier zweimal, weil die Uhren zurückgestellt werden. Geben Sie an, welche: { $first } oder { $second }
remark-markdown = Markdown, erscheint wie eingegeben: { $marks }
remark-hashtags = { $count } Hashtags; üblich sind bis zu { $usual }
poll-same-answers = Die Antworten { $earlier } und { $later } sind gleich: Niemand kann sie unterscheiden, und LinkedIn lehnt sie vielleicht ab
statistics-need-community = LinkedIn gibt sie nur Apps mit der Community Management API, und die braucht eine eigene App. Sehen Sie die Zahlen bei LinkedIn an.
statistics-switch-on = Schalten Sie in den Einstellungen „Nach Statistik fragen“ ein oder verwenden Sie `sendoff login --statistics` und melden Sie sich erneut an.
statistics-not-granted = Diese Anmeldung darf keine Statistik lesen: LinkedIn hat { $scope } nicht gewährt
field-picture = Bild { $number }
field-document-title = Der Titel des Dokuments
field-video-title = Der Titel des Videos
field-video-cover = Das Titelbild
field-poll-question = Die Frage
field-poll-option = Antwort { $number }
field-link-title = Der Titel des Links
field-link-description = Die Beschreibung des Links
field-first-comment = Der erste Kommentar
problem-field-blank = { $field } ist noch leer
problem-text-too-long = Der Text ist { $over } Zeichen zu lang: LinkedIn nimmt { $limit } Zeichen, hier sind es { $units }
problem-too-many-images = Ein Beitrag kann höchstens { $limit } Bilder haben, und dieser hat { $count }: Entfernen Sie einige
problem-too-many-pixels = { $width } × { $height } Pixel sind zu viel: LinkedIn nimmt insgesamt weniger als { $limit }; verkleinern Sie es und fügen Sie es neu hinzu
problem-too-many-frames = Die Animation hat { $frames } Einzelbilder, und LinkedIn nimmt { $limit }: Kürzen Sie sie und fügen Sie sie neu hinzu
problem-alt-text-too-long = Die Beschreibung hat { $units } Zeichen, und LinkedIn nimmt { $limit }: Kürzen Sie sie
problem-field-too-long = LinkedIn nimmt { $limit } Zeichen, hier sind es { $units }: Kürzen Sie den Text
problem-option-count = Eine Umfrage hat { $least } bis { $most } Antworten, und diese hat { $count }
ledger-counted = Heute hier gezählt: { $counted } der { $limit } Anfragen, die LinkedIn für { $whose ->
    [app] eine App
   *[member] ein Mitglied
} ({ $product }) nennt.
ledger-over = Dieser Beitrag braucht mindestens { $needed ->
    [one] 1 Anfrage
   *[other] { $needed } Anfragen
}; LinkedIn lehnt ihn bis 00:00 UTC vielleicht ab
ledger-few-left = Dieser Beitrag braucht mindestens { $needed ->
    [one] 1 Anfrage
   *[other] { $needed } Anfragen
}; es sind nicht mehr viele übrig

# domain/emoji.rs
skin-none = Ohne Hautton
skin-light = Helle Haut
skin-medium-light = Mittelhelle Haut
skin-medium = Mittlere Haut
skin-medium-dark = Mitteldunkle Haut
skin-dark = Dunkle Haut
emoji-smileys = Smileys
emoji-people = Menschen
emoji-animals = Tiere und Natur
emoji-food = Essen und Trinken
emoji-travel = Reisen und Orte
emoji-activities = Aktivitäten
emoji-objects = Objekte
emoji-symbols = Symbole
emoji-flags = Flaggen

# domain/front_matter/mod.rs
front-value-goes-on = der Wert geht in der nächsten Zeile weiter
front-quotes = die Anführungszeichen passen nicht zusammen
front-visibility = möglich sind public, logged-in oder connections
front-true-false = möglich sind true oder false
front-no-post = das nennt keinen Beitrag
front-needs-poll = `option` und `poll-days` brauchen ein `poll`
front-needs-link = `link-title` und `link-description` brauchen ein `link`
front-one-kind = Ein Beitrag hat eines von `poll`, `link` und `reshare`
front-title = Ein Beitrag hat keinen Titel; der Titel wurde zur ersten Zeile
front-twice = das steht zweimal da
front-name-urn = die Form ist Name=URN
front-urn = die URN nennt niemanden
front-no-name = der Name fehlt
front-days = möglich sind 1, 3, 7 oder 14
front-no-address = das ist keine Adresse
link-begins-so = ein Link beginnt mit http:// oder https://
front-too-long = Der Text hat { $bytes } Bytes; ein Entwurf hat höchstens { $limit }
front-unknown = Sendoff kennt `{ $key }` nicht; dies wurde weggelassen: { $value }
front-line = Zeile { $number }, `{ $key }`: { $words }
front-file = Dateien kommen nicht mit einem Text; fügen Sie diese neu hinzu: { $name }
front-nobody = Es ist niemand angemeldet, der als { $name } posten kann
front-author = Wählen Sie den Autor: Es heißt nicht genau einer { $name }, der hier posten kann
spelling-mistakes = { $count ->
    [one] Ein Wort steht in keinem Wörterbuch
   *[other] { $count } Wörter stehen in keinem Wörterbuch
}
