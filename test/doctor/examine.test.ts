import { expect } from '@open-wc/testing';
import type { ElementFact } from '../../src/doctor/doctor-page.js';
import { CHECKS, FACTS } from '../../src/doctor/facts.js';
import type { FactName, Finding } from '../../src/doctor/facts.js';
import { examinePage, NOW_MS, ORIGIN, reply } from './support/fake-page.js';
import type { Plant } from './support/fake-page.js';

const page = `${ORIGIN}/`;
const callback = `${ORIGIN}/callback.html`;
const jwks = 'https://auth.immutable.com/.well-known/jwks.json';
const node = 'https://rpc.testnet.immutable.com';
const dated = (seconds: number, headers = {}) => () => reply('', { date: new Date(NOW_MS - seconds * 1_000).toUTCString(), ...headers });
const emulator = { environment: 'emulator' } as const;

const login = (...redirectUris: string[]): ElementFact => ({ tag: 'passport-login', owner: 'us', redirectUris });

/** Every fact that says that something is not as it should be: what is planted, and what the sentence names. */
const PLANTED: readonly (readonly [fact: FactName, plant: Plant, names?: RegExp])[] = [
  ['configuration.none', { config: 'none' }],
  ['configuration.incomplete', { config: { clientId: ' ' } }, /client-id/u],
  ['configuration.incomplete', { config: { redirectUri: undefined } }, /redirect-uri/u],
  ['configuration.element', { elements: [{ tag: 'passport-login', owner: 'us', problem: 'client-id is "a" here but "b" there.' }] }, /client-id/u],
  ['configuration.emulator', { config: emulator, page: { url: 'http://localhost:8080/' } }],
  ['address.insecure', { page: { isSecure: false } }, /shop\.example/u],
  // Such a configuration is refused as a whole, so what the element states is looked at.
  ['address.other', { config: 'none', elements: [login('https://www.shop.example/callback.html')] }, /https:\/\/shop\.example https:\/\/www\./u],
  ['address.loopback', { config: 'none', page: { url: 'http://127.0.0.1:3000/' }, elements: [login('http://localhost:3000/cb')] }, /127\.0\.0\.1:3000 http:\/\/localhost/u],
  ['address.unstated', { config: { redirectUri: undefined } }],
  ['callback.status', { answers: { [callback]: () => reply('gone', {}, 404) } }, /404/u],
  ['callback.redirect', { answers: { [callback]: () => Response.error() } }, /callback\.html/u],
  ['callback.unreachable', { answers: { [callback]: () => 'down' } }, /callback\.html/u],
  ['callback.element', { answers: { [callback]: () => reply('<div id="app"></div>') } }],
  ['callback.referrer', { answers: { [callback]: () => reply('<passport-callback></passport-callback>') } }],
  ['callback.opener', { answers: { [callback]: () => reply('<passport-callback></passport-callback>', { 'cross-origin-opener-policy': 'same-origin' }) } }],
  ['callback.unseen', { config: { redirectUri: undefined } }],
  ['policy.missing', { answers: { [page]: () => reply('', { 'content-security-policy': "connect-src 'self'" }) } }, /connect-src https:\/\/auth\.immutable\.com/u],
  ['policy.missing', { page: { metaPolicies: ["default-src 'none'"] } }, /https:\/\/rpc\.testnet\.immutable\.com/u],
  ['policy.violated', { violations: [{ directive: 'connect-src', blocked: node }] }, /rpc\.testnet/u],
  ['policy.unseen', { answers: { [page]: () => 'down' } }],
  ['opener.closed', { answers: { [page]: () => reply('', { 'cross-origin-opener-policy': 'same-origin; report-to="x"' }) } }, /same-origin/u],
  ['opener.unseen', { answers: { [page]: () => 'down' } }],
  ['storage.blocked', { page: { keeps: false } }],
  ['storage.apart', { page: { environment: { isSandboxed: false, canOpenWindows: true, isCrossSiteFrame: true, hasStorage: true } } }],
  ['storage.locks', { page: { hasLocks: false } }],
  ['frame.sandbox', { page: { environment: { isSandboxed: true, canOpenWindows: false, isCrossSiteFrame: false, hasStorage: true } } }],
  ['frame.framed', { page: { isFramed: true } }],
  ['frame.app', { page: { environment: { isSandboxed: false, canOpenWindows: false, isCrossSiteFrame: false, hasStorage: true, inAppBrowser: 'Instagram' } } }, /Instagram/u],
  ['clock.off', { answers: { [page]: dated(120) } }, /120/u],
  ['clock.wrong', { answers: { [page]: dated(-4_000) } }, /4000/u],
  ['clock.unseen', { answers: { [page]: () => 'down' } }],
  ['copies.version', { page: { laterVersions: ['0.0.9'] } }, /0\.0\.9/u],
  ['copies.version', { page: { slot: { protocol: 1, version: '9.9.9' } } }, /9\.9\.9/u],
  ['copies.twice', { page: { scripts: 2 } }],
  ['copies.foreign', { page: { slot: 'somebody' } }],
  ['tags.taken', { elements: [{ tag: 'imx-balances', owner: 'others' }] }, /<imx-balances>/u],
  ['tags.undefined', { elements: [{ tag: 'imx-register', owner: 'nobody' }] }, /<imx-register>/u],
  ['tags.none', { elements: [] }],
  ['authority.unreachable', { answers: { [jwks]: () => 'down' } }, /auth\.immutable\.com/u],
  ['authority.refused', { answers: { [jwks]: () => reply('', {}, 503) } }, /503/u],
  ['authority.unseen', { config: 'none' }],
  ['network.stopped', { config: { network: 'immutable-x' } }, /immutable\.com/u],
  ['network.unreachable', { answers: { [node]: () => 'down' } }, /rpc\.testnet/u],
  ['network.unreachable', { answers: { [node]: () => reply('{"error":{}}') } }],
  ['network.unreachable', { config: { ...emulator, network: 'immutable-x' }, answers: { 'http://localhost:8792/v1/tokens': () => reply('', {}, 500) }, page: { url: 'http://localhost:8080/' } }, /8792/u],
  ['network.chain', { answers: { [node]: () => reply('{"result":"0x343b"}') } }, /13371.*13473/u],
  ['network.unseen', { config: 'none' }],
];

