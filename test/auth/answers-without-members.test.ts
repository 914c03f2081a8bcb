import { expect } from '@open-wc/testing';
import { fetchMetadata } from '../../src/auth/discovery.js';
import { beginLogin, finishLogin } from '../../src/auth/login.js';
import { sweepPendingLogins } from '../../src/auth/pending-login.js';
import { judgeRecord } from '../../src/auth/record.js';
import { serializeRecord } from '../../src/auth/serialize-record.js';
import { parseTokenResponse, postRevoke, postToken } from '../../src/auth/token-endpoint.js';
import { completeClaims } from '../../src/auth/userinfo.js';
import { verifyIdToken } from '../../src/auth/verify.js';
import { MemoryStore } from '../support/memory-store.js';
import { expectCode } from '../support/rejection.js';
import { FakeAuthority } from './support/authority.js';

const CALLBACK = `${location.origin}/callback.html`;
const TOKEN = '/oauth/token';
const METADATA = {
  issuer: 'https://op.example', authorization_endpoint: 'https://op.example/authorize', token_endpoint: 'https://op.example/token',
  jwks_uri: 'https://op.example/jwks',
};

describe('what an authority, a page or an older record leaves out', () => {
  let authority: FakeAuthority;
  let store: MemoryStore;

  beforeEach(async () => {
    authority = await FakeAuthority.create();
    store = new MemoryStore();
  });

  /** Begins a login, lets `change` have its way with what is stored of it, and gives the callback's address. */
  async function begin(change: (record: Record<string, unknown>) => Record<string, unknown> = (record) => record): Promise<string> {
    const { url } = await beginLogin(authority.config(), store, { kind: 'si:p', redirectUri: CALLBACK, extra: {}, returnTo: '/shop' });
    const params = new URL(url).searchParams;
    authority.nonce = params.get('nonce') ?? undefined;
    const [key = ''] = store.keys();
    store.set(key, JSON.stringify(change(JSON.parse(store.get(key) ?? '') as Record<string, unknown>)));
    return `${CALLBACK}?state=${params.get('state')}`;
  }
  const finish = (url: string) => finishLogin(authority.config(), store, url, { nowMs: authority.nowMs });

  it('calls a code that was used before, or too late, an answer that is not valid: no session has ended', async () => {
    authority.answers.set(TOKEN, () => Response.json({ error: 'invalid_grant' }, { status: 403 }));

    const error = await expectCode(finish(`${await begin()}&code=code-1`), 'CALLBACK_STATE_INVALID');

    expect(error.cause).to.include({ code: 'SESSION_EXPIRED' });
  });

  it('row 22: finishes no login for an answer with neither a code nor an error, and takes its state', async () => {
    await expectCode(finish(await begin()), 'CALLBACK_STATE_INVALID');

    expect(authority.count(TOKEN)).to.equal(0);
    expect(store.entries.size).to.equal(0);
  });

  it('row 9: takes no token where the nonce of the login is gone, and sends a verifier to nobody that was not stored', async () => {
    const url = await begin(({ nonce: _nonce, code_verifier: _verifier, ...rest }) => rest);

    await expectCode(finish(`${url}&code=code-1`), 'ID_TOKEN_INVALID');

    expect(authority.requests[0]?.form.get('code_verifier')).to.equal('');
  });

  it('leads nowhere after a login whose way back is gone, and keeps the scope that was asked for', async () => {
    authority.answers.set(TOKEN, async () => Response.json(await authority.issue({ scope: undefined })));
    const url = await begin(({ data: _data, ...rest }) => rest);

    const { returnTo, tokens } = await finish(`${url}&code=code-1`);

    expect(returnTo).to.equal(undefined);
    expect(tokens.scope).to.equal('openid offline_access profile email transact');
  });

  it('row 19: calls an access token over at once where nothing says how long it lives', async () => {
    const answer = { access_token: 'opaque', token_type: 'Bearer' };
    const id_token = await authority.signIdToken({ exp: 2_000_000_000 });

    expect(parseTokenResponse(answer, 5_000).accessExpiresAtMs).to.equal(5_000);
    expect(parseTokenResponse({ ...answer, id_token: 'not.a.token' }, 5_000).accessExpiresAtMs).to.equal(5_000);
    expect(parseTokenResponse({ ...answer, id_token }, 5_000).accessExpiresAtMs).to.equal(2_000_000_000_000);
  });

  it('row 70: reads the service\'s time of its header, and of the access token where the header says none', async () => {
    const ask = () => postToken(authority.config(), { grant_type: 'refresh_token' }, { nowMs: authority.nowMs });
    for (const [date, expected] of [['Sat, 21 Nov 2026 10:00:00 GMT', Date.UTC(2026, 10, 21, 10)], ['soon', undefined]] as const) {
      authority.answers.set(TOKEN, async () => Response.json(await authority.issue(), { headers: { date } }));
      expect((await ask()).serverNowMs).to.equal(expected);
    }
  });

  it('row 14: lets no key id that is not a text stand for one that is absent', async () => {
    for (const kid of [5, null, ['key-1'], {}]) {
      const token = await authority.signIdToken({}, { kid: kid as string });

      await expectCode(verifyIdToken(token, authority.config(), { cache: {}, nowMs: authority.nowMs }), 'ID_TOKEN_INVALID');
    }
  });

  it('row 11: refuses a token that the key published since has not signed', async () => {
    const cache = {};
    await verifyIdToken(await authority.signIdToken(), authority.config(), { cache, nowMs: authority.nowMs });
    const forged = await authority.signIdToken({}, { kid: 'key-2' });
    await authority.rotate('key-2');

    await expectCode(verifyIdToken(forged, authority.config(), { cache, nowMs: authority.nowMs + 60_000 }), 'ID_TOKEN_INVALID');
  });

  it('takes a record whose token has a list of audiences with this client in it, and no other', async () => {
    const judge = async (aud: readonly string[]) => judgeRecord(JSON.stringify({
      ...await authority.issue(), id_token: await authority.signIdToken({ aud: [...aud] }),
    }), authority.config(), authority.nowMs).verdict;

    expect(await judge(['test-client'])).to.equal('fresh');
    expect(await judge(['other-client', 'third'])).to.equal('foreign');
  });

  it('row 74: reads a record again that it wrote of tokens without a time', async () => {
    const { access_token: accessToken, id_token: idToken, refresh_token: refreshToken } = await authority.issue() as Record<string, string>;
    const text = serializeRecord({ accessToken: accessToken!, idToken: idToken!, refreshToken, claims: { sub: authority.sub } });

    expect(text).not.to.contain('expires_at');
    expect(judgeRecord(text, authority.config(), authority.nowMs).verdict).to.equal('fresh');
  });

  it('row 47: sweeps on past a pending login that another tab takes meanwhile', () => {
    class SharedStore extends MemoryStore {
      override get(key: string): string | null {
        return key.endsWith('taken') ? null : super.get(key);
      }
    }
    const shared = new SharedStore();
    shared.set('passport-widgets.state.taken', '{}');
    shared.set('passport-widgets.state.stale', '{"created":1}');
    shared.set('other', 'x');

    sweepPendingLogins(shared, authority.nowMs);

    expect(shared.keys()).to.deep.equal(['other']);
  });

  for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const) {
    it(`does without an authority that names no ${name}`, async () => {
      authority.answers.set('/.well-known/openid-configuration', () => Response.json({ ...METADATA, [name]: undefined }));

      const error = await expectCode(fetchMetadata(authority.config({
        overrides: {}, authority: METADATA.issuer, discovery: true,
      })), 'METADATA_INVALID');
      expect(error.message).to.contain(name);
    });
  }

  describe('optional endpoints', () => {
    const metadata = {
      authorize: METADATA.authorization_endpoint, token: METADATA.token_endpoint, jwksUri: METADATA.jwks_uri, namesIssuer: false,
    };

    it('asks for nothing at an endpoint that the authority does not have', async () => {
      const config = { ...authority.config(), discovery: true, metadata };
      const claims = { sub: authority.sub };

      expect(await completeClaims(claims, 'access', config)).to.equal(claims);
      await postRevoke(config, 'refresh', 1_000);
      expect(authority.requests).to.deep.equal([]);
    });

    it('row 72: says that a token was not taken back, and not which', async () => {
      authority.answers.set('/oauth/revoke', () => Response.json({ error_description: 'no secret-refresh here' }, { status: 400 }));

      const error = await expectCode(postRevoke(authority.config(), 'secret-refresh', 1_000), 'LOGOUT_ERROR');

      expect(JSON.stringify([error.message, String(error.cause), String((error.cause as Error).cause)])).not.to.contain('secret-refresh');
    });
  });
});
