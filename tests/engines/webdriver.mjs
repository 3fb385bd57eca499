/** A page that a test drives, over WebDriver's commands (https://www.w3.org/TR/webdriver2/). */

/** Keys that are not characters, as WebDriver writes them. */
const KEYS = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Escape: '\uE00C',
  Home: '\uE011',
  End: '\uE010',
  ArrowUp: '\uE013',
  ArrowDown: '\uE015',
};

/** What drivers say where the document went away under a script. */
const GONE = /unload|destroyed|navigat|no such (window|frame)|Discarded/i;
/** A page that stays away for longer than this is an error. Milliseconds. */
const PATIENCE_MS = 15_000;

/** @typedef {(command: string, parameters?: object) => Promise<any>} Send one command; resolves to its value */

export class Page {
  #send;

  /** @param {Send} send */
  constructor(send) {
    this.#send = send;
  }

  /** @param {string} url */
  async open(url) {
    await this.#send('Navigate', { url });
  }

  /** @returns {Promise<string>} */
  url() {
    return this.#send('GetCurrentURL');
  }

  async back() {
    await this.#send('Back', {});
  }

  async reload() {
    await this.#send('Refresh', {});
  }

  /**
   * What a function returns in the page; of the next page where this one goes away meanwhile.
   *
   * @param {Function} run stands alone, takes and returns plain data, or a promise of it
   * @param {...unknown} given
   */
  async evaluate(run, ...given) {
    const script = `const [given, done] = arguments;
      Promise.resolve().then(() => (${run})(...given)).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = await whileThere(() => this.#send('ExecuteAsyncScript', { script, args: [given] }));
    if (error) throw new Error(error);
    return value;
  }

  /** @param {string} keys such as `Control+k`; all but the last are held */
  async press(keys) {
    const values = keys.split('+').map((key) => KEYS[/** @type {keyof typeof KEYS} */ (key)] ?? key);
    const down = values.map((value) => ({ type: 'keyDown', value }));
    const up = values.toReversed().map((value) => ({ type: 'keyUp', value }));
    await this.#act({ type: 'key', id: 'keyboard', actions: [...down, ...up] });
  }

  /** @param {string} text typed letter by letter */
  async type(text) {
    const strokes = [...text].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.#act({ type: 'key', id: 'keyboard', actions: strokes });
  }

  /** @param {number} x @param {number} y in CSS pixels from the window's corner */
  async click(x, y) {
    const move = { type: 'pointerMove', x: Math.round(x), y: Math.round(y), origin: 'viewport' };
    const actions = [move, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }];
    await this.#act({ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions });
  }

  /** @param {object} source of input, and what it does */
  async #act(source) {
    await this.#send('PerformActions', { actions: [source] });
  }

  /**
   * Gives the page room of this size; the window is larger by its frame.
   *
   * @param {number} width
   * @param {number} height
   */
  async resize(width, height) {
    const room = () => this.evaluate(() => [innerWidth, innerHeight]);
    const { width: outerWidth, height: outerHeight } = await this.#send('GetWindowRect');
    const [innerWidth, innerHeight] = await room();
    await this.#send('SetWindowRect', {
      width: width + outerWidth - innerWidth,
      height: height + outerHeight - innerHeight,
    });
  }

  /** @returns {Promise<Buffer>} a PNG of what the window shows */
  async screenshot() {
    return Buffer.from(await this.#send('TakeScreenshot', { full: false }), 'base64');
  }
}

/**
 * Sends again what the page's going away cut off.
 *
 * @template T
 * @param {() => Promise<T>} send
 */
async function whileThere(send) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await send();
    } catch (error) {
      if (!GONE.test(String(error)) || Date.now() > end) throw error;
    }
  }
}