function getFacts(findings: readonly Finding[]): FactName[] {
  return findings.map(({ fact }) => fact);
}

describe('examine', () => {
  it('finds nothing to mend on a page that is set up right, check by check', async () => {
    const { findings } = await examinePage();

    expect(getFacts(findings)).to.deep.equal(CHECKS.map((check) => (check === 'policy' ? 'policy.none' : `${check}.good`)));
  });

  it('finds the same with a policy that names what is needed, and with the emulator\'s rollup', async () => {
    const policy = "default-src 'none'; connect-src https://auth.immutable.com https://*.testnet.immutable.com https://api.sandbox.immutable.com https://tee.express.magiclabs.com";
    const strict = await examinePage({ answers: { [page]: () => reply('', { 'content-security-policy': policy }) } });
    const local = await examinePage({ config: { ...emulator, network: 'immutable-x' }, page: { url: 'http://localhost:8080/' } });

    expect(getFacts(strict.findings)).to.include('policy.good');
    expect(getFacts(local.findings)).to.include('network.good');
  });

  for (const [fact, plant, names] of PLANTED) {
    it(`finds ${fact}${names ? `, naming ${names}` : ''}`, async () => {
      const { findings } = await examinePage(plant);

      expect(getFacts(findings)).to.include(fact);
      expect(findings).to.have.length(CHECKS.length);
      const { values } = findings.find((finding) => finding.fact === fact) ?? {};
      if (names) expect(Object.values(values ?? {}).join(' ')).to.match(names);
    });
  }

  it('has each fact that is not good planted once, above', () => {
    const planted = new Set<string>(PLANTED.map(([fact]) => fact));

    expect(Object.entries(FACTS).filter(([fact, status]) => status !== 'good' && !planted.has(fact))).to.deep.equal([]);
  });

  it('judges a clock by the moment at which a cached answer was made', async () => {
    const { findings } = await examinePage({ answers: { [page]: dated(3_600, { age: '3600' }) } });

    expect(getFacts(findings)).to.include('clock.good');
  });

  it('asks for its own pages without their query, for keys and for one public answer, and for nothing else', async () => {
    const { asked } = await examinePage();

    expect([...asked].sort()).to.deep.equal([jwks, node, page, callback].sort());
  });

  it('rejects with the reason of an abort', async () => {
    const reason = new Error('left');

    const error = await examinePage({ signal: AbortSignal.abort(reason) }).catch((caught: unknown) => caught);

    expect(error).to.equal(reason);
  });
});
