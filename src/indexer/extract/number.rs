//! Numbers as people write them: with a currency, groups of digits and a percent sign.

/// Returns the number that a text is, if it is one: `12.5`, `$1,299.00`, `1.299,00 €`, `-5 %`, `USD 10`, `CHF 7.-`, `99 kr.`.
pub(super) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    if let Ok(number) = text.parse::<f64>() {
        // "inf" and "nan" are words.
        return Some(number).filter(|number| number.is_finite() && text.contains(|c: char| c.is_ascii_digit()));
    }
    let (negative, text) = signed(text);
    let bare = without_unit(text);
    let has_unit = bare.len() < text.len();
    let (also_negative, digits) = signed(bare);
    let number = grouped(digits, has_unit)?;
    Some(if negative || also_negative { -number } else { number })
}

fn signed(text: &str) -> (bool, &str) {
    let rest = text.strip_prefix(['-', '−', '–']).or_else(|| text.strip_prefix('+'));
    (text.starts_with(['-', '−', '–']), rest.unwrap_or(text).trim_start())
}

/// Takes the sign or the code of a currency off both ends, and a sign of parts off the end.
fn without_unit(text: &str) -> &str {
    let is_sign = |c: char| {
        matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₩' | '₽' | '₫' | '₺' | '₴' | '₪' | '฿' | '¢' | '元' | '円')
    };
    let text = without_words(text);
    let is_code = |word: &str| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let end = text.trim_end_matches(|c: char| is_sign(c) || matches!(c, '%' | '‰' | '°')).trim_end();
    let end = end
        .len()
        .checked_sub(3)
        .and_then(|at| end.split_at_checked(at))
        .map_or(end, |(rest, word)| if is_code(word) { rest.trim_end() } else { end });
    let start = end.trim_start_matches(is_sign).trim_start();
    start
        .split_at_checked(3)
        .map_or(start, |(word, rest)| if is_code(word) { rest.trim_start().trim_start_matches(is_sign) } else { start })
}

/// Takes the written name of a currency off one end, and the dash that stands for no fraction (`7.-`) off the other.
fn without_words(text: &str) -> &str {
    const BEHIND: [&str; 12] = ["kr.", "kr", "Kč", "zł", "Ft", "lei", "лв.", "лв", "руб.", "руб", "р.", "грн"];
    const BEFORE: [&str; 8] = ["Fr.", "Rs.", "Rs", "R$", "S$", "A$", "kr.", "kr"];
    const DASHES: [&str; 7] = [".-", ".–", ".—", ",-", ",–", ",—", ":-"];
    let text = BEHIND.iter().find_map(|word| text.strip_suffix(word)).map_or(text, str::trim_end);
    let text = BEFORE.iter().find_map(|word| text.strip_prefix(word)).map_or(text, str::trim_start);
    let is_whole = |rest: &&str| rest.ends_with(|c: char| c.is_ascii_digit());
    DASHES.iter().find_map(|dash| text.strip_suffix(dash).filter(is_whole)).unwrap_or(text)
}

/// Reads digits in groups. Of points and commas the last parts off the fraction, unless it stands before three digits:
/// then it parts groups, a lone point only where the number `is_price`.
fn grouped(text: &str, is_price: bool) -> Option<f64> {
    let is_gap = |c: char| matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\'' | '’');
    let text: String = text.chars().filter(|c| !is_gap(*c)).collect();
    let is_number = text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || b".,".contains(&byte));
    if !is_number {
        return None;
    }
    let last = text.rfind(['.', ',']);
    let count = |sign: char| text.matches(sign).count();
    let fraction = last.filter(|at| {
        let (sign, other) = if text[*at..].starts_with('.') { ('.', ',') } else { (',', '.') };
        let digits = text.len() - at - 1;
        let parts_groups = count(sign) > 1 || count(other) == 0 && digits == 3 && (sign == ',' || is_price);
        !parts_groups
    });
    let (whole, rest) = fraction.map_or((text.as_str(), ""), |at| (&text[..at], &text[at + 1..]));
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    format!("{whole}.{rest}0").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, expected) in [
            ("12.5", 12.5),
            ("-3", -3.0),
            ("1e3", 1000.0),
            ("$9.50", 9.5),
            ("$1,299.00", 1299.0),
            ("1.299,00 €", 1299.0),
            ("€ 1.299", 1299.0),
            ("1.299", 1.299),
            ("12,50", 12.5),
            ("1,299", 1299.0),
            ("1,299,000", 1_299_000.0),
            ("USD 10", 10.0),
            ("10 EUR", 10.0),
            ("−5 %", -5.0),
            ("-$5", -5.0),
            ("£-5", -5.0),
            ("+7", 7.0),
            ("20°", 20.0),
            ("CHF 7.-", 7.0),
            ("1'299.–", 1299.0),
            ("99:-", 99.0),
            ("1 299,50 kr.", 1299.5),
            ("kr 99", 99.0),
            ("R$ 1.299,00", 1299.0),
            ("12,50 zł", 12.5),
        ] {
            assert_eq!(number(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_numbers() {
        for text in [
            "",
            "inf",
            "NaN",
            "ten",
            "10 kg",
            "3rd",
            "2024-05-06",
            "$",
            "1.2.3.4a",
            "v1",
            "A10",
            "12/5",
            "ABC",
            "kr",
            "7-",
            "7 krill",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
