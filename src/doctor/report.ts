import type { ResolvedConfig } from '../shared/config.js';
import { VERSION } from '../shared/version.js';
import type { Finding } from './facts.js';

/** What a report names besides the findings. */
export interface ReportOptions {
  readonly config: ResolvedConfig | undefined;
  /** Without query and fragment. */
  readonly url: string;
  /** `signed-in`, `signed-out` and so on: how the session stands, not who it is. */
  readonly status: string;
  readonly userAgent: string;
  /** The sentence about a finding. */
  readonly describe: (finding: Finding) => string;
}

/** Writes what was found as plain text, to be sent to somebody: no token, no name, no address of a visitor. */
export function writeReport(findings: readonly Finding[], { config, url, status, userAgent, describe }: ReportOptions): string {
  const facts = [
    `passport-widgets ${VERSION}`,
    `page: ${url}`,
    `browser: ${userAgent}`,
    `session: ${status}`,
    config ? `environment: ${config.environment}, network: ${config.network}` : 'not configured',
    ...(config ? [
      `client id: ${config.clientId ?? 'none'}`,
      `redirect URI: ${withoutQuery(config.redirectUri)}`,
      `logout redirect URI: ${withoutQuery(config.logoutRedirectUri)}, ${config.logoutMode}`,
      `wallet: ${typeof config.walletTransport === 'string' ? config.walletTransport : 'the site\'s own'}, storage: ${config.storage}`,
    ] : []),
  ];
  return `${[...facts, '', ...findings.map((finding) => `${finding.status.padEnd(8)}${finding.fact}: ${describe(finding)}`)].join('\n')}\n`;
}

function withoutQuery(uri: string | undefined): string {
  if (uri === undefined) return 'none';
  const { origin, pathname } = new URL(uri);
  return `${origin}${pathname}`;
}
