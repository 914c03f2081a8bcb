import { launch, type Browser } from '../support/driver/driver.js';
import { bundle } from '../flows/support/bundle.js';
import type { SitePage } from '../support/site.js';
import { ALLOWED, type AllowedDifference } from './allowed.js';
import { PEER_PAGE } from './peer-page.js';
import { SdkPage } from './sdk-page.js';
import { readRecording, toRecordedFacts, toSeenFacts, type Facts } from './trace-compare.js';
import { TRACE_FLOWS, type TraceFlow } from './trace-flows.js';
import { startTraceServer, type TraceServer } from './trace-server.js';
import { TRACE_SITE } from './trace-types.js';

/** How our bundle did in one recorded flow. */
export interface TraceResult {
  readonly name: string;
  /** What differs, as in a diff: `-` is recorded, `+` is ours. */
  readonly differences: readonly string[];
  /** Those that are allowed, and why. */
  readonly allowed: ReadonlyMap<AllowedDifference, readonly string[]>;
  readonly problem?: string;
}

/** Before everything else: the clock of the page, and which wallet the recording had. */
const HEAD = `
  const ahead = Number(sessionStorage.getItem('ahead') ?? 0);
  if (ahead > 0) {
    const Native = Date;
    window.Date = class extends Native {
      constructor(...parts) { if (parts.length === 0) super(Native.now() + ahead); else super(...parts); }
      static now() { return Native.now() + ahead; }
    };
  }
`;

const OURS = `
  import { configure } from 'passport-widgets';
  import { config, passport as documented, x } from 'passport-widgets/sdk';
  const { Environment, ImmutableConfiguration } = config;
  const { Passport } = documented;
  const { IMXClient } = x;
  if (window.walletTransport) configure({ walletTransport: window.walletTransport });
`;

/** Does every recorded flow with our bundle and compares the requests. */
export async function runTraces(report: (result: TraceResult) => void, words = ''): Promise<void> {
  const files = await bundle({ peer: OURS + PEER_PAGE });
  const pages: Record<string, SitePage> = { ...files };
  const server = await startTraceServer(pages);
  const browser = await launch('chromium', server);
  try {
    for (const flow of TRACE_FLOWS.filter(({ name }) => name.includes(words))) report(await runTrace(flow, { server, browser, pages }));
  } finally {
    await browser.close();
    await server.close();
  }
}

interface Bench {
  readonly server: TraceServer;
  readonly browser: Browser;
  readonly pages: Record<string, SitePage>;
}

async function runTrace(flow: TraceFlow, { server, browser, pages }: Bench): Promise<TraceResult> {
  const recording = readRecording(flow.name, flow.until);
  const head = `${HEAD} window.peerClientId = ${JSON.stringify(recording.config.clientId)};
    ${flow.name.startsWith('sdk-1.') ? "window.walletTransport = 'iframe';" : ''}`;
  for (const path of ['/', '/redirect', '/silent-logout', '/logout']) pages[path] = { body: toPage(head, path !== '/logout') };
  const earlier = ['sdk-1.66.1.05a-register-fresh', 'sdk-2.11.0.05a-register-fresh'].flatMap((name) => readRecording(name).answers);
  server.standIn.begin({ answers: recording.answers, earlier: earlier.filter(({ path }) => /magic/.test(path)), isRegistered: /id_token#1 [^>]*\bimx>/.test(recording.text) && !recording.text.includes('id_token#1 ttl=36000 no-imx') });
  server.seen.length = 0;
  const context = await browser.newContext();
  try {
    const visitor = new SdkPage(context, await context.newPage(), TRACE_SITE);
    await visitor.open();
    await flow.run({ visitor, standIn: server.standIn, before: async (run) => {
      await run();
      server.seen.length = 0;
    } });
    const wanted = recording.answers.slice(0, flow.first).map(toRecordedFacts);
    const seen = server.seen.map((request) => toSeenFacts(request, server.standIn.labels));
    return judge(flow.name, compare(wanted, seen));
  } catch (error) {
    return { name: flow.name, differences: [], allowed: new Map(), problem: error instanceof Error ? error.message : String(error) };
  } finally {
    await context.close();
  }
}

function toPage(head: string, hasScript: boolean): string {
  const body = hasScript ? '<button id="go">Go</button><script type="module" src="/app/peer.js"></script>' : '';
  return `<!doctype html><html lang="en"><head><meta name="referrer" content="no-referrer"><link rel="icon" href="data:,"><title>Peer</title><script>${head}</script></head><body>${body}</body></html>`;
}

/** The differences of two lists of requests. Requests are paired in their order, those of another address left over. */
function compare(wanted: readonly Facts[], seen: readonly Facts[]): readonly string[] {
  const rest = [...seen];
  const differences: string[] = [];
  let place = 0;
  for (const facts of wanted) {
    const [address = ''] = facts;
    const index = rest.findIndex(([other]) => other === address);
    const found = rest[index];
    if (found === undefined) {
      differences.push(`- ${address}`);
      continue;
    }
    const at = seen.indexOf(found);
    if (at < place) differences.push(`~ ${address} comes earlier`);
    place = Math.max(place, at);
    rest.splice(index, 1);
    differences.push(...facts.filter((fact) => !found.includes(fact)).map((fact) => `- ${address} ${fact}`));
    differences.push(...found.filter((fact) => !facts.includes(fact)).map((fact) => `+ ${address} ${fact}`));
  }
  return [...differences, ...rest.map(([address]) => `+ ${address}`)];
}

function judge(name: string, differences: readonly string[]): TraceResult {
  const allowed = new Map<AllowedDifference, string[]>();
  const others = differences.filter((line) => {
    const entry = ALLOWED.find(({ line: pattern, only }) => pattern.test(line) && (only === undefined || only.test(name)));
    if (entry !== undefined) allowed.set(entry, [...allowed.get(entry) ?? [], line]);
    return entry === undefined;
  });
  return { name, differences: others, allowed };
}
