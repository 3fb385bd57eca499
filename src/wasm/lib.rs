//! Binds `findlet-core` to JavaScript: bytes and strings in, flat arrays of numbers and texts out (`tape.rs`),
//! nothing else.
//!
//! No search logic lives here, and no prose: errors cross as stable codes with two numbers,
//! and JavaScript holds the sentences.

mod refine;
mod tape;

use findlet_core::{Error, Index, Options, PartId, PartKind};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

/// The seeds' index, as a custom section: JavaScript reads it from the module and hands it to
/// [`Engine::new`], so that another site's index can take its place without compiling.
///
/// Public so that it is emitted; not `#[used]`, which would keep a second copy in memory.
#[cfg(all(feature = "seeds", target_arch = "wasm32"))]
#[expect(unsafe_code, reason = "link_section could break a native linker; on wasm it names a custom section")]
#[unsafe(link_section = "findlet-index")]
pub static SEEDS: [u8; INDEX.len()] = *INDEX;

#[cfg(all(feature = "seeds", target_arch = "wasm32"))]
const INDEX: &[u8; include_bytes!(concat!(env!("OUT_DIR"), "/index")).len()] =
    include_bytes!(concat!(env!("OUT_DIR"), "/index"));

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

#[cfg(target_arch = "wasm32")]
#[global_allocator]
#[expect(unsafe_code, reason = "sound where there is one thread: this target has no others")]
static ALLOCATOR: lol_alloc::AssumeSingleThreaded<lol_alloc::FreeListAllocator> =
    unsafe { lol_alloc::AssumeSingleThreaded::new(lol_alloc::FreeListAllocator::new()) };

/// A searchable index.
#[wasm_bindgen]
pub struct Engine(Index);

#[wasm_bindgen]
impl Engine {
    /// Opens a manifest or an embedded bundle.
    ///
    /// # Errors
    /// A tape: a code and two numbers, what was expected and what was found.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &Uint8Array) -> Result<Engine, JsValue> {
        Index::open(&bytes.to_vec()).map(Engine).map_err(|error| tape::error(&error))
    }

    /// Searches; `limit` hits after the first `offset`, refined as `refine.rs` says. Never throws,
    /// for any string. Of refinements, the core engine has directories and excerpts: it names others as unknown.
    #[wasm_bindgen(unchecked_return_type = "Tape")]
    pub fn search(&mut self, query: &str, limit: u32, offset: u32, refine: &str) -> JsValue {
        let mut options = Options { limit, offset, ..Options::default() };
        refine::read(refine, &mut options);
        tape::written(&[self.0.search(query, &options)])
    }

    /// How the word being typed may go on.
    #[cfg(feature = "full")]
    #[wasm_bindgen(unchecked_return_type = "Tape")]
    pub fn suggest(&mut self, query: &str, limit: u32) -> JsValue {
        tape::written(&[self.0.suggest(query, limit)])
    }

    /// Why a document answers a query.
    #[cfg(feature = "full")]
    #[wasm_bindgen(unchecked_return_type = "Tape")]
    #[must_use]
    pub fn explain(&self, query: &str, document: u32) -> JsValue {
        tape::written(&self.0.explain(query, document, &Options::default()))
    }

    /// How a query is understood.
    #[cfg(feature = "full")]
    #[wasm_bindgen(unchecked_return_type = "Tape")]
    #[must_use]
    pub fn parse(&self, query: &str) -> JsValue {
        tape::written(&self.0.parse(query))
    }

    /// Attaches a part that an answer needs.
    ///
    /// # Errors
    /// As for [`Engine::new`]; the index stays usable.
    pub fn attach(&mut self, id: u32, bytes: &Uint8Array) -> Result<(), JsValue> {
        let id = PartId::from_u32(id)
            .ok_or_else(|| tape::error(&Error::UnknownPart(PartId { kind: PartKind::Manifest, number: 0 })))?;
        self.0.attach(id, &bytes.to_vec()).map_err(|error| tape::error(&error))
    }

    /// Notes that a part could not be fetched.
    pub fn fail(&mut self, id: u32) {
        if let Some(id) = PartId::from_u32(id) {
            self.0.fail(id);
        }
    }

    /// Drops attached parts until they hold at most `budget` bytes; returns the bytes held.
    pub fn detach(&mut self, budget: u32) -> u32 {
        self.0.detach(budget as usize) as u32
    }
}
