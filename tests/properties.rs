//! What holds for any text, however odd.

use proptest::prelude::*;
use whosaid::{Document, Extractor, Row};

thread_local! {
    /// Building the rules takes longer than any of the texts.
    static ENGLISH: Extractor = Extractor::english();
}

fn extractor() -> Extractor {
    ENGLISH.with(Clone::clone)
}

/// What odd texts are made of: every mark, words that matter to the rules, white space of all kinds, other scripts.
const PIECES: &[&str] = &[
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "'",
    "«",
    "»",
    "‹",
    "›",
    "„",
    "‚",
    "「",
    "」",
    "『",
    "』",
    "``",
    "''",
    "″",
    "′",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\u{a0}",
    "\u{2028}",
    "\u{feff}",
    "\0",
    ".",
    ",",
    "?",
    "!",
    "…",
    "...",
    ":",
    ";",
    "—",
    "--",
    "-",
    "(",
    ")",
    "said",
    "told",
    "according",
    "to",
    "by",
    "the",
    "who",
    "he",
    "they",
    "not",
    "a",
    "Ana",
    "Reis",
    "Mr.",
    "O’Brien",
    "U.S.",
    "'90s",
    "6'2\"",
    "don't",
    "officials",
    "statement",
    "called",
    "it",
    "1,000",
    "https://a.example/?q=\"x\"",
    "é",
    "e\u{301}",
    "ß",
    "İ",
    "ﬁ",
    "日本語",
    "Ж",
    "أهلا",
    "\u{202e}",
    "\u{200d}",
    "😀",
    "👩‍👧",
    "𝒳",
    "\u{10ffff}",
    "\u{1b}[31m",
    "said Ana Reis.",
    "“We will not yield,”",
    "word word word word word word word word",
];

fn odd_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![9 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

/// A paragraph that is complete: every mark is closed, every sentence ends.
fn paragraph() -> impl Strategy<Value = String> {
    let names = prop::sample::select(&["Ana Reis", "Tom Hall", "the minister", "Dr. Ida Moe", "officials"][..]);
    let quotes =
        prop::sample::select(&["We will not yield", "It rained all day in the valley", "No one came to the house"][..]);
    (names, quotes, 0..5).prop_map(|(name, quote, shape)| match shape {
        0 => format!("“{quote},” said {name}."),
        1 => format!("According to {name}, “{quote}.”"),
        2 => format!("\"{quote},\" {name} said. \"{quote}.\""),
        3 => format!("The rain went on, and {name} left the house."),
        _ => format!("{name} told reporters: “{quote}.”"),
    })
}

/// A paragraph whose speakers have to be looked for in those before it, or that only tells of somebody.
fn later_paragraph() -> impl Strategy<Value = String> {
    let whom = prop::sample::select(
        &["he", "she", "they", "Moe", "Hall", "the company", "the minister", "Mayor Ana Reis", "the mayor", "it"][..],
    );
    let tells = prop::sample::select(
        &[
            "Tom Hall, the minister, came with Ana Reis.",
            "Harbour Works, a company in Port Marden, has a new owner.",
            "It rained. He left, and she stayed.",
            "Moe said nothing of the report.",
            "",
        ][..],
    );
    (whom, tells, 0..4).prop_map(|(whom, tells, shape)| match shape {
        0 => format!("“Nobody came,” {whom} said. {tells}"),
        1 => format!("{tells} “We were not asked,” said {whom}."),
        2 => format!("{tells} {whom} called it “a long day.”"),
        _ => format!("{tells} {whom} went home."),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_range_is_a_slice_of_the_text(text in odd_text()) {
        for q in extractor().extract_all(&text) {
            prop_assert_eq!(&text[q.range.clone()], q.quote);
            for range in [Some(q.context.clone()), q.mention.clone(), q.cue.clone()].into_iter().flatten() {
                prop_assert!(text.get(range).is_some());
            }
            prop_assert!(q.context.start <= q.range.start && q.range.end <= q.context.end, "{:?}", q);
            prop_assert!(q.kind.is_some() || q.speaker.is_empty());
        }
    }

    #[test]
    fn quotations_stand_in_order_and_apart(text in odd_text()) {
        let mut extractor = extractor();
        let found = extractor.extract_all(&text);
        for pair in found.windows(2) {
            prop_assert!(pair[0].range.end <= pair[1].range.start);
            prop_assert!(pair[0].paragraph <= pair[1].paragraph);
        }
        for (i, q) in found.iter().enumerate() {
            prop_assert!(q.utterance <= i && found[q.utterance].utterance == q.utterance, "{:?}", q);
        }
    }

    #[test]
    fn code_points_of_rows_slice_back_to_the_quote(text in odd_text()) {
        let found = extractor().extract_all(&text);
        let document = Document::new("x", text.as_str());
        let points: Vec<char> = text.chars().collect();
        for row in Row::of(&document, &found) {
            prop_assert_eq!(points[row.start..row.end].iter().collect::<String>(), row.quote.as_ref());
            for place in [row.mention, row.cue].into_iter().flatten() {
                prop_assert_eq!(points[place.start..place.end].iter().collect::<String>(), place.text);
            }
        }
    }

    #[test]
    fn joined_rows_keep_every_word(text in odd_text()) {
        let found = extractor().extract_all(&text);
        let document = Document::new("x", text.as_str());
        let count = |rows: &[Row<'_>]| rows.iter().map(|r| r.quote.split_whitespace().count()).sum::<usize>();
        let rows = Row::of(&document, &found);
        let joined = Row::join(rows.clone());
        prop_assert_eq!(count(&rows), count(&joined));
        prop_assert_eq!(Row::join(joined.clone()).len(), joined.len());
    }

    #[test]
    fn a_second_run_gives_the_same(text in odd_text(), other in odd_text()) {
        let mut used = extractor();
        used.extract_all(&other);
        prop_assert_eq!(used.extract_all(&text), extractor().extract_all(&text));
    }

    /// For the table, only what names its speakers is resolved; for an explanation, everything is.
    #[test]
    fn what_is_explained_is_what_the_table_has(
        first in paragraph(),
        later in prop::collection::vec(later_paragraph(), 0..8),
    ) {
        let text = format!("{first}\n\n{}", later.join("\n\n"));
        let mut extractor = extractor();
        for (i, quotation) in extractor.extract_all(&text).into_iter().enumerate() {
            prop_assert_eq!(extractor.explain(&text, i).map(|explanation| explanation.quotation), Some(quotation));
        }
    }

    #[test]
    fn two_texts_one_after_the_other_give_the_quotes_of_both(
        first in prop::collection::vec(paragraph(), 1..6),
        second in prop::collection::vec(paragraph(), 1..6),
    ) {
        let (first, second) = (first.join("\n\n"), second.join("\n\n"));
        let both = format!("{first}\n\n{second}");
        let quotes = |text: &str| extractor().extract_all(text).iter().map(|q| q.quote.to_owned()).collect::<Vec<_>>();
        let parts: Vec<_> = quotes(&first).into_iter().chain(quotes(&second)).collect();
        prop_assert_eq!(quotes(&both), parts);
    }
}
