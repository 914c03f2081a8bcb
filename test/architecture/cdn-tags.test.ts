import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/test/files.js';

/** Tags that load a script or a style sheet from an address of another origin. */
const findTags = (text: string): string[] => (
  (text.match(/<(?:script|link)\b[^>]*>/gu) ?? []).filter((tag) => /\b(?:src|href)=["']?(?:https?:)?\/\/[^"'\s>]+\.(?:m?js|css)\b/u.test(tag)));

const isChecked = (tag: string): boolean => /\bintegrity="sha384-[^"]+"/u.test(tag) && /\bcrossorigin="anonymous"/u.test(tag);

test('row 136: every tag of README and docs that loads a file from a CDN has integrity and crossorigin', () => {
  const pages = ['README.md', ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file))];
  const tags = pages.flatMap((page) => findTags(readFileSync(join(root, page), 'utf8')).map((tag) => [page, tag] as const));

  assert.ok(tags.some(([page]) => page.endsWith('hosting.md')), 'the control: the tag of the guide is found');
  for (const [page, tag] of tags) assert.ok(isChecked(tag), `${page}: ${tag}`);
});

test('row 136: a tag without them is found', () => {
  const bare = '<script type="module" src="https://cdn.example/a@1.0.0/a.js">';
  const sheet = '<link rel="stylesheet"\n  href="//cdn.example/a.css" integrity="sha384-abc">';
  assert.deepEqual(findTags(`${bare}</script> ${sheet} <link rel="preconnect" href="https://cdn.example"> <script src="/a.js"></script>`), [bare, sheet]);
  assert.equal(isChecked(bare), false);
  assert.equal(isChecked(sheet), false);
  assert.equal(isChecked('<script src="https://cdn.example/a.js" integrity="sha384-abc" crossorigin="anonymous">'), true);
});
