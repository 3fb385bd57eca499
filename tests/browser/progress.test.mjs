/** How much of the engine has come, for those who wait for it. */

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { stage, until } from './browser.mjs';
import { DIST, WASM } from './site.mjs';

const scene = stage();
const WHOLE = await readFile(join(DIST, WASM));
const kB = (bytes) => Math.round(bytes / 1000);

/** Sends a body by halves: the second when it is told to. */
async function slow(body, headers) {
  let release = () => {};
  const told = new Promise((done) => (release = () => done(null)));
  const server = createServer(async (_, response) => {
    response.writeHead(200, {
      'content-type': 'application/wasm',
      'access-control-allow-origin': '*',
      'access-control-expose-headers': '*',
      ...headers,
    });
    response.write(body.subarray(0, body.length >> 1));
    await told;
    response.end(body.subarray(body.length >> 1));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(null)));
  return { release, url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

for (const [name, body, headers, said] of [
  ['of how much', WHOLE, { 'content-length': WHOLE.length }, ` ${kB(WHOLE.length / 2)} / ${kB(WHOLE.length)} kB`],
  ['where the host does not say of how much', WHOLE, {}, ` ${kB(WHOLE.length / 2)} kB`],
  [
    'where the host packs it: the size',
    gzipSync(WHOLE),
    { 'content-encoding': 'gzip', 'content-length': gzipSync(WHOLE).length },
    ` ${kB(gzipSync(WHOLE).length)} kB`,
  ],
]) {
  test(
    `while the engine comes slowly, it is said how much is there, ${name}`,
    scene(async ({ page, site, find }) => {
      const engine = await slow(body, headers);
      try {
        await page.addInitScript(
          ([from, to]) => {
            const { fetch } = window;
            window.fetch = (url, options) => fetch(String(url).endsWith(from) ? to : url, options);
          },
          [WASM, engine.url],
        );
        await page.goto(site.origin);
        await find.input.pressSequentially('ministry');
        await until(
          () => find.message.textContent(),
          (text) => text === `Loading search…${said}`,
          `it says ${said}`,
        );
        engine.release();
        await find.results.first().waitFor();
        assert.equal(await find.input.inputValue(), 'ministry');
      } finally {
        engine.close();
      }
    }),
  );
}
