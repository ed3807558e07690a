mod extent;
mod paragraphs;
mod plain;
mod sections;
mod token;
mod tokenizer;

pub(crate) use extent::is_dash;
pub(crate) use paragraphs::paragraphs;
pub(crate) use sections::sections;
pub(crate) use token::{Shape, Token, TokenKind};
pub(crate) use tokenizer::Tokenizer;
