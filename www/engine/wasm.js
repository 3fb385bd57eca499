/** The only module that touches WebAssembly and its glue. */

import { createGlue } from '../generated/glue.js';
import { explained, failure } from './errors.js';
import { arrived, begins, notThere } from './fetch.js';
import { answer, explanations, suggestions, units } from './tape.js';

/** @import { Engine } from '../types.js' */

const MAGIC = [0x00, 0x61, 0x73, 0x6d];
/** The smallest valid module: if this can't be compiled, no module can. */
const EMPTY_MODULE = new Uint8Array([...MAGIC, 1, 0, 0, 0]);
const INDEX_SECTION = 'findlet-index';
/** In a core engine that the full one is beside. */
const FULL_SECTION = 'findlet-full';

/**
 * Compiles a module from its bytes, or from a response that may still be on its way.
 *
 * @param {BufferSource | Response | Promise<Response>} source
 * @param {string} url where it comes from, for messages
 */
export async function compile(source, url) {
  if (ArrayBuffer.isView(source) || source instanceof ArrayBuffer) return compileBytes(source, url);
  // Branching on the header rather than on a failed compilation: the body can be read only once.
  // Browsers stream this type only, without parameters.
  const take = async (/** @type {Response} */ response) =>
    response.headers.get('content-type')?.toLowerCase() === 'application/wasm'
      ? WebAssembly.compileStreaming(response).catch((cause) => {
          // The body broke off: it is asked for again.
          if (cause instanceof TypeError) throw cause;
          refuse(cause, url);
        })
      : compileBytes(await response.arrayBuffer(), url);
  return arrived(source, url, take);
}

/**
 * @param {BufferSource} source
 * @param {string} url
 */
function compileBytes(source, url) {
  const bytes = ArrayBuffer.isView(source) ? new Uint8Array(source.buffer, source.byteOffset) : new Uint8Array(source);
  if (!begins(bytes, MAGIC)) throw notThere(bytes, url);
  return WebAssembly.compile(source).catch((cause) => refuse(cause, url));
}

/**
 * Says why a module didn't compile.
 *
 * @param {unknown} cause
 * @param {string} url
 * @returns {never}
 */
function refuse(cause, url) {
  throw isBlocked() ? failure('csp', { cause }) : failure('damaged', { url, cause });
}

/**
 * Whether the page's policy refuses wasm. Browsers word that differently, so an empty module is
 * asked instead of their messages; WebKit compiles it and refuses the instance.
 */
function isBlocked() {
  try {
    return !new WebAssembly.Instance(new WebAssembly.Module(EMPTY_MODULE));
  } catch {
    return true;
  }
}

/**
 * Makes an instance with an index in it: a manifest, or a bundle with everything.
 *
 * @param {WebAssembly.Module} module
 * @param {Uint8Array} index
 * @returns {Promise<Engine>}
 */
export async function instantiate(module, index) {
  const glue = createGlue();
  try {
    const { exports } = await WebAssembly.instantiate(module, glue.imports);
    const { Engine } = glue.connect(exports);
    const memory = Object.values(exports).find((value) => value instanceof WebAssembly.Memory);
    return { ...reading(new Engine(index)), memory };
  } catch (error) {
    if (isBlocked()) throw failure('csp', { cause: error });
    throw isTrap(error) ? failure('trap', { cause: error }) : explained(error);
  }
}

/**
 * Returns an engine whose answers are objects. The core engine can't do the last three.
 *
 * @param {InstanceType<ReturnType<ReturnType<typeof createGlue>['connect']>['Engine']>} engine
 * @returns {Engine}
 */
function reading(engine) {
  return {
    search: (query, limit, offset, refine) => answer(engine.search(query, limit, offset, refine)),
    attach: (id, bytes) => engine.attach(id, bytes),
    fail: (id) => engine.fail(id),
    detach: (budget) => engine.detach(budget),
    suggest: (query, limit) => suggestions(full(() => engine.suggest(query, limit))),
    explain: (query, document) => explanations(full(() => engine.explain(query, document))),
    parse: (query) => units(full(() => engine.parse(query))),
  };
}

/**
 * Calls what only the full engine exports: without it, there is nothing to call.
 *
 * @template T
 * @param {() => T} call
 */
function full(call) {
  try {
    return call();
  } catch (cause) {
    throw cause instanceof TypeError ? failure('core', { cause }) : cause;
  }
}

/**
 * The index inside a module; null where the module has none.
 *
 * @param {WebAssembly.Module} module
 */
export function embedded(module) {
  const [section] = WebAssembly.Module.customSections(module, INDEX_SECTION);
  return section ? new Uint8Array(section) : null;
}

/**
 * The fields that queries can name, of a core engine that the full one is beside; undefined for any other.
 *
 * @param {WebAssembly.Module} module
 */
export function fieldsOf(module) {
  const [section] = WebAssembly.Module.customSections(module, FULL_SECTION);
  return section && new TextDecoder().decode(section).toLowerCase().split('\n');
}

/**
 * Out of stack or memory surfaces as a RangeError and is as final as a trap.
 *
 * @param {unknown} error
 */
export function isTrap(error) {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
}
