import { type Bar, renderBarChart } from './bar-chart.js';
import { type Baseline, getJudged } from './compare.js';
import type { ContestantId } from './contestants.js';
import { judgeGoals } from './goals.js';
import { describeMachine } from './machine.js';
import { type Figures, formatFigure, type Measure, MEASURES, type OwnName, SHARED_MEASURES, type SharedName, UNITS } from './measures.js';
import type { Summary } from './statistics.js';
import type { PeerResults } from './store.js';
import { renderMarkdown } from './table.js';

/** The pictures of the page: file, title, and the measure that they show. */
const CHARTS: Readonly<Record<string, readonly [title: string, name: SharedName]>> = {
  'performance-transfer.svg': ['Transferred (gzip) until the button can be clicked', 'transfer-button'],
  'performance-script.svg': ['Script on the main thread until the button can be clicked', 'script-button'],
  'performance-slow.svg': ['Navigation to a clickable button at 1.6 Mbit/s and 150 ms', 'ready-slow'],
  'performance-stark.svg': ['First Stark key and signature', 'stark-cold'],
};

/** What is within this of each other is called neither smaller nor larger. */
const MARGIN = 1.1;

const HEAD = `# Performance

What the library costs a page and its visitor, measured by two commands. \`npm run bench\` compares it with the figures of an earlier
run, \`npm run bench:peers\` with others in the same run. This page is written by them, with \`-- --write\`.

\`\`\`sh
npm run bench                # compared with scripts/bench/baseline.json; ends with 1 when something became worse
npm run bench -- --write     # keeps the figures, and writes this page
npm run bench:peers          # installs the others into .cache/, and measures all in turns
npm run bench:peers -- --write
\`\`\`

## How it is measured

- In headless Chromium, driven from the same machine. Site and services are on that machine too: the times hold no
  network but where one is named. The services are the emulator's.
- Each figure is the median of several rounds, each by a visitor with an empty profile. In each round every contestant runs once, in an order that changes.
- Files are sent as servers send them: compressed by gzip, and kept by the browser for an hour.
- "Can be clicked": the first frame in which the button is there and enabled. Transfer and requests are those that had begun by then. Ours draws
  its button before its element has loaded; the element follows when the browser is idle, and has figures of its own below. "Script" is compiling and running on the main
  thread, in the thread's own time. "Balances" are there when the rows of three tokens are.
- "Click to the window": from the browser's time stamp of the click to the call of \`window.open\`. The driver's mouse clicks as soon as it
  arrives, so what a page begins when the mouse comes is still under way.
- "Click to signed in" and "connect, derive and register" hold what the services take to answer. They are the same for all, what is
  asked of them is not: ours also fetches the keys by which ID tokens are verified, and has the wallet sign the seed of a new key twice.
- Stark keys are measured from the wallet's answer to a signed hash, which both compare with the known answer. Ours also verifies what it
  signs, and makes sure that the wallet's own signature gave the key: by the key that is registered, or, for a user without one, by recovery.
  The later ones of ours are those of a page that was warmed up, as every connection does; the others have no warm-up.
- Tasks are those of the pages' main threads by the browser's trace, in the thread's own time; of those over 50 ms, as many as an
  empty page had in the same round are taken off. The best round counts.
`;

/** The page from what is kept. */
export function renderPerformancePage(baseline: Baseline | undefined, peers: PeerResults | undefined): string {
  return `${[HEAD, ...(peers ? [renderPeers(peers)] : []), ...(baseline ? [renderOwn(baseline)] : [])].join('\n').trimEnd()}\n`;
}

/** The charts, by file. None before there was a comparison. */
export function renderCharts(peers: PeerResults | undefined): Readonly<Record<string, string>> {
  if (!peers) return {};
  return Object.fromEntries(Object.entries(CHARTS).flatMap(([file, [title, name]]) => {
    const bars = toBars(peers, name);
    return bars.length < 2 ? [] : [[file, renderBarChart(title, bars)] as const];
  }));
}

function toBars({ titles, figures }: PeerResults, name: SharedName): readonly Bar[] {
  const toBar = (label: string, value: number | undefined, isOurs: boolean): readonly Bar[] => (
    value === undefined ? [] : [{ label, value, text: show(value, MEASURES[name]), isOurs }]);
  return listContestants(titles).flatMap(([id, title]) => [
    ...toBar(title, figures[id]?.[name]?.median, id === 'ours'),
    ...(name === 'stark-cold' ? toBar(`${title}, warmed`, figures[id]?.['stark-warmed']?.median, id === 'ours') : []),
  ]);
}

function listContestants(titles: PeerResults['titles']): readonly [ContestantId, string][] {
  return Object.entries(titles) as [ContestantId, string][];
}

function show(value: number, { kind }: Measure): string {
  return `${formatFigure(value, kind)} ${UNITS[kind]}`.trim();
}

