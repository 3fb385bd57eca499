/** Keys: walking the results, leaving them, opening one, shortcuts, input methods. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stage, until } from './browser.mjs';
import { WASM } from './site.mjs';

const scene = stage();

/** Both articles. */
const QUERY = 'Anna Maria Berg';
/** Any article, at any of its words. */
const ARTICLE = /\/articles\/[^/]+\.html/;

async function search({ site, page, find }, query = QUERY, path = '/') {
  await page.goto(site.origin + path);
  await find.input.click();
  await find.input.fill(query);
  await find.results.first().waitFor();
}

/** The index of the focused link, or the name of what else has the focus. */
async function place({ page, find }) {
  const index = await page.evaluate(() => {
    const root = document.querySelector('findlet-search').shadowRoot;
    return [...root.querySelectorAll('[part=link]')].indexOf(root.activeElement);
  });
  return index >= 0 ? index : find.focused();
}

test(
  'arrow keys walk from the input down the results and back',
  scene(async (world) => {
    const { page } = world;
    await search(world);
    const walk = [];
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp', 'ArrowUp']) {
      await page.keyboard.press(key);
      walk.push(await place(world));
    }
    assert.deepEqual(walk, [0, 1, 1, 0, 'input', 'input']);
  }),
);

test(
  'the focused row is in view',
  scene(async (world) => {
    const { page, find } = world;
    await page.setViewportSize({ width: 390, height: 300 });
    await search(world);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const panel = await find.panel.boundingBox();
    const link = await find.links.nth(1).boundingBox();
    // A scroller stops at whole pixels, a row begins between two.
    const seen = link.y > panel.y - 1 && link.y + link.height < panel.y + panel.height + 1;
    assert.ok(seen, JSON.stringify({ panel, link }));
  }),
);

test(
  'Home and End move the caret, not the results',
  scene(async (world) => {
    const { page, find } = world;
    await search(world);
    const caret = () => find.input.evaluate((input) => input.selectionStart);
    await page.keyboard.press('Home');
    assert.equal(await caret(), 0);
    await page.keyboard.press('End');
    assert.equal(await caret(), QUERY.length);
    assert.equal(await place(world), 'input');
  }),
);

test(
  'typing on a result continues in the input',
  scene(async (world) => {
    const { page, find } = world;
    await search(world);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('x');
    assert.equal(await find.input.inputValue(), QUERY + 'x');
    await page.keyboard.press('Backspace');
    await find.results.first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Backspace');
    assert.equal(await find.input.inputValue(), QUERY.slice(0, -1));
    assert.equal(await place(world), 'input');
  }),
);

test(
  'Escape closes the results, then empties the input, then is left to the page',
  scene(async (world) => {
    const { page, find } = world;
    await search(world);
    await page.evaluate(() => {
      window.left = 0;
      document.addEventListener(
        'keydown',
        (event) => (window.left += event.key === 'Escape' && !event.defaultPrevented ? 1 : 0),
      );
    });
    await until(() => find.status.textContent(), Boolean, 'the results are announced');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    assert.equal(await find.status.textContent(), '', 'what is closed is not read any more');
    assert.equal(await find.panel.isVisible(), false);
    assert.equal(await place(world), 'input');
    assert.equal(await find.input.inputValue(), QUERY);
    await page.keyboard.press('Escape');
    assert.equal(await find.input.inputValue(), '');
    assert.equal(await page.evaluate(() => window.left), 0);
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => window.left), 1);
  }),
);

test(
  'after Escape the arrow key shows the results again',
  scene(async (world) => {
    const { page, find } = world;
    await search(world);
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowDown');
    assert.equal(await find.panel.isVisible(), true);
    assert.equal(await place(world), 0);
  }),
);

test(
  'Enter in the input opens the first article at the matched text',
  scene(async (world) => {
    const { page, find } = world;
    await search(world, 'Resolution 31');
    const href = await find.links.first().getAttribute('href');
    const fragment = decodeURIComponent(href.split('#:~:text=')[1]);
    assert.match(fragment, /Resolution/);
    await page.keyboard.press('Enter');
    await page.waitForURL(ARTICLE);
    assert.equal(await page.evaluate(() => location.hash), '', 'scripts do not see the directive');
    const text = page.getByText(fragment).first();
    await until(
      () => text.evaluate((element) => element.getBoundingClientRect().top < innerHeight),
      (seen) => seen,
      'the text is in view',
    );
    assert.ok((await page.evaluate(() => scrollY)) > 0);
  }),
);

