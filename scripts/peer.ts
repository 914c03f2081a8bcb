import { parseArgs } from 'node:util';
import { launch } from '../test/support/driver/driver.js';
import { ALLOWED, type AllowedDifference } from '../test/peer/allowed.js';
import { PEER_FLOWS } from '../test/peer/flows.js';
import { installSdk, SDK_NAMES, SDKS, type SdkName } from '../test/peer/install.js';
import { startPeerSite } from '../test/peer/peer-site.js';
import { runTraces } from '../test/peer/trace-run.js';
import { TRACE_FLOWS } from '../test/peer/trace-flows.js';
import { PeerVisitor } from '../test/peer/visitor.js';
import { buildIfStale } from './test/build-part.js';

const USAGE = 'npm run peer -- [--part sdk,traces] [--sdk tee,frame] [--flow words]';
const count = { passed: 0, failed: 0 };

function note(name: string, problem?: string): void {
  count[problem === undefined ? 'passed' : 'failed'] += 1;
  console.log(problem === undefined ? `  ${name}: ok` : `  ${name}: differs\n${problem.replace(/^/gm, '      ')}`);
}

/** The released SDK, unpatched, against our emulator. */
async function runSdk(name: SdkName, words: string): Promise<void> {
  console.log(`\n@imtbl/sdk ${SDKS[name].version} against the emulator`);
  try {
    await installSdk(name);
  } catch (error) {
    // Says nothing about this project: the registry, or what it holds, is not as it was.
    console.log(`  not run, because it could not be installed: ${error instanceof Error ? error.message : String(error)}`);
    return;
  }
  const peer = await startPeerSite(name);
  const browser = await launch('chromium', peer.tls);
  try {
    for (const flow of PEER_FLOWS.filter(({ only, name: title }) => (only ?? name) === name && title.includes(words))) {
      const visitor = await PeerVisitor.arrive(name, peer, browser);
      const problem = await flow.run(visitor).then(() => undefined, (error: unknown) => (error instanceof Error ? error.message : String(error)));
      // The SDK asks for hosts that nobody here has, such as those of its fonts; they lead nowhere.
      await visitor.context.close().catch(() => undefined);
      note(flow.name, problem);
    }
  } finally {
    await browser.close();
    await peer.close();
  }
}

/** Our bundle against what was recorded of the official SDK. */
async function runRecorded(words: string): Promise<void> {
  console.log('\npassport-widgets against the recordings of the official SDK');
  const used = new Set<AllowedDifference>();
  await runTraces(({ name, differences, allowed, problem }) => {
    for (const entry of allowed.keys()) used.add(entry);
    if (problem !== undefined || differences.length > 0) return note(name, [problem, ...differences].filter(Boolean).join('\n'));
    count.passed += 1;
    console.log(`  ${name}: equal${allowed.size === 0 ? '' : `, but for: ${[...allowed.keys()].map(({ reason }) => reason).join('; ')}`}`);
  }, words);
  if (words === '') for (const entry of ALLOWED.filter((one) => !used.has(one))) note(`the allowed difference ${entry.line}`, 'No recording needs it.');
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: {
    part: { type: 'string', default: 'sdk,traces' }, sdk: { type: 'string', default: SDK_NAMES.join() }, flow: { type: 'string', default: '' },
  } });
  const parts = values.part.split(',');
  if (parts.includes('sdk')) for (const name of SDK_NAMES.filter((one) => values.sdk.split(',').includes(one))) await runSdk(name, values.flow);
  if (parts.includes('traces')) {
    const build = await buildIfStale();
    if (build?.failed) note('build', build.notes.join('\n'));
    await runRecorded(values.flow);
  }
  console.log(`\n${TRACE_FLOWS.length} recordings, ${PEER_FLOWS.length} flows\n${count.passed} passed, ${count.failed} failed`);
  if (count.failed > 0 || count.passed === 0) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error, `\n${USAGE}\n\n${count.passed} passed, ${count.failed + 1} failed`);
  process.exitCode = 1;
}
