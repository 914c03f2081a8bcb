import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { ROOT } from '../../scripts/start/start-demo.js';

interface Manifest {
  readonly modules: readonly { readonly declarations?: readonly { readonly tagName?: string; readonly events?: readonly { readonly name: string }[] }[] }[];
}

describe('the playground\'s event log', () => {
  it('listens to every event of the elements that the page shows', () => {
    const { modules } = JSON.parse(readFileSync(join(ROOT, 'custom-elements.json'), 'utf8')) as Manifest;
    const page = readFileSync(join(ROOT, 'demo/index.html'), 'utf8');
    const shown = modules.flatMap(({ declarations = [] }) => declarations).filter(({ tagName }) => tagName && page.includes(`<${tagName}`));
    const log = readFileSync(join(ROOT, 'demo/tools/event-log.js'), 'utf8');
    const listed = [.../const ELEMENT_EVENTS = \[(?<names>[^\]]+)\]/u.exec(log)?.groups?.['names']?.matchAll(/'([\w-]+)'/gu) ?? []].map(([, name]) => name);

    assert.equal(shown.length, 3);
    assert.deepEqual(listed.toSorted(), [...new Set(shown.flatMap(({ events = [] }) => events.map(({ name }) => name)))].sort());
  });
});
