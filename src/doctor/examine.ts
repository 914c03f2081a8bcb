import { systemClock } from '../platform/clock.js';
import type { Clock } from '../platform/clock.js';
import type { ResolvedConfig } from '../shared/config.js';
import { VERSION } from '../shared/version.js';
import { checkCallback, checkClock, checkOpener, checkPolicy } from './check-answers.js';
import { checkAuthority, checkNetwork } from './check-services.js';
import { checkAddress, checkConfiguration, checkCopies, checkFrame, checkStorage, checkTags } from './check-setup.js';
import { readPage } from './doctor-page.js';
import type { DoctorPage, ElementFact, Violation } from './doctor-page.js';
import { CHECKS } from './facts.js';
import type { Finding } from './facts.js';
import { getNeededSources } from './needed-sources.js';
import { probe } from './probe.js';
import type { Probe, ProbeOptions } from './probe.js';

/** What an examination looks at. */
export interface ExamineOptions {
  /** What the page's session was told; undefined while nobody has configured it. */
  readonly config: ResolvedConfig | undefined;
  /** The elements of ours that the page has. */
  readonly elements: readonly ElementFact[];
  /** Violations of the policy as far as they were seen; asked for at the end, because the checks may cause some. */
  readonly getViolations: () => readonly Violation[];
  /** Default: this page. */
  readonly page?: DoctorPage;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
}

/**
 * Examines a page: every check once, in their order. Asks for the page itself, its callback page, the authority's keys
 * and one public answer of the network; signs nobody in and changes nothing. Rejects with the signal's reason only.
 */
export async function examine(options: ExamineOptions): Promise<readonly Finding[]> {
  const { config, elements, page = readPage(), clock = systemClock, signal, getViolations } = options;
  const probeOptions: ProbeOptions = { fetch: page.fetch, clock, signal };
  const [own, callback, authority, network] = await Promise.all([
    probe(page.url, probeOptions), probeCallback(config, page, probeOptions),
    checkAuthority(config, probeOptions), checkNetwork(config, probeOptions),
  ]);
  const needs = config ? getNeededSources(config) : [];
  const findings = [
    checkConfiguration(config, elements), checkAddress(config, page, elements), checkCallback(getCallback(config), page, callback),
    checkPolicy(page, own, needs, getViolations()), checkOpener(own), checkStorage(page), checkFrame(page), checkClock(config, own),
    checkCopies(page, VERSION), checkTags(elements), authority, network,
  ];
  return findings.sort((a, b) => CHECKS.indexOf(a.check) - CHECKS.indexOf(b.check));
}

/** Where a login in a window ends: what most visitors see. */
function getCallback(config: ResolvedConfig | undefined): string | undefined {
  return config?.popupRedirectUri ?? config?.redirectUri;
}

function probeCallback(config: ResolvedConfig | undefined, page: DoctorPage, options: ProbeOptions): Promise<Probe | undefined> {
  const uri = getCallback(config);
  const isOurs = uri !== undefined && new URL(uri).origin === new URL(page.url).origin;
  return isOurs ? probe(uri, options) : Promise.resolve(undefined);
}
