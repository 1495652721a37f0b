# media/error.rs
media-not-found = Die Datei ist nicht da. Wählen Sie sie dort aus, wo sie jetzt ist.
media-not-allowed = Sie dürfen diese Datei nicht lesen. Ändern Sie ihre Zugriffsrechte oder kopieren Sie sie woandershin und versuchen Sie es noch einmal.
media-no-file = Das ist keine Datei, sondern ein Ordner oder ein Gerät. Wählen Sie eine Datei.
media-unreadable = Die Datei konnte nicht gelesen werden. Prüfen Sie den Datenträger und versuchen Sie es noch einmal.
media-empty = Die Datei ist leer. Speichern Sie sie neu oder laden Sie sie noch einmal herunter und versuchen Sie es mit dieser Kopie.
media-uncommon-jpeg = Dieses JPEG ist auf eine Art gespeichert, die wenige Programme lesen. Öffnen Sie es in einem Bildprogramm, speichern Sie es als gewöhnliches JPEG und versuchen Sie es noch einmal.
media-no-moving-picture = In diesem MP4 ist Ton, aber kein bewegtes Bild. Wählen Sie eine Datei mit beidem oder nur mit dem Bild.
media-tracks-places = Dieses Video hält fest, wo die Kamera jeweils war, und das lässt sich hier nicht entfernen. Exportieren Sie es ohne diese Spur und versuchen Sie es noch einmal.
media-damaged-video = Dieses Video ist beschädigt oder unvollständig. Speichern Sie es neu oder laden Sie es noch einmal herunter und versuchen Sie es mit dieser Kopie.
media-unknown-document = Das ist kein Word- oder PowerPoint-Dokument, das sich ohne Passwort öffnen lässt. Speichern Sie es als PDF und versuchen Sie es noch einmal.
media-damaged-document = Dieses Dokument ist beschädigt oder unvollständig. Speichern Sie es neu oder laden Sie es noch einmal herunter und versuchen Sie es mit dieser Kopie.
captions-too-large = Diese Untertitel sind größer als 1 MB, weit mehr, als ein Video braucht. Wählen Sie die Datei, die zu diesem Video gehört.
captions-not-utf8 = Diese Untertitel sind nicht in UTF-8. Speichern Sie sie als UTF-8 und versuchen Sie es noch einmal.
captions-webvtt = Diese Untertitel sind WebVTT; LinkedIn nimmt SRT. Speichern oder exportieren Sie sie als SRT und versuchen Sie es noch einmal.
captions-none = In dieser Datei sind keine Untertitel. Speichern oder exportieren Sie sie als SRT und versuchen Sie es noch einmal.
media-changed-meanwhile = Die Datei änderte sich, während sie gelesen wurde. Warten Sie, bis sie fertig geschrieben ist, und versuchen Sie es noch einmal.
media-damaged = Dieses Bild ist beschädigt oder unvollständig. Speichern Sie es neu oder laden Sie es noch einmal herunter und versuchen Sie es mit dieser Kopie.

# media/captions.rs
captions-no-number = sollte die Nummer eines Untertitels sein, allein auf der Zeile
captions-out-of-order = hat eine Nummer, die nicht über der vorigen liegt
captions-no-times = sollte aus zwei Zeiten bestehen, wie 00:00:01,000 --> 00:00:02,500
captions-ends-early = hat einen Untertitel, der endet, bevor er beginnt
captions-begins-early = hat einen Untertitel, der vor dem darüber beginnt
captions-control = hat ein Zeichen, das kein Text ist

