import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { findPages, readContents } from '../../scripts/guide/guide-pages.js';
import { renderGuide, toAnchor } from '../../scripts/guide/render-guide.js';
import { ROOT } from './support.js';

const site = renderGuide(ROOT);
const findAll = (html: string, pattern: RegExp): readonly string[] => [...html.matchAll(pattern)].map((match) => match[1] ?? '');

describe('the site of the guide', () => {
  it('has every page of docs/, each with one heading of the first level, one main landmark and the contents', () => {
    assert.equal(site.size, findPages(ROOT).length);
    assert.ok(site.has('index.html') && site.has('quick-start.html') && site.has('errors.html'));
    for (const [file, html] of site) {
      assert.deepEqual(findAll(html, /<(main|h1)\b/gu), ['main', 'h1'], file);
      assert.match(html, /<nav aria-label="Guide">/u, file);
    }
  });

  it('lists every page of the guide in its contents, once', () => {
    const listed = readContents(findPages(ROOT)).flatMap(({ entries }) => entries.map(({ file }) => file));
    const pages = [...site.keys()].filter((file) => file !== 'index.html' && !file.startsWith('decision-'));

    assert.deepEqual(listed.toSorted(), pages.toSorted());
  });

  it('leads nowhere that is not there: pages, anchors, files', () => {
    for (const [file, html] of site) {
      for (const link of findAll(html, /\s(?:href|src)="(?!https:|data:|\.\.\/)([^"]+)"/gu)) {
        const [path = '', anchor] = link.split('#');
        const page = path === '' ? html : site.get(path);
        if (page === undefined) {
          const source = path.startsWith('images/') ? join(ROOT, 'docs', path) : join(ROOT, 'demo/guide', path);
          assert.ok(statSync(source, { throwIfNoEntry: false }), `${file}: ${link}`);
        } else if (anchor !== undefined) assert.ok(page.includes(` id="${anchor}"`), `${file}: ${link}`);
      }
    }
  });

  it('holds no inline script or style, and no markup but its own', () => {
    for (const [file, html] of site) {
      assert.doesNotMatch(html, /<script(?![^>]* src=)|<style| style=|<[^>]* on[a-z]+=|<!--/u, file);
    }
  });

  it('makes anchors as GitHub does', () => {
    assert.equal(toAnchor('What is live in 2026'), 'what-is-live-in-2026');
    assert.equal(toAnchor('A page\'s `Content-Security-Policy`, <b>told</b>'), 'a-pages-content-security-policy-told');
  });
});
