/** The native command: builds indexes, and answers what the module must answer alike. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

export const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const BIN = process.env.FINDLET_BIN ?? here('../../target/release/findlet');
/** Answers to ten thousand queries, in bytes. */
const OUTPUT = 1 << 30;

/** A folder that is gone after the tests. */
const PLACE = mkdtempSync(join(tmpdir(), 'findlet-wasm-'));
after(() => rmSync(PLACE, { recursive: true }));

/** Runs the command: 0 is something found, 1 nothing. */
function run(...options) {
  const { status, stdout, stderr, error } = spawnSync(BIN, options.map(String), {
    encoding: 'utf8',
    maxBuffer: OUTPUT,
  });
  if (error) throw error;
  if (status > 1) throw new Error(`findlet ${options.join(' ')}: ${stderr}`);
  return stdout;
}

/** Writes a file into the place. */
export function file(name, text) {
  const path = join(PLACE, name);
  writeFileSync(path, text);
  return path;
}

/** Builds the judged documents: a folder with an engine and their index. */
export function judged(name, ...options) {
  return built(name, here('../relevance/docs.jsonl'), options);
}

/** Builds other documents, a line of JSON each. */
export function indexed(name, lines, ...options) {
  return built(name, file(`${name}.jsonl`, lines), options);
}

function built(name, jsonl, options) {
  const out = join(PLACE, name);
  run('build', '--jsonl', jsonl, '--out', out, ...options);
  return out;
}

/** The module that the command wrote, index inside; or the full one beside it. */
export function moduleOf(folder, name = 'findlet.wasm') {
  return readFileSync(join(folderOf(folder), name));
}

/** Where the command put the index. */
export function folderOf(folder) {
  const { indexes, default: main } = JSON.parse(readFileSync(join(folder, 'findlet.json'), 'utf8'));
  return join(folder, indexes[main].folder);
}

/** Answers one query. */
export function answer(folder, query, ...options) {
  return JSON.parse(run('search', '--index', folder, '--format', 'json', ...options, '--', query));
}

/** Answers many queries in one process. */
export function answers(folder, queries, ...options) {
  const batch = file('batch.tsv', queries.map((query, at) => `${at}\t${query}\n`).join(''));
  const lines = run('search', '--index', folder, '--batch', batch, '--format', 'json', ...options);
  return lines
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line).answer);
}

/** As the answer would be in JSON. */
export const plain = (answer) => JSON.parse(JSON.stringify(answer));
