//! The date of a document as its readers type it: `2022-12-03`, `3 December 2022`, `Dec 3, 2022`, `3/12/2022`.

use crate::collect::language::{primary, tag};
use crate::document::{Date, Document};

/// The months of a language, and how many letters their short forms have.
struct Months {
    names: [&'static str; 12],
    short: usize,
}

/// Returns the date of `document` in all spellings of its language, as one text; empty where it has none.
pub(crate) fn spelled(document: &Document) -> String {
    let Some(date) = document.date else { return String::new() };
    let tag = tag(document).unwrap_or_default();
    let language = primary(&tag);
    let spelled = [vec![date.to_string()], in_words(date, &language), in_numbers(date, &tag, &language)].concat();
    // The separator is no joiner, so that two spellings never become one word.
    spelled.join("; ")
}

fn in_words(date: Date, language: &str) -> Vec<String> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    match language {
        "vi" => vec![format!("ngày {day} tháng {month} năm {year}")],
        "ja" | "zh" => vec![format!("{year}年{month}月{day}日")],
        "ko" => vec![format!("{year}년 {month}월 {day}일")],
        _ => months(language).map_or_else(Vec::new, |months| {
            let name = months.names[usize::from(month) - 1];
            let short: String = name.chars().take(months.short).collect();
            vec![format!("{day} {name} {year} {short}")]
        }),
    }
}

/// Returns the date in digits, with and without leading zeros. English has the day first and the month first.
fn in_numbers(date: Date, tag: &str, language: &str) -> Vec<String> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    let padded = |number: u8| [number.to_string(), format!("{number:02}")];
    let is_year_first = matches!(language, "ja" | "zh" | "ko" | "hu");
    let has_month_first = language == "en" && !matches!(tag.get(3..), Some("GB" | "AU" | "NZ" | "IE" | "IN"));
    let mut spelled = Vec::new();
    let mut add = |one: String| {
        if !spelled.contains(&one) {
            spelled.push(one);
        }
    };
    for (month, day) in padded(month).into_iter().zip(padded(day)) {
        if is_year_first {
            add(format!("{year}/{month}/{day}"));
            continue;
        }
        add(format!("{day}/{month}/{year}"));
        if has_month_first {
            add(format!("{month}/{day}/{year}"));
        }
    }
    spelled
}

fn months(language: &str) -> Option<Months> {
    let (short, names) = match language {
        "en" => (3, "January February March April May June July August September October November December"),
        "de" => (3, "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
        "fr" => (4, "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
        "es" => (3, "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
        "pt" => (3, "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
        "it" => (3, "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
        "nl" => (3, "januari februari maart april mei juni juli augustus september oktober november december"),
        "sv" => (3, "januari februari mars april maj juni juli augusti september oktober november december"),
        "pl" => {
            (3, "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia")
        }
        "ru" => (3, "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
        _ => return None,
    };
    let mut each = names.split(' ');
    Some(Months { names: std::array::from_fn(|_| each.next().unwrap_or_default()), short })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(date: &str, language: &str) -> String {
        spelled(&Document { date: Date::parse(date), language: Some(language.to_owned()), ..Document::default() })
    }

    #[test]
    fn dates_are_spelled_as_in_their_language() {
        let english = "2022-12-03; 3 December 2022 Dec; 3/12/2022; 12/3/2022; 03/12/2022; 12/03/2022";
        assert_eq!(shown("2022-12-03", "en"), english);
        assert_eq!(shown("2022-12-03", "en-GB"), "2022-12-03; 3 December 2022 Dec; 3/12/2022; 03/12/2022");
        assert_eq!(shown("2022-12-12", "en"), "2022-12-12; 12 December 2022 Dec; 12/12/2022");
        assert_eq!(shown("2022-12-13", "de-AT"), "2022-12-13; 13 Dezember 2022 Dez; 13/12/2022");
        assert_eq!(shown("2022-12-13", "vi"), "2022-12-13; ngày 13 tháng 12 năm 2022; 13/12/2022");
        assert_eq!(shown("2022-12-13", "ja"), "2022-12-13; 2022年12月13日; 2022/12/13");
        assert_eq!(shown("2022-02-01", "fr"), "2022-02-01; 1 février 2022 févr; 1/2/2022; 01/02/2022");
    }

    #[test]
    fn every_month_of_every_language_has_a_name() {
        for language in ["en", "de", "fr", "es", "pt", "it", "nl", "sv", "pl", "ru"] {
            assert!(months(language).unwrap().names.iter().all(|name| name.len() > 2), "{language}");
        }
        assert_eq!(shown("2022-12-03", "xx"), "2022-12-03; 3/12/2022; 03/12/2022");
        assert_eq!(spelled(&Document::default()), "");
    }
}
