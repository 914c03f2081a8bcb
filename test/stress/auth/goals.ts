import assert from 'node:assert/strict';
import { decodeJwt } from 'jose';
import type { EngineName } from '../../support/driver/engines.js';
import { createRandom } from '../../support/random.js';
import { corruptRecord, createRecord } from './corrupt-record.js';
import { goBackAndForth } from './going-back.js';
import { TokenMutator } from './mutate-token.js';
import type { StressBench } from './stress-bench.js';

/** How much is tried. */
export interface Scale {
  /** Mutated ID tokens, in Chromium and elsewhere. */
  readonly tokens: { readonly chromium: number; readonly others: number };
  readonly records: number;
  readonly clients: number;
  readonly rounds: number;
  /** How often the holder of the lock is killed at each point. */
  readonly kills: number;
  readonly logouts: number;
  /** How often a page is left and come back to. */
  readonly returns: number;
}

interface StressPage {
  judgeTokens(config: object, tokens: readonly string[]): Promise<string[]>;
  judgeRecords(config: object, key: string, records: readonly string[]): Promise<string[]>;
  openClients(count: number, config: object, kills?: readonly string[]): Promise<void>;
  closeClients(): void;
  askAll(shiftMs: number): Promise<{ tokens: number; codes: string[]; statuses: string[] }>;
  killHolder(shiftMs: number): Promise<{ codes: string[]; statuses: string[] }>;
  logoutAll(): Promise<number[]>;
  logoutDuringRefresh(key: string, record: string, delayMs: number, isOther: boolean): Promise<{ wasRefreshed: boolean; isStored: boolean; hasToken: boolean; statuses: string[] }>;
  put(key: string, record: string): void;
}

declare const stress: StressPage;
declare const mishaps: string[];

/** A goal: what is tried, and what was found when it holds. It throws when it does not. */
export interface Goal {
  readonly title: string;
  readonly run: (bench: StressBench, engine: EngineName, scale: Scale) => Promise<string>;
}

/** The goals of tokens and tabs. */
export const GOALS: readonly Goal[] = [
  { title: 'rows 1 to 13: no mutated ID token is accepted', run: judgeMutatedTokens },
  { title: 'row 74: no corrupted record lets anybody in or throws', run: judgeCorruptRecords },
  { title: 'row 59: one token request for any number of clients', run: refreshInManyClients },
  { title: 'row 60: the holder of the lock is killed', run: killHolders },
  { title: 'row 63: a logout wins over a refresh', run: logOutDuringRefreshes },
  { title: 'row 81: a page that comes back shows no stale account', run: goBackAndForth },
];

const SEED = 20_261_121;
const BATCH = 250;
/** More than an ID token lives, less than what would be a jump of years. */
const SHIFT_MS = 11 * 3_600_000;
const KILL_POINTS = ['before send', 'after send', 'after answer', 'before store'] as const;

/** G3: no mutated token is accepted, and every right one hidden among them is. */
async function judgeMutatedTokens(bench: StressBench, engine: EngineName, scale: Scale): Promise<string> {
  const count = engine === 'chromium' ? scale.tokens.chromium : scale.tokens.others;
  const random = createRandom(SEED);
  const claims = decodeJwt((JSON.parse(await bench.createRecord()) as { id_token: string }).id_token);
  const mutator = new TokenMutator(bench.emulator, claims, random);
  const counts = { wrong: 0, accepted: 0, hidden: 0, hiddenAccepted: 0 };
  for (let done = 0; done < count; done += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - done) }, () => (random() < 0.01 ? { token: mutator.create(), how: '' } : mutator.mutate()));
    // One right token at least, in the smallest run too.
    if (done === 0) batch[Math.floor(random() * batch.length)] = { token: mutator.create(), how: '' };
    const answers = await bench.page.evaluate((config, tokens) => stress.judgeTokens(config, tokens), bench.config, batch.map(({ token }) => token));
    for (const [index, { how, token }] of batch.entries()) {
      const answer = answers[index] ?? 'no answer';
      const isAccepted = answer === 'accepted';
      if (how === '') counts.hidden += 1;
      else counts.wrong += 1;
      if (isAccepted && how === '') counts.hiddenAccepted += 1;
      if (isAccepted && how !== '') counts.accepted += 1;
      if (isAccepted !== (how === '') || /^raw|UNEXPECTED/.test(answer)) assert.fail(`${how || 'right'}: ${answer}: ${token.slice(0, 900)}`);
    }
  }
  assert.equal(counts.hiddenAccepted, counts.hidden);
  return `mutated ID tokens accepted ${counts.accepted} of ${counts.wrong}; right ones among them accepted ${counts.hiddenAccepted} of ${counts.hidden}`;
}

