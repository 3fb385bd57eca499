/** Findlet for any Astro site: the index of what was built, which the dev server has too. */

import { createReadStream, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The oldest Astro with these hooks and modules. */
const OLDEST = [5, 2];

/** What astro.config.mjs says already. */
const FOLLOWED = ['out', 'baseUrl', 'htmlExtension', 'trailingSlash'];

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** @type {typeof import('./astro.js').default} */
export default function findlet(settings = {}) {
  refuse(settings);
  /** @type {import('astro').AstroConfig} */
  let config;
  /** Where the last build wrote the pages. @type {string} */
  let folder;
  return {
    name: '@findlet/starlight/astro',
    hooks: {
      'astro:config:setup'({ updateConfig }) {
        const plugins = [virtual(() => ({ config, folder }))];
        // Vite has to read the components of the package, which are no JavaScript.
        updateConfig({ vite: { plugins, ssr: { noExternal: ['@findlet/starlight'] } } });
      },

      'astro:config:done'({ config: done, buildOutput }) {
        config = done;
        folder = join(fileURLToPath(buildOutput === 'server' ? config.build.client : config.outDir), 'findlet');
      },

      'astro:server:setup'({ server }) {
        server.middlewares.use(lastBuild(addressOf(config), folder));
      },

      async 'astro:build:done'({ dir, logger }) {
        const { build } = await import('findlet');
        const { trailingSlash } = config;
        const isBare = trailingSlash === 'never';
        const addresses = { trailingSlash: isBare ? 'remove' : 'keep', htmlExtension: isBare ? 'strip' : 'keep' };
        const { documents, out } = await build(fileURLToPath(dir), { ...addresses, ...settings });
        logger.info(`${documents} pages can be searched: ${out}`);
      },
    },
  };
}

function refuse(settings) {
  const { version } = createRequire(join(process.cwd(), 'package.json'))('astro/package.json');
  const [major, minor] = version.split('.').map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    throw new Error(`@findlet/starlight needs Astro ${OLDEST.join('.')} or newer, and this is ${version}: upgrade it.`);
  }
  for (const name of FOLLOWED.filter((name) => name in settings)) {
    throw new Error(`@findlet/starlight has no option ${name}: it follows astro.config.mjs.`);
  }
}

/** Where pages find the index. @param {import('astro').AstroConfig} config */
const addressOf = ({ base }) => `${base.replace(/\/$/, '')}/findlet/`;

/**
 * The module `virtual:findlet` tells the component where the index is and, while one writes, when it was built.
 *
 * @param {() => { config: import('astro').AstroConfig, folder: string }} known once Astro has read everything
 */
function virtual(known) {
  const id = '\0virtual:findlet';
  return {
    name: 'findlet',
    resolveId: (/** @type {string} */ name) => (name === id.slice(1) ? id : undefined),
    load(/** @type {string} */ name) {
      if (name !== id) return;
      const { config, folder } = known();
      const built = statSync(join(folder, 'findlet.json'), { throwIfNoEntry: false })?.mtimeMs ?? null;
      return `export const address = ${JSON.stringify(addressOf(config))}; export const built = ${built};`;
    },
  };
}

/** While one writes, the last build answers. @param {string} address @param {string} folder */
function lastBuild(address, folder) {
  return (/** @type {any} */ request, /** @type {any} */ response, /** @type {() => void} */ next) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    // Astro takes the base off the address, or leaves it.
    const start = [address, '/findlet/'].find((start) => pathname.startsWith(start));
    if (!start) return next();
    const file = join(folder, normalize(`/${decodeURIComponent(pathname.slice(start.length))}`));
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return next();
    response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
    createReadStream(file).pipe(response);
  };
}
