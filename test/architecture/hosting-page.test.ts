import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHostingPage } from '../../scripts/build/hosting-page.js';

const INTEGRITY = { 'passport-widgets.js': 'sha384-entry', 'passport-widgets.all.js': 'sha384-all', 'chunks/a.js': 'sha384-a' };

test('every script tag names one version and the hash of its file', () => {
  const page = createHostingPage('1.2.3-beta.1', INTEGRITY);
  const tags = [...page.matchAll(/<script type="module" src="([^"]+)" integrity="([^"]+)" crossorigin="anonymous"><\/script>/g)];

  assert.equal(tags.length, 6);
  assert.equal(page.split('<script').length - 1, tags.length);
  for (const [, url = '', hash] of tags) {
    assert.ok(url.includes('@1.2.3-beta.1/dist/') || url.startsWith('/passport-widgets-1.2.3-beta.1/'), url);
    assert.equal(hash, url.endsWith('.all.js') ? 'sha384-all' : 'sha384-entry');
    if (!url.startsWith('/')) assert.ok(['cdn.jsdelivr.net', 'unpkg.com'].includes(new URL(url).host), url);
  }
});

test('no page is made for what pins nothing', () => {
  for (const version of ['latest', '^1.2.3', '1', '1.2', '', '1.2.x']) assert.throws(() => createHostingPage(version, INTEGRITY), /no version to pin/, version);
  assert.throws(() => createHostingPage('1.2.3', {}), /has no hash/);
});
