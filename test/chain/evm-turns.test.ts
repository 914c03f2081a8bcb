import { expect, waitUntil } from '@open-wc/testing';
import { ChainEvmProvider } from '../../src/chain/evm/evm-provider.js';
import { FakeClock } from '../support/fake-clock.js';
import { ACCOUNT, CLAIMS, createDesk, expectNumber, HASH, Odd, RECEIVER, refuse, Script } from './support/evm-desk.js';
import { createNode } from './support/fake-chain.js';

const CALL = { from: ACCOUNT, to: RECEIVER, value: '0x5' } as const;
const PENDING = { status: 'PENDING' };
const SUBMITTED = { status: 'SUBMITTED', hash: HASH };

type Desk = ReturnType<typeof createDesk>;

/** The account's numbers that the visitor was asked about. */
function getNonces({ approval }: Desk): readonly string[] {
  return approval.requests.map(({ subject }) => (subject as unknown as { transactionData: { nonce: string } }).transactionData.nonce);
}

/** Lets the blocks come once the relayer has been asked so often for the state of a transaction. */
function mineAfter({ api, chainState }: Desk, polls: number): void {
  chainState.late = 1;
  let left = polls;
  api.onRequest(({ body }) => {
    if ((body as { method?: string }).method !== 'im_getTransactionByHash' || (left -= 1) > 0) return;
    left = polls;
    chainState.late = 0;
  });
  api.onRequest(({ body }) => { if ((body as { method?: string }).method === 'eth_sendTransaction') chainState.late = 1; });
}

describe('numbers of transactions', () => {
  for (const count of [2, 10]) {
    it(`row 115: ${count} in a row have ${count} numbers, although no block has one when its hash is told`, async () => {
      const desk = createDesk();
      mineAfter(desk, 4);

      expect(await Promise.all(Array.from({ length: count }, () => desk.ask('eth_sendTransaction', CALL)))).to.deep.equal(Array(count).fill(HASH));
      expect(getNonces(desk)).to.deep.equal(Array.from({ length: count }, (_, index) => String(index)));
    });
  }

  it('tells the hash when the relayer has it, and keeps the next one waiting for the block', async () => {
    const desk = createDesk({ answers: { im_getTransactionByHash: SUBMITTED } });
    const clock = new FakeClock();
    desk.parts.clock = clock;
    desk.chainState.late = 1;
    expect(await desk.ask('eth_sendTransaction', CALL)).to.equal(HASH);
    expect(desk.approval.open).to.equal(0);
    const second = desk.ask('eth_sendTransaction', CALL);
    const third = expectNumber(desk.ask('eth_sendTransaction', CALL), 4001);
    desk.approval.abort('TRANSACTION_REJECTED');
    await third;
    await waitUntil(() => clock.pending > 0);

    expect(getNonces(desk)).to.deep.equal(['0']);
    desk.chainState.late = 0;
    await clock.advance(1_000);
    expect(await second).to.equal(HASH);
    expect(getNonces(desk)).to.deep.equal(['0', '1']);
  });

  it('gives the number of one that failed to the next', async () => {
    for (const state of ['FAILED', 'REVERTED', 'CANCELLED']) {
      const desk = createDesk({ answers: { im_getTransactionByHash: new Script(PENDING, SUBMITTED, SUBMITTED, { status: state, hash: HASH }, SUBMITTED) } });
      desk.chainState.late = 1;

      expect(await Promise.all([CALL, CALL].map((call) => desk.ask('eth_sendTransaction', call)))).to.deep.equal([HASH, HASH]);
      expect(getNonces(desk), state).to.deep.equal(['0', '0']);
    }
  });

  it('gives the number again where the relayer has refused, or nobody knows whether it has it: one of the two is carried out', async () => {
    for (const answer of [refuse('busy'), new Odd('network')]) {
      const desk = createDesk({ answers: { eth_sendTransaction: new Script(answer, 'relayer-id') } });

      const [first, second] = await Promise.allSettled([CALL, CALL].map((call) => desk.ask('eth_sendTransaction', call)));
      expect([first?.status, second?.status]).to.deep.equal(['rejected', 'fulfilled']);
      expect(getNonces(desk)).to.deep.equal(['0', '0']);
    }
  });

  it('waits thirty seconds for a block, and asks again where node or relayer stumble', async () => {
    const answers = { im_getTransactionByHash: new Script(SUBMITTED, new Odd('network'), SUBMITTED, new Odd({ status: 500 }), SUBMITTED) };
    let asked = 0;
    const honest = createNode({ nonce: () => 0n });
    const desk = createDesk({ answers, node: (request) => ((asked += 1) === 4 ? { status: 500 } : honest(request)) });

    await Promise.all([CALL, CALL].map((call) => desk.ask('eth_sendTransaction', call)));
    expect(desk.waits.filter((ms) => ms === 1_000).length).to.be.within(29, 30);
    expect(getNonces(desk)).to.deep.equal(['0', '0']);
  });

  it('row 61: ends a turn after thirty seconds, however slowly the relayer answers', async () => {
    const desk = createDesk({ answers: { im_getTransactionByHash: SUBMITTED }, node: createNode({ nonce: () => 0n }) });
    const { clock } = desk.parts;
    let lateMs = 0;
    desk.parts.clock = { ...clock, now: () => clock.now() + (lateMs += 10_000), after: (ms, run) => clock.after(ms, run) };

    await Promise.all([CALL, CALL].map((call) => desk.ask('eth_sendTransaction', call)));
    expect(desk.waits.filter((ms) => ms === 1_000).length).to.be.below(5);
  });

  it('asks nothing more once the user has gone', async () => {
    const desk = createDesk({ answers: { im_getTransactionByHash: SUBMITTED } });
    const clock = new FakeClock();
    desk.parts.clock = clock;
    desk.chainState.late = 1;
    await desk.ask('eth_sendTransaction', CALL);
    await waitUntil(() => clock.pending > 0);
    desk.user.state.claims = { ...CLAIMS, passport: { zkevm_eth_address: RECEIVER } };
    await clock.advance(1_000);

    const name = `passport-widgets.transact.13473.${ACCOUNT.toLowerCase()}`;
    await waitUntil(() => navigator.locks.request(name, { ifAvailable: true }, (lock) => lock !== null));
    expect(clock.pending).to.equal(0);
  });

  it('row 115: takes turns with another tab', async () => {
    const desk = createDesk();
    mineAfter(desk, 4);
    const frame = document.body.appendChild(document.createElement('iframe'));
    try {
      const other = new ChainEvmProvider(
        { ...desk.parts, page: frame.contentWindow as Window & typeof globalThis }, { chain: desk.chain, account: ACCOUNT, isVerified: true },
      );
      const send = { method: 'eth_sendTransaction', params: [CALL] };
      await Promise.all([desk.provider.request(send), other.request(send), desk.provider.request(send), other.request(send)]);

      expect(getNonces(desk)).to.deep.equal(['0', '1', '2', '3']);
    } finally {
      frame.remove();
    }
  });
});
