/** What Node.js gets where a page is rendered on a server: no element is defined, so its children are what is shown. */

const failed = () =>
  Promise.reject(new Error('Findlet searches in browsers; on a server there is `import { … } from "findlet"`'));

export const init = failed;
export const search = failed;