test(
  'every fragment is text of its page',
  scene(async ({ site, page, find, context }) => {
    const article = await context.newPage();
    await page.goto(site.origin);
    for (const query of ['Covid-19', '54 localities', 'mayors', 'zoë bélanger', 'socio-economic', 'digital transf']) {
      await find.input.fill(query);
      await until(
        () => find.marks.count(),
        (count) => count > 0,
        `“${query}” is marked`,
      );
      for (const href of await find.links.evaluateAll((links) => links.map((link) => link.href))) {
        const [url, fragment] = href.split('#:~:text=');
        await article.goto(url);
        const text = await article.locator('main').innerText();
        if (fragment) assert.ok(text.includes(decodeURIComponent(fragment)), `${query}: ${fragment}`);
      }
    }
  }),
);

for (const [keys, name] of [
  ['Control+Enter', 'a new tab'],
  ['Shift+Enter', 'a new window'],
]) {
  test(
    `${keys} opens the first article in ${name} and leaves the results open`,
    scene(async (world) => {
      const { page, context, find } = world;
      await search(world);
      const opened = context.waitForEvent('page');
      await page.keyboard.press(keys);
      const other = await opened;
      await other.waitForURL(ARTICLE);
      assert.equal(await find.panel.isVisible(), true);
      assert.equal(new URL(page.url()).pathname, '/');
    }),
  );
}

test(
  'Enter before the engine has come opens the first article when it has',
  scene(async ({ site, page, find }) => {
    const release = site.hold(WASM);
    await page.goto(site.origin);
    await find.input.click();
    await page.keyboard.type('ministry');
    await page.keyboard.press('Enter');
    release();
    await page.waitForURL(ARTICLE);
  }),
);

test(
  'Enter with nothing found stays on the page',
  scene(async ({ site, page, find }) => {
    await page.goto(site.origin);
    await find.input.fill('xylophone');
    await until(
      () => find.message.textContent(),
      (text) => /^No results/.test(text),
      'nothing is found',
    );
    await find.input.press('Enter');
    assert.equal(new URL(page.url()).pathname, '/');
  }),
);

test(
  'nothing covers the focused row',
  scene(async (world) => {
    const { page, find } = world;
    await page.setViewportSize({ width: 390, height: 300 });
    await search(world);
    for (let step = 0; step < 2; step++) {
      await page.keyboard.press('ArrowDown');
      const isOnTop = await find.links.nth(step).evaluate((link) => {
        const { x, y, width, height } = link.getBoundingClientRect();
        return (
          link
            .getRootNode()
            .elementFromPoint(x + width / 2, y + height / 2)
            ?.closest('a') === link
        );
      });
      assert.ok(isOnTop, `row ${step}`);
    }
  }),
);

test(
  'Tab goes through the results and out of them, which closes them',
  scene(async (world) => {
    const { page, find } = world;
    await search(world);
    const stops = ['input'];
    while (await find.panel.isVisible()) {
      await page.keyboard.press('Tab');
      stops.push(await find.focused());
      assert.ok(stops.length < 20, `no end: ${stops}`);
    }
    const links = await find.links.count();
    assert.equal(stops.filter((stop) => stop === 'link').length, links, `${stops}`);
    await page.keyboard.press('Shift+Tab');
    assert.notEqual(await find.focused(), 'link', 'what is closed is no stop');
  }),
);

test(
  'a pointer that rests where the results appear chooses none of them',
  scene(async (world) => {
    const { page, find, site } = world;
    await search(world);
    const first = await find.links.first().getAttribute('href');
    const { x, y } = await find.results.nth(1).boundingBox();
    await find.input.fill('');
    await page.mouse.move(x + 40, y + 20);
    await find.input.fill(QUERY);
    await find.results.first().waitFor();
    assert.equal(await place(world), 'input');
    await page.keyboard.press('Enter');
    await page.waitForURL(ARTICLE);
    assert.equal(new URL(page.url()).pathname, new URL(first, site.origin).pathname);
  }),
);

