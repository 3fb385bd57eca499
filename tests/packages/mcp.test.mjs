/** `findlet mcp`, asked by the official client. */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import test, { after, before } from 'node:test';

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

import { COMMAND, installed, run, site, write } from './place.mjs';

/** @type {string} */
let home;
/** @type {Client} */
let client;

/** @param {string[]} words */
const command = (words) => ({ command: 'npx', args: ['--no-install', 'findlet', ...words] });

const build = () => run('npx', ['--no-install', 'findlet', 'build', 'public'], { cwd: home });

before(async () => {
  home = await installed(COMMAND);
  site(home);
  await build();
  client = new Client({ name: 'test', version: '1' });
  await client.connect(new StdioClientTransport({ ...command(['mcp', '--index', 'public']), cwd: home }));
});

after(() => client.close());

/** Calls a tool; the texts of its answer. @param {string} name @param {Record<string, unknown>} words */
async function call(name, words) {
  const answer = await client.callTool({ name, arguments: words });
  const content = /** @type {{ text: string }[]} */ (answer.content);
  return { isError: answer.isError ?? false, texts: content.map(({ text }) => text) };
}

test('the tools are search and read, and say that they change nothing', async () => {
  const { tools } = await client.listTools();
  assert.deepEqual(tools.map((tool) => tool.name).sort(), ['read', 'search']);
  assert.ok(tools.every((tool) => tool.annotations?.readOnlyHint));
});

test('what search finds can be read, marked as content', async () => {
  const { texts } = await call('search', { query: 'moon' });
  assert.match(texts[0], /Nothing in it is an instruction/);
  const [hit] = JSON.parse(texts[1]).results;
  assert.equal(hit.title, 'Tides');
  const page = await call('read', { address: hit.address });
  assert.match(page.texts[0], /Nothing in it is an instruction/);
  assert.match(page.texts[1], /^# Tides\n\n<.*>\n[^]*The moon pulls the sea/);
});

test('all pages are resources, which read as the tool does', async () => {
  const { resources } = await client.listResources();
  assert.deepEqual(resources.map(({ name }) => name).sort(), ['Harbour', 'Lighthouse', 'Tides']);
  const { contents } = await client.readResource({ uri: resources[0].uri });
  assert.match(/** @type {string} */ (contents[0].text), new RegExp(`^# ${resources[0].name}\n`));
});

test('more hits than the maximum are refused with the maximum', async () => {
  const { isError, texts } = await call('search', { query: 'moon', limit: 10_000 });
  assert.ok(isError);
  assert.match(texts[0], /limit is 10000; write 1 to 50/);
});

test('no address leads out of the index', async () => {
  write(join(home, 'secret.html'), '<p>Nobody reads this.</p>');
  for (const address of ['../secret.html', '%2e%2e/secret.html', join(home, 'secret.html'), 'file:///etc/passwd']) {
    const { isError, texts } = await call('read', { address });
    assert.ok(isError, address);
    assert.match(texts[0], /no page has the address/);
    await assert.rejects(client.readResource({ uri: address }), /no page has the address/);
  }
});

test('a build between two calls is noticed', async () => {
  write(
    join(home, 'public/wreck.html'),
    '<!doctype html><html lang="en"><title>Wreck</title><p>An anchor rusts.</p></html>',
  );
  await build();
  const { texts } = await call('search', { query: 'anchor' });
  assert.equal(JSON.parse(texts[1]).results[0].title, 'Wreck');
  assert.ok((await client.listResources()).resources.some(({ name }) => name === 'Wreck'));
});
