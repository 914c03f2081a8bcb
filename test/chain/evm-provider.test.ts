import { expect } from '@open-wc/testing';
import { announceProvider } from '../../src/chain/evm/announce.js';
import { AUTH_ERRORS } from '../../src/shared/errors/auth.js';
import { SHARED_ERRORS } from '../../src/shared/errors/shared.js';
import type { EvmEvents } from '../../src/shared/evm-provider.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { UNREGISTERED } from '../imx/support/fake-user.js';
import { createNode } from './support/fake-chain.js';
import type { Reply } from '../imx/support/fake-api.js';
import { ACCOUNT, CLAIMS, createDesk, expectNumber, RECEIVER } from './support/evm-desk.js';

const GUARDED = [['personal_sign', ['Hello', ACCOUNT]], ['eth_signTypedData_v4', [ACCOUNT, {}]], ['eth_sendTransaction', [{ to: RECEIVER }]]] as const;

function listen({ provider }: ReturnType<typeof createDesk>) {
  const events: [string, unknown][] = [];
  for (const name of ['accountsChanged', 'chainChanged', 'connect', 'disconnect'] as const) {
    provider.on(name, (value: EvmEvents[typeof name]) => events.push([name, value instanceof Error ? (value as { code?: number }).code : value]));
  }
  return events;
}

