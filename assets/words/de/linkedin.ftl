# linkedin/sign_in_error.rs
sign-in-cancelled = Die Anmeldung wurde auf der Seite von LinkedIn abgebrochen
sign-in-timed-out = Vom Browser kam nicht rechtzeitig eine Antwort
sign-in-wrong-secret = LinkedIn akzeptiert das Client-Geheimnis nicht
sign-in-ports-hint = Es wurde nichts geändert. Schließen Sie das Programm, das diesen Port benutzt, oder wählen Sie in den Einstellungen einen anderen und tragen Sie dessen Weiterleitungs-URL bei Ihrer LinkedIn-App ein.
sign-in-cancelled-hint = Es wurde nichts geändert. Starten Sie die Anmeldung neu, wann immer Sie möchten.
sign-in-scope-hint = Fügen Sie Ihrer App im Entwicklerportal von LinkedIn das fehlende Produkt hinzu („Share on LinkedIn“ und „Sign In with LinkedIn“ für Mitglieder-Zugang, „Community Management“ für Community-Zugang) oder wählen Sie den anderen Zugang.
sign-in-refused-hint = Prüfen Sie Ihre App im Entwicklerportal von LinkedIn und melden Sie sich erneut an.
sign-in-wrong-secret-hint = Kopieren Sie das Client-Geheimnis noch einmal von der Seite „Auth“ Ihrer App und melden Sie sich erneut an.
sign-in-code-hint = Melden Sie sich erneut an und kommen Sie innerhalb einer halben Stunde zurück.
sign-in-network-hint = Es wurde nichts geändert. Prüfen Sie die Verbindung und melden Sie sich erneut an.
sign-in-again-hint = Es wurde nichts geändert. Melden Sie sich erneut an.

# with numbers and names
sign-in-ports = Die Anmeldung kann nicht auf { $urls } lauschen
sign-in-scope = Ihre LinkedIn-App darf { $scope } nicht anfordern
sign-in-code = LinkedIn hat die Antwort des Browsers nicht akzeptiert ({ $words })
sign-in-timed-out-hint = Wenn LinkedIn eine Fehlerseite zeigte, tragen Sie genau { $url } als erlaubte Weiterleitungs-URL Ihrer App ein, prüfen Sie die Client-ID und melden Sie sich erneut an.
