/** Where the panel is. */

/** Space kept below the panel, in CSS pixels. */
const MARGIN = 8;
/** Space between the panel and the field. */
const GAP = 6;
/** Below this height the panel runs out of the window rather than showing half a row. */
const LEAST_HEIGHT = 160;

/**
 * Puts an open panel below the field, or above one at the window's foot, and within the window from side to side.
 * www/README.md says why not by CSS anchor positioning.
 *
 * @param {HTMLElement} panel
 * @param {Element} field
 */
export function place(panel, field) {
  const { style } = panel;
  if (!panel.popover || panel.hidden) return;
  const { left, right, top, bottom, width } = field.getBoundingClientRect();
  const { clientWidth } = document.documentElement;
  const { height, offsetTop } = /** @type {VisualViewport} */ (visualViewport);
  style.minWidth = width + 'px';
  const wide = panel.offsetWidth;
  // Flush with the edge where lines begin, or else the other one, or else in the middle.
  const edges = [left, right - wide];
  if (panel.matches(':dir(rtl)')) edges.reverse();
  const fits = (/** @type {number} */ x) => x >= 0 && x + wide <= clientWidth;
  const [above, below] = [top - offsetTop, offsetTop + height - bottom];
  const isAbove = below < LEAST_HEIGHT && above > LEAST_HEIGHT;
  style.left = scrollX + (edges.find(fits) ?? (clientWidth - wide) / 2) + 'px';
  style.top = scrollY + (isAbove ? top - GAP : bottom + GAP) + 'px';
  style.translate = isAbove ? '0 -100%' : '';
  style.maxHeight = Math.max(LEAST_HEIGHT, (isAbove ? above : below) - GAP - MARGIN) + 'px';
}
