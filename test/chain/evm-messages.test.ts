import { expect } from '@open-wc/testing';
import { hashText, toAccountHash } from '../../src/signing/evm-hashes.js';
import { hashTypedData } from '../../src/signing/typed-data.js';
import { hexOf, SEED, SPELLINGS } from '../wallet/support/seed-spellings.js';
import { ACCOUNT, createDesk, expectNumber, Odd, RECEIVER, refuse } from './support/evm-desk.js';

const TYPED = {
  domain: { name: 'Shop', chainId: '0x34a1' }, primaryType: 'Order', types: { Order: [{ name: 'item', type: 'string' }] }, message: { item: 'a hat' },
};
const PAYLOAD = { ...TYPED, domain: { name: 'Shop', chainId: 13_473 } };

describe('personal_sign', () => {
  it('opens its window at once; signs after the visitor, for chain and account; the relayer is the last', async () => {
    const { ask, log, approval, wallet, api } = createDesk();

    const signing = ask('personal_sign', hexOf('Hello, café'), ACCOUNT);
    expect(log).to.deep.equal(['begin']);
    const signature = await signing;

    expect(log).to.deep.equal(['begin', 'confirm', 'sign', 'im_sign', 'end']);
    expect(approval.requests[0]?.subject).to.deep.equal({ kind: 'erc191', chainId: 13_473, payload: 'Hello, café' });
    expect(approval.requests[0]?.summary).to.deep.equal({
      action: 'sign-message', groups: [[{ name: 'network', value: 'imtbl-zkevm-testnet (13473)' }, { name: 'message', value: 'Hello, café' }]],
    });
    expect(wallet.purposes).to.deep.equal([{ kind: 'chain-account', hash: toAccountHash(13_473, ACCOUNT, hashText('Hello, café')) }]);
    expect(api.requests[0]?.body).to.deep.include({ method: 'im_sign', params: [{ address: ACCOUNT, message: 'Hello, café', chainId: 'eip155:13473' }] });
    expect(api.requests[0]?.headers).to.deep.equal({ 'content-type': 'application/json', 'authorization': 'Bearer access-1' });
    expect(signature).to.match(/^0x00020201/);
  });

  it('takes text as it is, and hex as the bytes of a text', async () => {
    const { ask, approval } = createDesk();
    for (const message of ['Hello', hexOf('Hello'), '0x123', '', '0x']) await ask('personal_sign', message, ACCOUNT.toUpperCase().replace('X', 'x'));

    expect(approval.requests.map(({ subject }) => 'payload' in subject && subject.payload)).to.deep.equal(['Hello', 'Hello', '0x123', '', '']);
  });

  it('is -32602 for what it does not take, and 4100 for another account, without a window', async () => {
    const { ask, log } = createDesk();

    for (const params of [[], ['Hello'], [1, ACCOUNT], ['0xff', ACCOUNT], [null, ACCOUNT], ['x'.repeat(100_001), ACCOUNT], ['Hello', '0x12'], [ACCOUNT, 'Hello']]) {
      await expectNumber(ask('personal_sign', ...params), -32602);
    }
    await expectNumber(ask('personal_sign', 'Hello', RECEIVER), 4100);
    expect(log).to.deep.equal([]);
  });

  for (const [verdict, number] of [['TRANSACTION_REJECTED', 4001], ['CONFIRMATION_FAILED', -32000], ['SERVICE_UNAVAILABLE_ERROR', -32000], ['CONFIRMATION_TIMEOUT', -32000]] as const) {
    it(`is ${number} after ${verdict}, with the error as its cause; nothing is signed`, async () => {
      const { ask, wallet, approval } = createDesk({ verdict });

      const error = await expectNumber(ask('personal_sign', 'Hello', ACCOUNT), number);

      expect((error.cause as { code: string }).code).to.equal(verdict);
      expect([wallet.purposes.length, approval.open]).to.deep.equal([0, 0]);
    });
  }

  it('tells what the relayer does: a refusal, no answer, a signature that is none', async () => {
    for (const [answer, number] of [[refuse('not approved'), -32003], [new Odd('network'), -32000], [new Odd({ status: 503 }), -32000], ['0x', -32000], [null, -32000]] as const) {
      const { ask, approval } = createDesk({ answers: { im_sign: answer } });
      await expectNumber(ask('personal_sign', 'Hello', ACCOUNT), number);
      expect(approval.open).to.equal(0);
    }
  });
});

