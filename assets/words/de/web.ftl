# web/error.rs
page-not-web = Nur Links, die mit http:// oder https:// beginnen, lassen sich abrufen
page-secret = Dieser Link enthält einen Benutzernamen oder ein Passwort, und so etwas sendet Sendoff nicht an Webseiten
page-port = Dieser Link führt zu einem ungewöhnlichen Port, und Sendoff ruft nur gewöhnliche Webseiten ab
page-private = Dieser Link führt in ein privates Netzwerk, und Sendoff ruft nur öffentliche Webseiten ab
page-redirects = Dieser Link leitet zu oft weiter
page-unreachable = Die Seite war nicht erreichbar
page-slow = Die Seite hat zu lange nicht geantwortet
page-none = Hinter diesem Link steckt keine Webseite, sondern etwas anderes
page-no-picture = Unter der Adresse, die die Seite nennt, liegt kein Bild
page-packed = Die Seite kam auf eine Art komprimiert, die Sendoff nicht entpackt
page-picture-large = Das Bild der Seite ist zu groß
page-charset = Die Seite ist in einem Zeichensatz geschrieben, den Sendoff nicht kennt
page-check-link = Prüfen Sie den Link. Der Text bleibt erhalten.
page-try-again = Der Link bleibt erhalten. Versuchen Sie es noch einmal oder schreiben Sie den Titel selbst.
page-write-title = Der Link bleibt erhalten. Schreiben Sie den Titel selbst.

# with numbers and names
page-status = Die Seite antwortete mit Fehler { $status }
