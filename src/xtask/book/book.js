// What mdBook's pages lack for those who do not use a mouse or do not see them.

// Names of other scripts of the page are taken.
(() => {
  const sidebar = document.getElementById('mdbook-sidebar');
  const label = document.getElementById('mdbook-sidebar-toggle');
  const state = document.getElementById('mdbook-sidebar-toggle-anchor');

  document.getElementById('mdbook-menu-bar')?.setAttribute('role', 'banner');

  /** Puts a button in the place of the label, which can't say whether the table of contents is open. */
  function buttonOf(label, state) {
    const button = document.createElement('button');
    Object.assign(button, { id: label.id, className: label.className, title: label.title, type: 'button' });
    button.setAttribute('aria-label', label.getAttribute('aria-label') ?? label.title);
    const tell = () => button.setAttribute('aria-expanded', String(state.checked));
    button.append(...label.childNodes);
    button.addEventListener('click', () => state.click());
    state.addEventListener('change', tell);
    tell();
    label.replaceWith(button);
  }

  if (label && state) buttonOf(label, state);

  /** What is hidden can't be reached. */
  function hide() {
    sidebar.inert = sidebar.getAttribute('aria-hidden') === 'true';
  }

  if (sidebar) {
    hide();
    new MutationObserver(hide).observe(sidebar, { attributeFilter: ['aria-hidden'] });
  }

  // A cell that says nothing heads nothing.
  for (const head of document.querySelectorAll('th:empty')) head.replaceWith(document.createElement('td'));

  /** Code and tables that are wider than the page can be scrolled by the keyboard. */
  function reach() {
    for (const wide of document.querySelectorAll('pre > code, .table-wrapper')) {
      if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
      else wide.removeAttribute('tabindex');
    }
  }

  reach();
  addEventListener('load', reach);
  addEventListener('resize', reach);
})();
