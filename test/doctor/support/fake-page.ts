import type { DoctorPage, ElementFact, Violation } from '../../../src/doctor/doctor-page.js';
import { examine } from '../../../src/doctor/examine.js';
import type { Finding } from '../../../src/doctor/facts.js';
import { resolveConfig } from '../../../src/shared/config.js';
import type { PassportConfig } from '../../../src/shared/config.js';
import { VERSION } from '../../../src/shared/version.js';
import { FakeClock } from '../../support/fake-clock.js';

export const ORIGIN = 'https://shop.example';
/** The moment at which the fake page is looked at. */
export const NOW_MS = Date.UTC(2026, 10, 21, 12, 0, 0);

const DATE = { date: new Date(NOW_MS).toUTCString() };
const CALLBACK = '<meta name="referrer" content="no-referrer"><passport-callback client-id="x"></passport-callback>';

/** An answer, or `down` where none comes. */
export type Answer = Response | 'down';

/** What is wrong with a page that is healthy otherwise. */
export interface Plant {
  readonly config?: PassportConfig | 'none';
  readonly page?: Partial<DoctorPage>;
  readonly elements?: readonly ElementFact[];
  readonly violations?: readonly Violation[];
  /** Answers by the beginning of an address. */
  readonly answers?: Readonly<Record<string, () => Answer>>;
  readonly signal?: AbortSignal;
}

/** An answer of the site, with the server's date. */
export function reply(body: string, headers: Readonly<Record<string, string>> = {}, status = 200): Response {
  return new Response(body, { status, headers: { ...DATE, ...headers } });
}

const ANSWERS: Readonly<Record<string, () => Answer>> = {
  [`${ORIGIN}/callback.html`]: () => reply(CALLBACK),
  'https://auth.immutable.com/.well-known/jwks.json': () => reply('{"keys":[]}'),
  'https://rpc.testnet.immutable.com': () => reply('{"jsonrpc":"2.0","id":1,"result":"0x34a1"}'),
  'http://localhost:8792/v1/tokens': () => reply('{"result":[]}'),
  'http://localhost:8791/.well-known/jwks.json': () => reply('{"keys":[]}'),
  [`${ORIGIN}/`]: () => reply('<title>Shop</title>', { 'cross-origin-opener-policy': 'same-origin-allow-popups' }),
};

/** Examines a page that is healthy but for what is planted. Gives the findings and the addresses that were asked. */
export async function examinePage(plant: Plant = {}): Promise<{ findings: readonly Finding[]; asked: readonly string[] }> {
  const asked: string[] = [];
  // The longest beginning first.
  const answers = Object.entries({ ...ANSWERS, ...plant.answers }).sort(([a], [b]) => b.length - a.length);
  const page: DoctorPage = {
    url: `${ORIGIN}/`, isSecure: true, isFramed: false, keeps: true, hasLocks: true, laterVersions: [], scripts: 1, metaPolicies: [],
    environment: { isSandboxed: false, canOpenWindows: true, isCrossSiteFrame: false, hasStorage: true },
    slot: { protocol: 1, version: VERSION },
    fetch: (url) => {
      asked.push(String(url));
      const answer = answers.find(([start]) => String(url).startsWith(start))?.[1]() ?? 'down';
      return answer === 'down' ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve(answer);
    },
    ...plant.page,
  };
  const stated: PassportConfig = { clientId: 'client', environment: 'sandbox', redirectUri: '/callback.html' };
  const href = plant.page?.url ?? page.url;
  const config = plant.config === 'none' ? undefined
    : resolveConfig({ ...stated, ...plant.config }, { origin: ORIGIN, hostname: new URL(href).hostname, href: `${ORIGIN}/` });
  const findings = await examine({
    config, page, elements: plant.elements ?? [{ tag: 'passport-login', owner: 'us' }], clock: new FakeClock(NOW_MS), signal: plant.signal,
    getViolations: () => plant.violations ?? [],
  });
  return { findings, asked };
}