test(
  'a click with the middle button opens a new tab, and the results stay',
  scene(async (world) => {
    const { find, context } = world;
    await search(world);
    const [opened] = await Promise.all([context.waitForEvent('page'), find.links.first().click({ button: 'middle' })]);
    await opened.waitForURL(ARTICLE);
    assert.ok(await find.panel.isVisible());
  }),
);

for (const shortcut of ['/', 'Control+k', 'Meta+k', 'Control+K']) {
  test(
    `${shortcut} goes to the search field`,
    scene(async ({ site, page, find }) => {
      await page.goto(site.origin);
      await find.host.locator('input').waitFor();
      await page.keyboard.press(shortcut === 'Control+K' ? 'Control+Shift+k' : shortcut);
      // With Shift it is another shortcut, often the browser's own.
      assert.equal(await find.focused(), shortcut === 'Control+K' ? 'body' : 'input');
      assert.equal(await find.input.inputValue(), '');
    }),
  );
}

test(
  'shortcuts are text in fields, also inside other shadow roots',
  scene(async ({ site, page, find }) => {
    await page.goto(site.origin);
    await find.input.waitFor();
    await page.evaluate(() => {
      const foreign = document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
      foreign.append(Object.assign(document.createElement('input'), { id: 'foreign' }));
      document.body.append(Object.assign(document.createElement('textarea'), { id: 'area' }));
      document.body.append(
        Object.assign(document.createElement('p'), { id: 'rich', contentEditable: 'true', textContent: 'x' }),
      );
    });
    for (const id of ['foreign', 'area', 'rich']) {
      await page.locator(`#${id}`).click();
      await page.keyboard.type('a/b');
      await page.keyboard.press('Control+k');
      const text = await page.locator(`#${id}`).evaluate((element) => element.value ?? element.textContent);
      assert.match(text, /a\/b/);
      assert.equal(await find.input.inputValue(), '');
    }
  }),
);

test(
  'shortcuts can be changed and switched off',
  scene(async ({ site, page, find }) => {
    await page.goto(site.origin);
    await find.input.waitFor();
    await find.host.evaluate((host) => host.setAttribute('shortcut', 's'));
    await page.keyboard.press('/');
    assert.equal(await find.focused(), 'body');
    await page.keyboard.press('s');
    assert.equal(await find.focused(), 'input');
    await find.input.blur();
    await find.host.evaluate((host) => host.setAttribute('shortcut', ''));
    await page.keyboard.press('s');
    assert.equal(await find.focused(), 'body');
    assert.equal(await find.input.getAttribute('aria-keyshortcuts'), null);
  }),
);

test(
  'keys belong to the input method while it composes',
  scene(async ({ site, page, find, context }) => {
    await page.goto(site.origin);
    const session = await context.newCDPSession(page);
    const compose = (text) =>
      session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    const press = async (key, windowsVirtualKeyCode) => {
      await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, windowsVirtualKeyCode });
      await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, windowsVirtualKeyCode });
    };
    await find.input.click();
    await compose('city');
    await find.results.first().waitFor();
    await press('Enter', 13);
    await press('ArrowDown', 40);
    await press('Process', 229);
    assert.equal(new URL(page.url()).pathname, '/');
    assert.equal(await find.focused(), 'input');
    await session.send('Input.insertText', { text: 'city' });
    assert.equal(await find.input.inputValue(), 'city');
    await page.keyboard.press('Enter');
    await page.waitForURL(ARTICLE);
  }),
);

test(
  'selecting is an event with the plain address, and can be cancelled',
  scene(async (world) => {
    const { page, find, site } = world;
    await search(world, 'Resolution 31');
    await page.evaluate(() => {
      document.addEventListener('findlet-select', (event) => {
        event.preventDefault();
        window.selected = event.detail;
      });
    });
    await page.keyboard.press('Enter');
    const { url, query, rank } = await page.evaluate(() => window.selected);
    assert.deepEqual([query, rank], ['Resolution 31', 1]);
    assert.match(url, new RegExp(`^${site.origin}/articles/[^#]+\\.html$`));
    assert.equal(new URL(page.url()).pathname, '/');
    assert.equal(await find.panel.isVisible(), false);
  }),
);
