//! Pages: HTML in, the quotations of the article out.

use std::time::{Duration, Instant};

use crate::bench::{Bench, PLAIN_ROW};

const PAGE: &str = r#"<!doctype html><html><head><title>Ferries</title></head><body>
<nav><a href="/">“Home,” said the menu.</a></nav>
<article><h1>Ferries</h1><p>The boats are old &amp; the crews are tired.</p>
<p>&ldquo;We will not yield,&rdquo; said Ana&nbsp;Reis.</p></article>
<script>“Script,” said the script.</script></body></html>"#;

fn row(source: &str) -> String {
    format!("{PLAIN_ROW}{source}")
}

fn columns(page: &str, columns: &str) -> String {
    let out = Bench::with("a.html", page).run(&format!("extract a.html --columns {columns}")).clean();
    out.lines().nth(1).unwrap_or_default().to_owned()
}

#[test]
fn a_page_by_its_suffix_by_its_begin_and_by_name() {
    let bench = Bench::new();
    for name in ["d/a.html", "d/b.HTM", "d/c.xhtml", "e.odd"] {
        bench.put(name, PAGE.replace("&nbsp;", " "));
    }
    assert_eq!(bench.run("extract d").rows(), [row("d/a.html"), row("d/b.HTM"), row("d/c.xhtml")]);
    assert_eq!(bench.run("extract --input-format html e.odd").rows(), [row("e.odd")]);
    for begin in ["", "\u{feff}", " \n"] {
        let page = format!("{begin}{}", PAGE.replace("&nbsp;", " "));
        assert_eq!(bench.run_on("extract", page).rows(), [row("stdin")]);
    }
}

#[test]
fn what_the_page_says_about_itself() {
    let head = r#"<link rel="canonical" href="https://news.example/ferries">
        <meta property="og:title" content="Ferries stop"><meta name="author" content="Nell Ashby">
        <meta property="article:published_time" content="2024-05-01">"#;
    let page = PAGE.replace("</head>", &format!("{head}</head>"));
    let found = columns(&page, "source,title,author,date");
    assert_eq!(found, "https://news.example/ferries,Ferries stop,Nell Ashby,2024-05-01");
    let json = r#"<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "url": "https://no.example"},
        {"@type": ["NewsArticle"], "headline": "Ferries &amp; crews", "datePublished": "2024-05-02",
        "author": [{"name": "Nell Ashby"}, {"name": "Tom Hall"}], "url": "https://news.example/f"}]}</script>"#;
    let page = PAGE.replace("</head>", &format!("{json}</head>"));
    let found = columns(&page, "source,author,date");
    assert_eq!(found, "https://news.example/f,\"Nell Ashby, Tom Hall\",2024-05-02");
    // An address that is none on the web is none.
    for href in ["javascript:alert(1)", "/ferries", "file:///etc/passwd", "https://", "https://a b"] {
        let page = PAGE.replace("</head>", &format!("<link rel=canonical href=\"{href}\"></head>"));
        assert_eq!(columns(&page, "source"), "a.html");
    }
    let page = PAGE.replace("<p>The", "<p class=byline>Words by Nell Ashby</p><time datetime=2024-05-03></time><p>The");
    assert_eq!(columns(&page, "title,author,date"), "Ferries,Nell Ashby,2024-05-03");
}

#[test]
fn quotation_elements_are_quotations() {
    let page = "<html><body><article><p>The crews met on the pier on Monday evening and talked until it was dark.</p>\
        <p>The captain, Ana Reis, said <q>We will <q>never</q> yield</q> and went home.</p>\
        <blockquote><p>Nobody came.</p><p>Nobody will.</p><footer>— <cite>Tom Hall</cite>, docker</footer></blockquote>\
        <blockquote>“It has marks,” said Ana Reis.</blockquote></article></body></html>";
    let run = Bench::with("a.html", page).run("extract a.html --columns speaker,quote");
    let rows = [
        "Ana Reis,We will ‘never’ yield",
        "Tom Hall,Nobody came.",
        "Tom Hall,Nobody will.",
        "Ana Reis,\"It has marks,\"",
    ];
    assert_eq!(run.rows(), rows);
}

