import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { renderBarChart } from '../../scripts/bench/bar-chart.js';
import { compareFigures, type Baseline } from '../../scripts/bench/compare.js';
import { judgeGoals } from '../../scripts/bench/goals.js';
import { readTasks } from '../../scripts/bench/long-tasks.js';
import { type Figures, formatFigure, type Machine, MEASURES } from '../../scripts/bench/measures.js';
import { renderCharts, renderPerformancePage } from '../../scripts/bench/performance-page.js';
import { getMedian, Samples, summarize } from '../../scripts/bench/statistics.js';
import { type PeerResults, readBaseline, readPeerResults } from '../../scripts/bench/store.js';
import { renderMarkdown, renderText, toRows } from '../../scripts/bench/table.js';
import { root } from '../../scripts/test/files.js';

const MACHINE: Machine = { cores: 2, memoryGb: 16, platform: 'linux x64', node: '20', browser: 'Chromium 156', load: 0.1 };
const of = (...values: number[]): ReturnType<typeof summarize> => summarize(values);

const FIGURES: Figures = {
  'transfer-button': of(20_000, 20_000), 'requests-button': of(2, 2), ready: of(100, 120, 140), heap: of(2e6), 'tasks-load': of(0, 0, 1),
  'requests-more': of(0), 'rows-flat': of(0.9, 1.1),
};
const BASELINE: Baseline = { date: '2026-11-21', machine: MACHINE, figures: FIGURES };

/** What a run of these figures is reproached with, by the name of the measure. */
function findProblems(changed: Figures, machine: Machine = MACHINE): Record<string, string> {
  const verdicts = compareFigures({ ...FIGURES, ...changed }, BASELINE, machine);
  return Object.fromEntries(verdicts.flatMap(({ name, problem }) => (problem === undefined ? [] : [[name, problem]])));
}

describe('npm run bench, on figures', () => {
  it('takes the middle value, or the mean of the two in the middle', () => {
    assert.equal(getMedian([9, 1, 5]), 5);
    assert.equal(getMedian([9, 1, 5, 6]), 5.5);
    assert.deepEqual(summarize([3.14159, 1, 2]), { median: 2, min: 1, max: 3.14, rounds: 3 });
    assert.throws(() => getMedian([]), RangeError);
    assert.throws(() => summarize([1, Number.NaN]), RangeError);
  });

  it('gathers rounds by name, also where a round lacks one', () => {
    const samples = new Samples<'a' | 'b'>();
    samples.add({ a: 1, b: 5 });
    samples.add({ a: 3 });

    assert.deepEqual(samples.names(), ['a', 'b']);
    assert.deepEqual(samples.summarize('a'), { median: 2, min: 1, max: 3, rounds: 2 });
    assert.equal(samples.summarize('b')?.rounds, 1);
    assert.equal(new Samples().summarize('a'), undefined);
  });

  it('writes figures in the unit of their kind', () => {
    assert.deepEqual([formatFigure(20_374, 'bytes'), formatFigure(2_345_678, 'memory'), formatFigure(3.26, 'time'), formatFigure(326.4, 'time'), formatFigure(1, 'count'), formatFigure(0.5, 'ratio')],
      ['20.4', '2.35', '3.3', '326', '1', '0.50']);
  });
});

describe('npm run bench, on tasks', () => {
  const events = (tdur: number): Parameters<typeof readTasks>[0] => [
    { name: 'thread_name', pid: 1, tid: 2, args: { name: 'CrRendererMain' } }, { name: 'thread_name', pid: 1, tid: 3, args: { name: 'Compositor' } },
    { name: 'RunTask', pid: 1, tid: 2, tdur }, { name: 'RunTask', pid: 1, tid: 2, tdur: 900 }, { name: 'RunTask', pid: 1, tid: 3, tdur: 90_000 },
    { name: 'Layout', pid: 1, tid: 2, tdur: 90_000 }, { name: 'RunTask', pid: 4, tid: 2, tdur: 90_000 }, { name: 'RunTask', pid: 1, tid: 2 },
  ];

  it('counts those over 50 ms of the main threads of pages, and finds the longest', () => {
    assert.deepEqual(readTasks(events(51_000)), { count: 1, longestMs: 51 });
    assert.deepEqual(readTasks(events(49_000)), { count: 0, longestMs: 49 });
    assert.deepEqual(readTasks([]), { count: 0, longestMs: 0 });
  });
});