# media/kind.rs
kind-jpeg = ein JPEG-Foto
kind-png = ein PNG-Bild
kind-gif = ein GIF
kind-webp = ein WebP-Bild
kind-animated-webp = ein animiertes WebP
kind-heic = ein HEIC-Foto
kind-avif = ein AVIF-Bild
kind-jpeg-xl = ein JPEG-XL-Bild
kind-jpeg-2000 = ein JPEG-2000-Bild
kind-tiff = ein TIFF- oder RAW-Foto
kind-bmp = ein BMP-Bild
kind-icon = eine Symboldatei
kind-photoshop = eine Photoshop-Datei
kind-svg = eine SVG-Zeichnung
kind-pdf = ein PDF
kind-mp4 = ein MP4-Video
kind-video = ein Video
kind-archive = ein Archiv oder Office-Dokument
kind-web-page = eine Webseite
kind-text = eine Textdatei
kind-not-taken = kein Bild, das LinkedIn nimmt
kind-unknown = eine Datei unbekannter Art
way-picture = Fügen Sie es stattdessen als Bild hinzu
way-document = Fügen Sie es stattdessen als Dokument hinzu
way-video = Fügen Sie es stattdessen als Video hinzu
way-export-mp4 = Exportieren Sie es als MP4
way-choose-mp4 = Wählen Sie ein MP4
way-save-pdf = Speichern Sie es als PDF
way-export-jpeg = Exportieren Sie es als JPEG und versuchen Sie es noch einmal
way-export-png = Exportieren Sie es als PNG und versuchen Sie es noch einmal
way-export-gif = Exportieren Sie es als GIF und versuchen Sie es noch einmal
way-attach-document = Hängen Sie es stattdessen als Dokument an
way-attach-video = Hängen Sie es stattdessen als Video an
way-export-attach-video = Exportieren Sie es als MP4 und hängen Sie es als Video an
way-archive = Nehmen Sie das Bild heraus oder speichern Sie das Dokument als PDF
way-web-page = Öffnen Sie sie im Browser und speichern Sie das Bild selbst
way-text = Wählen Sie das Bild oder fügen Sie den Text in den Beitrag ein
way-any-picture = Wählen Sie ein JPEG, PNG oder GIF

# media/pages.rs
no-pdf-preview = Keine Vorschau dieses PDFs

# with numbers and names
media-too-many-bytes = Die Datei ist größer als { $limit } MB; mehr wird für ein Bild nicht gesendet. Speichern Sie sie kleiner und versuchen Sie es noch einmal.
media-grew-too-large = Für LinkedIn vorbereitet, hat dieses Bild { $size } MB; höchstens { $limit } MB werden gesendet. Verkleinern Sie es und versuchen Sie es noch einmal.
media-too-many-pixels = Dieses Bild hat { $width } × { $height } Pixel; LinkedIn nimmt insgesamt weniger als 36.152.320. Verkleinern Sie es und versuchen Sie es noch einmal.
media-too-many-frames = Dieses GIF hat { $frames } Einzelbilder; LinkedIn nimmt höchstens { $limit }. Kürzen Sie es und versuchen Sie es noch einmal.
media-not-a-video = Das ist { $kind }; LinkedIn nimmt Videos als MP4. { $way }.
media-video-too-large = Das Video ist größer als { $limit } MB; mehr nimmt LinkedIn nicht. Kürzen Sie es oder speichern Sie es kleiner und versuchen Sie es noch einmal.
media-video-too-small = Das Video ist kleiner als { $limit } KB; weniger nimmt LinkedIn nicht. Speichern Sie es länger oder in besserer Qualität und versuchen Sie es noch einmal.
media-video-too-short = Das Video ist kürzer als { $limit } Sekunden; so kurz nimmt LinkedIn es nicht. Verlängern Sie es und versuchen Sie es noch einmal.
media-video-too-long = Das Video ist länger als { $limit } Minuten; so lang nimmt LinkedIn es nicht. Kürzen Sie es und versuchen Sie es noch einmal.
media-not-a-document = Das ist { $kind }; LinkedIn nimmt PDF, Word und PowerPoint. { $way }.
media-document-too-large = Das Dokument ist größer als { $limit } MB; mehr nimmt LinkedIn nicht. Speichern Sie es kleiner und versuchen Sie es noch einmal.
media-too-many-pages = Das Dokument hat { $pages } Seiten; LinkedIn nimmt höchstens { $limit }. Lassen Sie einige weg und versuchen Sie es noch einmal.
captions-bad-line = Zeile { $line } der Untertitel { $what }. Korrigieren Sie sie und versuchen Sie es noch einmal.
media-unknown-file = Das ist { $kind }. { $way }.
media-not-a-picture = Das ist { $kind }; LinkedIn nimmt JPEG, PNG und GIF. { $way }.

# media/picture.rs
done-rotated = Aufrecht gedreht
done-location = Aufnahmeort entfernt
done-metadata = Kamera- und Bearbeitungsdaten entfernt
done-hidden-bytes = Versteckte Bytes hinter dem Bild entfernt

# media/name.rs
unnamed-file = unbenannte Datei
done-converted = Aus { $from } umgewandelt
done-scaled = Von { $width } × { $height } Pixeln verkleinert