#[test]
fn offsets_count_in_the_text_of_the_article() {
    let bench = Bench::with("a.html", PAGE);
    assert_eq!(bench.run("extract a.html --columns start,end,paragraph").rows(), ["43,61,2"]);
    assert!(bench.run("inspect sentences a.html").clean().contains("The boats are old & the crews are tired."));
}

#[test]
fn a_selector_in_place_of_the_search() {
    let page = "<html><body><div class=a><p>“Yes,” said Tom Hall.</p></div><aside class=b>“We will not yield,” said Ana Reis.\
        <i class=b>She</i> left.</aside></body></html>";
    let bench = Bench::with("a.html", page);
    assert_eq!(bench.run("extract a.html --selector .b").rows(), [row("a.html")]);
    assert_eq!(bench.run("extract a.html --selector .a,aside").rows().len(), 2);
    bench
        .run("extract a.html --selector .c")
        .failed(&["whosaid: a.html: nothing in this page matches --selector \".c\""]);
    let run = bench.run("extract a.html --selector [[");
    assert!(run.code == 2 && run.stderr.contains("not a CSS selector"), "{}", run.stderr);
}

#[test]
fn a_page_in_the_encoding_that_it_declares() {
    for declaration in
        ["<meta charset=windows-1252>", "<meta http-equiv=content-type content='text/html; charset=iso-8859-1'>"]
    {
        let page = [
            declaration.as_bytes(),
            b"<p>The caf\xe9 opens at nine.</p><p>\x93We will not yield,\x94 said Zo\xeb Reis.",
        ]
        .concat();
        let run = Bench::with("a.html", page).run("extract a.html");
        assert_eq!(run.rows(), ["Zoë Reis,\"We will not yield,\",a.html"]);
    }
}

#[test]
fn no_article_and_no_text() {
    for page in ["", "<html>", "<!doctype html><title>“Yes,” said Ana Reis</title>", "<script>", "<!--", "<p"] {
        assert_eq!(Bench::with("a.html", page).run("extract a.html").clean(), "speaker,quote,source\n", "{page}");
    }
    // Whatever there is, is text.
    assert_eq!(
        Bench::with("a.html", "“We will not yield,” said Ana Reis").run("extract a.html").rows(),
        [row("a.html")]
    );
}

#[test]
fn pages_made_to_do_harm() {
    const MANY: usize = 100_000;
    let after = "<p>“We will not yield,” said Ana Reis.</p>";
    let fonts: String = (0..20_000).map(|n| format!("<div><font color=c{n}>a</div>")).collect();
    let pages = [
        ("<div>".repeat(MANY) + "x" + &"</div>".repeat(MANY) + after, None),
        ("<ul><li>".repeat(MANY) + after, None),
        ("<b>".repeat(MANY) + after, None),
        ("<table><tr><td>".repeat(MANY), None),
        ("<blockquote>".repeat(MANY) + "x", None),
        ("<svg><g>".repeat(MANY), None),
        (fonts + after, None),
        ("<p ".to_owned() + &"a ".repeat(MANY) + ">", Some("a tag of more than")),
        ("<!doctype html>".to_owned() + &"x".repeat(9000) + &"\0".repeat(MANY) + after, None),
        ("<script type=application/ld+json>".to_owned() + &"[".repeat(MANY) + "</script>" + after, None),
        ("<!DOCTYPE html [<!ENTITY a \"&b;&b;\">]>".to_owned() + &"&a;&lt;&#x110000;".repeat(10_000) + after, None),
    ];
    for (page, error) in pages {
        let (bench, begin) = (Bench::with("a.html", &page), Instant::now());
        let run = bench.run("extract a.html");
        assert!(begin.elapsed() < Duration::from_secs(60), "{}: {:?}", &page[..20], begin.elapsed());
        match error {
            None => assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", &page[..20]),
            Some(message) => assert!(run.code == 2 && run.stderr.contains(message), "{}", run.stderr),
        }
        if error.is_none() && page.ends_with(after) {
            assert_eq!(run.rows(), [row("a.html")], "{}", &page[..20]);
        }
    }
}
