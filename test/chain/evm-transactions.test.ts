import { expect } from '@open-wc/testing';
import { encodeTransactions, hashTransactions } from '../../src/chain/evm/meta-transactions.js';
import { toAccountHash } from '../../src/signing/evm-hashes.js';
import { TRACE } from '../imx/support/trace.js';
import { ACCOUNT, CLAIMS, createDesk, expectNumber, HASH, Odd, RECEIVER, refuse, Script } from './support/evm-desk.js';
import { createNode } from './support/fake-chain.js';

const CALL = { from: ACCOUNT, to: RECEIVER, value: '0x5', data: '0xABCDEF' } as const;
/** As it is shown, with its checksum. */
const TARGET = '0x00000000000000000000000000000000000B0b00';
const ASKED = { target: RECEIVER, value: 5n, data: '0xabcdef' } as const;
const FEE = { target: TRACE.wallet, value: 100n, data: '0x' } as const;
const PENDING = { status: 'PENDING' };

describe('eth_sendTransaction', () => {
  it('asks the price, then the visitor, signs both transactions with the account\'s number, and gives the hash', async () => {
    const { ask, log, approval, wallet, api, calls } = createDesk();

    const sending = ask('eth_sendTransaction', CALL);
    expect(log).to.deep.equal(['begin']);
    expect(await sending).to.equal(HASH);

    expect(log.filter((entry) => entry !== 'batch' && entry !== 'eth_call')).to.deep.equal(['begin', 'im_getFeeOptions', 'confirm', 'sign', 'eth_sendTransaction', 'im_getTransactionByHash', 'end']);
    expect(approval.requests[0]?.subject).to.deep.equal({
      kind: 'evm-transaction', chainId: 13_473,
      transactionData: { nonce: '0', userAddress: ACCOUNT, metaTransactions: [
        { delegateCall: false, revertOnError: true, gasLimit: '0', target: TARGET, value: '5', data: '0xabcdef' },
        { delegateCall: false, revertOnError: true, gasLimit: '0', target: TRACE.wallet, value: '100', data: '0x' },
      ] },
    });
    expect(approval.requests[0]?.summary.groups).to.deep.equal([[
      { name: 'network', value: 'imtbl-zkevm-testnet (13473)' }, { name: 'amount', value: '0.000000000000000005 IMX' }, { name: 'contract', value: TARGET },
      { name: 'data', value: '0xabcdef' }, { name: 'fee', value: '0.0000000000000001 IMX' }, { name: 'receiver', value: TRACE.wallet },
    ]]);
    expect(wallet.purposes).to.deep.equal([{ kind: 'chain-account', hash: toAccountHash(13_473, ACCOUNT, hashTransactions([ASKED, FEE], 0n)) }]);
    const find = (method: string) => api.requests.map(({ body }) => body as { method: string; params: [{ data: string; to: string }] }).find((body) => body.method === method);
    expect(find('im_getFeeOptions')?.params).to.deep.equal([{ userAddress: ACCOUNT, data: encodeTransactions([ASKED]), chainId: 'eip155:13473' }]);
    expect(find('eth_sendTransaction')?.params[0].to).to.equal(ACCOUNT);
    expect(calls.transacted).to.equal(1);
  });

  it('waits while the relayer has no hash, and asks again where it stumbles', async () => {
    const { ask, waits } = createDesk({ answers: { im_getTransactionByHash: new Script(PENDING, new Odd('network'), PENDING, { status: 'SUCCESSFUL', hash: HASH }) } });

    expect(await ask('eth_sendTransaction', CALL)).to.equal(HASH);
    expect(waits.filter((ms) => ms === 1_000)).to.have.length(3);
  });

  for (const status of ['FAILED', 'REVERTED', 'CANCELLED']) {
    it(`is -32003 where the relayer ends with ${status}`, async () => {
      const { ask, approval } = createDesk({ answers: { im_getTransactionByHash: new Script(PENDING, { status, hash: HASH, statusMessage: 'out of gas' }) } });

      const { message } = await expectNumber(ask('eth_sendTransaction', CALL), -32003);
      expect(message).to.contain(status).and.to.contain('out of gas');
      expect(approval.open).to.equal(0);
    });
  }

  it('is -32000, outcome unknown, where no answer tells what became of it: it may have gone through', async () => {
    for (const answers of [
      { eth_sendTransaction: new Odd('network') }, { eth_sendTransaction: new Odd({ status: 502 }) }, { eth_sendTransaction: new Odd({ text: '<html>' }) }, { eth_sendTransaction: 7 },
      { im_getTransactionByHash: PENDING }, { im_getTransactionByHash: { status: 'SOMETHING', hash: HASH } }, { im_getTransactionByHash: new Odd('network') }, { im_getTransactionByHash: { status: 'SUBMITTED', hash: '0x1' } },
    ]) {
      const { ask, log, calls } = createDesk({ answers });
      const { cause } = await expectNumber(ask('eth_sendTransaction', CALL), -32000);
      expect((cause as { code: string }).code).to.equal('TRANSACTION_OUTCOME_UNKNOWN');
      expect(log.filter((entry) => entry === 'eth_sendTransaction'), 'sent once').to.have.length(1);
      expect(calls.transacted).to.equal(1);
    }
  });

  it('is -32003 where it was not sent: refused, no price, no number of the account', async () => {
    for (const answers of [
      { eth_sendTransaction: refuse('the nonce is not the next one') }, { eth_sendTransaction: new Odd({ status: 400 }) }, { im_getFeeOptions: refuse('busy') },
      { im_getFeeOptions: null }, { im_getFeeOptions: [] }, { im_getFeeOptions: [{ tokenSymbol: 'IMX', tokenPrice: '-1', recipientAddress: RECEIVER }] },
      { im_getFeeOptions: [{ tokenSymbol: 'IMX', tokenPrice: '1', recipientAddress: 'me' }] }, { im_getFeeOptions: new Odd('network') },
    ]) {
      const { ask, calls, approval } = createDesk({ answers });
      await expectNumber(ask('eth_sendTransaction', CALL), -32003);
      expect([calls.transacted, approval.open]).to.deep.equal([0, 0]);
    }
    const { ask, wallet } = createDesk({ node: { status: 500 } });
    await expectNumber(ask('eth_sendTransaction', CALL), -32003);
    expect(wallet.purposes).to.deep.equal([]);
  });

  it('is -32003 where the number is of another series, in which transactions do not exclude each other', async () => {
    const { ask, wallet } = createDesk({ node: createNode({ nonce: () => 2n ** 96n }) });

    await expectNumber(ask('eth_sendTransaction', CALL), -32003);
    expect(wallet.purposes).to.deep.equal([]);
    await createDesk({ node: createNode({ nonce: () => 2n ** 96n - 1n }) }).ask('eth_sendTransaction', CALL);
  });

  it('adds no payment where none is wanted', async () => {
    const { ask, approval } = createDesk({ answers: { im_getFeeOptions: [{ tokenSymbol: 'IMX', tokenPrice: '0', recipientAddress: '' }] } });
    await ask('eth_sendTransaction', { to: RECEIVER });

    expect(approval.requests[0]?.summary.groups[0]?.map(({ name }) => name)).to.deep.equal(['network', 'amount', 'receiver']);
  });

  it('row 115: sends one after the other, so that each has the account\'s next number', async () => {
    const { ask, log } = createDesk({ answers: { im_getTransactionByHash: new Script(PENDING, { status: 'SUBMITTED', hash: HASH }) } });

    expect(await Promise.all([ask('eth_sendTransaction', CALL), ask('eth_sendTransaction', CALL)])).to.deep.equal([HASH, HASH]);
    const [first, second] = ['im_getTransactionByHash', 'im_getFeeOptions'].map((entry) => log.flatMap((it, index) => (it === entry ? [index] : [])));
    expect(second?.[1]).to.be.greaterThan(first?.[1] ?? Infinity);
  });

  it('row 115: a transaction that ends while it waits lets the next one overtake nothing', async () => {
    const { ask, log, approval } = createDesk({ answers: { im_getTransactionByHash: new Script(PENDING, { status: 'SUBMITTED', hash: HASH }) } });
    const sent = ask('eth_sendTransaction', CALL);
    const closed = expectNumber(ask('eth_sendTransaction', CALL), 4001);
    approval.abort('TRANSACTION_REJECTED');
    await closed;
    const third = ask('eth_sendTransaction', CALL);

    expect(await Promise.all([sent, third])).to.deep.equal([HASH, HASH]);
    expect(log.lastIndexOf('im_getFeeOptions')).to.be.greaterThan(log.indexOf('im_getTransactionByHash') + 1);
  });

  it('is -32602 for what it does not take, 4100 for another account, without a window', async () => {
    const { ask, log } = createDesk();

    for (const wrong of [
      undefined, null, [], 'x', {}, { to: null }, { to: 'me' }, { ...CALL, from: 'me' }, { ...CALL, value: '-1' }, { ...CALL, value: 1.5 }, { ...CALL, value: '1e3' }, { ...CALL, value: `0x1${'0'.repeat(64)}` }, { ...CALL, value: 2n ** 256n }, { ...CALL, value: String(2n ** 256n) },
      { ...CALL, data: '0x1' }, { ...CALL, data: 7 }, { ...CALL, input: '0x00' }, { ...CALL, chainId: 1 }, { ...CALL, chainId: '0x1' }, { ...CALL, to: TRACE.wallet.replace(/[a-f]/, (letter) => letter.toUpperCase()).replace(/[A-F](?=[^A-F]*$)/, (letter) => letter.toLowerCase()) },
    ]) {
      await expectNumber(ask('eth_sendTransaction', wrong), -32602);
    }
    await expectNumber(ask('eth_sendTransaction', { ...CALL, from: RECEIVER }), 4100);
    expect(log).to.deep.equal([]);
  });

  it('row 106: is 4100 where another user is signed in by then; nothing is signed', async () => {
    const { ask, user, wallet, approval } = createDesk();
    const sending = ask('eth_sendTransaction', CALL);
    user.state.claims = { ...CLAIMS, passport: { zkevm_eth_address: RECEIVER } };

    await expectNumber(sending, 4100);
    expect([wallet.purposes.length, approval.open]).to.deep.equal([0, 0]);
  });

  it('row 117: is 4001 where the visitor closes the window, at any time before it is sent', async () => {
    for (const at of ['im_getFeeOptions', 'sign']) {
      const { ask, log, api, approval, parts } = createDesk();
      const close = (): void => approval.abort('TRANSACTION_REJECTED');
      const { sign } = parts.wallet;
      if (at === 'sign') parts.wallet.sign = async (...args) => { close(); return sign(...args); };
      else api.onRequest(({ body }) => { if ((body as { method?: string }).method === at) close(); });

      await expectNumber(ask('eth_sendTransaction', CALL), 4001);
      expect(log).not.to.contain('eth_sendTransaction');
    }
  });
});
