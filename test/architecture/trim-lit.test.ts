import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseAst } from 'rollup/parseAst';
import { findCutUses, trimLit } from '../../scripts/build/trim-lit.js';

const FILES = [
  'lit-element/lit-element.js', 'lit-html/lit-html.js', '@lit/reactive-element/css-tag.js', '@lit/reactive-element/reactive-element.js',
];

for (const file of FILES) {
  test(`${file}: each cut is there once, and what is left is a module`, () => {
    const id = `/node_modules/${file}`;
    const code = readFileSync(new URL(`../..${id}`, import.meta.url), 'utf8');

    const trimmed = trimLit(code, id) ?? code;

    assert.ok(trimmed.length < code.length);
    assert.doesNotThrow(() => parseAst(trimmed));
    assert.throws(() => trimLit(trimmed, id), /is there 0 times/);
  });
}

test('other files stay as they are', () => {
  assert.equal(trimLit('export {};', '/node_modules/lit/index.js'), undefined);
});

const REFUSED = {
  'a value in a style sheet': 'const styles = css`a { color: ${color}; }`;',
  'a comment, or an element that holds nothing but text, in a template': 'html`<p>${one}</p><style>${two}</style>`',
  'an option of a property': '@property({ attribute: "it", converter: own }) it?: string;',
  'a property with accessors': '@property({ type: Boolean }) get open() { return true; }',
  '`static properties`': 'class It { static override properties = {}; }',
  'a listener with options': 'html`<a @click=${{ handleEvent() {}, once: true }}></a>`',
  'a method of updates': 'class It { override shouldUpdate() { return false; } }',
  'a directive, or another part of lit': "import { repeat } from 'lit/directives/repeat.js';",
  '`noChange`, or what is drawn before markup': "import { html, noChange } from 'lit';",
};

for (const [what, source] of Object.entries(REFUSED)) {
  test(`the build is told of ${what}`, () => {
    assert.deepEqual(findCutUses(source), [what]);
  });
}

test('what elements do ask for is none of it', () => {
  const source = `import { html, nothing } from 'lit';
    @property({ type: Number, attribute: 'page-size' }) pageSize = 5;
    @state() protected failure?: Error;
    get open() { return html\`<a class="icon" @click=\${() => { go(); }}>\${label}</a>\`; }`;

  assert.deepEqual(findCutUses(source), []);
});

test('the build is told of what is written close together, and of an update of an element', () => {
  assert.deepEqual(findCutUses('@property({type:Array}) list = [];'), ['an option of a property']);
  assert.deepEqual(findCutUses('class It { override performUpdate() {} }'), ['a method of updates']);
});

test('the build is told of what stands behind brackets of their own', () => {
  assert.deepEqual(findCutUses("@property({ attribute: name({ of: 'it' }), converter: own }) it?: string;"), ['an option of a property']);
  assert.deepEqual(findCutUses("@property({ attribute: name({ of: ['it'] }) }) get it() { return 1; }"), ['a property with accessors']);
});

test('what stands behind a property is none of its options', () => {
  assert.deepEqual(findCutUses('@property() it?: string; convert({ converter, type: Map }) {}'), []);
});
