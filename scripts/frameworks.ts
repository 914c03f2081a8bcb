import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { launch, type Browser } from '../test/support/driver/driver.js';
import { APPS, FRAMEWORKS, type App } from './frameworks/apps.js';
import { installApps } from './frameworks/install.js';
import { walkThrough } from './frameworks/journey.js';
import { judgeTypes } from './frameworks/judge-types.js';
import { runCommand } from './frameworks/run-command.js';
import { takeTurns } from './frameworks/take-turns.js';
import { writeNames } from './frameworks/write-names.js';
import { buildIfStale } from './test/build-part.js';

const USAGE = 'npm run frameworks -- [--app react,vue,svelte,angular] [--installed]';
const COLUMNS = ['build', 'types', 'journey'] as const;

type Column = (typeof COLUMNS)[number];

const count = { passed: 0, failed: 0 };
const details: string[] = [];

// Compilers two at a time, as many as the smallest machines have processors, and one visitor beside them: a window needs the focus.
const work = takeTurns(2);
const visits = takeTurns(1);

/** Runs what stands behind one cell of the table. */
async function fill(what: string, run: () => Promise<string | undefined | void>): Promise<string> {
  const startedMs = performance.now();
  const problem = await run().catch((error: unknown) => (error instanceof Error ? error.stack ?? error.message : String(error)));
  count[problem === undefined ? 'passed' : 'failed'] += 1;
  if (problem !== undefined) details.push(`--- ${what}\n${problem}`);
  return `${problem === undefined ? 'ok' : 'FAILED'} ${((performance.now() - startedMs) / 1000).toFixed(0)} s`;
}

function say(name: string, version: string, cells: Readonly<Partial<Record<Column, string>>>): void {
  console.log([name.padEnd(22), version.padEnd(9), ...COLUMNS.map((column) => (cells[column] ?? '-').padEnd(12))].join(' ').trimEnd());
}

function readVersion(app: App): string {
  return (JSON.parse(readFileSync(join(FRAMEWORKS, 'node_modules', app.package, 'package.json'), 'utf8')) as { version: string }).version;
}

/** What the type check says; it knows every name of the manifest, too. */
async function checkTypes(app: App, options: { readonly cwd: string }): Promise<string | undefined> {
  writeNames(app.folder);
  return judgeTypes((await runCommand('npm', ['run', '--silent', 'types'], options)).output, app.wrong);
}

/** The page as a server renders it. */
async function renderPage(script: string, options: { readonly cwd: string }): Promise<string> {
  const { code, output } = await runCommand(process.execPath, [script, '/'], options);
  if (code !== 0 || !output.includes('<passport-login client-id="frameworks"')) throw new Error(`The server has not rendered the page:\n${output}`);
  return output;
}

async function runApp(app: App, browser: Browser): Promise<void> {
  const { render, name } = app;
  const cwd = join(FRAMEWORKS, app.folder);
  const options = { cwd, env: app.env ?? {} };
  const folder = join(cwd, app.built);
  const visit = (what: string, prepare: () => Promise<string | undefined>): Promise<string> => (
    visits(() => work(() => fill(what, async () => walkThrough(browser, { folder, rendered: await prepare() })))));
  const build = await work(() => fill(`${name}: build`, async () => {
    const { code, output } = await runCommand('npm', ['run', '--silent', 'build'], options);
    return code === 0 ? undefined : output;
  }));
  const [types, journey, hydrated] = await Promise.all([
    work(() => fill(`${name}: types`, () => checkTypes(app, options))),
    visit(`${name}: journey`, () => Promise.resolve(undefined)),
    render === undefined ? undefined : visit(`${name} from a server: journey`, () => renderPage(render, options)),
  ]);
  const version = readVersion(app);
  say(name, version, { build, types, journey });
  if (hydrated !== undefined) say(`${name}, from a server`, version, { journey: hydrated });
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { app: { type: 'string', default: APPS.map(({ folder }) => folder).join() }, installed: { type: 'boolean', default: false } } });
  const wanted = values.app.split(',');
  const apps = APPS.filter(({ folder }) => wanted.includes(folder));
  if (apps.length !== wanted.length) throw new RangeError(`--app ${values.app}: there are ${APPS.map(({ folder }) => folder).join(', ')}.`);
  const build = await buildIfStale();
  if (build?.failed) throw new Error(build.notes.join('\n'));
  const startedMs = performance.now();
  const refused = values.installed ? undefined : await installApps();
  if (refused !== undefined) {
    console.log(`not run, because the frameworks could not be installed: ${refused}`);
    return;
  }
  console.log(values.installed ? 'what is installed already\n' : `installed from the packed tarball in ${((performance.now() - startedMs) / 1000).toFixed(0)} s\n`);
  say('framework', 'version', { build: 'build', types: 'types', journey: 'journey' });
  const browser = await launch('chromium');
  try {
    await Promise.all(apps.map((app) => runApp(app, browser)));
  } finally {
    await browser.close();
  }
  if (details.length > 0) console.log(`\n${details.join('\n\n')}`);
  console.log(`\n${count.passed} passed, ${count.failed} failed`);
  if (count.failed > 0 || count.passed === 0) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error, `\n${USAGE}\n\n${count.passed} passed, ${count.failed + 1} failed`);
  process.exitCode = 1;
}
