import { expect } from '@open-wc/testing';

import { createMagicAddress, createMagicRequest, parseMagicResult } from '../../src/wallet/magic-rpc.js';
import { expectThrownCode } from '../support/rejection.js';

const ENDPOINTS = { magicIframeUrl: 'https://auth.magic.link/', magicPublishableApiKey: 'pk_live_10F423798A540ED7' };
/** From the trace sdk-1.66.1.04a-connectImx-logged-in of the official SDK. */
const TRACED_PARAMS = 'eyJBUElfS0VZIjoicGtfbGl2ZV8xMEY0MjM3OThBNTQwRUQ3IiwiRE9NQUlOX09SSUdJTiI6Imh0dHBzOi8vYXBwLmdhbWUudGVzdCIsIkVU'
  + 'SF9ORVRXT1JLIjoibWFpbm5ldCIsImhvc3QiOiJhdXRoLm1hZ2ljLmxpbmsiLCJzZGsiOiJtYWdpYy1zZGsiLCJ2ZXJzaW9uIjoiMjEuNS4wIiwi'
  + 'bG9jYWxlIjoiZW5fVVMifQ==';

describe('createMagicAddress', () => {
  it('gives the parameters and the address of the official SDK', () => {
    const address = createMagicAddress(ENDPOINTS, 'https://app.game.test');

    expect(address).to.deep.equal({
      params: TRACED_PARAMS,
      origin: 'https://auth.magic.link',
      src: `https://auth.magic.link/send?params=${encodeURIComponent(TRACED_PARAMS)}`,
    });
  });

  it('takes an address without its last slash', () => {
    const { src } = createMagicAddress({ ...ENDPOINTS, magicIframeUrl: 'https://auth.magic.link' }, 'https://app.game.test');

    expect(src).to.match(/^https:\/\/auth\.magic\.link\/send\?params=/);
  });
});

describe('createMagicRequest', () => {
  it('builds the request of the official SDK, without its optional proof of possession', () => {
    const address = createMagicAddress(ENDPOINTS, 'https://app.game.test');

    expect(createMagicRequest(address, 2, 'eth_accounts', [])).to.deep.equal({
      msgType: `MAGIC_HANDLE_REQUEST-${TRACED_PARAMS}`,
      payload: { jsonrpc: '2.0', id: 2, method: 'eth_accounts', params: [] },
    });
  });
});

describe('parseMagicResult', () => {
  it('gives any result, null and false too', () => {
    for (const result of ['0x1', null, false, 0, []]) expect(parseMagicResult({ id: 1, result })).to.equal(result);
    expect(parseMagicResult({ id: 1, result: true, error: null })).to.equal(true);
  });

  it('row 101: tells an error of the wallet by its number alone', () => {
    const error = expectThrownCode(
      () => parseMagicResult({ id: 1, error: { code: -32603, message: 'jwt eyJhbGciOi.secret is expired' } }), 'WALLET_REFUSED',
    );

    expect(error.message).to.equal('The wallet refused the request (code -32603).');
    expect(error.cause).to.equal(undefined);
  });

  it('row 101: refuses an answer with both, with neither, or with an error that is none', () => {
    const refusal = { code: -32603, message: 'no' };
    const answers = [
      {}, { result: undefined }, { error: null }, { result: 1, error: refusal }, { error: 'no' }, { error: [] }, { error: 1 },
      { error: {} }, { error: { ...refusal, code: '1' } }, { error: { ...refusal, code: 1.5 } }, { error: { ...refusal, message: 7 } },
    ];
    for (const answer of answers) {
      expectThrownCode(() => parseMagicResult({ id: 1, ...answer }), 'WALLET_RESPONSE_INVALID');
    }
  });

  it('row 99: takes nothing from a prototype', () => {
    const answer = JSON.parse('{"id": 1, "__proto__": {"result": "0x1"}, "constructor": {"prototype": {"polluted": 1}}}') as Record<string, unknown>;

    expectThrownCode(() => parseMagicResult(answer), 'WALLET_RESPONSE_INVALID');
    expectThrownCode(() => parseMagicResult(Object.create({ result: '0x1' }) as Record<string, unknown>), 'WALLET_RESPONSE_INVALID');
    expect((({}) as Record<string, unknown>)['polluted']).to.equal(undefined);
  });
});
