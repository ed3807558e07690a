//! Gathering documents into pieces of some hundred kilobytes.

use std::mem;
use std::sync::Arc;

use crate::document::Document;
use crate::error::Error;
use crate::read::lines::PIECE;
use crate::read::piece::{Content, Piece};

/// Documents on their way into a piece.
pub(super) struct Gathered {
    name: Arc<str>,
    documents: Vec<Result<Document, Error>>,
    bytes: usize,
}

impl Gathered {
    pub(super) fn new(name: Arc<str>) -> Self {
        Gathered { name, documents: Vec::new(), bytes: 0 }
    }

    /// Adds what came of `bytes` bytes of the input, if anything did; gives the piece if that has filled it.
    pub(super) fn add(&mut self, document: Option<Result<Document, Error>>, bytes: usize) -> Option<Piece> {
        self.documents.extend(document);
        self.bytes += bytes;
        (self.bytes >= PIECE).then(|| self.piece()).flatten()
    }

    /// The piece of what there is; `None` of nothing.
    pub(super) fn piece(&mut self) -> Option<Piece> {
        let (documents, bytes) = (mem::take(&mut self.documents), mem::take(&mut self.bytes));
        let content = Content::Documents(documents, bytes);
        let is_empty = matches!(&content, Content::Documents(documents, _) if documents.is_empty());
        (!is_empty).then(|| Piece { name: self.name.clone(), content })
    }
}