function renderPeers(peers: PeerResults): string {
  const { date, machine, figures, notes } = peers;
  const charts = Object.entries(renderCharts(peers)).map(([file, svg]) => `![${/<desc[^>]*>(?<text>[^<]*)</u.exec(svg)?.groups?.['text'] ?? ''}](images/${file})`);
  return `## Beside others

\`npm run bench:peers\`, ${date}: ${describeMachine(machine)}; ${figures.ours?.ready?.rounds ?? 0} rounds. Medians, of tasks the best round; in brackets the least and the largest; after × how many times as much as ours.

${renderPeerTable(peers)}

A dash: it does not do that. Lists of balances and tabs are measured of ours alone: the others have neither a list nor a session that tabs share. What the columns are:

- **passport-widgets**: the split build by its one script tag, \`<passport-login>\`, \`<passport-callback>\`, \`<imx-balances>\`.
- **@imtbl/sdk, bundled**: \`@imtbl/passport\`, \`@imtbl/config\` and \`@imtbl/x-client\` 2.11.0, which \`@imtbl/sdk/passport\`, \`/config\` and \`/x\` give on, in
  one minified file by esbuild, with a button and a list of the page's own. **Single file**: the build that the package holds for pages without a bundler.
- **@imtbl/x-client** 2.14.0: the client of Immutable X alone. It signs nobody in; its button asks for balances.
- **oidc-client-ts**: the OpenID client alone, with a button of the page's own. It has no wallet and no balances.
- **\`<mgt-login>\`**: the login element of the Microsoft Graph Toolkit, with its simplest provider, whose window is the page's own. The
  provider that its makers offer for real logins is not counted.
- **empty page**: a button and nothing else, for what the browser takes by itself.

${charts.join('\n\n')}

### Goals

${renderMarkdown([['goal', 'times', 'at least', 'met'], ...judgeGoals(figures).map(({ what, ratio, least, isMet }) => [what, ratio?.toFixed(2) ?? '–', String(least), isMet ? 'yes' : '**no**'])])}

### Where others are smaller or faster

${renderLosses(peers)}
${notes.length > 0 ? `\n### What could not be measured\n\n${notes.map((note) => `- ${note}`).join('\n')}\n` : ''}`;
}

function renderPeerTable({ titles, figures }: PeerResults): string {
  const columns = listContestants(titles);
  const rows = (Object.keys(SHARED_MEASURES) as SharedName[]).filter((name) => figures.ours?.[name] !== undefined).map((name) => {
    const { what, kind } = MEASURES[name];
    const cells = columns.map(([id]) => renderCell(MEASURES[name], figures[id]?.[name], id === 'ours' ? undefined : figures.ours?.[name]));
    return [UNITS[kind] === '' ? what : `${what}, ${UNITS[kind]}`, ...cells];
  });
  return renderMarkdown([['', ...columns.map(([, title]) => title.replaceAll('<', '`<').replaceAll('>', '>`'))], ...rows]);
}

/** The figure, from where to where its rounds went unless they agree, and how often ours fits into it. */
function renderCell(measure: Measure, summary: Summary | undefined, ours: Summary | undefined): string {
  if (summary === undefined) return '–';
  const [value, min, max] = [getJudged(summary, measure), summary.min, summary.max].map((figure) => formatFigure(figure, measure.kind));
  const ratio = ours && measure.kind !== 'count' ? getJudged(summary, measure) / getJudged(ours, measure) : Number.NaN;
  return `${value}${min === max ? '' : ` (${min}–${max})`}${Number.isFinite(ratio) ? ` ×${ratio.toFixed(ratio < 10 ? 1 : 0)}` : ''}`;
}

/** Every figure in which another is ahead of ours, the empty page aside. */
function renderLosses({ titles, figures }: PeerResults): string {
  const lines = (Object.keys(SHARED_MEASURES) as SharedName[]).flatMap((name) => {
    const read = (id: ContestantId): number | undefined => {
      const summary = figures[id]?.[name];
      return summary && getJudged(summary, MEASURES[name]);
    };
    const own = read('ours');
    if (own === undefined) return [];
    const ahead = listContestants(titles).filter(([id]) => id !== 'ours' && id !== 'empty' && own > (read(id) ?? Number.NaN) * MARGIN);
    const words = ahead.map(([id, title]) => `${title} ${show(read(id) ?? 0, MEASURES[name])}`);
    return words.length === 0 ? [] : [`- ${MEASURES[name].what}: ours ${show(own, MEASURES[name])}; ${words.join(', ')}.`.replaceAll('<mgt-login>', '`<mgt-login>`')];
  });
  return lines.length === 0 ? 'In none of these figures, by more than a tenth.' : lines.join('\n');
}

function renderOwn({ date, machine, figures }: Baseline): string {
  return `## By itself

\`npm run bench\`, ${date}: ${describeMachine(machine)}. These are the figures with which the next run is compared.

${renderOwnTable(figures)}

The command fails when counts or bytes have grown, when a row of a list of 2,000 costs more than ${MEASURES['rows-flat'].limit} times a row of one of 100, or when a time
or the heap is more than four times what it was on the same kind of machine. Smaller differences of times are printed: they are noise as often as not.
`;
}

function renderOwnTable(figures: Figures): string {
  const names = (Object.keys(MEASURES) as (SharedName | OwnName)[]).filter((name) => figures[name] !== undefined);
  return renderMarkdown([['measure', 'unit', 'median', 'min', 'max', 'rounds'], ...names.map((name) => {
    const { what, kind } = MEASURES[name];
    const { median = 0, min = 0, max = 0, rounds = 0 } = figures[name] ?? {};
    return [what, UNITS[kind], ...[median, min, max].map((value) => formatFigure(value, kind)), String(rounds)];
  })]);
}
