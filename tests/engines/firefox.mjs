/** Firefox, driven over its own protocol, Marionette: WebDriver's commands on a socket, no driver between. */

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { until } from '../browser/browser.mjs';
import { Page } from './webdriver.mjs';

const EXECUTABLE = process.env.FIREFOX ?? 'firefox-esr';

/** What every run sets: a free port, and nothing that asks the network for anything. */
const PREFERENCES = {
  'marionette.port': 0,
  'app.normandy.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
};

/** Colours that a visitor may have asked for, as preferences. */
const COLOURS = {
  light: {},
  dark: { 'layout.css.prefers-color-scheme.content-override': 0 },
  forced: { 'browser.display.document_color_use': 2 },
};

/**
 * @param {keyof typeof COLOURS} colours
 * @returns {Promise<import('./stage.mjs').Browser>}
 */
export async function launch(colours) {
  const profile = mkdtempSync(join(tmpdir(), 'findlet-firefox-'));
  const lines = Object.entries({ ...PREFERENCES, ...COLOURS[colours] });
  writeFileSync(
    join(profile, 'user.js'),
    lines.map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`).join(''),
  );
  const process_ = spawn(EXECUTABLE, ['--headless', '--marionette', '--no-remote', '--profile', profile], {
    stdio: 'ignore',
  });
  const ended = new Promise((done, fail) => process_.on('exit', done).on('error', fail));
  const port = join(profile, 'MarionetteActivePort');
  await Promise.race([ended, until(() => existsSync(port) && readFileSync(port, 'utf8'), Boolean, 'Firefox listens')]);
  const { send, socket } = talk(Number(readFileSync(port, 'utf8')));
  const { capabilities } = await send('NewSession', { capabilities: { alwaysMatch: {} } });
  const page = new Page(send);
  return {
    version: `Firefox ${capabilities.browserVersion}`,
    page: async () => page,
    async close() {
      socket.destroy();
      process_.kill();
      await ended;
      rmSync(profile, { recursive: true, maxRetries: 5 });
    },
  };
}

/**
 * Speaks Marionette: each message is its length, a colon and JSON, `[0, id, name, parameters]` there
 * and `[1, id, error, result]` back.
 *
 * @param {number} port
 */
function talk(port) {
  const socket = connect(port, '127.0.0.1');
  const waiting = /** @type {Map<number, (error: any, result: any) => void>} */ (new Map());
  let bytes = Buffer.alloc(0);
  let count = 0;
  socket.on('data', (data) => {
    bytes = Buffer.concat([bytes, data]);
    for (let next; (next = message(bytes)); bytes = next.rest) {
      const [, id, error, result] = next.content;
      waiting.get(id)?.(error, result);
      waiting.delete(id);
    }
  });
  socket.on('error', (error) => waiting.forEach((done) => done({ error: 'connection', message: error.message }, null)));
  /** @type {import('./webdriver.mjs').Send} */
  const send = (command, parameters = {}) =>
    new Promise((done, fail) => {
      const id = ++count;
      waiting.set(id, (error, result) => {
        if (error) fail(new Error(`${command}: ${error.error}: ${error.message}`));
        else done(result && 'value' in result ? result.value : result);
      });
      const text = JSON.stringify([0, id, `WebDriver:${command}`, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  return { send, socket };
}

/**
 * The first whole message; the greeting, which is no array, counts as an answer to nothing.
 *
 * @param {Buffer} bytes
 */
function message(bytes) {
  const colon = bytes.indexOf(':');
  const end = colon + 1 + Number(bytes.subarray(0, Math.max(0, colon)));
  if (colon < 0 || bytes.length < end) return null;
  const content = JSON.parse(bytes.subarray(colon + 1, end).toString());
  return { content: Array.isArray(content) ? content : [], rest: bytes.subarray(end) };
}
