import { expect } from '@open-wc/testing';
import { AbiCoder } from 'ethers';

import { ChainReader } from '../../src/chain/chain-reader.js';
import { createChainSettings } from '../../src/chain/chain-settings.js';
import { decodeAggregate } from '../../src/chain/words.js';
import { PRESETS } from '../../src/shared/environments.js';
import { expectCode } from '../imx/support/expect-error.js';
import { createFakeApi } from '../imx/support/fake-api.js';
import type { Reply } from '../imx/support/fake-api.js';
import { createFakeClock } from '../imx/support/fake-clock.js';
import { createRandom } from '../support/random.js';
import { createNode, NODE, OWNER, toAddress } from './support/fake-chain.js';
import type { FakeNode } from './support/fake-chain.js';

type Answer = { id?: unknown; result?: unknown; error?: unknown };

const READS = [{ nativeOf: OWNER }, { to: toAddress(0), data: '0x70a08231' }, { to: toAddress(1), data: '0x70a08231' }] as const;
const NODE_STATE: FakeNode = { native: 7n, amounts: { [toAddress(0)]: 8n, [toAddress(1)]: 9n } };

function setup(replies: Reply | ((request: { body: unknown }) => Reply)) {
  const api = createFakeApi({ [NODE]: replies });
  const { clock } = createFakeClock();
  const reader = new ChainReader(createChainSettings({ environment: 'sandbox', endpoints: PRESETS.sandbox.endpoints }, clock, api.fetch));
  return { api, read: (signal?: AbortSignal) => reader.read(READS, signal) };
}

const setupNode = (node: FakeNode) => setup(createNode({ ...NODE_STATE, ...node }) as never);

/** Changes the answer to the read with this number; 0 is the question for the chain's id. */
const spoil = (index: number, change: (answer: Answer) => unknown) => setupNode({
  spoil: (answers) => answers.map((answer, at) => (at === index ? change(answer as Answer) : answer)),
});

describe('a node that answers badly', () => {
  it('is read by id, whatever the order of its answers', async () => {
    expect(await setupNode({ spoil: (answers) => [...answers].reverse() }).read()).to.deep.equal([7n, 8n, 9n]);
  });

  const WORD = `0x${'0'.repeat(63)}1`;
  const SPOILS: Record<string, (answer: Answer) => unknown> = {
    'another id': (answer) => ({ ...answer, id: 77 }),
    'its id as text': (answer) => ({ ...answer, id: String(answer.id) }),
    'no id': ({ result }) => ({ result }),
    'an answer that is none': () => null,
    'result and error': (answer) => ({ ...answer, error: { code: 1, message: 'both' } }),
    'neither': ({ id }) => ({ id }),
    'an error that is text': ({ id }) => ({ id, error: 'no' }),
    'trouble of its own': ({ id }) => ({ id, error: { code: -32_000, message: 'header not found' } }),
    'a number': (answer) => ({ ...answer, result: 5 }),
    'hex that is none': (answer) => ({ ...answer, result: '0xzz' }),
    'decimal digits': (answer) => ({ ...answer, result: '12' }),
    'half a byte': (answer) => ({ ...answer, result: '0x123' }),
    'hex in a list': (answer) => ({ ...answer, result: [WORD] }),
  };
  for (const [what, change] of Object.entries(SPOILS)) {
    it(`row 129: leaves out ${what}, and keeps the others`, async () => {
      expect(await spoil(2, change).read()).to.deep.equal([7n, undefined, 9n]);
    });
  }

  const NUMBERLESS: Record<string, (answer: Answer) => unknown> = {
    'reverts': ({ id }) => ({ id, error: { code: 3, message: 'execution reverted', data: '0x' } }),
    'reverts in general words': ({ id }) => ({ id, error: { code: -32_000, message: 'execution reverted' } }),
    'has code that is none': ({ id }) => ({ id, error: { code: -32_000, message: 'invalid opcode: INVALID' } }),
    'jumps to nowhere': ({ id }) => ({ id, error: { code: -32_000, message: 'invalid jump destination' } }),
    'burns all gas': ({ id }) => ({ id, error: { code: -32_000, message: 'out of gas: gas required exceeds: 50000000' } }),
    'burns all gas, in other words': ({ id }) => ({ id, error: { code: -32_015, message: 'VM execution error: OutOfGas' } }),
    'does not exist': (answer) => ({ ...answer, result: '0x' }),
    'returns two words': (answer) => ({ ...answer, result: `${WORD}${WORD.slice(2)}` }),
  };
  for (const [what, change] of Object.entries(NUMBERLESS)) {
    it(`row 129: knows that a contract has no number when it ${what}`, async () => {
      expect(await spoil(2, change).read()).to.deep.equal([7n, null, 9n]);
    });
  }

  it('row 129: takes neither of two answers to one call, and no native amount beyond 32 bytes', async () => {
    expect(await setupNode({ spoil: (answers) => [...answers, { ...answers[2], result: WORD }] }).read()).to.deep.equal([7n, undefined, 9n]);
    expect(await spoil(1, (answer) => ({ ...answer, result: `0x${'f'.repeat(65)}` })).read()).to.deep.equal([undefined, 8n, 9n]);
  });

  it('row 129: is not listened to when it is of another chain, by batch or by Multicall3', async () => {
    for (const refusesBatches of [false, true]) {
      await expectCode(setupNode({ chainId: 1n, refusesBatches }).read(), 'CHAIN_MISMATCH');
    }
  });

  const NO_BATCH: Record<string, (answers: object[]) => unknown> = {
    'does not say which chain it is of': (answers) => answers.slice(1),
    'answers nothing': () => [],
    'answers with one error for all': () => ({ error: { code: -32_005, message: 'limit' } }),
    'answers with a text': () => 'rate limited',
    'is too long': () => ['x'.repeat(2_100_000)],
  };
  for (const [what, change] of Object.entries(NO_BATCH)) {
    it(`row 131: is asked through Multicall3 when it ${what}, and from then on`, async () => {
      const { api, read } = setupNode({ spoil: change });

      expect(await read()).to.deep.equal([7n, 8n, 9n]);
      expect(await read()).to.deep.equal([7n, 8n, 9n]);

      expect(api.requests.map(({ body }) => Array.isArray(body))).to.deep.equal([true, false, false]);
    });
  }

  it('asks no second way for who has left, and tells them their own reason', async () => {
    const stop = new AbortController();
    const { api, read } = setup(() => {
      stop.abort(new Error('left'));
      return { status: 500 };
    });

    const error = await read(stop.signal).catch((reason: unknown) => reason);
    expect([(error as Error).message, api.requests.length]).to.deep.equal(['left', 1]);
  });

  const MODES: readonly (readonly [Reply, string])[] = [
    [{ status: 500 }, 'API_UNAVAILABLE'], [{ status: 429 }, 'API_RATE_LIMITED'], [{ status: 403 }, 'API_REFUSED'], ['network', 'API_UNAVAILABLE'],
    [{ text: '<html>' }, 'API_RESPONSE_INVALID'], [{ json: { jsonrpc: '2.0', id: 1, result: '0x' } }, 'API_RESPONSE_INVALID'], [{ status: 204 }, 'API_RESPONSE_INVALID'],
    [{ text: 'x'.repeat(2_100_000) }, 'RESPONSE_TOO_LARGE'],
  ];
  for (const [reply, code] of MODES) {
    it(`row 131: is ${code} when neither way is answered: ${JSON.stringify(reply).slice(0, 50)}`, async () => {
      const { api, read } = setup(reply);

      await expectCode(read(), code as never);
      expect(api.requests).to.have.length(2);
    });
  }
});

