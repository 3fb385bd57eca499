/** `node gallery/serve.mjs` serves the gallery until it is stopped. */

import { serve } from '../site.mjs';
import { mount } from './states.mjs';

const site = await serve();
await mount(site);
console.log(`${site.origin}/gallery/index.html`);
