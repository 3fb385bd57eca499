/** What is loaded from beside an index elsewhere, for scripts that have all of it inside. */

import { asked } from './engine/several.js';
import * as memory from './findlet.history.js';
import * as modes from './findlet.modes.js';
import * as search from './findlet.search.js';
import { trusted } from './findlet.trusted.js';
import { keepOffline } from './offline.js';
import * as extras from './view/extras.js';
import * as late from './view/late.js';
import * as recent from './view/recent.js';
import * as refine from './view/refine.js';
import { Rows } from './view/rows.js';
import * as widen from './view/widen.js';

export const PARTS = {
  extras: { ...extras, asked },
  history: memory,
  late,
  modes,
  offline: {
    keepOffline: (/** @type {string | null} */ worker, /** @type {string} */ folder, /** @type {string} */ language) =>
      keepOffline(worker, folder, language, trusted),
  },
  recent,
  refine,
  search,
  view: { Rows },
  widen,
};

Rows.file = async (name) => PARTS[/** @type {keyof typeof PARTS} */ (name)];
