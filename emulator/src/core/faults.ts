import type { Clock } from './clock.js';
import { findNearestNames } from './nearest.js';

/** Details of a fault, such as a delay in milliseconds. */
export type FaultParams = Readonly<Record<string, unknown>>;

/** One fault that a service can be told to have. */
export interface FaultDescription {
  /** Without the service's name; kebab-case. */
  readonly name: string;
  /** What happens, in one sentence. */
  readonly sentence: string;
  /** Rows of the fault catalogue that this serves. */
  readonly rows?: readonly number[];
  /** Details and their default values. */
  readonly defaults?: FaultParams;
}

/** How long and where a fault holds. Without `times` and `forMs`: until cleared. */
export interface FaultOptions {
  /** For so many requests. */
  readonly times?: number;
  /** For so many milliseconds. */
  readonly forMs?: number;
  /** Only for paths that begin so. */
  readonly match?: string;
  /** Details, over the fault's defaults. */
  readonly params?: FaultParams;
}

/** A fault that is switched on. */
export interface ActiveFault {
  readonly name: string;
  readonly match: string;
  readonly params: FaultParams;
  /** Requests left, if counted. */
  readonly timesLeft?: number;
  /** Milliseconds left, if timed. */
  readonly leftMs?: number;
  /** How often it has struck. */
  readonly taken: number;
}

/** A description with its full name, `service:name`. */
export interface CataloguedFault extends FaultDescription {
  readonly service: string;
}

interface Entry {
  match: string;
  params: FaultParams;
  timesLeft?: number;
  untilMs?: number;
  taken: number;
}

/** The faults of one emulator: a closed list of names, and which of them are on. */
export class Faults {
  readonly #clock: Clock;
  readonly #catalogue = new Map<string, CataloguedFault>();
  readonly #active = new Map<string, Entry>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Adds a service's faults to the list of known names. */
  register(service: string, descriptions: readonly FaultDescription[]): void {
    for (const description of descriptions) {
      const name = `${service}:${description.name}`;
      if (this.#catalogue.has(name)) throw new Error(`The fault "${name}" is listed twice.`);
      this.#catalogue.set(name, { ...description, name, service });
    }
  }

  /** Every fault there is. */
  get catalogue(): readonly CataloguedFault[] {
    return [...this.#catalogue.values()];
  }

  /** Switches a fault on; a second call replaces the first. */
  set(name: string, options: FaultOptions = {}): void {
    const description = this.#describe(name);
    requirePositive('times', options.times);
    requirePositive('forMs', options.forMs);
    this.#active.set(name, {
      match: options.match ?? '/',
      params: { ...description.defaults, ...options.params },
      timesLeft: options.times,
      untilMs: options.forMs === undefined ? undefined : this.#clock.now() + options.forMs,
      taken: 0,
    });
  }

  /** Switches one fault off, or all. */
  clear(name?: string): void {
    if (name === undefined) this.#active.clear();
    else this.#active.delete(this.#describe(name).name);
  }

  /** The faults that are on. */
  list(): readonly ActiveFault[] {
    for (const [name] of this.#active) this.#find(name);
    return [...this.#active].map(([name, entry]) => ({
      name, match: entry.match, params: entry.params, taken: entry.taken,
      ...(entry.timesLeft === undefined ? {} : { timesLeft: entry.timesLeft }),
      ...(entry.untilMs === undefined ? {} : { leftMs: entry.untilMs - this.#clock.now() }),
    }));
  }

  /** The details of a fault if it is on for this path, without using it up. */
  peek(name: string, path = '/'): FaultParams | undefined {
    const entry = this.#find(this.#describe(name).name);
    return entry !== undefined && path.startsWith(entry.match) ? entry.params : undefined;
  }

  /** The details of a fault if it is on for this path; a counted one is used up by one. */
  take(name: string, path = '/'): FaultParams | undefined {
    const params = this.peek(name, path);
    const entry = this.#active.get(name);
    if (params === undefined || entry === undefined) return undefined;
    entry.taken += 1;
    if (entry.timesLeft !== undefined && --entry.timesLeft === 0) this.#active.delete(name);
    return params;
  }

  #find(name: string): Entry | undefined {
    const entry = this.#active.get(name);
    if (entry?.untilMs !== undefined && entry.untilMs <= this.#clock.now()) {
      this.#active.delete(name);
      return undefined;
    }
    return entry;
  }

  #describe(name: string): CataloguedFault {
    const description = this.#catalogue.get(name);
    if (description !== undefined) return description;
    const nearest = findNearestNames(name, [...this.#catalogue.keys()]).map((known) => `"${known}"`);
    throw new RangeError(`There is no fault "${name}". The nearest names are ${nearest.join(', ')}.`);
  }
}

function requirePositive(option: string, value: number | undefined): void {
  if (value !== undefined && !(Number.isFinite(value) && value > 0)) {
    throw new RangeError(`${option} must be a number above 0`);
  }
}
