import type { Summary } from './statistics.js';

/**
 * What a figure is, which decides how it is judged: counts, bytes and ratios are the same on every machine, times and
 * memory are of the machine that measured them.
 */
export type MeasureKind = 'count' | 'bytes' | 'ratio' | 'time' | 'memory';

/** What is measured. */
export interface Measure {
  readonly what: string;
  readonly kind: MeasureKind;
  /** The most that it may be, whatever the baseline says. */
  readonly limit?: number;
  /** Judged by its best round, because other programs of the machine only ever add to it. Default: by the median. */
  readonly isJudgedByBest?: boolean;
}

/** The units of the kinds, as tables print them. */
export const UNITS: Readonly<Record<MeasureKind, string>> = { count: '', bytes: 'kB', ratio: '', time: 'ms', memory: 'MB' };

/** How much slower a row of a list of 2,000 may be than one of a list of 100. */
const FLAT = 1.5;

/** What is measured of ours and, as far as they can do it, of others. */
export const SHARED_MEASURES = {
  'transfer-button': { what: 'transferred (gzip) until the button can be clicked', kind: 'bytes' },
  'transfer-login': { what: 'transferred (gzip) by a whole login in a window', kind: 'bytes' },
  'requests-button': { what: 'requests until the button can be clicked', kind: 'count' },
  'script-button': { what: 'script on the main thread until the button can be clicked', kind: 'time' },
  'ready': { what: 'navigation to a clickable button', kind: 'time' },
  'ready-slow': { what: 'navigation to a clickable button, 1.6 Mbit/s and 150 ms', kind: 'time' },
  'click-window': { what: 'click to the window', kind: 'time' },
  'click-signed-in': { what: 'click to signed in, when the login page answers at once', kind: 'time' },
  'many-10': { what: 'navigation to 10 clickable buttons', kind: 'time' },
  'many-100': { what: 'navigation to 100 clickable buttons', kind: 'time' },
  'callback': { what: 'callback page to signed in', kind: 'time' },
  'returning': { what: 'returning visitor to balances', kind: 'time' },
  'register': { what: 'connect, derive and register', kind: 'time' },
  'heap': { what: 'heap of a page with the button', kind: 'memory' },
  'tasks-load': { what: 'tasks over 50 ms: load', kind: 'count', limit: 0, isJudgedByBest: true },
  'tasks-login': { what: 'tasks over 50 ms: login', kind: 'count', limit: 0, isJudgedByBest: true },
  'tasks-register': { what: 'tasks over 50 ms: connect and register', kind: 'count', limit: 0, isJudgedByBest: true },
  'task-load': { what: 'longest task: load', kind: 'time', isJudgedByBest: true },
  'task-login': { what: 'longest task: login', kind: 'time', isJudgedByBest: true },
  'task-register': { what: 'longest task: connect and register', kind: 'time', isJudgedByBest: true },
  'stark-cold': { what: 'first Stark key and signature, not warmed', kind: 'time' },
  'stark-warmed': { what: 'first Stark key and signature, after the warm-up', kind: 'time' },
  'stark-warm': { what: 'later Stark keys and signatures', kind: 'time' },
  'stark-new-cold': { what: 'the same of a user without a key, not warmed', kind: 'time' },
  'stark-new-warmed': { what: 'the same of a user without a key, after the warm-up', kind: 'time' },
  'stark-new-warm': { what: 'the same of a user without a key, later', kind: 'time' },
} as const satisfies Readonly<Record<string, Measure>>;

/** What is measured of ours alone. */
export const OWN_MEASURES = {
  'element': { what: 'navigation to the element, which comes when the browser is idle', kind: 'time' },
  'transfer-element': { what: 'transferred (gzip) until the element is there', kind: 'bytes' },
  'elements-1': { what: '1 login button and 1 list: navigation to balances', kind: 'time' },
  'elements-10': { what: '10 login buttons and 10 lists', kind: 'time' },
  'elements-100': { what: '100 login buttons and 100 lists', kind: 'time' },
  'requests-1': { what: 'requests of 1 login button and 1 list', kind: 'count', isJudgedByBest: true },
  'requests-10': { what: 'requests of 10 each', kind: 'count', isJudgedByBest: true },
  'requests-100': { what: 'requests of 100 each', kind: 'count', isJudgedByBest: true },
  'requests-more': { what: 'requests of 10 or 100 each beyond those of 1', kind: 'count', limit: 0 },
  'rows-10': { what: 'script, style and layout of a list of 10 balances', kind: 'time' },
  'rows-100': { what: 'script, style and layout of a list of 100 balances', kind: 'time' },
  'rows-1000': { what: 'script, style and layout of a list of 1,000 balances', kind: 'time' },
  'rows-2000': { what: 'script, style and layout of a list of 2,000 balances', kind: 'time' },
  'rows-flat': { what: 'time per row, 2,000 to 100', kind: 'ratio', limit: FLAT, isJudgedByBest: true },
  'tab-1': { what: 'returning visitor to balances, 1 tab', kind: 'time' },
  'tab-10': { what: 'returning visitor to balances, the 10th tab', kind: 'time' },
  'tab-50': { what: 'returning visitor to balances, the 50th tab', kind: 'time' },
  'tabs-10-signed-in': { what: 'signed in in one of 10 tabs to signed in in all', kind: 'time' },
  'tabs-50-signed-in': { what: 'signed in in one of 50 tabs to signed in in all', kind: 'time' },
  'tabs-tokens': { what: 'token requests of 50 tabs and one login', kind: 'count', limit: 1 },
} as const satisfies Readonly<Record<string, Measure>>;

/** The name of a measure that is taken of others too. */
export type SharedName = keyof typeof SHARED_MEASURES;

/** The name of a measure of ours. */
export type OwnName = keyof typeof OWN_MEASURES;

/** Every measure by its name. */
export const MEASURES: Readonly<Record<SharedName | OwnName, Measure>> = { ...SHARED_MEASURES, ...OWN_MEASURES };

/** What was measured of one candidate, by the name of the measure. */
export type Figures = Readonly<Partial<Record<SharedName | OwnName, Summary>>>;

/** The kind of machine, without anything by which one is known. */
export interface Machine {
  readonly cores: number;
  readonly memoryGb: number;
  /** Such as `linux x64`. */
  readonly platform: string;
  readonly node: string;
  readonly browser: string;
  /** The load of the machine when the run began: how many programs wanted a core. */
  readonly load: number;
}

/** A figure as a table prints it, in the unit of its kind. */
export function formatFigure(value: number, kind: MeasureKind): string {
  switch (kind) {
    case 'count': return Number.isInteger(value) ? String(value) : value.toFixed(1);
    case 'bytes': return (value / 1_000).toFixed(1);
    case 'memory': return (value / 1e6).toFixed(2);
    case 'ratio': return value.toFixed(2);
    default: return value < 10 ? value.toFixed(1) : value.toFixed(0);
  }
}
