/** Which addresses of an index become links. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { address } from '../../www/engine/address.js';

const SITE = 'https://example.org/docs/';
const DISK = 'file:///home/me/site/';

test('relative addresses count from the root of the site', () => {
  assert.equal(address('a/b.html#c', SITE), 'https://example.org/docs/a/b.html#c');
  assert.equal(address('/top.html', SITE), 'https://example.org/top.html');
  assert.equal(address('', SITE), SITE);
});

test('http and https are links, nothing else that runs or leaves the web', () => {
  assert.equal(address('http://other.example/x', SITE), 'http://other.example/x');
  for (const url of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    '\tjavascript:alert(1)',
    'data:text/html,x',
    'blob:https://example.org/1',
    'vbscript:x',
    'mailto:a@b.c',
    'ftp://example.org/',
    'file:///etc/passwd',
    'https://',
    'http://[',
  ]) {
    assert.equal(address(url, SITE), null, url);
  }
});

test('on disk, files are links and folders open their index.html', () => {
  assert.equal(address('articles/one.html', DISK), 'file:///home/me/site/articles/one.html');
  assert.equal(address('guide/', DISK), 'file:///home/me/site/guide/index.html');
  assert.equal(address('guide/#part', DISK), 'file:///home/me/site/guide/index.html#part');
  assert.equal(address('javascript:alert(1)', DISK), null);
});

test('without a usable base there is no address', () => {
  assert.equal(address('a.html', ''), null);
});
