import { expect } from '@open-wc/testing';

import { checkChallenge } from '../../src/immersve/check-challenge.js';
import type { ChallengeExpectation } from '../../src/immersve/check-challenge.js';
import { containsSeedMessage } from '../../src/shared/seed-message.js';
import { expectThrownCode } from '../support/rejection.js';
import vectors from '../vectors/immersve.json' with { type: 'json' };
import { NOW_MS, PAGE_URL } from './support/challenge-fuzzer.js';
import { fuzzChallenges } from './support/judge.js';

const [SIWE, ALGORAND, XRPL] = [vectors.siwe[0], vectors.algorand[0], vectors.xrpl[0]];

const expectation = (method: string, account: string, url = PAGE_URL): ChallengeExpectation => ({
  method: method as ChallengeExpectation['method'], account, url, nowMs: NOW_MS, check: 'strict', isForbidden: containsSeedMessage,
});
const siwe = (message: string, change: Partial<ChallengeExpectation> = {}): void =>
  checkChallenge(message, { ...expectation('siwe', SIWE?.address ?? ''), ...change });

describe('checkChallenge', () => {
  it('row 132: a statement holds nothing that cannot be seen, and emoji may be there', () => {
    const text = SIWE?.message ?? '';
    const nowMs = Date.parse(/Issued At: (.*)/.exec(text)?.[1] ?? '');
    const url = SIWE?.url ?? '';
    const state = (part: string): void => siwe(text.replace(/\n\n[^\n]+\n\nURI/, `\n\nSign in${part}to the app\n\nURI`), { nowMs, url });

    // Fillers of Hangul, a joiner without a shape, a blank of Braille, Khmer's inherent vowel, selectors of variants.
    for (const hidden of ['\u3164', '\u115f', '\uffa0', '\u034f', '\u2800', '\u17b4', '\u180b', '\u{e0100}']) {
      expectThrownCode(() => state(hidden), 'IMMERSVE_CHALLENGE_UNSAFE');
    }
    state(' \u2764\ufe0f ');
  });

  for (const vector of [...vectors.siwe, ...vectors.algorand, ...vectors.xrpl]) {
    it(`lets the known login ${vector.id} through, in both ways of checking`, () => {
      const account = 'publicKey' in vector ? vector.publicKey : vector.address;
      const issuedAt = /Issued At: (.*)/.exec(vector.message)?.[1];
      const expected = {
        ...expectation(vector.loginInit.loginMethod, account, 'url' in vector ? vector.url : PAGE_URL),
        ...(issuedAt ? { nowMs: Date.parse(issuedAt) } : {}),
      };

      checkChallenge(vector.message, expected);
      checkChallenge(vector.message, { ...expected, check: 'standard' });
    });
  }

  for (const vector of vectors.mustRefuseToSign as readonly { id: string; loginMethod: string; message: string; url?: string; address?: string; publicKey?: string }[]) {
    it(`row 132: refuses ${vector.id}, in both ways of checking`, () => {
      const account = vector.publicKey ?? vector.address ?? (vector.loginMethod === 'siwe' ? SIWE?.address : XRPL?.publicKey) ?? '';
      const expected = expectation(vector.loginMethod, account, vector.url ?? PAGE_URL);

      expectThrownCode(() => checkChallenge(vector.message, expected), 'IMMERSVE_CHALLENGE_UNSAFE');
      expectThrownCode(() => checkChallenge(vector.message, { ...expected, check: 'standard' }), 'IMMERSVE_CHALLENGE_UNSAFE');
    });
  }

  it('row 132: signs none of 5,000 hostile texts, and every valid one among them', () => {
    const { hostileSigned, valid, validSigned, wrong } = fuzzChallenges(132, 5_000);

    expect(wrong).to.deep.equal([]);
    expect(hostileSigned).to.equal(0);
    expect(validSigned).to.equal(valid);
    expect(valid).to.be.above(20);
  });

  it('row 132: no statement covers the lines around it, by marks or by blanks', () => {
    const text = SIWE?.message ?? '';
    const expected = { nowMs: Date.parse(/Issued At: (.*)/.exec(text)?.[1] ?? ''), url: SIWE?.url ?? '' };
    const state = (part: string): void => siwe(text.replace(/\n\n[^\n]+\n\nURI/, `\n\nSign in${part}to the app\n\nURI`), expected);

    state(' e\u0301\u0323\u0302\u0300 ');
    expectThrownCode(() => state(` e${'\u0301'.repeat(5)} `), 'IMMERSVE_CHALLENGE_UNSAFE');
    expectThrownCode(() => state(' '.repeat(200)), 'IMMERSVE_CHALLENGE_UNSAFE');
  });

  it('row 132: has no sign-in to another site signed for Algorand, whose wallets sign every text alike', () => {
    const address = ALGORAND?.address ?? '';
    const algorand = (message: string, check: 'strict' | 'standard' = 'strict'): void =>
      checkChallenge(message, { ...expectation('algorand', address), check });
    const nonce = 'Id: 40db5646b872493a0';

    algorand(`Log in with your Algorand address ${address}\n\n${nonce}\nIssued At: 2026-11-21T12:00:00.000Z`);
    for (const message of [
      `evil.example wants you to sign in with your Algorand account:\n${address}\n\n${nonce}`,
      `Login to evil.example with your Algorand address ${address}\n\n${nonce}`,
      `Login with your Algorand address ${address}\n\n${nonce}\nURI: https://evil.example`,
      `Login with your Algorand address ${address}\n\nDomain: evil.example`,
      `Login with your Algorand address ${address}\n\n${nonce}\n\nI also give away my keys.`,
      `Login with your Algorand address ${address}\r\n\r\n${nonce}`,
      `Login with your Algorand address ${address}`, address, `${nonce}\n\n${address}`, '',
    ]) expectThrownCode(() => algorand(message), 'IMMERSVE_CHALLENGE_UNSAFE');
    algorand(`Login to shop.example as ${address}`, 'standard');
  });

  it('row 132: takes the domain with its port and without, and no other', () => {
    const message = SIWE?.message ?? '';

    siwe(message.replace('localhost:3000', 'localhost'));
    expectThrownCode(() => siwe(message, { url: 'http://localhost:3001' }), 'IMMERSVE_CHALLENGE_UNSAFE');
    expectThrownCode(() => siwe(message, { url: 'https://shop.example' }), 'IMMERSVE_CHALLENGE_UNSAFE');
  });

  it('row 132: compares times with the clock, five minutes apart at most', () => {
    const at = (issuedAt: string): string => (SIWE?.message ?? '').replace(/Issued At: .*/, `Issued At: ${issuedAt}`);

    siwe(at('2026-11-21T12:04:59Z'));
    expectThrownCode(() => siwe(at('2026-11-21T12:05:01Z')), 'IMMERSVE_CHALLENGE_UNSAFE');
    expectThrownCode(() => siwe(`${at('2026-11-21T12:00:00Z')}\nExpiration Time: 2026-11-21T12:00:00Z`), 'IMMERSVE_CHALLENGE_UNSAFE');
    expectThrownCode(
      () => siwe(`${at('2026-11-21T12:00:00Z')}\nExpiration Time: 2026-11-21T11:00:00Z`, { check: 'standard' }), 'IMMERSVE_CHALLENGE_UNSAFE');
  });

  it('row 144: refuses the Stark seed message in every kind of challenge, also where the rest is as it should be', () => {
    const seed = 'Only sign this request if you\u2019ve initiated an action with Immutable X.';
    const hex = Array.from(new TextEncoder().encode(seed), (byte) => byte.toString(16).padStart(2, '0')).join('').toUpperCase();
    const length = (hex.length / 2).toString(16).toUpperCase();
    const plain = seed.replace('\u2019', '');
    const texts: readonly [ChallengeExpectation, string][] = [
      [expectation('siwe', SIWE?.address ?? ''), (SIWE?.message ?? '').replace('Sign in with Ethereum to the app.', plain)],
      [expectation('algorand', ALGORAND?.address ?? ''), `${ALGORAND?.message}\n${plain}`],
      [expectation('algorand', ALGORAND?.address ?? ''), `${ALGORAND?.message}\n${hex}`],
      [expectation('xrpl', XRPL?.publicKey ?? ''), `7321${XRPL?.publicKey}F9EA7D${length}${hex}E1F1`],
    ];
    for (const [expected, text] of texts) {
      // The seed message is the only thing wrong with it; to an Algorand text nothing may be added at all.
      checkChallenge(text, { ...expected, check: expected.method === 'algorand' ? 'standard' : 'strict', isForbidden: () => false });
      for (const check of ['strict', 'standard'] as const) {
        expectThrownCode(() => checkChallenge(text, { ...expected, check }), 'IMMERSVE_CHALLENGE_UNSAFE');
      }
    }
  });
});
