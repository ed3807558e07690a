mod extent;
mod paragraphs;
mod plain;
mod token;
mod tokenizer;

pub(crate) use paragraphs::paragraphs;
pub(crate) use token::{Shape, Token, TokenKind};
pub(crate) use tokenizer::Tokenizer;
