//! Elements in the words of the pattern language.

use super::element::{CueKind, Element, ElementKind, QuoteProp, SpeakerProp};
use crate::lexicon::{Lexicon, VerbClass};

/// An element as a pattern would name it, with every kind it has: `SPEAKER[name]`, `CUE[say finite]`, `said`, `,`.
pub(crate) fn described(element: &Element, text: &str, lexicon: &Lexicon) -> String {
    let with = |name: &str, kinds: Vec<&str>| {
        if kinds.is_empty() { name.to_owned() } else { format!("{name}[{}]", kinds.join(" ")) }
    };
    let having = |table: &[(&'static str, u16)]| -> Vec<&str> {
        table.iter().filter(|(_, bit)| element.props & bit != 0).map(|(name, _)| *name).collect()
    };
    let sign = match element.kind {
        ElementKind::Quoted => return with("QUOTED", having(QuoteProp::NAMES)),
        ElementKind::Speaker => return with("SPEAKER", having(SpeakerProp::NAMES)),
        ElementKind::Cue => {
            let form = CueKind::NAMES.iter().filter(|(_, kind)| *kind == element.cue).map(|(name, _)| *name);
            let classes = VerbClass::NAMES.iter().filter(|(_, c)| element.props & c.bit() != 0).map(|(name, _)| *name);
            return with("CUE", form.chain(classes).collect());
        }
        ElementKind::Word | ElementKind::Clitic => {
            let lists = lexicon.lists_of(element.word).map(|list| format!(" @{list}"));
            return format!("{}{}", text.to_lowercase(), lists.collect::<String>());
        }
        ElementKind::Number => "NUMBER",
        ElementKind::Time => "TIME",
        ElementKind::Unspoken => "UNSPOKEN",
        ElementKind::Comma => ",",
        ElementKind::Colon => ":",
        ElementKind::Semicolon => ";",
        ElementKind::Dash => "-",
        ElementKind::OpenBracket => "\\(",
        ElementKind::CloseBracket => "\\)",
        ElementKind::SentenceEnd => ".",
        ElementKind::ParagraphEnd => "//",
        ElementKind::Stop | ElementKind::Sign => "SIGN (no pattern names it)",
    };
    sign.to_owned()
}