describe('npm run bench, compared with what was kept', () => {
  it('has nothing to say of the same figures, nor without a baseline', () => {
    assert.deepEqual(findProblems({}), {});
    assert.ok(compareFigures(FIGURES, undefined, MACHINE).every(({ problem, ratio }) => problem === undefined && ratio === undefined));
  });

  it('reports bytes and counts that have grown', () => {
    assert.deepEqual(findProblems({ 'transfer-button': of(21_500, 21_500), 'requests-button': of(3, 3) }), {
      'transfer-button': '21.5 kB, was 20.0 kB', 'requests-button': '3, was 2',
    });
    assert.deepEqual(findProblems({ 'transfer-button': of(20_900, 20_900), 'requests-button': of(1, 1) }), {});
  });

  it('reports what passes its limit, whatever was kept', () => {
    assert.deepEqual(findProblems({ 'requests-more': of(1), 'rows-flat': of(1.6, 1.7), 'tasks-load': of(1, 2, 2) }), {
      'requests-more': '1, at most 0', 'rows-flat': '1.60, at most 1.50', 'tasks-load': '1, at most 0',
    });
    const flatter = { ...BASELINE, figures: { 'rows-flat': of(0.1) } };
    assert.equal(compareFigures({ 'rows-flat': of(0.5) }, flatter, { ...MACHINE, cores: 8 })[0]?.problem, '0.50, was 0.10: more than 4 times as much');
    const kept = { ...BASELINE, figures: { 'requests-more': of(5) } };
    assert.equal(compareFigures({ 'requests-more': of(5) }, kept, MACHINE)[0]?.problem, '5, at most 0');
  });

  it('judges long tasks by the best round, because other programs only add to them', () => {
    assert.deepEqual(findProblems({ 'tasks-load': of(0, 3, 4) }), {});
    assert.deepEqual(Object.keys(findProblems({ 'tasks-load': of(1, 3, 4) })), ['tasks-load']);
  });

  it('leaves noise of times alone, and reports what is far beyond it', () => {
    assert.deepEqual(findProblems({ ready: of(360, 400), heap: of(7e6) }), {});
    assert.deepEqual(findProblems({ ready: of(600, 610), heap: of(9e6) }), {
      ready: '605 ms, was 120 ms: more than 4 times as much', heap: '9.00 MB, was 2.00 MB: more than 4 times as much',
    });
  });

  it('does not judge times of another kind of machine, but its bytes', () => {
    const other = { ...MACHINE, cores: 8 };
    assert.deepEqual(Object.keys(findProblems({ ready: of(900), 'transfer-button': of(30_000) }, other)), ['transfer-button']);
  });

  it('reports what is not measured any more', () => {
    const { ready: _, ...others } = FIGURES;
    const lost = compareFigures(others, BASELINE, MACHINE).find(({ name }) => name === 'ready');
    assert.equal(lost?.problem, 'was not measured');
  });

  it('prints a line for each measure, in columns', () => {
    const text = renderText(toRows(compareFigures({ ...FIGURES, ready: of(240) }, BASELINE, MACHINE)));
    assert.match(text, /^measure +unit +median +min +max +baseline +ratio$/mu);
    assert.match(text, /^navigation to a clickable button +ms +240 +240 +240 +120 +2\.00$/mu);
    assert.equal(text.split('\n').length, Object.keys(FIGURES).length + 1);
    assert.equal(renderMarkdown([['a', 'b'], ['1', '2']]), '| a | b |\n| --- | --: |\n| 1 | 2 |');
  });
});

