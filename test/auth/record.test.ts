import { expect } from '@open-wc/testing';
import { judgeRecord } from '../../src/auth/record.js';
import { serializeRecord } from '../../src/auth/serialize-record.js';
import { createRandom, pick } from '../support/random.js';
import { FakeAuthority } from './support/authority.js';

describe('judgeRecord', () => {
  let authority: FakeAuthority;
  let record: Record<string, unknown>;

  beforeEach(async () => {
    authority = await FakeAuthority.create();
    record = await createOfficialRecord(authority);
  });

  const judge = (value: unknown, nowMs = authority.nowMs) => (
    judgeRecord(typeof value === 'string' ? value : JSON.stringify(value), authority.config(), nowMs)
  );

  it('finds nothing where nothing is', () => {
    expect(judgeRecord(null, authority.config(), 0).verdict).to.equal('absent');
  });

  it('takes a record as the official SDK writes it', () => {
    const stored = judge(record);

    expect(stored.verdict).to.equal('fresh');
    expect('tokens' in stored && stored.tokens.claims.email).to.equal('ada@example.com');
  });

  // `storeTokens` of the official SDK writes neither, and its tokens carry no nonce.
  it('row 74: takes a record without expires_at, scope and nonce', () => {
    const { expires_at, scope, ...rest } = record;

    expect([typeof expires_at, typeof scope]).to.deep.equal(['number', 'string']);
    expect(judge(rest).verdict).to.equal('fresh');
  });

  it('calls an ended ID token refreshable, with the margin of 30 s', () => {
    expect(judge(record, authority.nowMs + 36_000_000 - 31_000).verdict).to.equal('fresh');
    expect(judge(record, authority.nowMs + 36_000_000 - 29_000).verdict).to.equal('refreshable');
  });

  it('calls an ended one without refresh token expired', () => {
    expect(judge({ ...record, refresh_token: undefined }, authority.nowMs + 40_000_000).verdict).to.equal('expired');
  });

  it('calls the token of another client or issuer foreign', async () => {
    expect(judge({ ...record, id_token: await authority.signIdToken({ aud: 'other' }) }).verdict).to.equal('foreign');
    expect(judge({ ...record, id_token: await authority.signIdToken({ iss: 'https://other/' }) }).verdict).to.equal('foreign');
  });

  it('row 75: calls a profile of another user than the token foreign', () => {
    expect(judge({ ...record, profile: { sub: 'email|somebody-else' } }).verdict).to.equal('foreign');
  });

  for (const [name, text] of [
    ['truncated text', '{"id_token":"ey'], ['null', 'null'], ['an array', '[]'], ['a number', '7'], ['nothing', ''],
    ['wrong types', '{"id_token":1,"access_token":{}}'], ['5 MB', `"${'x'.repeat(5_000_000)}"`],
  ] as const) {
    it(`row 74: calls ${name} unreadable`, () => {
      expect(judge(text).verdict).to.equal('unreadable');
    });
  }

  it('row 74: calls what is longer than any record unreadable, be it a right one', () => {
    expect(judge({ ...record, note: 'x'.repeat(150_000) }).verdict).to.equal('fresh');
    expect(judge({ ...record, note: 'x'.repeat(200_000) }).verdict).to.equal('unreadable');
  });

  it('row 74: never throws over 2,000 mutations, and pollutes nothing', () => {
    const random = createRandom(74);
    const text = JSON.stringify(record);
    const pieces = ['"', '{', '}', '[', 'null', '__proto__', '\u0000', '9e999', '.', 'ey', '\\', ':', '-1'];
    let readable = 0;

    for (let i = 0; i < 2000; i += 1) {
      // One in a hundred stays valid and must be taken.
      const isValid = i % 100 === 0;
      const at = Math.floor(random() * text.length);
      const mutated = isValid ? text : text.slice(0, at) + pick(random, pieces) + text.slice(at + Math.floor(random() * 4));
      const { verdict } = judge(mutated);
      if (isValid) expect(verdict).to.equal('fresh');
      else if (verdict === 'fresh') readable += 1;
    }

    expect(({} as Record<string, unknown>)['id_token']).to.equal(undefined);
    // Mutations outside of what is read stay harmless; most are not.
    expect(readable).to.be.lessThan(1900);
  });
});

describe('serializeRecord', () => {
  it('writes the members that the official SDK reads, without protocol claims in the profile', async () => {
    const authority = await FakeAuthority.create();
    authority.nonce = 'once';
    const stored = judgeRecord(JSON.stringify(await createOfficialRecord(authority)), authority.config(), authority.nowMs);
    if (!('tokens' in stored)) throw new Error('readable');

    const written = JSON.parse(serializeRecord(stored.tokens)) as Record<string, unknown>;

    expect(Object.keys(written)).to.deep.equal([
      'id_token', 'session_state', 'access_token', 'refresh_token', 'token_type', 'scope', 'profile', 'expires_at',
      // Ours: the library passes it over.
      'received_at_ms',
    ]);
    expect(written['profile']).to.include({ sub: authority.sub, aud: 'test-client' });
    expect(written['profile']).not.to.have.property('nonce');
    expect(judgeRecord(JSON.stringify(written), authority.config(), authority.nowMs)).to.deep.equal(stored);
  });
});

async function createOfficialRecord(authority: FakeAuthority): Promise<Record<string, unknown>> {
  return {
    id_token: await authority.signIdToken(),
    session_state: null,
    access_token: 'opaque-access-token',
    refresh_token: 'refresh-0',
    token_type: 'Bearer',
    scope: 'openid offline_access email transact',
    profile: { sub: authority.sub, email: 'ada@example.com' },
    expires_at: Math.floor(authority.nowMs / 1000) + 86_400,
  };
}
