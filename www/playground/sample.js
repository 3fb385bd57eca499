/** Pages for those who only want to look: a small handbook. */

/** @param {string} title @param {string} body */
const page = (title, body) =>
  `<!doctype html><html lang="en"><title>${title}</title><main><h1>${title}</h1>${body}</main></html>`;

/** @type {Record<string, string>} */
const PAGES = {
  'index.html': page('A small boat', '<p>How to keep a wooden boat dry, safe and ready to sail.</p>'),
  'hull/caulking.html': page(
    'Caulking the hull',
    '<p>Cotton is driven into the seams between two planks and sealed with putty.</p><h2 id="tools">Tools</h2><p>A caulking iron, a mallet, and patience.</p><h2 id="leaks">When it leaks</h2><p>Wood swells in water. Give a new seam two days before you look for leaks.</p>',
  ),
  'rigging/mast.html': page(
    'Raising the mast',
    '<p>Two people lift, a third guides the foot into its step.</p><h2 id="stays">Stays and shrouds</h2><p>Tighten the forestay first. The shrouds keep the mast from leaning to a side.</p>',
  ),
  'rigging/knots.html': page(
    'Knots that hold',
    '<p>A bowline makes a loop that does not slip. A cleat hitch is undone under load.</p><h2 id="reef">Reef knot</h2><p>Only for reefing: it fails between two ropes.</p>',
  ),
  'weather/wind.html': page(
    'Reading the wind',
    '<p>Look at the water: dark patches are gusts. Above five Beaufort a small boat reefs its sail.</p>',
  ),
  'weather/tides.html': page(
    'Tides and currents',
    '<p>The moon pulls the sea twice a day. Leave with the ebb, come home with the flood.</p>',
  ),
};

/** @type {() => import('./sources.js').Source[]} */
export const sample = () =>
  Object.entries(PAGES).map(([path, text]) => {
    const bytes = new TextEncoder().encode(text);
    return { path, size: bytes.length, read: async () => bytes };
  });