const PEERS: PeerResults = {
  date: '2026-11-21', machine: MACHINE, titles: { ours: 'passport-widgets', sdk: 'the <SDK> & more', 'sdk-file': 'the file', empty: 'empty page' },
  figures: {
    ours: { 'transfer-button': of(20_000), ready: of(200), 'ready-slow': of(900), 'script-button': of(9), 'stark-cold': of(60), 'stark-warmed': of(10), 'stark-warm': of(5) },
    sdk: { 'transfer-button': of(300_000), ready: of(150), 'ready-slow': of(2_000), 'script-button': of(90), 'stark-cold': of(50), 'stark-warm': of(20) },
    'sdk-file': { 'transfer-button': of(900_000) }, empty: { ready: of(20) },
  },
  notes: ['the file, login: it did not load'],
};

describe('npm run bench:peers, on figures', () => {
  it('judges the goals by medians of one run, and says which is missed', () => {
    assert.deepEqual(judgeGoals(PEERS.figures).slice(0, 4).map(({ ratio, isMet }) => [ratio, isMet]), [[45, true], [4, true], [5, true], [50 / 60, false]]);
    assert.ok(judgeGoals({ ours: PEERS.figures.ours }).every(({ ratio, isMet }) => ratio === undefined && !isMet), 'what was not measured is not met');
  });

  it('says on the page where others are ahead, and what could not be measured', () => {
    const page = renderPerformancePage(BASELINE, PEERS);
    assert.match(page, /^- navigation to a clickable button: ours 200 ms; the <SDK> & more 150 ms\.$/mu);
    assert.match(page, /^- first Stark key and signature, not warmed: ours 60 ms; /mu);
    assert.match(page, /^- the file, login: it did not load$/mu);
    assert.match(page, /^\| navigation to a clickable button, ms \| 200 \| 150 ×0\.8 \| – \| 20 ×0\.1 \|$/mu);
    assert.match(renderPerformancePage(BASELINE, { ...PEERS, figures: { ours: { ready: of(100, 200, 400), 'task-load': of(10, 30) }, sdk: { 'task-load': of(20, 90) } } }), /\| 200 \(100–400\) \|[^]*longest task: load, ms \| 10 \(10–30\) \| 20 \(20–90\) ×2\.0 \|/u);
    assert.match(page, /\| \*\*no\*\* \|$/mu);
    assert.doesNotMatch(page, /ours 20\.0 kB/u);
  });

  it('draws bars to scale from zero, with words for who does not see them', () => {
    const svg = renderBarChart('Sizes', [{ label: 'ours', value: 50, text: '50 kB', isOurs: true }, { label: 'a < b & c', value: 100, text: '100 kB' }, { label: 'none', value: 0, text: '0 kB' }]);
    const widths = [...svg.matchAll(/class="(?:ours|bar)" x="\d+" y="\d+" width="(?<width>\d+)"/gu)].map(({ groups }) => Number(groups?.['width']));
    assert.deepEqual(widths, [210, 420, 2]);
    assert.match(svg, /<desc id="description">ours: 50 kB; a &lt; b &amp; c: 100 kB; none: 0 kB<\/desc>/u);
    assert.doesNotMatch(svg, /a < b/u);
    assert.throws(() => renderBarChart('Nothing', []), RangeError);
    assert.throws(() => renderBarChart('Odd', [{ label: 'a', value: Number.NaN, text: '' }]), RangeError);
    assert.equal(Object.keys(renderCharts(PEERS)).length, 4);
    assert.deepEqual(renderCharts(undefined), {});
  });
});

describe('docs/performance.md', () => {
  it('says what was kept, as do its charts', () => {
    const peers = readPeerResults();
    assert.equal(readFileSync(join(root, 'docs/performance.md'), 'utf8'), renderPerformancePage(readBaseline(), peers));
    for (const [file, svg] of Object.entries(renderCharts(peers))) assert.equal(readFileSync(join(root, 'docs/images', file), 'utf8'), svg);
  });

  it('is about measures that there are, from a machine without a name', () => {
    for (const file of ['baseline.json', 'peers/results.json'].map((name) => join(root, 'scripts/bench', name)).filter((path) => existsSync(path))) {
      assert.doesNotMatch(readFileSync(file, 'utf8'), /\/(?:home|work|root|tmp|Users)\//u);
    }
    for (const name of Object.keys(readBaseline()?.figures ?? {})) assert.ok(Object.hasOwn(MEASURES, name), name);
  });
});
