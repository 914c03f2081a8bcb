import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transform } from 'esbuild';
import { callDecorators } from '../../scripts/build/rollup-plugins.js';

async function compile(source: string): Promise<string> {
  const { code } = await transform(source, {
    loader: 'ts', target: 'es2022', tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
  });
  return code;
}

test('decorators of properties become the calls that they come to, on the lines where they were', async () => {
  const compiled = await compile(`class It extends Base {
    @property() plain?: string;
    @property({ type: Boolean, attribute: 'no-restore' }) noRestore = false;
    @state() protected failure?: Error;
  }
  export const after = 1;`);

  const code = callDecorators(compiled);

  assert.match(code, /^It\.createProperty\("plain"\);$/mu);
  assert.match(code, /^It\.createProperty\("noRestore", \{ type: Boolean, attribute: "no-restore" \}\);$/mu);
  assert.match(code, /^It\.createProperty\("failure", \{ attribute: false \}\);$/mu);
  const lineOf = (text: string): number => text.split('\n').findIndex((line) => line.includes('const after'));
  assert.equal(lineOf(code), lineOf(compiled));
});

test('another decorator fails the build', async () => {
  const compiled = await compile('class It { @query("a") link?: Element; }');

  assert.throws(() => callDecorators(compiled), /a decorator that the build does not know/i);
});
