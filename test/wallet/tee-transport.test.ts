import { expect } from '@open-wc/testing';

import { resolveConfig } from '../../src/shared/config.js';
import type { ErrorCode } from '../../src/shared/passport-error.js';
import type { WalletTransport } from '../../src/shared/wallet.js';
import { createWalletTransport } from '../../src/wallet/create-wallet-transport.js';
import { expectCode } from '../support/rejection.js';
import { LINK_TEXT, SEED_HEX, WALLET, createIdToken } from './support/fake-wallet.js';

const ADDRESS = { public_address: WALLET.eth_address };
const SIGNATURE = { signature: WALLET.personal_sign_signature, v: '27' };

type Answer = () => Response | Promise<Response>;

const json = (body: unknown, status = 200): Answer => () => new Response(JSON.stringify(body), { status });

function setup(...answers: Answer[]) {
  const requests: { path: string; method?: string; headers: Record<string, string>; body?: unknown }[] = [];
  const user = { idToken: createIdToken('user-1'), getIdToken: async () => user.idToken };
  const config = resolveConfig({
    environment: 'sandbox',
    walletTransport: 'tee',
    fetch: async (url, init) => {
      requests.push({
        path: String(url).replace('https://tee.express.magiclabs.com', ''),
        method: init?.method,
        headers: Object.fromEntries(new Headers(init?.headers)),
        body: init?.body ?? undefined,
      });
      const answer = answers.shift();
      if (!answer) throw new Error('One request too many.');
      return answer();
    },
  }, location);
  return { transport: createWalletTransport(config, user), user, requests };
}

describe('the HTTP transport', () => {
  it('sends what the official SDK sends, in its order', async () => {
    const { transport, requests, user } = setup(json(ADDRESS), json(SIGNATURE), json(SIGNATURE));

    expect(await transport.getAddress()).to.equal(WALLET.eth_address);
    expect(await transport.sign({ kind: 'stark-seed' })).to.equal(WALLET.personal_sign_signature);
    expect(await transport.sign({ kind: 'imx-link', text: LINK_TEXT })).to.equal(WALLET.personal_sign_signature);

    const headers = {
      'authorization': `Bearer ${user.idToken}`,
      'x-magic-api-key': 'pk_live_10F423798A540ED7',
      'x-oidc-provider-id': 'aa80b860-8869-4f13-9000-6a6ad3d20017',
      'x-magic-chain': 'ETH',
    };
    const typed = { ...headers, 'content-type': 'application/json' };
    const path = '/v1/wallet/sign/message';
    expect(requests).to.deep.equal([
      { path: '/v1/wallet', method: 'POST', headers, body: undefined },
      { path, method: 'POST', headers: typed, body: JSON.stringify({ message_base64: btoa(SEED_HEX) }) },
      { path, method: 'POST', headers: typed, body: JSON.stringify({ message_base64: btoa(LINK_TEXT) }) },
    ]);
  });

  it('asks for the wallet before the first signature, and anew for each user', async () => {
    const { transport, requests, user } = setup(json(ADDRESS), json(SIGNATURE), json(ADDRESS), json(ADDRESS));

    await transport.sign({ kind: 'stark-seed' });
    user.idToken = createIdToken('user-2');
    await transport.getAddress();
    await transport.disconnect();
    await transport.getAddress();

    expect(requests.map(({ path }) => path)).to.deep.equal(['/v1/wallet', '/v1/wallet/sign/message', '/v1/wallet', '/v1/wallet']);
  });

  it('does one thing at a time', async () => {
    let open = 0;
    const alone = (body: unknown): Answer => async () => {
      open += 1;
      expect(open).to.equal(1);
      await Promise.resolve();
      open -= 1;
      return json(body)();
    };
    const { transport } = setup(alone(ADDRESS), alone(SIGNATURE), alone(SIGNATURE));

    await Promise.all([transport.sign({ kind: 'stark-seed' }), transport.getAddress(), transport.sign({ kind: 'stark-seed' })]);
  });

  const failures: [string, Answer, ErrorCode][] = [
    ['401', json({ detail: 'no' }, 401), 'WALLET_REFUSED'],
    ['422', json({ detail: [{ loc: ['body'], msg: 'bad', type: 'value_error' }] }, 422), 'WALLET_REFUSED'],
    ['429', json({}, 429), 'WALLET_CONNECTION_ERROR'],
    ['500', json({}, 500), 'WALLET_CONNECTION_ERROR'],
    ['200 without an address', json({}), 'WALLET_RESPONSE_INVALID'],
    ['200 with a number', json({ public_address: 1 }), 'WALLET_RESPONSE_INVALID'],
    ['200 with an address on the prototype', () => new Response('{"__proto__":{"public_address":"0x"}}'), 'WALLET_RESPONSE_INVALID'],
    ['200 with HTML', () => new Response('<h1>Down</h1>'), 'WALLET_RESPONSE_INVALID'],
    ['204', () => new Response(null, { status: 204 }), 'WALLET_RESPONSE_INVALID'],
    ['3 MB', () => new Response('x'.repeat(3_000_000)), 'WALLET_RESPONSE_INVALID'],
    ['no connection', () => Promise.reject(new TypeError('Failed to fetch')), 'WALLET_CONNECTION_ERROR'],
  ];
  for (const [name, answer, code] of failures) {
    it(`rejects with ${code} for ${name}, says nothing secret, and works on the next call`, async () => {
      const { transport, user } = setup(answer, json(ADDRESS));

      const error = await expectCode(transport.getAddress(), code);

      expect(error.type).to.equal('WALLET_CONNECTION_ERROR');
      expect(`${error.message}${String(error.cause)}`).not.to.contain(user.idToken);
      expect(await transport.getAddress()).to.equal(WALLET.eth_address);
    });
  }

  it('row 105: refuses a wallet that is not the one of the claims, and has nothing signed', async () => {
    const { transport, user, requests } = setup(json(ADDRESS));
    user.idToken = createIdToken('user-1', { passport: { imx_user_admin_address: '0x0000000000000000000000000000000000000001' } });

    await expectCode(transport.sign({ kind: 'stark-seed' }), 'WALLET_ADDRESS_MISMATCH');

    expect(requests).to.have.lengthOf(1);
  });

  it('rejects with USER_CHANGED when another user signs in meanwhile', async () => {
    const { transport, user } = setup(async () => {
      user.idToken = createIdToken('user-2');
      return json(ADDRESS)();
    });

    await expectCode(transport.getAddress(), 'USER_CHANGED');
  });

  it('refuses an ID token that names nobody', async () => {
    const { transport, user, requests } = setup();
    for (const idToken of ['', 'a.b.c', createIdToken(''), 'a.bnVsbA.c', 'a.%.c']) {
      user.idToken = idToken;
      await expectCode(transport.getAddress(), 'ID_TOKEN_INVALID');
    }

    expect(requests).to.deep.equal([]);
  });

  it('passes on that nobody is signed in', async () => {
    const reason = new Error('signed out');
    const { transport, user } = setup();
    user.getIdToken = () => Promise.reject(reason);

    expect(await transport.getAddress().catch((error: unknown) => error)).to.equal(reason);
  });
});