describe('decodeAggregate', () => {
  const random = createRandom(9);
  const toInteger = (min: number, max: number): number => min + Math.floor(random() * (max - min + 1));
  const toWord = (value: bigint): string => value.toString(16).padStart(64, '0');
  const toNumber = (): bigint => BigInt(`0x${Array.from({ length: toInteger(1, 64) }, () => toInteger(0, 15).toString(16)).join('')}`);
  /** Three answers, as ethers writes them: of each the number, or null for one that failed or is no number. */
  const write = () => {
    const numbers = Array.from({ length: 3 }, () => (toInteger(0, 3) === 0 ? null : toNumber()));
    const tuples = numbers.map((number) => (number !== null ? [true, `0x${toWord(number)}`]
      : [[false, `0x${toWord(toNumber())}`], [true, '0x'], [true, '0x12'], [true, `0x${toWord(1n)}00`]][toInteger(0, 3)]));
    return { numbers, bytes: AbiCoder.defaultAbiCoder().encode(['tuple(bool, bytes)[]'], [tuples]) };
  };

  it('reads what ethers writes: 200 random lists of answers', () => {
    for (let round = 0; round < 200; round += 1) {
      const { numbers, bytes } = write();
      expect(decodeAggregate(bytes, 3)).to.deep.equal(numbers);
    }
  });

  it('row 129: makes up no number where bytes are changed: 500 random changes', () => {
    let refused = 0;
    for (let round = 0; round < 500; round += 1) {
      const { bytes } = write();
      const words = bytes.slice(2).match(/.{64}/g) ?? [];
      words[toInteger(0, words.length - 1)] = toWord([toNumber(), BigInt(toInteger(0, 700)), 0n][toInteger(0, 2)] ?? 0n);
      const text = words.slice(0, toInteger(0, 3) === 0 ? toInteger(1, words.length) : words.length).join('');

      const numbers = decodeAggregate(`0x${text}`, 3);
      if (!numbers) refused += 1;
      else expect(numbers.filter((number) => number !== null && !text.includes(toWord(number))), text).to.deep.equal([]);
      if (numbers) expect(numbers).to.have.length(3);
    }
    expect(refused).to.be.within(100, 475);
  });

  it('refuses another count, offsets that lead out, and what is no hex', () => {
    const word = (value: number): string => value.toString(16).padStart(64, '0');
    for (const value of [`0x${word(32)}${word(2)}`, `0x${word(32)}${word(1)}${word(1_000)}`, `0x${'f'.repeat(64)}`, '0x', 'zz', undefined, `0x${word(32)}`]) {
      expect(decodeAggregate(value, 1)).to.equal(undefined);
    }
  });
});
