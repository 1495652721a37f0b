//! Character references in HTML: `&amp;`, `&#8217;`, `&#x2019;`, and the names that titles really use.

/// The text with its character references replaced; what is none stays as it is.
pub(super) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let (found, length) = reference(rest).unwrap_or(('&', 1));
        plain.push(found);
        rest = &rest[length..];
    }
    plain.push_str(rest);
    plain
}

/// The character that a text begins with a reference to, and how long the reference is.
fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let found = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        None => named(name)?,
    };
    Some((found, end + 1))
}

fn named(name: &str) -> Option<char> {
    let known = NAMED.iter().find(|(known, _)| *known == name);
    if let Some((_, c)) = known {
        return Some(*c);
    }
    let idx = LATIN_1.iter().position(|known| *known == name)?;
    char::from_u32(FIRST_OF_LATIN_1 + u32::try_from(idx).ok()?)
}

/// Longer than any name here and any number that is a character.
const LONGEST: usize = 12;

const NAMED: [(&str, char); 30] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("bull", '•'),
    ("euro", '€'),
    ("trade", '™'),
    ("minus", '−'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("Yuml", 'Ÿ'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("larr", '←'),
    ("rarr", '→'),
];

const FIRST_OF_LATIN_1: u32 = 0xa0;

/// The names of U+00A0 to U+00FF, in their order.
#[rustfmt::skip]
const LATIN_1: [&str; 96] = [
    "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf", "laquo", "not", "shy",
    "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro", "para", "middot", "cedil", "sup1", "ordm",
    "raquo", "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig",
    "Ccedil", "Egrave", "Eacute", "Ecirc", "Euml", "Igrave", "Iacute", "Icirc", "Iuml", "ETH", "Ntilde", "Ograve",
    "Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute", "Ucirc", "Uuml", "Yacute", "THORN",
    "szlig", "agrave", "aacute", "acirc", "atilde", "auml", "aring", "aelig", "ccedil", "egrave", "eacute", "ecirc",
    "euml", "igrave", "iacute", "icirc", "iuml", "eth", "ntilde", "ograve", "oacute", "ocirc", "otilde", "ouml",
    "divide", "oslash", "ugrave", "uacute", "ucirc", "uuml", "yacute", "thorn", "yuml",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_characters_once() {
        for (text, expected) in [
            ("a &amp; b", "a & b"),
            ("&amp;lt;", "&lt;"),
            ("&lt;b&gt; &quot;&apos;", "<b> \"'"),
            ("&#8217;&#x2019;&#X2019;&rsquo;", "’’’’"),
            ("&nbsp;&eacute;&times;&yuml;&szlig;", "\u{a0}é×ÿß"),
            ("&#x1F600;", "😀"),
        ] {
            assert_eq!(unescaped(text), expected);
        }
    }

    #[test]
    fn what_is_no_reference_stays() {
        for text in [
            "&",
            "&&",
            "AT&T",
            "&;",
            "&#;",
            "&#x;",
            "&#-1;",
            "&nosuch;",
            "&amp",
            "&#99999999999999;",
            "&é;",
            "a?b&c=d;",
        ] {
            assert_eq!(unescaped(text), text);
        }
        assert_eq!(unescaped("&#xD800;&#1114112;"), "\u{fffd}\u{fffd}");
    }
}