describe('a transport of the site\'s own', () => {
  const createOwn = (own: Partial<WalletTransport>) => createWalletTransport(resolveConfig({
    environment: 'sandbox',
    walletTransport: {
      getAddress: async () => WALLET.eth_address.toLowerCase() as `0x${string}`,
      sign: async () => WALLET.personal_sign_signature as `0x${string}`,
      disconnect: async () => {},
      ...own,
    },
  }, location), { getIdToken: async () => createIdToken('user-1') });

  it('is held to the same answers', async () => {
    const own = createOwn({ sign: async () => '0x12' });

    expect(await own.getAddress()).to.equal(WALLET.eth_address);
    await expectCode(own.sign({ kind: 'stark-seed' }), 'WALLET_UNSUPPORTED');
    await expectCode(createOwn({ getAddress: async () => '0x12' }).getAddress(), 'WALLET_RESPONSE_INVALID');
  });

  it('row 144: is never asked to sign a text that is refused', async () => {
    let asked = 0;
    const own = createOwn({ sign: async () => {
      asked += 1;
      return WALLET.personal_sign_signature as `0x${string}`;
    } });

    await expectCode(own.sign({ kind: 'imx-link', text: SEED_HEX }), 'MESSAGE_REFUSED');
    expect(asked).to.equal(0);
    expect(await own.sign({ kind: 'imx-link', text: LINK_TEXT })).to.equal(WALLET.personal_sign_signature);
    expect(asked).to.equal(1);
  });

  it('has its errors wrapped, its aborts kept, and never fails to disconnect', async () => {
    const abort = new DOMException('enough', 'AbortError');
    const foreign = new TypeError('Failed to fetch');

    const error = await expectCode(createOwn({ getAddress: () => Promise.reject(foreign) }).getAddress(), 'WALLET_CONNECTION_ERROR');
    expect(error.cause).to.equal(foreign);
    expect(await createOwn({ getAddress: () => Promise.reject(abort) }).getAddress().catch((reason: unknown) => reason)).to.equal(abort);
    expect(await createOwn({ disconnect: () => Promise.reject(foreign) }).disconnect()).to.equal(undefined);
  });
});
