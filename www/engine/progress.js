/** How much of the engine has come, told to the widgets that wait for it. */

/** Of all that is on its way. */
const all = { loaded: 0, size: 0 };

/**
 * Tells the page, by the event `findlet-loading`, how much of a response is there: ` 30 / 76 kB`.
 * A host that doesn't say how long it is leaves the second out; where it packs what it sends, only the
 * size can be known. Empty once nothing is on its way.
 *
 * @param {BufferSource | Response | Promise<Response> | undefined} source bytes are there already
 */
export async function watch(source) {
  if (!source || ArrayBuffer.isView(source) || source instanceof ArrayBuffer) return;
  const response = await source;
  if (!response.body) return;
  const size = Number(response.headers.get('content-length'));
  const isPacked = response.headers.has('content-encoding');
  let loaded = 0;
  all.size += size;
  const counter = new WritableStream({
    write(chunk) {
      loaded += chunk.length;
      all.loaded += chunk.length;
      tell(isPacked);
    },
  });
  // What breaks off is said by the code that reads the response itself.
  await response
    .clone()
    .body?.pipeTo(counter)
    .catch(() => {});
  all.size -= size;
  all.loaded -= loaded;
  tell(isPacked);
}

/** @param {boolean} isPacked */
function tell(isPacked) {
  const [loaded, size] = [all.loaded, all.size].map((bytes) => Math.round(bytes / 1000));
  const known = size ? (isPacked ? `${size}` : `${loaded} / ${size}`) : `${loaded}`;
  const detail = all.loaded ? ` ${known} kB` : '';
  dispatchEvent(new CustomEvent('findlet-loading', { detail }));
}
