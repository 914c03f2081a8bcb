import type { ResolvedConfig } from '../shared/config.js';
import type { DoctorPage, Violation } from './doctor-page.js';
import { find } from './facts.js';
import type { Finding } from './facts.js';
import { findMissing, parsePolicies } from './policy.js';
import type { NeededSource } from './policy.js';
import type { Probe } from './probe.js';

/** Header values that cut a page off from the windows that it opens. */
const CUTS_OFF = /^\s*(?:same-origin|noopener-allow-popups)\s*(?:;|$)/u;
/** Below a minute a clock is as good as clocks are. */
const CLOCK_NOTICE_MS = 60_000;

/** Whether the page at the redirect URI is there and ends logins. `answer` is undefined where none came. */
export function checkCallback(uri: string | undefined, page: DoctorPage, answer: Probe | undefined): Finding {
  const url = uri === undefined ? undefined : new URL(uri);
  if (!url || url.origin !== new URL(page.url).origin) return find('callback.unseen');
  const values = { url: `${url.origin}${url.pathname}` };
  if (!answer) return find('callback.unreachable', values);
  if (answer.status === 0) return find('callback.redirect', values);
  if (answer.status < 200 || answer.status > 299) return find('callback.status', { ...values, status: String(answer.status) });
  if (!/<passport-callback[\s>]/iu.test(answer.text)) return find('callback.element', values);
  if (CUTS_OFF.test(answer.headers.get('cross-origin-opener-policy') ?? '')) return find('callback.opener', values);
  return find(hidesReferrer(answer) ? 'callback.good' : 'callback.referrer', values);
}

function hidesReferrer({ headers, text }: Probe): boolean {
  return /no-referrer(?!-)|same-origin/u.test(headers.get('referrer-policy') ?? '')
    || /<meta\s[^>]*name=["']?referrer["']?[^>]*content=["']?(?:no-referrer(?!-)|same-origin)/iu.test(text);
}

/** Whether the page's Content-Security-Policy lets through what the configuration needs. */
export function checkPolicy(
  page: DoctorPage, answer: Probe | undefined, needs: readonly NeededSource[], violations: readonly Violation[],
): Finding {
  const header = answer && answer.status > 0 ? answer.headers.get('content-security-policy') ?? '' : undefined;
  const policies = [header ?? '', ...page.metaPolicies].flatMap(parsePolicies);
  const missing = findMissing(policies, needs, page.url);
  if (missing.length > 0) return find('policy.missing', { missing: renderSources(missing) });
  if (violations.length > 0) {
    const seen = violations.map(({ directive, blocked }) => `${directive} ${blocked}`);
    return find('policy.violated', { violations: [...new Set(seen)].join('; ') });
  }
  if (header === undefined) return find('policy.unseen');
  return find(policies.length === 0 ? 'policy.none' : 'policy.good');
}

/** `connect-src https://a.example https://b.example; frame-src …` */
function renderSources(sources: readonly NeededSource[]): string {
  const directives = [...new Set(sources.map(({ directive }) => directive))];
  return directives.map((directive) =>
    [directive, ...sources.filter((source) => source.directive === directive).map(({ origin }) => origin)].join(' ')).join('; ');
}

/** Whether the page can see the windows that it opens. */
export function checkOpener(answer: Probe | undefined): Finding {
  if (!answer || answer.status === 0) return find('opener.unseen');
  const policy = answer.headers.get('cross-origin-opener-policy') ?? '';
  return CUTS_OFF.test(policy) ? find('opener.closed', { policy: policy.trim() }) : find('opener.good', { policy: policy.trim() || 'none' });
}

/** Whether the device's clock is near enough to the server's for tokens to be judged by it. */
export function checkClock(config: Pick<ResolvedConfig, 'clockSkewSeconds'> | undefined, answer: Probe | undefined): Finding {
  const aheadMs = answer?.aheadMs;
  if (aheadMs === undefined) return find('clock.unseen');
  const seconds = Math.round(Math.abs(aheadMs) / 1_000);
  const values = { seconds: String(seconds), limit: String(config?.clockSkewSeconds ?? 300) };
  if (seconds > Number(values.limit)) return find('clock.wrong', values);
  return find(Math.abs(aheadMs) > CLOCK_NOTICE_MS ? 'clock.off' : 'clock.good', values);
}
