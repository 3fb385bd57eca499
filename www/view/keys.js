/** What keys mean. Knows nothing of search. */

/**
 * Whether the key belongs to an input method. Safari ends the composition before the key that
 * confirms it, which then carries only the old key code.
 *
 * @param {KeyboardEvent} event
 */
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}

/** @param {KeyboardEvent | MouseEvent} event */
export function hasModifier(event) {
  return event.ctrlKey || event.metaKey || event.altKey;
}

/**
 * Whether a key that is pressed in the widget is a matter of the page too: Tab, Escape where the widget has no use for it,
 * and what has no meaning for a field: function keys, and letters with Ctrl or Cmd. With Ctrl and Alt, as AltGr is on
 * Windows, they write.
 *
 * @param {KeyboardEvent} event
 */
export function isForPage(event) {
  return /^(Tab|Escape|F\d+)$/.test(event.key) || (!event.altKey && (event.ctrlKey || event.metaKey));
}

/**
 * Whether the key would have written into a text field.
 *
 * @param {KeyboardEvent} event
 */
export function isTyping(event) {
  return !hasModifier(event) && ([...event.key].length === 1 || event.key === 'Backspace');
}

/**
 * Moves the focus along `stops` by arrow keys. Other keys stay with the browser, Home and End too:
 * in a text field they belong to the caret.
 *
 * @param {KeyboardEvent} event
 * @param {Element[]} stops the input first
 * @param {Element} from
 */
export function walk(event, stops, from) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const at = stops.indexOf(from);
  if (!step || at < 0 || hasModifier(event) || event.shiftKey || (at === 0 && step < 0)) return;
  event.preventDefault();
  const stop = /** @type {HTMLElement | undefined} */ (stops[at + step]);
  stop?.focus();
  stop?.closest('li')?.scrollIntoView({ block: 'nearest' });
}

/** The keys that go to the field of a widget, separated by spaces. @param {Element} widget */
export const shortcutsOf = (widget) => widget.getAttribute('shortcut') ?? '/ mod+k';

/** Shortcuts by the names that keys have on this system. @param {string} shortcuts */
export const spelled = (shortcuts) =>
  shortcuts.replace(/\bmod\b/g, /Mac|iP/.test(navigator.platform) ? 'Meta' : 'Control');

/** The first of shortcuts as it is shown in the field. @param {string} shortcuts */
export const shown = (shortcuts) => spelled(shortcuts).split(' ')[0].replace('Control+', 'Ctrl ').replace('Meta+', '⌘');

/**
 * Whether a key pressed anywhere in the page is one of `shortcuts`: single keys such as `/`, or
 * `mod+k`, where mod is Ctrl or Cmd. Never in a field, where it is text.
 *
 * @param {KeyboardEvent} event
 * @param {string} shortcuts separated by spaces
 */
export function isShortcut(event, shortcuts) {
  if (event.defaultPrevented || event.altKey || isComposing(event) || isField(event.composedPath()[0])) return false;
  const mod = event.ctrlKey || event.metaKey;
  // Shift is needed for some characters on some keyboards, but makes another shortcut of mod+k.
  const pressed = (mod ? 'mod+' : '') + (mod && event.shiftKey ? 'shift+' : '') + event.key.toLowerCase();
  return shortcuts.toLowerCase().split(/\s+/).includes(pressed);
}

/** @param {any} target an element, or the document, or the window */
function isField(target) {
  return target.isContentEditable || target.matches?.('input,textarea,select');
}
