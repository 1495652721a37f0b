//! Putting words into pages without letting them become markup. Knows no page.

/// Writes text so that a browser shows it instead of obeying it; good inside attributes too.
pub(super) fn escape(text: &str) -> String {
    text.chars().fold(String::new(), |mut safe, c| {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
        safe
    })
}

/// Fills `{{name}}` places in one pass, so that a filled-in text is never read for places again.
/// The values are markup: whoever passes text has escaped it.
pub(super) fn fill(template: &str, places: &[(&str, &str)]) -> String {
    let mut page = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        page.push_str(before);
        let Some((name, tail)) = after.split_once("}}") else {
            break;
        };
        let value = places.iter().find(|(place, _)| *place == name);
        page.push_str(value.map_or("", |(_, value)| value));
        rest = tail;
    }
    page.push_str(rest);
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text() {
        assert_eq!(
            escape(r#"<a href="'">&"#),
            "&lt;a href=&quot;&#39;&quot;&gt;&amp;"
        );
    }

    #[test]
    fn a_filled_in_value_is_not_filled_again() {
        assert_eq!(
            fill("[{{a}}] {{b}}", &[("a", "{{b}}"), ("b", "x")]),
            "[{{b}}] x"
        );
    }
}
