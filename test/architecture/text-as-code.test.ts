import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countUses, findTextAsCode } from '../../scripts/check/text-as-code.js';

const CODE = [
  "eval('1');", "(0, eval)('1');", "window['eval']('1');", 'const { eval: run } = window;', "new Function('return 1');", "Function('return 1');",
  "globalThis.Function('1');", 'const make = Function;', "setTimeout('a()', 1);", 'window.setInterval(`a()`);', "setTimeout('a' + b);",
  "[].constructor.constructor('1');", "(() => {}).constructor('return 1');", "location.href = 'javascript:a()';", "policy.createScript('1');",
];
const MARKUP = [
  'a.innerHTML = b;', "a['outerHTML'] = b;", 'Object.assign(a, { srcdoc: b });', "a.insertAdjacentHTML('beforeend', b);", 'document.write(b);',
  "d.writeln(b);", "new DOMParser().parseFromString(b, 'text/html');", 'a.setHTMLUnsafe(b);', 'range.createContextualFragment(b);',
];
const FINE = [
  'const call = Function.prototype.call.bind(a);', 'setTimeout(() => a(), 1);', 'setTimeout(a);', 'new this.constructor(a, b);', 'this.constructor.styles;',
  'evaluate(a); const functions = [];', "import a from './a.js'; import.meta.url;", 'navigator.clipboard.writeText(a);', "a.textContent = 'eval(1)';",
];
const POLICY = "trustedTypes.createPolicy('a', {});";
const SINK = 'a.innerHTML = b;';
const BUILT = [
  ['passport-widgets.js', `${POLICY} import(a);`], ['chunks/a.js', SINK], ['chunks/b.js', 'a();'], ['passport-widgets.all.js', `${POLICY} ${SINK}`], ['locales/de.js', 'a();'],
] as const;

test('what makes code or markup of a text is found in a built file, and nothing else', () => {
  for (const code of CODE) assert.ok((countUses(code)['code from text'] ?? 0) >= 1, code);
  for (const code of MARKUP) assert.deepEqual(countUses(code), { 'markup from text': 1 }, code);
  for (const code of FINE) assert.deepEqual(countUses(code), {}, code);
  assert.deepEqual(countUses(POLICY), { 'a policy': 1 });
  assert.deepEqual(countUses('await import(a);'), { 'import()': 1 });
});

test('the built files may have one sink with one policy, and the entry one import()', () => {
  assert.deepEqual(findTextAsCode(BUILT), []);
  const add = (name: string, more: string): string[] => findTextAsCode(BUILT.map(([file, code]) => [file, file === name ? `${code} ${more}` : code]));
  for (const [file] of BUILT) {
    for (const more of ['eval(a);', SINK, POLICY, 'import(a);']) assert.equal(add(file, more).length, 1, `${file}: ${more}`);
  }
  assert.match(add('passport-widgets.all.js', 'import(a);').join(), /^the single file: .*1 × import\(\).*passport-widgets\.all\.js/);
  for (const [gone] of BUILT.filter(([file]) => file !== 'chunks/b.js')) {
    assert.equal(findTextAsCode(BUILT.filter(([file]) => file !== gone)).length, 1, `without ${gone}`);
  }
});
