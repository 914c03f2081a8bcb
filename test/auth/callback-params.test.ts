import { expect } from '@open-wc/testing';
import { checkResponseIssuer, hasAnswer, readState } from '../../src/auth/callback-params.js';
import { expectCode } from '../support/rejection.js';
import { FakeAuthority } from './support/authority.js';

const CALLBACK = `${location.origin}/callback.html`;
const STATE = '0123456789abcdef0123456789abcdef';

function refuses(run: () => unknown): Promise<unknown> {
  return expectCode(Promise.resolve().then(run), 'CALLBACK_STATE_INVALID');
}

describe('readState', () => {
  it('reads the state of an answer', () => {
    expect(readState(`${CALLBACK}?code=1&state=${STATE}`)).to.equal(STATE);
    expect(readState(`${CALLBACK}?error=access_denied&error_description=no&state=${STATE}`)).to.equal(STATE);
  });

  for (const query of [
    'code=1', 'code=1&state=', 'code=1&state=unknown', 'code=1&state=%25zz', 'code=1&state=%zz', `code=1&state=${'0'.repeat(100_000)}`,
    `code=1&state=${STATE}${STATE}`, `code=1&state=${STATE}%00`,
  ]) {
    it(`row 22: refuses ${query.slice(0, 60)}`, () => refuses(() => readState(`${CALLBACK}?${query}`)));
  }

  for (const name of ['code', 'state', 'error', 'error_description', 'iss']) {
    it(`row 23: refuses a second ${name}`, () => refuses(
      () => readState(`${CALLBACK}?code=1&state=${STATE}&${name}=1&${name}=1`),
    ));
  }

  it('row 22: refuses what is no URL', () => refuses(() => readState('no URL')));
});

describe('hasAnswer', () => {
  it('tells an answer from a page that was opened by itself', () => {
    for (const query of ['code=1', 'error=x', 'state=1']) expect(hasAnswer(`${CALLBACK}?${query}`), query).to.equal(true);
    for (const url of [CALLBACK, `${CALLBACK}?item=1`, 'no URL']) expect(hasAnswer(url), url).to.equal(false);
  });
});

describe('checkResponseIssuer', () => {
  it('row 24: refuses the answer of another authority', async () => {
    const config = (await FakeAuthority.create()).config();
    const answer = (issuer: string): string => `${CALLBACK}?code=1&state=${STATE}&iss=${encodeURIComponent(issuer)}`;

    checkResponseIssuer(answer(config.endpoints.issuer), config);
    for (const issuer of ['', 'https://evil.example/', config.endpoints.issuer.slice(0, -1), `${config.endpoints.issuer}.evil`]) {
      await refuses(() => checkResponseIssuer(answer(issuer), config));
    }
  });

  it('row 24: refuses an answer without a name where the authority says that it names itself', async () => {
    const config = (await FakeAuthority.create()).config();
    const url = `${CALLBACK}?code=1&state=${STATE}`;

    checkResponseIssuer(url, config);
    await refuses(() => checkResponseIssuer(url, config, true));
  });
});
