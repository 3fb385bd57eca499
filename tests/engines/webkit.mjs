/** WebKitGTK's MiniBrowser, driven by its WebDriver over HTTP, on a screen of its own that nobody sees. */

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

import { until } from '../browser/browser.mjs';
import { Page } from './webdriver.mjs';

const EXECUTABLE = process.env.WEBKIT ?? 'WebKitWebDriver';

/** WebDriver's commands and where they go. */
const ROUTES = {
  Navigate: ['POST', '/url'],
  GetCurrentURL: ['GET', '/url'],
  Back: ['POST', '/back'],
  Refresh: ['POST', '/refresh'],
  ExecuteAsyncScript: ['POST', '/execute/async'],
  PerformActions: ['POST', '/actions'],
  GetWindowRect: ['GET', '/window/rect'],
  SetWindowRect: ['POST', '/window/rect'],
  TakeScreenshot: ['GET', '/screenshot'],
};

/** Colours that a visitor may have asked for, as GTK has them; it has none that are forced. */
const THEMES = { light: 'Adwaita', dark: 'Adwaita:dark' };

/**
 * @param {keyof typeof THEMES} colours
 * @returns {Promise<import('./stage.mjs').Browser>}
 */
export async function launch(colours) {
  const screen = await display();
  const port = await freePort();
  const environment = { ...process.env, DISPLAY: screen.name, GTK_THEME: THEMES[colours] };
  const driver = spawn(EXECUTABLE, [`--port=${port}`], { stdio: 'ignore', env: environment });
  const failed = new Promise((_, fail) => driver.on('error', fail));
  const origin = `http://127.0.0.1:${port}`;
  const isUp = () => call('GET', `${origin}/status`).then(Boolean, () => false);
  await Promise.race([failed, until(isUp, Boolean, 'WebKitWebDriver listens')]);
  const { sessionId, capabilities } = await call('POST', `${origin}/session`, { capabilities: { alwaysMatch: {} } });
  const session = `${origin}/session/${sessionId}`;
  const page = new Page((command, parameters) => {
    const [method, path] = ROUTES[/** @type {keyof typeof ROUTES} */ (command)];
    return call(method, session + path, method === 'GET' ? undefined : parameters);
  });
  return {
    version: `WebKitGTK ${capabilities.browserVersion}`,
    page: async () => page,
    async close() {
      await call('DELETE', session).catch(() => {});
      driver.kill();
      screen.close();
    },
  };
}

/**
 * @param {string} method
 * @param {string} url
 * @param {object} [body]
 */
async function call(method, url, body) {
  const response = await fetch(url, { method, body: body && JSON.stringify(body) });
  const { value } = /** @type {{ value: any }} */ (await response.json());
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname}: ${value.error}: ${value.message}`);
  return value;
}

/** Starts Xvfb on the first display that is free. */
async function display() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise((done, fail) => {
    server.on('error', fail).on('exit', (code) => fail(new Error(`Xvfb ended with ${code}`)));
    server.stdio[3]?.once('data', (data) => done(String(data).trim()));
  });
  return { name: `:${number}`, close: () => server.kill() };
}

/** @returns {Promise<number>} */
function freePort() {
  const server = createServer();
  return new Promise((done) =>
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => done(port));
    }),
  );
}
