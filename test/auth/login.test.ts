import { expect } from '@open-wc/testing';
import { beginLogin, finishLogin } from '../../src/auth/login.js';
import { findPendingLogin, forgetPendingLogin } from '../../src/auth/pending-login.js';
import { MemoryStore } from '../support/memory-store.js';
import { expectCode } from '../support/rejection.js';
import { FakeAuthority } from './support/authority.js';

const CALLBACK = `${location.origin}/callback.html`;
const TOKEN = '/oauth/token';

describe('login', () => {
  let authority: FakeAuthority;
  let store: MemoryStore;

  beforeEach(async () => {
    authority = await FakeAuthority.create();
    store = new MemoryStore();
  });

  /** Begins a login as the authority would see it, and gives the callback URL of a good answer. */
  async function setup(): Promise<{ params: URLSearchParams; callback: string }> {
    const { url } = await beginLogin(authority.config(), store, {
      kind: 'si:p', redirectUri: CALLBACK, extra: { direct: 'google' }, returnTo: '/shop?item=1',
    });
    const params = new URL(url).searchParams;
    authority.nonce = params.get('nonce') ?? undefined;
    return { params, callback: `${CALLBACK}?code=code-1&state=${params.get('state')}` };
  }
  const finish = (url: string) => finishLogin(authority.config(), store, url, { nowMs: authority.nowMs });

  it('asks with PKCE, state, nonce and the documented parameters', async () => {
    const { params } = await setup();

    expect(Object.fromEntries(params)).to.include({
      client_id: 'test-client', redirect_uri: CALLBACK, response_type: 'code', code_challenge_method: 'S256',
      scope: 'openid offline_access profile email transact', audience: 'platform_api', display: 'popup', direct: 'google',
    });
    expect(params.get('state')).to.match(/^[0-9a-f]{32}$/);
    expect(params.get('nonce')).to.match(/^[0-9a-f]{32}$/);
    expect(findPendingLogin(store, params.get('state') ?? '')).to.equal('si:p');
  });

  it('row 16: asks for the age and the kind of the login where the site does', async () => {
    const { url } = await beginLogin(authority.config({ maxAgeSeconds: 60, acrValues: ['a', 'b'] }), store, {
      kind: 'si:r', redirectUri: CALLBACK, extra: {},
    });

    const params = new URL(url).searchParams;
    expect([params.get('max_age'), params.get('acr_values')]).to.deep.equal(['60', 'a b']);
  });

  it('row 28: never uses a verifier, state or nonce twice', async () => {
    const seen = new Set<string>();
    for (let i = 0; i < 1_000; i += 1) {
      const { params } = await setup();
      for (const name of ['state', 'nonce', 'code_challenge']) seen.add(`${params.get(name)}`);
      forgetPendingLogin(store, params.get('state') ?? '');
    }

    expect(seen.size).to.equal(3_000);
  });

  it('exchanges the code with the verifier, and gives tokens and the way back', async () => {
    const { callback } = await setup();

    const { tokens, returnTo } = await finish(callback);

    const form = authority.requests[0]?.form;
    expect([...(form?.keys() ?? [])]).to.deep.equal(['grant_type', 'redirect_uri', 'code', 'code_verifier', 'client_id']);
    expect(form?.get('code_verifier')?.length).to.be.at.least(43);
    expect(tokens).to.include({ accessToken: 'access-1', refreshToken: 'refresh-1' });
    expect(returnTo).to.equal('/shop?item=1');
  });

  it('row 9: takes no ID token of another login, and none that names no login', async () => {
    for (const nonce of ['0123456789abcdef0123456789abcdef', undefined]) {
      const { callback } = await setup();
      authority.nonce = nonce;

      await expectCode(finish(callback), 'ID_TOKEN_INVALID');
    }
  });

  it('row 25: uses a state once', async () => {
    const { callback } = await setup();
    await finish(callback);

    await expectCode(finish(callback), 'CALLBACK_STATE_INVALID');
    expect(authority.count(TOKEN)).to.equal(1);
  });

  it('row 22: refuses an unknown, an absent and an unreadable state', async () => {
    await setup();

    for (const query of ['code=1&state=unknown', 'code=1', 'code=1&state=%25zz', `code=1&state=${'x'.repeat(100_000)}`]) {
      await expectCode(finish(`${CALLBACK}?${query}`), 'CALLBACK_STATE_INVALID');
    }
    expect(authority.count(TOKEN)).to.equal(0);
  });

  it('row 24: finishes no login of another authority, though it knows the client by the same id', async () => {
    const { callback } = await setup();
    const other = authority.config({ overrides: { authenticationDomain: 'https://other.example', issuer: 'https://other.example/' } });

    await expectCode(finishLogin(other, store, callback, { nowMs: authority.nowMs }), 'CALLBACK_STATE_INVALID');
    expect(authority.requests.length).to.equal(0);
  });

  it('row 24: finishes no login of another client of the same authority', async () => {
    const { callback } = await setup();

    await expectCode(finishLogin(authority.config({ clientId: 'another-client' }), store, callback, { nowMs: authority.nowMs }), 'CALLBACK_STATE_INVALID');
    expect(authority.requests.length, 'the verifier stays here').to.equal(0);
  });

  it('row 23: refuses a second code or state', async () => {
    const { callback } = await setup();

    await expectCode(finish(`${callback}&code=code-2`), 'CALLBACK_STATE_INVALID');
    await expectCode(finish(`${callback}&state=another`), 'CALLBACK_STATE_INVALID');
    // What was refused has not used the login up.
    expect((await finish(callback)).tokens.claims.sub).to.equal(authority.sub);
  });

  it('row 24: refuses the answer of another authority, and still takes the right one', async () => {
    const { callback } = await setup();

    await expectCode(finish(`${callback}&iss=https%3A%2F%2Fevil.example%2F`), 'CALLBACK_STATE_INVALID');
    expect(authority.count(TOKEN)).to.equal(0);
    await finish(`${callback}&iss=${encodeURIComponent(authority.config().endpoints.issuer)}`);
  });

  it('row 24: refuses an answer that names another issuer, and one that names ours twice', async () => {
    const { callback } = await setup();
    const issuer = encodeURIComponent('http://authority.localhost/');

    await expectCode(finish(`${callback}&iss=${issuer}&iss=${issuer}`), 'CALLBACK_STATE_INVALID');
    await expectCode(finish(`${callback}&iss=https%3A%2F%2Fevil.example%2F`), 'CALLBACK_STATE_INVALID');
    expect(authority.count(TOKEN)).to.equal(0);
  });

  it('row 24: takes an answer that names its issuer', async () => {
    const { callback } = await setup();

    const { tokens } = await finish(`${callback}&iss=${encodeURIComponent('http://authority.localhost/')}`);

    expect(tokens.claims.sub).to.equal(authority.sub);
  });

  it('row 26: says who refused, with the description as text of bounded length', async () => {
    const denied = await setup();
    const state = denied.params.get('state') ?? '';

    await expectCode(finish(`${CALLBACK}?error=access_denied&state=${state}`), 'LOGIN_DENIED');

    const other = (await setup()).params.get('state') ?? '';
    const error = await expectCode(
      finish(`${CALLBACK}?error=server_error&error_description=${'<img>'.repeat(2000)}&state=${other}`), 'LOGIN_FAILED',
    );
    expect(error.message.length).to.be.lessThan(300);
  });

  for (const [query, words] of [
    ['error=login_required', 'login_required'],
    ['error=something_new&error_description=Line%201%0D%0ALine%E2%80%AE%202', 'Line 1 Line 2'],
    [`error=${'e'.repeat(10_000)}`, '…'],
    [`error=server_error&error_description=${'word+'.repeat(2_000)}`, 'word '.repeat(40)],
  ] as const) {
    it(`row 26: maps ${query.slice(0, 40)} to a code, its words on one line`, async () => {
      const state = (await setup()).params.get('state') ?? '';

      const error = await expectCode(finish(`${CALLBACK}?${query}&state=${state}`), 'LOGIN_FAILED');
      expect(error.message).to.equal(`The sign-in service answered: ${words}`);
    });
  }

  it('row 72: repeats nothing that may be a secret', async () => {
    const { callback } = await setup();
    authority.answers.set(TOKEN, ({ form }) => Response.json(
      { error: 'invalid_request', error_description: `bad verifier ${form.get('code_verifier')}` }, { status: 400 },
    ));

    const error = await expectCode(finish(callback), 'LOGIN_FAILED');
    expect(error.message).to.contain('bad verifier …');
  });

  for (const [name, change, code] of [
    ['row 17: no ID token', { id_token: undefined }, 'ID_TOKEN_MISSING'],
    ['row 18: a token type that is not Bearer', { token_type: 'mac' }, 'TOKEN_RESPONSE_INVALID'],
    ['no access token', { access_token: '' }, 'TOKEN_RESPONSE_INVALID'],
  ] as const) {
    it(`refuses an answer with ${name}`, async () => {
      const { callback } = await setup();
      authority.answers.set(TOKEN, async () => Response.json(await authority.issue(change)));

      await expectCode(finish(callback), code);
    });
  }

  // Where nobody said how long the access token lives, it lives as long as the ID token: ten hours here.
  for (const [expiresIn, seconds] of [
    [undefined, 36_000], [0, 36_000], [-1, 36_000], ['3600', 3600], [1e12, 86_400], ['NaN', 36_000], [null, 36_000],
  ] as const) {
    it(`row 19: takes expires_in ${String(expiresIn)} as ${seconds} s`, async () => {
      const { callback } = await setup();
      authority.answers.set(TOKEN, async () => Response.json(await authority.issue({ expires_in: expiresIn })));

      const { tokens } = await finish(callback);

      expect((tokens.accessExpiresAtMs ?? 0) - authority.nowMs).to.be.closeTo(seconds * 1000, 1000);
    });
  }

  it('row 20: picks known members only', async () => {
    const { callback } = await setup();
    authority.answers.set(TOKEN, async () => new Response(
      `{"__proto__":{"polluted":true},"profile":{"sub":"evil"},${JSON.stringify(await authority.issue()).slice(1)}`,
    ));

    const { tokens } = await finish(callback);

    expect(tokens.claims.sub).to.equal(authority.sub);
    expect(Object.keys(tokens)).not.to.include('profile');
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
  });
});
