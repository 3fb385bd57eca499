#!/usr/bin/env node
/** The command: hands over to the program of this platform, and ends as it ends. */

import { spawn } from 'node:child_process';

import { binary, launch } from './binary.js';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** @param {string} message */
function fail(message) {
  process.stderr.write(`findlet: ${message}\n`);
  process.exitCode = 2;
}

try {
  const path = binary();
  const child = spawn(...launch(path, process.argv.slice(2)), { stdio: 'inherit' });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`${path} does not start: ${error.message}`));
  child.on('exit', (code, signal) => {
    for (const name of SIGNALS) process.removeAllListeners(name);
    if (signal) process.kill(process.pid, signal);
    else process.exitCode = code ?? 2;
  });
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
