import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createPolicyFile, listHosts, renderPolicyPage, type HostLists } from '../../scripts/build/page-policy.js';
import { root } from '../../scripts/test/files.js';
import { createChainSettings } from '../../src/chain/chain-settings.js';
import { getNeededSources } from '../../src/doctor/needed-sources.js';
import { systemClock } from '../../src/platform/clock.js';
import { resolveConfig } from '../../src/shared/config.js';
import { PRESETS } from '../../src/shared/environments.js';

const LIVE = ['production', 'sandbox'] as const;
const PAGE = { origin: 'https://shop.example', hostname: 'shop.example', href: 'https://shop.example/' };

/** Sources that are no host of a service. */
const WORDS = ["'self'", 'https:'];
/** Other addresses that stand in the code: the other service, which its own page tells of, and names that no request goes to. */
const OTHERS = [
  'https://api.immersve.com', 'https://test.immersve.com', 'http://localhost', 'http://127.0.0.1', 'http://www.w3.org',
  'https://a.example', 'https://b.example',
];

const getOrigin = (text: string): string => new URL(text).origin;
const listAll = (hosts: HostLists): string[] => Object.values(hosts).flat();

/** Every address of an environment, by the name of its member. */
function listAddresses(environment: typeof LIVE[number]): Record<string, string> {
  const config = resolveConfig({ environment }, PAGE);
  const { rpc, indexer, passport, relayer } = createChainSettings(config, systemClock);
  const named = { ...config.endpoints, rpc: rpc.baseUrl, indexer: indexer.baseUrl, passport: passport.baseUrl, relayer: relayer.baseUrl };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => /^https?:/u.test(String(value)))) as Record<string, string>;
}

/** What of an environment's addresses its lists lack, and what stands in them without need. */
function compare(environment: typeof LIVE[number], hosts: HostLists): { missing: string[]; spare: string[] } {
  const addresses = Object.entries(listAddresses(environment));
  const listed = listAll(hosts).filter((source) => !WORDS.includes(source));
  // A page of its own, in a window: no policy of the page's is asked.
  const needed = addresses.filter(([name]) => name !== 'passportDomain').map(([, url]) => getOrigin(url));
  return { missing: [...new Set(needed)].filter((origin) => !listed.includes(origin)), spare: listed.filter((origin) => !needed.includes(origin)) };
}

/** The origins of addresses in code; what stands in comments is for people. */
function findOrigins(code: string): string[] {
  const bare = code.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gmu, '');
  return [...bare.matchAll(/https?:\/\/[\w.-]+/gu)].map(([url]) => url);
}

describe('the hosts that a strict page has to allow', () => {
  for (const environment of LIVE) {
    it(`are every host of ${environment} and no other`, () => {
      assert.deepEqual(compare(environment, listHosts(environment, PRESETS[environment])), { missing: [], spare: [] });
    });

    it(`are what the doctor looks for in ${environment}, whatever a page uses`, () => {
      const lists = listHosts(environment, PRESETS[environment]);
      for (const network of ['immutable-x', 'immutable-chain'] as const) {
        for (const walletTransport of ['iframe', 'tee'] as const) {
          for (const logoutMode of ['redirect', 'silent'] as const) {
            const needed = getNeededSources(resolveConfig({ environment, network, walletTransport, logoutMode }, PAGE));
            assert.ok(needed.length > 3);
            for (const { directive, origin } of needed) assert.ok(lists[directive as keyof HostLists].includes(origin), `${directive} ${origin}`);
          }
        }
      }
    });
  }

  it('are those of a relayer of its own, too, where the configuration names one', () => {
    const ask = (overrides: object): readonly string[] => getNeededSources(resolveConfig({ environment: 'sandbox', network: 'immutable-chain', overrides }, PAGE))
      .filter(({ directive }) => directive === 'connect-src').map(({ origin }) => origin);

    const [usual, own] = [ask({}), ask({ relayerUrl: 'https://relayer.example/v1' })];

    assert.deepEqual(own.filter((origin) => !usual.includes(origin)), ['https://relayer.example']);
  });

  it('are missed when one is taken away, and noticed when one is added', () => {
    const lists = listHosts('production', PRESETS.production);
    const without = { ...lists, 'connect-src': lists['connect-src'].slice(1) };
    const more = { ...lists, 'frame-src': [...lists['frame-src'], 'https://more.example'] };

    assert.deepEqual(compare('production', { ...without, 'frame-src': ["'self'"] }).missing, ['https://auth.immutable.com', 'https://auth.magic.link']);
    assert.deepEqual(compare('production', more).spare, ['https://more.example']);
  });

  it('are all the hosts that the code names', () => {
    const known = [...LIVE.flatMap((environment) => Object.values(listAddresses(environment)).map(getOrigin)), ...OTHERS];
    const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const found = new Map(files.map((file) => [file, findOrigins(readFileSync(join(root, 'src', file), 'utf8'))]));

    assert.deepEqual(found.get('shared/environments.ts')?.filter((origin) => origin === 'https://auth.immutable.com').length, 1, 'the control');
    assert.deepEqual(findOrigins("// https://in.words\n/** https://in.words */ fetch('https://canary.example/x');"), ['https://canary.example']);
    for (const [file, origins] of found) for (const origin of origins) assert.ok(known.includes(origin), `${file}: ${origin}`);
  });

  it('stand in csp.json and in the guide', () => {
    const { environments } = createPolicyFile({}) as { environments: Record<string, HostLists> };
    const guide = readFileSync(join(root, 'docs/guide/strict-pages.md'), 'utf8');

    for (const environment of LIVE) assert.deepEqual(environments[environment], listHosts(environment, PRESETS[environment]));
    assert.equal(guide, renderPolicyPage(guide), 'run `npm run policy`');
    for (const source of LIVE.flatMap((environment) => listAll(environments[environment]!))) assert.ok(guide.includes(`\`${source}\``), source);
    assert.throws(() => renderPolicyPage('# A page'), /lacks/);
  });
});
