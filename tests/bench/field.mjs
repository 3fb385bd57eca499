/** How long the widget's field takes to answer a key: what runs in the page, for both benches. */

/** Runs in each page before its own scripts: gives it `put`, and keeps the engine's memory. */
export function equip() {
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...source) => {
    const instance = await instantiate(...source);
    window.memory = Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory);
    return instance;
  };

  /** Puts a text into the field and waits until what was found for it is in the DOM; `typed` is when the event began. */
  window.put = (text) =>
    new Promise((resolve, reject) => {
      const root = document.querySelector('findlet-search').shadowRoot;
      const panel = root.querySelector("[part='panel']");
      const input = root.querySelector("[part='input']");
      const observer = new MutationObserver(() => {
        const { state } = panel.dataset;
        if (state === 'loading') return;
        observer.disconnect();
        if (state === 'error') reject(new Error(panel.textContent));
        else resolve();
      });
      observer.observe(panel, { attributeFilter: ['data-state'] });
      input.focus();
      input.value = text;
      window.typed = performance.now();
      input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    });
}

/**
 * Runs in the page: the times from an input event to rows in the DOM, and to the end of a frame
 * that shows them. The first `warmups` texts are typed once before.
 */
export async function keys({ keystrokes, warmups }) {
  const { port1, port2 } = new MessageChannel();
  /** Starts with a frame, so that no sample holds a wait for the next one. */
  const key = (text) =>
    new Promise((resolve, reject) => {
      requestAnimationFrame(() => {
        const elapsed = () => performance.now() - window.typed;
        const posted = (rows) => {
          // A message is a task of its own: it comes after this frame's layout and painting.
          port1.onmessage = () => resolve({ rows, frame: elapsed() });
          port2.postMessage(null);
        };
        window.put(text).then(() => posted(elapsed()), reject);
      });
    });

  let shown = '';
  const pass = async (texts) => {
    const samples = [];
    for (const text of texts) {
      // The widget doesn't ask the same again.
      if (text !== shown) samples.push(await key(text));
      shown = text;
    }
    return samples;
  };
  await pass(keystrokes.slice(0, warmups));
  const samples = await pass(keystrokes);
  return { rows: samples.map(({ rows }) => rows), frame: samples.map(({ frame }) => frame) };
}
