import { expect } from '@open-wc/testing';
import { isExpired } from '../../src/auth/lifetime.js';
import { receiveTokens } from '../../src/auth/receive.js';
import { judgeRecord } from '../../src/auth/record.js';
import { serializeRecord } from '../../src/auth/serialize-record.js';
import { parseTokenResponse } from '../../src/auth/token-endpoint.js';
import type { ClientConfig } from '../../src/auth/authority.js';
import { expectCode } from '../support/rejection.js';
import { FakeAuthority } from './support/authority.js';

const HOUR_MS = 3_600_000;

describe('receiveTokens', () => {
  let authority: FakeAuthority;

  beforeEach(async () => {
    authority = await FakeAuthority.create();
    authority.nonce = 'nonce';
  });

  /** Receives an answer on a device whose clock is ahead by `leadMs`; the service's `Date` is readable or not. */
  const receive = async (
    change: Record<string, unknown> = {}, { leadMs = 0, isDated = true, config = authority.config(), previous }: {
      leadMs?: number; isDated?: boolean; config?: ClientConfig; previous?: { idToken: string; receivedAtMs?: number };
    } = {},
  ) => {
    const nowMs = authority.nowMs + leadMs;
    const response = parseTokenResponse(await authority.issue(change), nowMs);
    return receiveTokens(
      isDated ? { ...response, serverNowMs: authority.nowMs } : response, config, { nonce: 'nonce', nowMs, previous },
    );
  };

  it('row 15: takes an ID token whose at_hash is of this access token, and no other', async () => {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode('token-of-row-15')));
    const at_hash = btoa(String.fromCharCode(...digest.slice(0, 16))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    const id_token = await authority.signIdToken({ at_hash });

    expect((await receive({ id_token, access_token: 'token-of-row-15' })).accessToken).to.equal('token-of-row-15');
    await expectCode(receive({ id_token, access_token: 'another' }), 'ID_TOKEN_INVALID');
    for (const wrong of ['', 7, `${at_hash}=`, null]) {
      await expectCode(receive({ id_token: await authority.signIdToken({ at_hash: wrong }), access_token: 'token-of-row-15' }), 'ID_TOKEN_INVALID');
    }
  });

  for (const hours of [1, -1, 24, -24]) {
    it(`row 70: takes tokens on a clock that is ${hours} h ahead, and knows when they end, also after a reload`, async () => {
      const tokens = await receive({}, { leadMs: hours * HOUR_MS });
      const localMs = authority.nowMs + hours * HOUR_MS;

      const restored = judgeRecord(serializeRecord(tokens), authority.config(), localMs + HOUR_MS);
      expect(restored.verdict).to.equal('fresh');
      for (const set of [tokens, 'tokens' in restored ? restored.tokens : tokens]) {
        expect(isExpired(set, localMs + 9.9 * HOUR_MS)).to.equal(false);
        expect(isExpired(set, localMs + 10 * HOUR_MS)).to.equal(true);
      }
    });
  }

  it('row 70: goes by the clock again once it was set back', async () => {
    const stored = serializeRecord(await receive({}, { leadMs: 24 * HOUR_MS }));

    expect(judgeRecord(stored, authority.config(), authority.nowMs + HOUR_MS).verdict).to.equal('fresh');
    expect(judgeRecord(stored, authority.config(), authority.nowMs + 10 * HOUR_MS).verdict).to.equal('refreshable');
  });

  it('row 70: judges by the access token where no date can be read', async () => {
    const iat = Math.floor(authority.nowMs / 1000);
    const access_token = await authority.signIdToken({ iat, exp: iat + 86_400 });
    authority.answers.set('/oauth/token', async () => Response.json(await authority.issue({ access_token })));
    const { postToken } = await import('../../src/auth/token-endpoint.js');
    const response = await postToken(authority.config(), {}, { nowMs: authority.nowMs + HOUR_MS });

    expect(response.serverNowMs).to.equal(iat * 1000);
  });

  for (const minutes of [11, 60, 24 * 60, -6, -60, -22 * 60]) {
    it(`row 70: takes tokens where no date can be read and the access token has none, on a clock that is ${minutes} min ahead`, async () => {
      const tokens = await receive({}, { leadMs: minutes * 60_000, isDated: false });
      const localMs = authority.nowMs + minutes * 60_000;

      const restored = judgeRecord(serializeRecord(tokens), authority.config(), localMs + HOUR_MS);
      for (const set of [tokens, 'tokens' in restored ? restored.tokens : {}]) {
        expect(isExpired(set, localMs + 9.9 * HOUR_MS)).to.equal(false);
        expect(isExpired(set, localMs + 10 * HOUR_MS)).to.equal(true);
      }
    });
  }

  it('row 6: refuses a token of a week ago or of tomorrow all the same, and one whose own times make no sense', async () => {
    for (const leadMs of [7 * 24 * HOUR_MS, 26 * HOUR_MS, -24 * HOUR_MS]) {
      await expectCode(receive({}, { leadMs, isDated: false }), 'ID_TOKEN_INVALID');
    }
    const iat = Math.floor(authority.nowMs / 1000) - 3_600;
    for (const wrong of [{ iat, exp: iat - 400 }, { iat, nbf: iat + 400 }, { iat: undefined }]) {
      await expectCode(receive({ id_token: await authority.signIdToken(wrong) }, { isDated: false }), 'ID_TOKEN_INVALID');
    }
    // Where the service's time is known, nothing is guessed.
    await expectCode(receive({ id_token: await authority.signIdToken({ iat, exp: iat + 36_000 }) }), 'ID_TOKEN_INVALID');
  });

  it('row 7: guesses no time for a refresh that is answered with the token it renews, or an older one, unless that came a moment ago', async () => {
    const iat = Math.floor(authority.nowMs / 1000) - 20 * 3_600;
    const id_token = await authority.signIdToken({ iat, exp: iat + 3_600 });
    const answer = (idToken: string, receivedAtMs?: number) => receive({ id_token }, { isDated: false, previous: { idToken, receivedAtMs } });

    await expectCode(answer(id_token, authority.nowMs - 60_000), 'ID_TOKEN_INVALID');
    await expectCode(answer(id_token, authority.nowMs + 60_000), 'ID_TOKEN_INVALID');
    await expectCode(answer(id_token), 'ID_TOKEN_INVALID');
    await expectCode(answer(await authority.signIdToken({ iat: iat + 1, exp: iat + 3_600 })), 'ID_TOKEN_INVALID');
    expect((await answer(id_token, authority.nowMs - 59_999)).idToken).to.equal(id_token);
    expect((await answer(await authority.signIdToken({ iat: iat - 1, exp: iat + 3_600 }))).idToken).to.equal(id_token);
  });

  it('row 20: takes nothing from a prototype that was polluted', async () => {
    const polluted = Object.prototype as Record<string, unknown>;
    const { refresh_token, ...rest } = await authority.issue();
    expect(refresh_token).to.be.a('string');
    polluted['refresh_token'] = 'canary-of-row-20';
    polluted['expires_in'] = 5;
    try {
      const response = parseTokenResponse({ ...rest, expires_in: undefined }, authority.nowMs);
      expect(response.refreshToken).to.equal(undefined);
      expect(response.accessExpiresAtMs).to.be.greaterThan(authority.nowMs + HOUR_MS);
    } finally {
      delete polluted['refresh_token'];
      delete polluted['expires_in'];
    }
  });

  describe('with userinfo', () => {
    const metadata = {
      authorize: 'https://op.example/a', token: 'https://op.example/t', jwksUri: 'https://op.example/j',
      userinfo: 'https://op.example/userinfo', namesIssuer: false,
    };
    const receiveWith = async (answer: () => Response) => {
      authority.answers.set('/userinfo', answer);
      const id_token = await authority.signIdToken({ email: undefined });
      return receive({ id_token }, { config: { ...authority.config(), discovery: true, metadata } });
    };

    it('row 21: refuses what speaks of somebody else, or of nobody', async () => {
      for (const body of [{ sub: 'email|somebody-else' }, { email: 'a@example.com' }, [], { sub: 7 }]) {
        await expectCode(receiveWith(() => Response.json(body)), 'USERINFO_INVALID');
      }
    });

    it('completes the claims, and takes none in the place of the ID token\'s', async () => {
      const { claims } = await receiveWith(() => Response.json({ sub: authority.sub, email: 'more@example.com', nickname: 'other' }));

      expect(claims).to.include({ email: 'more@example.com', nickname: 'ada' });
    });

    it('does without where the endpoint does not answer', async () => {
      const { claims } = await receiveWith(() => new Response('', { status: 503 }));

      expect(claims.sub).to.equal(authority.sub);
      expect((await receiveWith(() => { throw new TypeError('Failed to fetch'); })).claims.sub).to.equal(authority.sub);
    });
  });
});
