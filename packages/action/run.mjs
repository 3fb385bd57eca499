/**
 * What the action of GitHub does: builds, checks, and writes a summary of the job. Inputs are in variables, so that
 * none is read by a shell; `FINDLET_BINARY` names a command to run in place of npm's.
 */

import { spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { platform } from 'node:os';
import { env, exit, stderr } from 'node:process';

const { INPUT_SITE = '', INPUT_VERSION = 'latest', INPUT_ARGS = '' } = env;
/** Lines of each list that the summary has; the log has all. */
const LINES = 50;

/** Runs the command, and returns how it ended and what it printed. @param {string[]} words */
function findlet(words) {
  const npx = ['npx', '--yes', `findlet@${INPUT_VERSION}`];
  const [program, ...first] = env.FINDLET_BINARY ? [env.FINDLET_BINARY] : npx;
  // On Windows npx is a batch file, which only a shell runs; the version is all that is not ours there.
  if (platform() === 'win32' && !/^[\w.-]+$/.test(INPUT_VERSION)) fail(`${INPUT_VERSION} is no version`);
  const shell = platform() === 'win32' && !env.FINDLET_BINARY;
  const { status, stdout, error } = spawnSync(program, [...first, ...words], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    shell,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (error) fail(`${program} does not start: ${error.message}`);
  return { status: status ?? 2, stdout };
}

/** Ends the step with an annotation. @param {string} message @returns {never} */
function fail(message, status = 2) {
  stderr.write(`::error::${message.replaceAll('%', '%25').replaceAll('\n', '%0A')}\n`);
  exit(status);
}

/** @param {string | undefined} path of a file of GitHub's @param {string} text */
function append(path, text) {
  if (path) appendFileSync(path, text);
}

/** Text of a site as a cell of a table. @param {string} text */
const cell = (text) => text.replace(/[|<>&\\`*_[\]]/g, (letter) => `&#${letter.codePointAt(0)};`).replace(/\s+/g, ' ');

/** A list of pages with reasons, as a table. @param {string} title @param {{ name: string, why: string }[]} pages */
function table(title, pages) {
  if (pages.length === 0) return '';
  const rows = pages.slice(0, LINES).map(({ name, why }) => `| ${cell(name)} | ${cell(why)} |\n`);
  const rest = pages.length > LINES ? `\n… and ${pages.length - LINES} more\n` : '';
  return `\n#### ${title}: ${pages.length}\n\n| page | why |\n| --- | --- |\n${rows.join('')}${rest}`;
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toLocaleString('en', { maximumFractionDigits: 1 })} kB`;

/** @param {Record<string, any>} summary of `findlet build --json` */
function report({ documents, languages, indexes, files, bytes, leftOut, warnings }) {
  const spoken = Object.entries(languages).map(([language, count]) => `${cell(language)} ${count}`);
  const fetched = indexes.map((index) => kilobytes(index.bytes)).join(', ');
  return [
    '### Search by Findlet\n\n| pages | languages | index, gzipped | files | bytes |\n| ---: | --- | ---: | ---: | ---: |\n',
    `| ${documents} | ${spoken.join(', ')} | ${fetched} | ${files} | ${kilobytes(bytes)} |\n`,
    table('Left out', leftOut),
    table('Warnings', warnings),
  ].join('');
}

const words = INPUT_ARGS.split(/\s+/).filter(Boolean);
const built = findlet(['build', '--json', ...words, ...(INPUT_SITE ? ['--', INPUT_SITE] : [])]);
if (!built.stdout.trim()) fail('findlet build failed; the lines above say why', built.status);
const summary = JSON.parse(built.stdout);
append(env.GITHUB_STEP_SUMMARY, report(summary));
append(env.GITHUB_OUTPUT, `documents=${summary.documents}\n`);
if (built.status !== 0) fail('there was nothing to index', built.status);
const checked = findlet(['check', summary.out]);
if (checked.status !== 0) fail(`findlet check failed:\n${checked.stdout}`, checked.status);
