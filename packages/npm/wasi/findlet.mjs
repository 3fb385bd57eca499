/** The command as WebAssembly: it sees the files of this machine, and the folder that it was called in. */

import { readFile } from 'node:fs/promises';
import { WASI } from 'node:wasi';

const wasi = new WASI({
  version: 'preview1',
  args: ['findlet', ...process.argv.slice(2)],
  // The command goes to this folder: WebAssembly's system interface begins at the root.
  env: { ...process.env, PWD: process.cwd() },
  preopens: { '/': '/' },
  returnOnExit: true,
});
const program = await WebAssembly.compile(await readFile(new URL('findlet.wasm', import.meta.url)));
process.exitCode = wasi.start(await WebAssembly.instantiate(program, wasi.getImportObject()));
