//! What queries are read as.

use super::*;
use crate::text::{CharacterRange, Characters, Class};

fn parsed(query: &str) -> Query<'_> {
    let han = CharacterRange { first: 0x4E00, last: 0x9FFF, class: Class::Unspaced };
    let characters = Characters::new(&mut std::iter::empty(), vec![han]).unwrap();
    let fields = vec!["title".to_owned()];
    parse(query, &Manifest { fields, characters, ..Manifest::default() })
}

fn shown_words(alternative: &Alternative) -> String {
    let star = |needle: &Needle| format!("{}{}", needle.key, if needle.is_prefix { "*" } else { "" });
    let word = |word: &Word| {
        let needles = std::iter::once(&word.whole).chain(&word.parts);
        needles.map(star).collect::<Vec<_>>().join(" ")
    };
    let words = alternative.words.iter().map(word).collect::<Vec<_>>().join(", ");
    let field = if alternative.field.is_some() { "title:" } else { "" };
    if alternative.is_phrase { format!("{field}\"{words}\"") } else { format!("{field}{words}") }
}

fn shown(query: &str) -> Vec<String> {
    let slot = |slot: &Slot| slot.alternatives.iter().map(shown_words).collect::<Vec<_>>().join(" | ");
    parsed(query).slots.iter().map(slot).collect()
}

#[test]
fn only_the_word_being_typed_is_a_prefix() {
    assert_eq!(shown("foreign aff"), ["foreign", "aff*"]);
    assert_eq!(shown("foreign affairs "), ["foreign", "affairs"]);
    assert_eq!(shown("tp."), ["tp*"]);
    assert_eq!(shown("affairs?"), ["affairs"]);
    assert_eq!(shown("(foreign affairs)"), ["foreign", "affairs"]);
}

#[test]
fn a_star_makes_a_prefix_anywhere() {
    assert_eq!(shown("dip* city "), ["dip*", "city"]);
    assert_eq!(shown("* city "), ["city"]);
}

#[test]
fn compounds_are_one_word_with_parts() {
    assert_eq!(shown("Covid-19 x"), ["covid19 covid 19", "x*"]);
    assert_eq!(shown("Covid-1"), ["covid1* covid 1*"]);
    assert_eq!(parsed("Covid-19").slots[0].typed, "Covid-19");
    let chain = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "covid19 covid 19"];
    assert_eq!(shown("a.b.c.d.e.f.g.h.i Covid-19 "), chain);
}

#[test]
fn scripts_without_spaces_are_looked_up_in_pairs() {
    assert_eq!(shown("东京都"), ["东京", "京都"]);
    assert_eq!(shown("东 x"), ["东*", "x*"]);
    assert_eq!(shown("东京 x"), ["东京", "x*"]);
}

#[test]
fn repeated_words_are_one_that_counts_as_often() {
    let times = |query: &str| parsed(query).slots.iter().map(|slot| slot.times).collect::<Vec<_>>();
    assert_eq!(times("a b a b a c "), [3, 2, 1]);
    assert_eq!(times(&"a b ".repeat(20)), [8, 8]);
    let all = (0..64).map(|at| format!("w{at}")).collect::<Vec<_>>().join(" ") + " ";
    assert_eq!(times(&all.repeat(9)).iter().sum::<u32>(), MAX_COUNTED);
    assert_eq!(shown("the the The "), ["the"]);
    assert_eq!(shown("city city"), ["city"]);
    assert_eq!(shown("city cit"), ["city", "cit*"]);
    assert_eq!(shown(&("the ".repeat(70) + "vaccine")), ["the", "vaccine*"]);
}

#[test]
fn phrases_fields_and_alternatives_are_slots() {
    assert_eq!(shown("\"foreign affairs\" city"), ["\"foreign, affairs\"", "city*"]);
    assert_eq!(shown("mayor OR chairman OR \"vice chair\" x "), ["mayor | chairman | \"vice, chair\"", "x"]);
    assert_eq!(shown("title:city title:\"big river\""), ["title:city", "title:big, river"]);
    assert_eq!(shown("title:cit"), ["title:cit*"]);
    let slots = parsed("\"a b\" title:c d").slots;
    assert_eq!([0, 1, 2].map(|at: usize| slots[at].is_required()), [false, true, false]);
    assert_eq!([0, 1, 2].map(|at: usize| slots[at].has_phrase()), [true, false, false]);
    assert_eq!(parsed("mayor OR \"vice chair\"").slots[0].typed, "mayor OR vice chair");
}

#[test]
fn exclusions_are_apart_and_never_half_typed() {
    let query = parsed("city -mayor -\"vice chair\" -riv");
    assert_eq!(query.slots.len(), 1);
    assert_eq!(query.excluded.iter().map(shown_words).collect::<Vec<_>>(), ["mayor", "\"vice, chair\"", "riv"]);
}

#[test]
fn what_means_nothing_to_the_index_is_words() {
    let manifest = Manifest { fields: vec!["title".to_owned()], ..Manifest::default() };
    let query = parse_as("tar -xvf title:nginx", &manifest, &mut |_, _| false);
    let shown: Vec<String> = query.slots.iter().map(|slot| shown_words(&slot.alternatives[0])).collect();
    assert_eq!(shown, ["tar", "-xvf xvf", "titlenginx* title nginx*"]);
    assert_eq!((query.excluded.len(), query.name.join(" ")), (0, "tar xvf title nginx".to_owned()));
}

#[test]
fn a_query_without_operators_may_be_a_name() {
    assert_eq!(parsed("array_map func").name, ["array", "map", "func"]);
    assert_eq!(parsed("array -map").name, Vec::<String>::new());
    assert_eq!(parsed("commit -m").name, ["commit", "m"]);
}

#[test]
fn endless_queries_are_cut_and_their_end_is_no_prefix() {
    for join in [" ", " OR ", " -", " \"x "] {
        let endless = (0..5000).map(|i| format!("w{i}")).collect::<Vec<_>>().join(join);
        let query = parsed(&endless);
        let alternatives = query.slots.iter().flat_map(|slot| &slot.alternatives).chain(&query.excluded);
        let words: Vec<&Word> = alternatives.flat_map(|one| &one.words).collect();
        assert!(words.len() <= MAX_WORDS && words.iter().all(|word| !word.whole.is_prefix), "{join}");
    }
}

#[test]
fn nothing_to_look_up_gives_no_words() {
    assert_eq!(shown(""), Vec::<String>::new());
    assert_eq!(shown(" ?!… -- \"\" OR "), ["or"]);
}