/** G19: no corrupted record lets anybody in, none makes anything throw, and every right one does. */
async function judgeCorruptRecords(bench: StressBench, _: EngineName, scale: Scale): Promise<string> {
  const random = createRandom(SEED + 1);
  const claims = decodeJwt((JSON.parse(await bench.createRecord()) as { id_token: string }).id_token);
  const mutator = new TokenMutator(bench.emulator, claims, random);
  let hidden = 0;
  for (let done = 0; done < scale.records; done += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, scale.records - done) }, (_, index) => {
      const right = createRecord(mutator.create(), String(claims.sub));
      const isRight = index === 7 || random() < 0.01;
      return { isRight, text: isRight ? JSON.stringify(right) : corruptRecord(right, mutator, random) };
    });
    const answers = await bench.page.evaluate((config, key, records) => stress.judgeRecords(config, key, records), bench.config, bench.key, batch.map(({ text }) => text));
    for (const [index, { isRight, text }] of batch.entries()) {
      const answer = answers[index] ?? 'no answer';
      hidden += isRight ? 1 : 0;
      if ((answer === 'accepted') !== isRight || /^raw|UNEXPECTED/.test(answer)) assert.fail(`${isRight ? 'right' : 'corrupt'}: ${answer}: ${text.slice(0, 1500)}`);
    }
  }
  assert.deepEqual(await readMishaps(bench), []);
  return `corrupted records: 0 throws, 0 accepted of ${scale.records - hidden}; right ones among them accepted ${hidden} of ${hidden}`;
}

/** G4: any number of clients makes one request for each round. */
async function refreshInManyClients(bench: StressBench, _: EngineName, { clients, rounds }: Scale): Promise<string> {
  await putRecord(bench);
  await bench.page.evaluate((count, config) => stress.openClients(count, config), clients, bench.config);
  bench.emulator.requests.clear();
  for (let round = 0; round < rounds; round += 1) {
    bench.shift(SHIFT_MS);
    const { tokens, codes, statuses } = await bench.page.evaluate((ms) => stress.askAll(ms), SHIFT_MS);
    assert.deepEqual({ tokens, codes, out: statuses.filter((status) => status !== 'signed-in') }, { tokens: 1, codes: [], out: [] }, `round ${round + 1}`);
    assert.equal(bench.countRefreshes().asked, round + 1, `round ${round + 1}`);
  }
  const { asked, refused } = bench.countRefreshes();
  assert.deepEqual({ asked, refused }, { asked: rounds, refused: 0 });
  const times = (await bench.page.evaluate(() => stress.logoutAll())).sort((a, b) => a - b);
  const lastMs = times.at(-1) ?? 0;
  await bench.page.evaluate(() => stress.closeClients());
  assert.ok(lastMs <= 1000, `signed out after ${lastMs} ms`);
  return `${clients} clients x ${rounds} rounds: ${asked} token requests, ${refused} invalid_grant, 0 logouts; signed out everywhere after ${lastMs.toFixed(0)} ms`;
}

/** G4: whoever waits for a lock whose holder is killed makes one request at most, and everybody ends alike. */
async function killHolders(bench: StressBench, _: EngineName, { kills }: Scale): Promise<string> {
  const counts = { kept: 0, relogins: 0 };
  for (const point of KILL_POINTS) {
    for (let run = 0; run < kills; run += 1) {
      await putRecord(bench);
      bench.emulator.requests.clear();
      if (point === 'after send') bench.emulator.faults.set('identity:token-delay', { times: 1, params: { ms: 40 } });
      await bench.page.evaluate((config, kill) => stress.openClients(4, config, [kill]), bench.config, point);
      bench.shift(SHIFT_MS);
      const { codes, statuses } = await bench.page.evaluate((ms) => stress.killHolder(ms), SHIFT_MS);
      await bench.page.evaluate(() => stress.closeClients());
      const { asked } = bench.countRefreshes();
      assert.ok(asked <= 2, `${point}: ${asked} requests`);
      const isKept = codes.every((code) => code === 'token');
      const isOver = codes.every((code) => ['SESSION_EXPIRED', 'NOT_LOGGED_IN_ERROR', 'nobody'].includes(code)) && statuses.every((status) => status !== 'signed-in');
      assert.ok(isKept || isOver, `${point}: ${codes.join()} ${statuses.join()}`);
      if (point === 'before send') assert.ok(isKept, codes.join());
      counts[isKept ? 'kept' : 'relogins'] += 1;
      bench.emulator.faults.clear();
    }
  }
  return `holder killed at ${KILL_POINTS.length} points x ${kills}: ${counts.kept} sessions kept, ${counts.relogins} ended with one relogin, 0 loops`;
}

/** G5: a logout wins over a refresh, whenever it comes. */
async function logOutDuringRefreshes(bench: StressBench, _: EngineName, { logouts }: Scale): Promise<string> {
  const random = createRandom(SEED + 2);
  await putRecord(bench);
  await bench.page.evaluate((config) => stress.openClients(2, config), bench.config);
  let late = 0;
  for (let run = 0; run < logouts; run += 1) {
    const record = await bench.createRecord(true);
    const answer = await bench.page.evaluate(
      (key, text, delayMs, isOther) => stress.logoutDuringRefresh(key, text, delayMs, isOther), bench.key, record, random() * random() * 200, random() < 0.5,
    );
    late += answer.wasRefreshed ? 1 : 0;
    const { isStored, hasToken, statuses } = answer;
    assert.deepEqual({ isStored, hasToken, isIn: statuses.includes('signed-in') }, { isStored: false, hasToken: false, isIn: false }, `logout ${run + 1}`);
  }
  await bench.page.evaluate(() => stress.closeClients());
  return `logouts against a refresh ${logouts}, ${late} of them after its answer was stored: 0 resurrections`;
}

async function putRecord(bench: StressBench): Promise<void> {
  const record = await bench.createRecord();
  await bench.page.evaluate((key, text) => stress.put(key, text), bench.key, record);
}

function readMishaps(bench: StressBench): Promise<string[]> {
  return bench.page.evaluate(() => mishaps);
}
