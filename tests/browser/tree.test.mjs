/** What assistive technology is given: the accessibility tree, and what is said over time. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { listen, stage, until } from './browser.mjs';
import { frame, mount, STATES } from './gallery/states.mjs';

const scene = stage();

/**
 * The accessibility tree as Chromium hands it out, without what it ignores.
 *
 * @param {import('./browser.mjs').World} world
 */
async function tree({ page, context }) {
  const session = await context.newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const known = new Map(nodes.map((node) => [node.nodeId, node]));
  const above = (/** @type {(typeof nodes)[0] | undefined} */ node) => {
    const roles = [];
    for (let at = node; at; at = known.get(at.parentId ?? '')) roles.push(at.role?.value);
    return roles.slice(1);
  };
  return nodes
    .filter((node) => !node.ignored)
    .map((node) => ({
      role: node.role?.value,
      name: node.name?.value ?? '',
      description: node.description?.value ?? '',
      above: above(node),
    }));
}

test(
  'the tree has one landmark, a named searchbox, a status, and a list of links named by their titles',
  scene(async (world) => {
    await mount(world.site);
    await world.page.goto(frame(world.site.origin, 'results'));
    await world.find.links.first().waitFor();
    const nodes = await tree(world);
    const named = (/** @type {string} */ role) => nodes.filter((node) => node.role === role).map(({ name }) => name);
    assert.deepEqual(named('search'), ['Search']);
    assert.deepEqual(named('searchbox'), ['Search']);
    assert.equal(named('status').length, 1);
    assert.ok(named('list').includes('Search results'), `${named('list')}`);
    const titles = await world.find.links.allTextContents();
    const links = nodes.filter(({ role, above }) => role === 'link' && above.includes('list'));
    for (const title of titles) {
      const link = links.find(({ name }) => name === title);
      assert.ok(link, title);
      assert.ok(link.description.length > 20, `what describes ${title}: ${link.description}`);
    }
    assert.match(links.find(({ name }) => /^Characteristics/.test(name)).description, /Missing: harbour$/);
  }),
);

test(
  'the field has its name, its shortcuts and the status before there is a query',
  scene(async (world) => {
    await mount(world.site);
    await world.page.goto(frame(world.site.origin, 'closed'));
    await world.find.input.waitFor();
    const nodes = await tree(world);
    const [field] = nodes.filter(({ role }) => role === 'searchbox');
    assert.equal(field.name, 'Search');
    assert.equal(await world.find.input.getAttribute('aria-keyshortcuts'), '/ Control+k');
    assert.equal(nodes.filter(({ role }) => role === 'status').length, 1);
    assert.equal(nodes.filter(({ role, above }) => role === 'link' && above.includes('search')).length, 0);
  }),
);

test(
  'the tree has as many links as the list has titles and sections, of every state with results',
  scene(async (world) => {
    await mount(world.site);
    for (const state of /** @type {const} */ (['results', 'many', 'languages', 'incomplete'])) {
      await world.page.goto(frame(world.site.origin, state));
      await world.find.links.first().waitFor();
      const rendered = await world.find.results.locator('a').count();
      const links = (await tree(world)).filter(({ role, above }) => role === 'link' && above.includes('search'));
      assert.equal(links.length, rendered, state);
    }
  }),
);

test(
  'nothing to press is within another, and everything to press has a name',
  scene(async (world) => {
    await mount(world.site);
    const pressed = ['link', 'button', 'searchbox', 'checkbox', 'combobox'];
    for (const state of /** @type {(keyof typeof STATES)[]} */ (Object.keys(STATES))) {
      await world.page.goto(frame(world.site.origin, state));
      await world.find.input.waitFor();
      if (STATES[state]) await world.find.panel.waitFor();
      for (const { role, name, above } of await tree(world)) {
        if (!pressed.includes(role)) continue;
        assert.ok(name.trim(), `a ${role} without a name, ${state}`);
        assert.deepEqual(
          above.filter((outer) => pressed.includes(outer)),
          [],
          `${role} ${name}, ${state}`,
        );
      }
    }
  }),
);

test(
  'each state is said once, in words, and none of the letters on the way',
  scene(async ({ site, page, find }) => {
    await mount(site);
    await page.goto(frame(site.origin, 'closed'));
    await find.input.click();
    const said = await listen(page);
    const script = /** @type {[string, RegExp][]} */ ([
      [STATES.results, /^3 results\. How a Fresnel lens bends light: press Enter to open\.$/],
      [STATES.many, /^240 results\. Light number 1: /],
      [STATES.none, /^No results for “lihgt”/],
      [STATES.error, /^Search is not available\. What came from .* is damaged/],
      [STATES.offline, /^Search is not available\. You are offline/],
      [STATES.loading, /^Loading search…$/],
    ]);
    const matching = async (/** @type {RegExp} */ expected) => (await said()).filter((text) => expected.test(text));
    for (const [query, expected] of script) {
      await find.input.fill('');
      await find.input.pressSequentially(query);
      await until(
        () => matching(expected),
        (texts) => texts.length > 0,
        `${query} is said`,
      );
    }
    for (const [query, expected] of script) assert.equal((await matching(expected)).length, 1, query);
  }),
);
