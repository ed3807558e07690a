//! The tree of a page, built in time and memory that grow with the page alone.
//!
//! The tree builder needs time that grows with the square of the depth, and repeats every formatting element that is never
//! closed in each block that follows. The tokenizer compares each attribute of a tag with all others. Pages written to do
//! harm make use of that, so tags that nest too deep are left out here, and a page that is too much is refused.

use std::cell::{Cell, RefCell};

use dom_query::{Document, NodeId};
use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

use super::nesting::Nesting;

/// The most nodes of a tree. The largest pages of the web have some hundred thousand.
const NODES: usize = 1 << 21;

/// How much is given to the tokenizer at once, in bytes.
const CHUNK: usize = 1 << 14;

/// The longest part of a page that can be a single tag, in bytes, what stands between quotation marks not counted.
const TAG: usize = 1 << 16;

/// The tree of a page.
///
/// # Errors
/// If the page has too many elements, or a tag has no end.
pub(super) fn parsed(html: &str) -> Result<Document, String> {
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let bounded = Bounded {
        builder: TreeBuilder::new(Document::default(), options),
        nesting: RefCell::new(Nesting::new(is_xml(html))),
        moved: Cell::new(true),
    };
    let tokenizer = Tokenizer::new(bounded, TokenizerOpts::default());
    let (input, mut rest, mut pending) = (BufferQueue::default(), html, Pending::default());
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(chunk_of(rest));
        rest = after;
        input.push_back(StrTendril::from_slice(chunk));
        // A script that has ended asks to be run, a declared encoding to be heeded; neither is.
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        if tokenizer.sink.moved.replace(false) {
            pending = Pending::default();
        }
        pending.add(chunk);
        if pending.unquoted > TAG && !pending.comment {
            let at = html.len() - rest.len();
            return Err(format!("not usable as a page: a tag of more than {TAG} bytes, before byte {at}"));
        }
        if tokenizer.sink.builder.sink.tree.len() > NODES {
            return Err(format!("not usable as a page: more than {NODES} elements and texts"));
        }
    }
    tokenizer.end();
    Ok(tokenizer.sink.builder.sink)
}

/// How long the next chunk is, which ends between two characters.
fn chunk_of(rest: &str) -> usize {
    let mut end = rest.len().min(CHUNK);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    end
}

/// Whether a page is written in XML, where an element can end with its start tag.
fn is_xml(html: &str) -> bool {
    html.trim_start().starts_with("<?xml")
}

/// What was read without an end of a tag, a text or a comment in it.
#[derive(Default)]
struct Pending {
    unquoted: usize,
    quoted: bool,
    comment: bool,
}

impl Pending {
    fn add(&mut self, chunk: &str) {
        // The first chunk begins with what belongs to the token before.
        if self.unquoted == 0 {
            self.comment = chunk.rfind("<!--").is_some_and(|begin| !chunk[begin..].contains("-->"));
        }
        for byte in chunk.bytes() {
            self.quoted ^= byte == b'"';
            self.unquoted += usize::from(!self.quoted);
        }
    }
}

/// The tree builder behind bounds.
struct Bounded {
    builder: TreeBuilder<NodeId, Document>,
    nesting: RefCell<Nesting>,
    /// Whether a token has come.
    moved: Cell<bool>,
}

impl TokenSink for Bounded {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        let mut end = None;
        match &token {
            // Faults are for authors.
            Token::ParseError(_) => return TokenSinkResult::Continue,
            Token::CommentToken(_) => {
                self.moved.set(true);
                return TokenSinkResult::Continue;
            }
            Token::TagToken(tag) => {
                self.moved.set(true);
                let mut nesting = self.nesting.borrow_mut();
                if !nesting.admits(tag) {
                    return TokenSinkResult::Continue;
                }
                if tag.kind == TagKind::StartTag && nesting.ends_at_once(tag) {
                    let mut tag = tag.clone();
                    tag.kind = TagKind::EndTag;
                    tag.attrs.clear();
                    nesting.admits(&tag);
                    end = Some(Token::TagToken(tag));
                }
            }
            _ => self.moved.set(true),
        }
        let result = self.builder.process_token(token, line);
        match end {
            Some(end) => self.builder.process_token(end, line),
            None => result,
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
