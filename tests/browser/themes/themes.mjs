/**
 * Themes that people put the widget into: their published style sheets where a package has them, else the few rules of theirs that
 * matter, written down here; and where in their pages the widget stands.
 *
 * @typedef {{ client: 'npm' | 'pip', name: string, version: string, files: string[] }} Source
 *
 * @typedef {object} Theme
 * @property {Source} [source]
 * @property {string} [style] rules beside those
 * @property {(scheme: 'light' | 'dark') => { html?: string, body?: string }} says attributes that make it light or dark
 * @property {(widget: string) => string} page
 * @property {true} [isLight] whether it is only light
 */

const TEXT = `<h1>Getting started</h1><p>${'Plain text of a page about boats. '.repeat(12)}</p>
  <pre><code>let boat = open("boat");</code></pre><p>${'More of it, further down. '.repeat(20)}</p>`;
const MENU = `<ul>${'<li><a href="#x">A page of the menu</a></li>'.repeat(4)}</ul>`;

/** @param {string} widget @param {string} bar @param {string} [side] */
const withHeader = (widget, bar, side = '') =>
  `<header class="${bar}"><strong>Project</strong>${widget}</header>${side}<main class="main content">${TEXT}</main>`;

/** @type {Record<string, Theme>} */
export const THEMES = {
  vitepress: {
    source: {
      client: 'npm',
      name: 'vitepress',
      version: '1.6.4',
      files: ['vars', 'base', 'utils', 'components/vp-doc'].map(
        (name) => `package/dist/client/theme-default/styles/${name}.css`,
      ),
    },
    style:
      '.bar { position: sticky; top: 0; display: flex; gap: 24px; height: var(--vp-nav-height); align-items: center; padding: 0 24px; background: var(--vp-c-bg); } .bar findlet-search { flex: 1; max-width: 320px } main { padding: 24px }',
    says: (scheme) => ({ html: `class="${scheme}"` }),
    page: (widget) =>
      `<header class="bar"><strong>Project</strong>${widget}</header><main class="vp-doc">${TEXT}</main>`,
  },
  docusaurus: {
    source: {
      client: 'npm',
      name: 'infima',
      version: '0.2.0-alpha.45',
      files: ['package/dist/css/default/default.css'],
    },
    says: (scheme) => ({ html: `data-theme="${scheme}"` }),
    page: (widget) => `<nav class="navbar navbar--fixed-top"><div class="navbar__inner"><div class="navbar__items">
        <strong class="navbar__title">Project</strong></div><div class="navbar__items navbar__items--right">${widget}</div></div></nav>
      <main class="container margin-vert--lg markdown">${TEXT}</main>`,
    style: '.navbar findlet-search { width: 220px }',
  },
  starlight: {
    source: {
      client: 'npm',
      name: '@astrojs/starlight',
      version: '0.42.4',
      files: ['layers', 'props', 'reset', 'markdown'].map((name) => `package/dist/style/${name}.css`),
    },
    style: `.header { display: flex; gap: 16px; align-items: center; padding: 12px 16px; background: var(--sl-color-bg-nav); position: fixed;
      inset: 0 0 auto; z-index: 10 } .header findlet-search { flex: 1; max-width: 22rem } main { padding: 96px 24px 24px }`,
    says: (scheme) => ({ html: `data-theme="${scheme}"` }),
    page: (widget) =>
      `<header class="header"><strong>Project</strong>${widget}</header><main class="sl-markdown-content">${TEXT}</main>`,
  },
  material: {
    source: {
      client: 'pip',
      name: 'mkdocs-material',
      version: '9.8.2',
      files: ['main.57a0d79d', 'palette.fb2fffe2'].map(
        (name) => `material/templates/assets/stylesheets/${name}.min.css`,
      ),
    },
    style: '.md-header findlet-search { width: 14rem; margin: 4px 12px }',
    says: (scheme) => ({
      body: `data-md-color-scheme="${scheme === 'dark' ? 'slate' : 'default'}" data-md-color-primary="indigo" data-md-color-accent="amber"`,
    }),
    page: (
      widget,
    ) => `<header class="md-header"><nav class="md-header__inner md-grid"><div class="md-header__title">Project</div>
        ${widget}</nav></header><main class="md-main"><div class="md-main__inner md-grid"><article class="md-content__inner md-typeset">${TEXT}</article></div></main>`,
  },
  furo: {
    source: { client: 'pip', name: 'furo', version: '2025.12.19', files: ['furo/theme/furo/static/styles/furo.css'] },
    style:
      '@media (max-width: 63em) { .sidebar-drawer { position: static !important; left: 0 !important; width: 100% !important } .page { display: block !important } }',
    says: (scheme) => ({ body: `data-theme="${scheme}"` }),
    page: (
      widget,
    ) => `<div class="page"><aside class="sidebar-drawer"><div class="sidebar-container"><div class="sidebar-sticky">
        <div class="sidebar-scroll">${widget}<div class="sidebar-tree">${MENU}</div></div></div></div></aside>
      <div class="main"><div class="content"><div class="article-container"><article>${TEXT}</article></div></div></div></div>`,
  },
  pydata: {
    source: {
      client: 'pip',
      name: 'pydata-sphinx-theme',
      version: '0.24.0',
      files: ['pydata_sphinx_theme/theme/pydata_sphinx_theme/static/styles/pydata-sphinx-theme.css'],
    },
    style: '.bd-header findlet-search { width: 16rem }',
    says: (scheme) => ({ html: `data-theme="${scheme}" data-mode="${scheme}"` }),
    page: (
      widget,
    ) => `<header class="bd-header navbar navbar-expand-lg bd-navbar"><div class="bd-header__inner bd-page-width">
        <strong>Project</strong>${widget}</div></header><div class="bd-container"><main class="bd-main"><div class="bd-content">
        <article class="bd-article">${TEXT}</article></div></main></div>`,
  },
  'read-the-docs': {
    source: {
      client: 'pip',
      name: 'sphinx-rtd-theme',
      version: '3.1.0',
      files: ['sphinx_rtd_theme/static/css/theme.css'],
    },
    style:
      '@media (max-width: 768px) { .wy-nav-side, .wy-side-scroll { position: static !important; width: 100% !important; left: 0 !important; overflow: visible !important } }',
    says: () => ({ body: 'class="wy-body-for-nav"' }),
    isLight: true,
    page: (
      widget,
    ) => `<div class="wy-grid-for-nav"><nav class="wy-nav-side"><div class="wy-side-scroll"><div class="wy-side-nav-search">
        <a href="#x">Project</a>${widget}</div><div class="wy-menu wy-menu-vertical">${MENU}</div></div></nav>
      <section class="wy-nav-content-wrap"><div class="wy-nav-content"><div class="rst-content">${TEXT}</div></div></section></div>`,
  },
  typedoc: {
    source: { client: 'npm', name: 'typedoc', version: '0.28.20', files: ['package/static/style.css'] },
    says: (scheme) => ({ html: `data-theme="${scheme}"` }),
    page: (
      widget,
    ) => `<header class="tsd-page-toolbar"><div class="tsd-toolbar-contents container"><strong class="title">Project</strong>
        ${widget}</div></header><div class="container container-main"><div class="col-content">${TEXT}</div></div>`,
    style: '.tsd-toolbar-contents findlet-search { flex: 1; max-width: 20rem; margin-inline-start: 1rem }',
  },
  nextra: {
    source: { client: 'npm', name: 'nextra-theme-docs', version: '4.6.1', files: ['package/dist/style-prefixed.css'] },
    style: `:root { --nextra-bg: 250 250 250; --nextra-primary-hue: 212deg; --nextra-primary-saturation: 100%; --nextra-primary-lightness: 45% }
      .dark { --nextra-bg: 17 17 17 } body { margin: 0; background: rgb(var(--nextra-bg)) } .dark body { color: #eee }
      header { display: flex; gap: 16px; padding: 12px 24px; align-items: center } header findlet-search { flex: 1; max-width: 20rem } main { padding: 24px }`,
    says: (scheme) => ({ html: `class="${scheme}"` }),
    page: (widget) => withHeader(widget, 'nextra-navbar'),
  },
  mdbook: {
    style: `html { font-size: 62.5%; color: var(--fg); background: var(--bg); overflow-x: hidden } body { margin: 0; font-size: 1.6rem; font-family: "Open Sans", sans-serif }
      .light { --bg: #fff; --fg: #000; --links: #20609f; --bar: #fafafa } .navy { --bg: #161923; --fg: #bcbdd0; --links: #2b79a2; --bar: #282d3f }
      .sidebar { position: fixed; inset: 0 auto 0 0; width: 300px; overflow: auto; font-size: .875em; background: var(--bar); padding: 12px; box-sizing: border-box; overscroll-behavior-y: contain }
      main { margin-left: 320px; padding: 16px } @media (max-width: 700px) { .sidebar { position: static; width: auto; height: 200px } main { margin: 0 } }`,
    says: (scheme) => ({ html: `class="${scheme === 'dark' ? 'navy' : 'light'}"` }),
    page: (widget) => `<nav class="sidebar">${widget}${MENU}</nav><main>${TEXT}</main>`,
  },
  'just-the-docs': {
    style: `body { margin: 0; font: 14px/1.4 system-ui } .dark body { background: #27262b; color: #e6e1e8 } .light body { color: #5c5962 }
      .side-bar { position: fixed; z-index: 0; width: 248px; height: 100% } .main { margin-left: 248px }
      .main-header { z-index: 0; display: flex; height: 60px; border-bottom: 1px solid #8884; overflow: hidden; transform: translateZ(0) }
      .search { position: relative; z-index: 2; flex: 1; padding: 8px 16px; max-width: 536px; white-space: nowrap; letter-spacing: .05em }
      @media (max-width: 800px) { .side-bar { display: none } .main { margin: 0 } }`,
    says: (scheme) => ({ html: `class="${scheme}"` }),
    page: (
      widget,
    ) => `<div class="side-bar">${MENU}</div><div class="main"><div class="main-header"><div class="search">${widget}</div></div>
      <main style="position: relative; z-index: 3; padding: 24px">${TEXT}</main></div>`,
  },
  'hugo-book': {
    style: `html { font-size: 16px } body { margin: 0; font-weight: 300; min-width: 20rem } .dark body { background: #343a40; color: #e9ecef }
      .light body { background: #fff; color: #212529 } .container { display: flex; max-width: 80rem; margin: 0 auto }
      .book-menu { flex: 0 0 16rem; font-size: .875rem } .book-menu nav { width: 16rem; padding: 1rem; position: sticky; top: 0; max-height: 100vh; overflow: hidden auto; box-sizing: border-box }
      main { padding: 1rem } @media (max-width: 56rem) { .container { display: block } .book-menu nav { position: static; width: auto } }`,
    says: (scheme) => ({ html: `class="${scheme}"` }),
    page: (widget) =>
      `<div class="container"><aside class="book-menu"><nav>${widget}${MENU}</nav></aside><main>${TEXT}</main></div>`,
  },
  rustdoc: {
    style: `* { box-sizing: border-box } body { margin: 0; font: 1rem/1.5 serif; white-space: normal } .dark body { background: #353535; color: #ddd }
      .light body { background: #fff; color: #000 } .sidebar { position: fixed; width: 200px; inset: 0 auto 0 0; font: .875rem/1 sans-serif; overflow: hidden; white-space: nowrap }
      main { margin-left: 200px; padding: 10px 15px 60px 45px; overflow-wrap: break-word } .search-form { position: relative; display: flex; height: 50px; text-transform: lowercase; font-style: italic }
      .search-form findlet-search { flex: 1 } @media (max-width: 700px) { .sidebar { display: none } main { margin: 0; padding: 10px } }`,
    says: (scheme) => ({ html: `class="${scheme}"` }),
    page: (widget) => `<nav class="sidebar">${MENU}</nav><main><div class="search-form">${widget}</div>${TEXT}</main>`,
  },
};
