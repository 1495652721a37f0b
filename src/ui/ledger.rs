//! The requests of the day as they were counted here: on the page of accounts, and as a warning before Post.

use egui::Ui;

use super::facts::Facts;
use super::theme;
use crate::domain::{Account, Draft, Published, day_of};
use crate::words::t;

/// How many requests an account made today, beside the few numbers that LinkedIn publishes.
pub(super) fn requests_ui(facts: &Facts<'_>, account: &Account, ui: &mut Ui) {
    let (ledger, today, key) = (facts.ledger, day_of(facts.now), account.key());
    let limits = Published::of(account.access);
    let mut words = t!(
        "ledger-today",
        count = grouped(ledger.of_account(&key, today)),
        limit = grouped(limits.member)
    );
    for page in &account.organizations {
        let requests = ledger.of_author(&key, &page.urn, today);
        if requests > 0 {
            let of_page = t!(
                "ledger-of-page",
                count = grouped(requests),
                name = page.name.as_str()
            );
            words = format!("{words}, {of_page}");
        }
    }
    let app = grouped(ledger.of_app(&account.client_id, today));
    let of_app = t!("ledger-of-app", count = app, limit = grouped(limits.app));
    let words = format!("{words}; {of_app}");
    let source = t!("ledger-source", product = limits.product);
    ui.label(theme::small(words).weak()).on_hover_text(source);
}

/// Warns where the draft may be refused because too much was asked today. Nobody is kept from trying.
pub(super) fn strain_ui(facts: &Facts<'_>, draft: &Draft, ui: &mut Ui) {
    let author = draft.author.as_ref().filter(|_| !draft.is_empty());
    let account = author.and_then(|author| facts.account_for(&author.urn));
    let strain = account.and_then(|account| {
        facts
            .ledger
            .strain(account, draft.least_requests(), facts.now)
    });
    if let Some(strain) = strain {
        let palette = theme::palette(ui);
        ui.label(theme::small(strain.to_string()).color(palette.warning));
    }
}

/// A number with its thousands apart.
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev();
    let groups: Vec<_> = groups.map(String::from_utf8_lossy).collect();
    groups.join(t!("thousands-sign"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        for (number, words) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (100_000, "100,000"),
            (u32::MAX, "4,294,967,295"),
        ] {
            assert_eq!(grouped(number), words);
        }
    }
}
