/** Findlet as the search of a VitePress site: the field in the navigation bar, and the index of what was built. */

import { createReadStream, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The oldest VitePress whose navigation bar this is. */
const OLDEST = 1;

/** What the configuration of VitePress says already. */
const FOLLOWED = ['out', 'baseUrl', 'htmlExtension'];

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** @type {typeof import('./index.js').withFindlet} */
export function withFindlet(config, settings = {}) {
  refuse(config, settings);
  const { vite = {}, vue = {}, buildEnd, transformHead } = config;
  const compiler = vue.template?.compilerOptions;
  return {
    ...config,
    vue: {
      ...vue,
      template: {
        ...vue.template,
        compilerOptions: {
          ...compiler,
          isCustomElement: (tag) => tag === 'findlet-search' || Boolean(compiler?.isCustomElement?.(tag)),
        },
      },
    },
    vite: { ...vite, plugins: [...(vite.plugins ?? []), plugin()] },

    async transformHead(context) {
      const others = (await transformHead?.(context)) ?? [];
      return [...others, ['script', { src: `${context.siteData.base}findlet/findlet.lazy.js`, defer: '' }]];
    },

    async buildEnd(site) {
      await buildEnd?.(site);
      const { build } = await import('findlet');
      const htmlExtension = site.cleanUrls ? 'strip' : 'keep';
      const { documents, out } = await build(site.outDir, { htmlExtension, ...settings });
      site.logger.info(`${documents} pages can be searched: ${out}`);
    },
  };
}

/** Throws where something can't work, saying what to do. */
function refuse({ themeConfig, locales = {} }, settings) {
  const { version } = createRequire(join(process.cwd(), 'package.json'))('vitepress/package.json');
  if (Number.parseInt(version, 10) < OLDEST) {
    throw new Error(`@findlet/vitepress needs VitePress ${OLDEST} or newer, and this is ${version}: upgrade it.`);
  }
  for (const name of FOLLOWED.filter((name) => name in settings)) {
    throw new Error(`@findlet/vitepress has no option ${name}: it follows the configuration of VitePress.`);
  }
  const themes = [themeConfig, ...Object.values(locales).map((locale) => locale.themeConfig)];
  if (themes.some((theme) => theme?.search || theme?.algolia)) {
    throw new Error('@findlet/vitepress and themeConfig.search are both the search of this site: take one out.');
  }
}

/** Puts our field in the place of VitePress' own, and has the last build answer while one writes. */
function plugin() {
  const id = '\0virtual:findlet';
  /** Where the last build wrote the index. @type {string} */
  let folder;
  /** @type {import('vite').ResolvedConfig} */
  let vite;
  return {
    name: 'findlet',
    config: () => ({
      resolve: {
        alias: [
          {
            find: /^.*\/VPNavBarSearch\.vue$/,
            replacement: fileURLToPath(new URL('./Search.vue', import.meta.url)),
          },
        ],
      },
    }),
    configResolved(config) {
      vite = config;
      folder = join(config.vitepress.outDir, 'findlet');
    },
    configureServer: ({ middlewares }) => void middlewares.use(`${vite.base}findlet/`, lastBuild(folder)),
    resolveId: (name) => (name === id.slice(1) ? id : undefined),
    load(name) {
      if (name !== id) return;
      const built = statSync(join(folder, 'findlet.json'), { throwIfNoEntry: false })?.mtimeMs ?? null;
      return `export const built = ${vite.command === 'serve' ? built : null};`;
    },
  };
}

/** @param {string} folder */
function lastBuild(folder) {
  return (request, response, next) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const file = join(folder, normalize(decodeURIComponent(pathname)));
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return next();
    response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
    createReadStream(file).pipe(response);
  };
}
