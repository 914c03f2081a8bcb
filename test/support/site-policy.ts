import { createHash } from 'node:crypto';
import type { Emulator } from '../../emulator/src/index.js';

/** Directives of a Content-Security-Policy, each with its sources. */
export type Policy = Readonly<Record<string, string>>;

/** Where browsers tell of what the policy of `createSitePolicy` would have refused. */
export const REPORT_PATH = '/policy-reports';

/** The services of the emulator, which are on free ports of loopback. */
const LOOPBACK = 'http://localhost:* http://127.0.0.1:*';

/** What every page of a site is held to: no style but its own, scripts of its own host, and no text that becomes code or markup. */
const STRICTEST: Policy = {
  'default-src': "'none'", 'script-src': "'self'", 'style-src': "'none'", 'img-src': `'self' data: ${LOOPBACK}`, 'connect-src': `'self' ${LOOPBACK}`,
  'frame-src': `'self' ${LOOPBACK}`, 'base-uri': "'none'", 'object-src': "'none'", 'require-trusted-types-for': "'script'", 'trusted-types': 'passport-widgets',
  'report-uri': REPORT_PATH,
};

/** What a site whose elements talk to an emulator needs, and no other host of loopback. */
export function allowEmulator({ addresses: { auth, api, tee, wallet, passport, chain } }: Emulator): Policy {
  return { 'img-src': `'self' data: ${api}`, 'connect-src': `'self' ${[auth, api, tee, passport, chain].join(' ')}`, 'frame-src': `'self' ${wallet}` };
}

/** What modules need that a site bundles by itself: lit is not renamed in them, as it is in the files of the script tag. */
export const BUNDLED: Policy = { 'trusted-types': 'passport-widgets lit-html' };

const SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([^]*?)<\/script>/giu;
const STYLE = /<style[^>]*>([^]*?)<\/style>/giu;

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

function allow(sources: string, allowed: readonly string[]): string {
  return allowed.length === 0 ? sources : [...sources === "'none'" ? [] : [sources], ...allowed].join(' ');
}

/** The policy of a page: the strictest, what its site states, and the scripts and styles that stand in the page itself, by their hashes. */
export function createSitePolicy(html: string, stated: Policy, origin: string): string {
  const policy: Policy = { ...STRICTEST, ...stated };
  const find = (pattern: RegExp): string[] => [...html.matchAll(pattern)].map(([, text = '']) => hash(text));
  const own: Policy = {
    ...policy, 'script-src': allow(policy['script-src'] ?? '', find(SCRIPT)), 'style-src': allow(policy['style-src'] ?? '', find(STYLE)),
  };
  // WebKit takes no address for that of a frame whose sandbox has no origin.
  return Object.entries(own).map((directive) => directive.join(' ')).join('; ').replaceAll("'self'", `'self' ${origin}`);
}

const told = new Set<string>();
const untold: string[] = [];

/** Notes what a browser sends to `REPORT_PATH`, once for each page: an engine may send it again, and later. */
export function noteReport(body: string): void {
  const { 'csp-report': report } = JSON.parse(body) as { 'csp-report': Readonly<Record<string, string | undefined>> };
  const text = [report['effective-directive'] || report['violated-directive'], report['blocked-uri'], report['source-file'], report['script-sample']]
    .filter(Boolean).join(' ');
  const key = `${report['document-uri'] ?? ''} ${text}`;
  if (told.has(key)) return;
  told.add(key);
  untold.push(text);
}

/** What browsers have told any site of this process since the last look: also of frames, and of pages that are gone with what they stored. */
export const takeReports = (): string[] => untold.splice(0);
