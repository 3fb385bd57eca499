// What crosses between page and engine, each name once, in the order in which it is written. `tape.rs` makes the writer of this
// list, `refine.rs` takes the keys; `cargo xtask wasm` makes the reader and the types of it (`www/generated/wire.js`).
//
// A record is `Name = RustName { fields }`, the name TypeScript's. A field has its comment, its name and its kind:
//
//   number, text, flag     one cell
//   texts, ranges, pairs   a list: its length, and its members
//   counts                 a list of texts with numbers
//   range                  a list of one range
//   optional_text          a list of at most one
//   text_or_none           an empty text stands for no text
//   number_or_none         0 stands for no number
//   list(Record)           a list of records
//   optional(Record)       a list of at most one record
//   variant(Names)         the place of a name in its list
//
// What only the full engine has is an empty list in the core one.

records! {
    /// The answer to a search, as far as the attached parts give it.
    Read = Answer {
        /// How many documents match.
        total: number,
        /// How many of them are on no page: they hold the words of a phrase but were not looked through for it, being too
        /// many, or are beyond what is listed of one or two letters.
        unchecked: number,
        /// Whether `total` and the facets' counts are about right only: a word of one or two letters was typed.
        approximate: flag,
        /// The hits asked for, best first; their order is final.
        hits: list(Hit),
        /// The words of the query as typed, each once.
        words: texts,
        /// The query with its mistyped words corrected, where hits needed that: "did you mean".
        corrected: optional_text,
        /// The facets asked for, counted over all documents that match.
        #[cfg(feature = "full")]
        facets: list(Facet),
        /// Names of filters, facets, sorts or directories that the index, or the core engine, doesn't have.
        unknown: texts,
        /// Parts to attach (or fail) before asking again.
        needs: list(Part),
        /// Parts that failed and whose content this answer lacks.
        failed: list(Part),
    }

    /// A document that matches.
    Hit = Hit {
        /// Its id in this index.
        document: number,
        /// Comparable within one answer only.
        score: number,
        /// The words of the query that it holds, as typed.
        words: texts,
        /// Of those, the words that it holds in a corrected form only.
        corrected: texts,
        /// Those that it lacks.
        missing: texts,
        /// What to show; null while its part is needed.
        card: optional(Card),
        /// The passage that matches; null while its part is needed or where there is no text.
        excerpt: optional(Excerpt),
        /// The sections of the document that match best, best first.
        sections: list(Section),
    }

    /// What to show of a hit.
    Card = Card {
        /// Relative to the root of the site.
        url: text,
        title: text,
        summary: text,
        /// BCP 47 tag.
        language: text_or_none,
        /// 2022-12-03 is 20221203.
        date: number_or_none,
        title_ranges: ranges,
        /// Further metadata, such as `["source", "VNA"]`.
        metadata: pairs,
    }

    /// A passage of one block of a document.
    Excerpt = Excerpt {
        /// A verbatim slice of the block.
        text: text,
        ranges: ranges,
        /// Whether the block has text before the excerpt.
        cut_start: flag,
        /// Whether the block has text after it.
        cut_end: flag,
    }

    /// A part of a document that a heading begins.
    Section = Section {
        title: text,
        /// Its id in the page, to be put after `#`.
        anchor: text,
        title_ranges: ranges,
        /// The passage of it that matches; null where only the heading does.
        excerpt: optional(Excerpt),
    }

    /// The values of a facet, most documents first.
    #[cfg(feature = "full")]
    Facet = Facet {
        name: text,
        values: counts,
    }

    /// A part of the index to fetch.
    Part = PartRequest {
        id: number,
        /// Relative to the folder of the manifest.
        path: text,
    }

    /// What a query may become.
    #[cfg(feature = "full")]
    Suggestions = Suggestions {
        /// Words that begin with the word being typed, those in most documents first.
        completions: texts,
        corrected: optional_text,
        needs: list(Part),
    }

    /// What one term of a document, its name, or its words standing close together, adds to its score, at most.
    #[cfg(feature = "full")]
    Explanation = Explanation {
        /// The word of the query, as typed.
        word: text,
        /// The term of the index that answers it.
        term: text,
        kind: variant(MatchKind),
        /// In 1/256.
        idf: number,
        /// 1 to 64.
        impact: number,
        /// In sixteenths.
        factor: number,
        /// The product of the three.
        weight: number,
    }

    /// A piece of a query as it is understood.
    #[cfg(feature = "full")]
    Unit = ParsedUnit {
        /// Its words as typed, without operators and quotes.
        text: text,
        /// Where they are in the query.
        range: range,
        /// `"…"`
        is_phrase: flag,
        /// `-…`
        is_excluded: flag,
        /// `…*`
        is_prefix: flag,
        /// `… OR …`
        is_or: flag,
        /// `name:…`
        field: optional_text,
    }
}

variants! {
    /// How a term answers a word.
    #[cfg(feature = "full")]
    MatchKind { Exact, Folded, Inflected, Prefix, Corrected, Synonym, Name, Proximity }
}

keys! {
    /// Filter: any of the values.
    ANY = b'a',
    /// Filter: all of the values.
    ALL = b'l',
    /// Filter: none of the values.
    NONE = b'n',
    /// Filter: a number between two, both included.
    BETWEEN = b'b',
    /// Count the values of a facet.
    FACET = b'f',
    /// Sort upwards.
    ASCENDING = b'u',
    /// Sort downwards.
    DESCENDING = b'd',
    /// Only documents in a directory.
    SCOPE = b's',
    /// Don't wait for excerpts.
    TITLES = b't',
    /// Stands between records.
    RECORD = b'\x1E',
    /// Stands between the fields of a record.
    FIELD = b'\x1F',
}