describe('the EVM provider: accounts and chain', () => {
  it('gives chain and account without asking anybody', async () => {
    const { ask, log, calls } = createDesk();

    expect([await ask('eth_chainId'), await ask('eth_accounts'), await ask('eth_requestAccounts')]).to.deep.equal(['0x34a1', [ACCOUNT], [ACCOUNT]]);
    expect([log, calls.signIn]).to.deep.equal([[], 0]);
  });

  it('signs in at once where nobody is, and registers who has no account', async () => {
    const { ask, calls } = createDesk({ claims: UNREGISTERED, state: { account: undefined } });
    expect(await ask('eth_accounts')).to.deep.equal([]);

    const asked = ask('eth_requestAccounts');
    expect(calls.signIn).to.equal(1);
    expect(await asked).to.deep.equal([ACCOUNT]);
    expect(calls.register).to.equal(1);
  });

  it('tells how a login ended: 4001 from the visitor, 4100 without a session, -32000 otherwise', async () => {
    for (const [error, number] of [
      [new PassportError(AUTH_ERRORS, 'POPUP_CLOSED'), 4001], [new PassportError(AUTH_ERRORS, 'LOGIN_DENIED'), 4001], [new PassportError(SHARED_ERRORS, 'ABORTED'), 4001],
      [new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR'), 4100], [new PassportError(AUTH_ERRORS, 'POPUP_BLOCKED'), -32000], [new Error('odd'), -32000],
    ] as const) {
      const { ask, parts } = createDesk({ state: { account: undefined } });
      parts.signIn = () => Promise.reject(error);
      await expectNumber(ask('eth_requestAccounts'), number);
    }
  });

  it('has no account for a session that has ended, and tells a failure of another kind', async () => {
    const { ask, user } = createDesk();
    user.user.getClaims = () => Promise.reject(new PassportError(AUTH_ERRORS, 'SESSION_EXPIRED'));
    expect(await ask('eth_accounts')).to.deep.equal([]);
    user.user.getClaims = () => Promise.reject(new PassportError(AUTH_ERRORS, 'REFRESH_FAILED'));
    await expectNumber(ask('eth_accounts'), -32603);
  });

  it('is 4100 for what needs an account, while there is none; no window opens', async () => {
    const { ask, log } = createDesk({ state: { account: undefined } });

    for (const [method, params] of GUARDED) await expectNumber(ask(method, ...params), 4100);
    expect(log).to.deep.equal([]);
  });

  it('is 4200 for other methods, and -32602 for what is no request', async () => {
    const { provider, ask, log } = createDesk();

    for (const method of ['eth_sign', 'eth_signTransaction', 'eth_sendRawTransaction', 'wallet_switchEthereumChain', 'im_sign', 'toString', '__proto__', '', 'x'.repeat(1_000)]) {
      await expectNumber(ask(method), 4200);
    }
    for (const request of [undefined, null, 'eth_chainId', {}, { method: 1 }, { method: 'eth_chainId', params: {} }, { method: 'eth_call', params: 'x' }]) {
      await expectNumber(provider.request(request as never), -32602);
    }
    expect(log).to.deep.equal([]);
  });
});

describe('the EVM provider: reading', () => {
  it('passes reads on, with the latest block where none is named, once the node has answered for the chain', async () => {
    const { ask, api } = createDesk({ node: createNode({ native: 7n }) });

    expect([await ask('eth_getBalance', RECEIVER), await ask('eth_getBalance', RECEIVER, '0x1')]).to.deep.equal(['0x7', '0x7']);
    expect(api.requests.map(({ body }) => [(body as { method: string }).method, (body as { params: unknown }).params])).to.deep.equal([
      ['eth_chainId', []], ['eth_getBalance', [RECEIVER, 'latest']], ['eth_getBalance', [RECEIVER, '0x1']],
    ]);
    expect(api.requests[0]?.headers).to.deep.equal({ 'content-type': 'application/json' });
  });

  it('row 129: is 4900 with a node of another chain, and asks it nothing else', async () => {
    const { ask, log } = createDesk({ node: createNode({ chainId: 1n }) });

    const { cause } = await expectNumber(ask('eth_getBalance', RECEIVER), 4900);
    expect((cause as { code: string }).code).to.equal('CHAIN_MISMATCH');
    expect(log).to.deep.equal(['eth_chainId']);
  });

  it('gives the node\'s own error with its data, and -32603 for no answer, after which it may be asked again', async () => {
    const revert = { code: 3, message: 'execution\u202e reverted', data: '0x08c379a0' };
    const { ask } = createDesk({ node: ({ body }) => {
      const { method, id } = body as { method: string; id: number };
      return { json: method === 'eth_chainId' ? { jsonrpc: '2.0', id, result: '0x34a1' } : { jsonrpc: '2.0', id, error: revert } };
    } });
    const { message, data } = await expectNumber(ask('eth_call', { to: RECEIVER, data: '0x' }), 3);
    expect([message, data]).to.deep.equal(['execution reverted', '0x08c379a0']);

    const nodes = ['network', createNode({ native: 1n })({ method: 'POST', path: '/', headers: {}, body: { id: 1, method: 'eth_chainId', params: [] } })] as const;
    let index = 0;
    const again = createDesk({ node: (request) => (index++ === 0 ? nodes[0] : createNode({ native: 1n })(request)) });
    await expectNumber(again.ask('eth_getBalance', RECEIVER), -32603);
    expect(await again.ask('eth_getBalance', RECEIVER)).to.equal('0x1');
  });

  it('row 101: takes no number of the visitor or the provider from a node, and none that is no whole number', async () => {
    for (const code of [4001, 4100, 4900, 4902, 4999]) {
      await expectNumber(createDesk({ node: refuseAll(code) }).ask('eth_call', { to: RECEIVER, data: '0x' }), -32603);
    }
    for (const code of [1.5, '3', null, 1e300]) {
      const { cause } = await expectNumber(createDesk({ node: refuseAll(code) }).ask('eth_call', { to: RECEIVER, data: '0x' }), -32603);
      expect((cause as { code: string }).code).to.equal('API_RESPONSE_INVALID');
    }
    await expectNumber(createDesk({ node: refuseAll(5000) }).ask('eth_call', { to: RECEIVER, data: '0x' }), 5000);
  });
});

/** A node that says its chain's id and refuses everything else with this number. */
function refuseAll(code: unknown): (request: { body: unknown }) => Reply {
  return ({ body }) => {
    const { method, id } = body as { method: string; id: number };
    return { json: method === 'eth_chainId' ? { jsonrpc: '2.0', id, result: '0x34a1' } : { jsonrpc: '2.0', id, error: { code, message: 'no' } } };
  };
}

describe('the EVM provider: events', () => {
  it('connects with the first answer of the node, once', async () => {
    const desk = createDesk({ node: createNode() });
    const events = listen(desk);

    await Promise.all([desk.ask('eth_getBalance', RECEIVER), desk.ask('eth_getBalance', RECEIVER)]);

    expect(events).to.deep.equal([['connect', { chainId: '0x34a1' }]]);
  });

  it('tells accounts when they are sure, and only when they change', () => {
    const desk = createDesk();
    const { provider, chain } = desk;
    const events = listen(desk);

    provider.update({ chain, account: ACCOUNT.toUpperCase().replace('X', 'x') as `0x${string}`, isVerified: true });
    provider.update({ chain, account: RECEIVER, isVerified: false });
    expect(events).to.deep.equal([]);
    provider.update({ chain, account: RECEIVER, isVerified: true });
    provider.update({ chain, account: undefined, isVerified: false });

    expect(events).to.deep.equal([['accountsChanged', [RECEIVER]], ['accountsChanged', []]]);
  });

  it('disconnects with the network and answers nothing but 4900, until the page is back; another chain is a change', async () => {
    const desk = createDesk({ node: createNode() });
    const { provider, chain, ask, approval } = desk;
    const events = listen(desk);
    const isVerified = true;
    const signing = ask('personal_sign', 'Hello', ACCOUNT);
    approval.abort('ABORTED');
    provider.update({ account: undefined, isVerified });

    await expectNumber(signing, 4900);
    for (const method of ['eth_chainId', 'eth_accounts', 'eth_requestAccounts', 'eth_getBalance', 'eth_sendTransaction']) await expectNumber(ask(method), 4900);
    const connected = new Promise((resolve) => { provider.on('connect', resolve); });
    provider.update({ chain, account: ACCOUNT, isVerified });
    await connected;
    provider.update({ chain: { ...chain, id: 13_371 }, account: ACCOUNT, isVerified });

    expect(events).to.deep.equal([
      ['disconnect', 4900], ['accountsChanged', []], ['accountsChanged', [ACCOUNT]], ['connect', { chainId: '0x34a1' }], ['chainChanged', '0x343b'],
    ]);
    expect(await ask('eth_chainId')).to.equal('0x343b');
  });

  it('forgets a listener that is removed, once for each time it was added', () => {
    const { provider, chain } = createDesk();
    const heard: unknown[] = [];
    const listener = (accounts: unknown): void => { heard.push(accounts); };
    const change = (): void => {
      provider.update({ chain, account: undefined, isVerified: true });
      provider.update({ chain, account: ACCOUNT, isVerified: true });
    };

    provider.on('accountsChanged', listener).on('accountsChanged', listener).removeListener('accountsChanged', listener);
    change();
    provider.removeListener('accountsChanged', listener).removeListener('accountsChanged', listener);
    change();

    expect(heard).to.deep.equal([[], [ACCOUNT]]);
    expect(() => provider.on('connect', 'no function' as never)).to.throw(TypeError);
  });

  it('shows nothing of what it works with to a page that looks', () => {
    const { provider } = createDesk();

    expect(Reflect.ownKeys(provider)).to.deep.equal(['isPassport']);
    expect(JSON.stringify(provider)).to.equal('{"isPassport":true}');
  });
});

describe('announceProvider (EIP-6963)', () => {
  it('row 134: tells of the provider now and whenever a page asks, frozen, until it is withdrawn', () => {
    const { provider } = createDesk({ claims: CLAIMS });
    const details: { info: Record<string, string>; provider: unknown }[] = [];
    const listener = (event: Event): void => { details.push((event as CustomEvent).detail); };
    window.addEventListener('eip6963:announceProvider', listener);

    const withdraw = announceProvider(provider, window);
    window.dispatchEvent(new Event('eip6963:requestProvider'));
    withdraw();
    window.dispatchEvent(new Event('eip6963:requestProvider'));
    window.removeEventListener('eip6963:announceProvider', listener);

    expect(details).to.have.length(2);
    expect(details[0]).to.equal(details[1]);
    const { info } = details[0]!;
    expect([details[0]?.provider, info['name'], info['rdns'], Object.isFrozen(details[0]), Object.isFrozen(info)]).to.deep.equal([provider, 'Immutable Passport', 'com.immutable.passport', true, true]);
    expect(info['uuid']).to.match(/^[0-9a-f-]{36}$/);
    expect(info['icon']).to.match(/^data:image\/svg\+xml,/);
  });
});
