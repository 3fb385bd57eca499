/* Hexo runs this as a script of its own, in which nothing can be imported. */
// biome-ignore lint/correctness/noUndeclaredVariables: Hexo gives itself to the script by this name.
require('./plugin.cjs')(hexo);
