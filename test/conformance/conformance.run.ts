import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { flow } from '../support/flow.js';
import { createRandom } from '../support/random.js';
import { assertAccepted, assertLoginRejected, assertRefreshRejected, Bench, type FaultList } from './support/bench.js';
import { MODULES, runModule, type Module } from './support/modules.js';

/*
 * Mirrors of modules of the OpenID Foundation's conformance suite, by their names, and faulty responses among valid ones:
 * the built library in a browser against the emulator. It is not the suite, and nothing here is certified.
 */

/** A login or refresh with faults. */
interface Case extends FaultList {
  readonly kind: 'login' | 'refresh';
  readonly config?: object;
  /** What comes before, for faults that need an earlier login. */
  readonly after?: 'login';
}

const { faulty, valid } = JSON.parse(readFileSync(new URL('responses.json', import.meta.url), 'utf8')) as Record<'faulty' | 'valid', Case[]>;
/** How many modules there are, and how many of them are reached by discovery: the figures of the promise, not of the file. */
const PROMISED = { modules: 30, generic: 8, faulty: 60 };
const TIMEOUT_MS = 240_000;

function nameCase({ kind, faults = [], params, config }: Case): string {
  return [kind, faults.join(' + ') || 'without faults', params && JSON.stringify(params), config && JSON.stringify(config)].filter(Boolean).join(' ');
}

flow('mirrors of the OpenID Foundation\'s modules for relying parties', async ({ page, step }) => {
  const bench = await Bench.open(page);
  const right: Module[] = [];
  const tryModule = (module: Module): Promise<void> => step(`${module.name} (${module.path})`, async () => {
    await runModule(bench, module);
    right.push(module);
  }).catch(() => undefined);
  try {
    for (const module of MODULES) await tryModule(module);
    await step('every promised module is there once', async () => {
      assert.equal(new Set(MODULES.map(({ name }) => name)).size, PROMISED.modules);
      assert.equal(MODULES.filter(({ path }) => path === 'generic').length, PROMISED.generic);
      assert.equal(right.length, PROMISED.modules);
    });
  } finally {
    await bench.close();
  }
}, { timeoutMs: TIMEOUT_MS });

flow('faulty responses among valid ones', async ({ page, step }) => {
  const bench = await Bench.open(page);
  const counts = { rejected: 0, accepted: 0 };
  const tryCase = (one: Case, isFaulty: boolean): Promise<void> => step(`${isFaulty ? 'faulty' : 'valid'}: ${nameCase(one)}`, async () => {
    await runCase(bench, one, isFaulty);
    counts[isFaulty ? 'rejected' : 'accepted'] += 1;
  }).catch(() => undefined);
  try {
    const cases = [...faulty.map((one) => ({ one, isFaulty: true })), ...valid.map((one) => ({ one, isFaulty: false }))];
    for (const { one, isFaulty } of shuffle(cases)) await tryCase(one, isFaulty);
    await step('all of them were judged as they should be', async () => {
      assert.ok(faulty.length >= PROMISED.faulty);
      assert.deepEqual(counts, { rejected: faulty.length, accepted: valid.length });
    });
  } finally {
    await bench.close();
  }
}, { timeoutMs: TIMEOUT_MS });

async function runCase(bench: Bench, one: Case, isFaulty: boolean): Promise<void> {
  await bench.setUp(one.config);
  if (one.after === 'login') {
    assertAccepted(await bench.login());
    await bench.leave();
  }
  if (one.kind === 'refresh') {
    await bench.loginForRefresh();
    bench.setFaults(one);
    const outcome = await bench.refresh();
    if (isFaulty) assertRefreshRejected(outcome);
    else assertAccepted(outcome, 'refreshed');
    return;
  }
  bench.setFaults(one);
  const outcome = await bench.login();
  if (isFaulty) assertLoginRejected(outcome);
  else assertAccepted(outcome);
}

/** The same order in each run. */
function shuffle<T>(values: readonly T[]): T[] {
  const random = createRandom(20_261_121);
  return values.map((value) => ({ value, key: random() })).sort((a, b) => a.key - b.key).map(({ value }) => value);
}