describe('eth_signTypedData_v4', () => {
  it('takes JSON or an object, whose chain may be in any form, and signs a copy of its own', async () => {
    for (const data of [TYPED, JSON.stringify(TYPED)]) {
      const { ask, approval, wallet, api } = createDesk();

      const signature = await ask('eth_signTypedData_v4', ACCOUNT, data);

      expect(approval.requests[0]?.subject).to.deep.equal({ kind: 'eip712', chainId: 13_473, payload: PAYLOAD });
      expect(wallet.purposes).to.deep.equal([{ kind: 'chain-account', hash: toAccountHash(13_473, ACCOUNT, hashTypedData(PAYLOAD)) }]);
      expect(api.requests[0]?.body).to.deep.include({ method: 'im_signTypedData', params: [{ address: ACCOUNT, eip712Payload: PAYLOAD, chainId: 'eip155:13473' }] });
      expect(signature).to.match(/^0x0002/);
    }
  });

  it('shows and sends nothing that is no part of the hash', async () => {
    const { ask, approval } = createDesk();
    await ask('eth_signTypedData_v4', ACCOUNT, {
      'Purpose': 'Log in. No assets move.', ...TYPED, 'message': { 'A note': 'harmless', ...TYPED.message }, 'types': { 'Harmless': [], ...TYPED.types },
    });

    expect(approval.requests[0]?.subject).to.deep.equal({ kind: 'eip712', chainId: 13_473, payload: PAYLOAD });
    expect(JSON.stringify(approval.requests[0]?.summary)).not.to.match(/harmless|No assets/i);
  });

  it('is -32602 for another chain and for what is no typed data, without a window', async () => {
    const { ask, log } = createDesk();
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;

    for (const data of [
      undefined, null, 'no JSON', '[]', '1', 7, {}, circular, { ...TYPED, domain: { chainId: 1 } }, { ...TYPED, domain: { chainId: '1e1' } }, { ...TYPED, domain: null },
      { ...TYPED, primaryType: 'Nothing' }, { ...TYPED, primaryType: 'EIP712Domain' }, { ...TYPED, message: {} }, { ...TYPED, message: { item: 1n } },
      // What is shown of the domain has to be what is signed of it.
      { ...TYPED, types: { ...TYPED.types, EIP712Domain: [] } }, { ...TYPED, domain: { ...TYPED.domain, note: 'harmless' } },
    ]) {
      await expectNumber(ask('eth_signTypedData_v4', ACCOUNT, data), -32602);
    }
    expect(log).to.deep.equal([]);
  });
});

describe('row 144: the seed message', () => {
  it(`row 144: is signed in none of ${Object.keys(SPELLINGS).length} spellings, as text, as hex, in typed data or nested in it; no window opens`, async () => {
    const { ask, log } = createDesk();

    for (const spelling of Object.values(SPELLINGS)) {
      for (const message of [spelling, hexOf(spelling), hexOf(hexOf(spelling))]) {
        const error = await expectNumber(ask('personal_sign', message, ACCOUNT), -32602);
        // A spelling that is hex itself may be no text when it is decoded.
        if (error.cause instanceof Error && 'type' in error.cause) expect(error.cause).to.have.property('code', 'MESSAGE_REFUSED');
      }
      for (const typed of [
        { ...TYPED, message: { item: spelling } }, { ...TYPED, message: { item: 'a hat', more: { list: [1, [spelling]] } } },
        { ...TYPED, domain: { name: spelling } }, { ...TYPED, message: { item: 'a hat', [spelling]: 1 } }, { ...TYPED, message: { item: hexOf(spelling) } },
      ]) {
        const { cause } = await expectNumber(ask('eth_signTypedData_v4', ACCOUNT, typed), -32602);
        expect((cause as { code: string }).code).to.equal('MESSAGE_REFUSED');
      }
    }
    const { cause } = await expectNumber(ask('eth_signTypedData_v4', ACCOUNT, JSON.stringify({ ...TYPED, message: { item: SEED } })), -32602);
    expect((cause as { code: string }).code).to.equal('MESSAGE_REFUSED');
    expect(log).to.deep.equal([]);
  });
});
