# store/vault/error.rs
vault-missing = Es gibt noch keinen Tresor. Melden Sie sich an, um einen anzulegen
vault-exists = Es gibt schon einen Tresor; es wurde kein neuer angelegt
vault-wrong-passphrase = Das ist nicht die Passphrase dieses Tresors. Es wurde nichts geändert
vault-passphrase-short = Eine Passphrase braucht mindestens 8 Zeichen
vault-passphrase-long = Eine Passphrase darf höchstens 1024 Zeichen haben
vault-passphrase-needed = Dafür wird die Passphrase des Tresors gebraucht
vault-keyring-needed = Dafür wird der Schlüsselbund gebraucht, weil auch er den Tresor öffnet
vault-tampered = Der Tresor wurde beschädigt oder von außen verändert und darum nicht verwendet. Melden Sie sich erneut an, um einen neuen anzulegen; dieser bleibt erhalten
vault-unsupported = Der Tresor verlangt etwas, das Sendoff nie schreibt, und wurde darum nicht verwendet. Melden Sie sich erneut an, um einen neuen anzulegen; dieser bleibt erhalten
vault-no-such-slot = Auf diese Weise lässt sich dieser Tresor nicht öffnen
vault-keyring-busy = Der Schlüsselbund antwortet nicht. Vielleicht wartet er darauf, dass Sie ihn entsperren
vault-keyring-lost-key = Der Schlüsselbund hat den Schlüssel dieses Tresors nicht mehr. Verwenden Sie die Passphrase oder melden Sie sich erneut an
vault-changed = Ein anderes Sendoff hat den Tresor geändert. Öffnen Sie ihn noch einmal
vault-no-random = Dieser Computer lieferte keine Zufallszahlen; es wurde nichts verschlüsselt
vault-no-memory = Der Arbeitsspeicher reicht nicht, um den Tresor zu öffnen. Schließen Sie andere Programme und versuchen Sie es noch einmal

# store/keyring/mod.rs
keyring-no-key = Der Schlüsselbund hat keinen Schlüssel für diesen Tresor
keyring-none = In dieser Sitzung gibt es keinen Schlüsselbund
keyring-locked = Der Schlüsselbund ist gesperrt oder hat den Zugriff nicht erlaubt
keyring-other = Im Schlüsselbund liegt unter Sendoffs Namen etwas anderes
keyring-cannot = Der Schlüsselbund kann Sendoffs Schlüssel nicht aufbewahren
keyring-forgets = Der Schlüsselbund behält nicht, was er bekommt
keyring-error = Der Schlüsselbund hat einen Fehler gemeldet

# store/outbox.rs
disk-copy-picture = das Bild nicht kopieren
disk-look-into-folder = nicht in den Ordner sehen

# store/trash.rs
disk-discard-draft = den Entwurf nicht verwerfen
disk-make-folder = den Ordner nicht anlegen
disk-restore-draft = den Entwurf nicht wiederherstellen

# store/drafts.rs
disk-keep-file = keine Kopie der Datei aufbewahren
disk-keep-picture = keine Kopie des Bildes aufbewahren

# store/preferences.rs
disk-keep-window = die Größe des Fensters nicht merken

# store/lock.rs
disk-lock-folder = den Ordner nicht sperren

# store/mod.rs
disk-look-for-file = nicht nach der Datei sehen
disk-read-picture = das Bild nicht lesen
disk-remove-folder = den Ordner nicht entfernen

# store/vault/file.rs
disk-look-for-vault = nicht nach dem Tresor sehen
disk-put-vault-aside = den Tresor nicht beiseitelegen
disk-read-vault = den Tresor nicht lesen
disk-save-vault = den Tresor nicht speichern

# store/ron_file.rs
disk-put-file-aside = eine unlesbare Datei nicht beiseitelegen
disk-read-file = die Datei nicht lesen
disk-remove-file = die Datei nicht entfernen
disk-save-file = die Datei nicht speichern

# store/outside.rs
disk-write-file = die Datei nicht schreiben

# store/error.rs
disk-full = die Festplatte voll ist
disk-read-only = die Festplatte schreibgeschützt ist
disk-denied = Ihnen die Berechtigung fehlt
disk-missing = es diesen Pfad nicht gibt
disk-no-file = das keine Datei ist
disk-error = die Festplatte einen Fehler gemeldet hat

# with numbers and names
vault-damaged = Der Tresor ist ab Zeile { $line }, Spalte { $column } beschädigt und wurde darum nicht verwendet. Melden Sie sich erneut an, um einen neuen anzulegen; dieser bleibt erhalten
vault-newer = Der Tresor stammt von einem neueren Sendoff (Format { $format }) und blieb, wie er ist. Aktualisieren Sie Sendoff, um ihn zu verwenden
vault-no-keyring = Der Schlüsselbund lässt sich nicht verwenden: { $why }
store-newer = Diese Datei stammt von einem neueren Sendoff und blieb, wie sie ist. Aktualisieren Sie Sendoff, um sie zu verwenden
store-too-much = Das ist mehr, als Sendoff in einer Datei aufbewahrt; es wurde nichts geändert
store-not-written = Das ließ sich nicht in eine Datei schreiben; es wurde nichts geändert
store-busy = Ein anderes Sendoff verwendet dies gerade. Versuchen Sie es gleich noch einmal
store-no-lock = Dieser Ordner lässt sich nicht sperren; Sendoff kann nicht sicher sein, darin allein zu sein. Legen Sie das Profil auf eine lokale Festplatte
store-no-text = Das ist kein Text (UTF-8)
store-taken = Es gibt schon etwas mit diesem Namen; es blieb, wie es ist
store-no-folder = Den Ordner gibt es nicht. Legen Sie ihn erst an oder wählen Sie einen anderen
store-foreign = Diese Datei gehört einem anderen Benutzer dieses Computers und wird darum nicht verwendet
disk-could-not = Sendoff konnte { $what }, weil { $why }: { $path }
store-misspelt = Zeile { $line }, Spalte { $column } war nicht zu verstehen ({ $why }). Es wurde nichts geändert in: { $path }
store-unreadable = Eine Datei war ab Zeile { $line }, Spalte { $column } nicht zu verstehen. Nichts davon ging verloren; sie wird aufbewahrt als: { $path }
