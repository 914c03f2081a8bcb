import { addTexts, findText, redraw, setHome } from '../shared/texts.js';
import { FILES } from './files.js';
import { takeAdded } from './added-files.js';
import type { TextFiles, TextPart } from './text-files.js';
import { withSameWays } from './same-ways.js';
import { findTag } from './tags.js';

/** What tests replace. */
export interface TranslatorOptions {
  readonly files?: TextFiles;
  /** Calls back after a time in milliseconds. */
  readonly after?: (ms: number, run: () => void) => void;
}

const FIRST_RETRY_MS = 10_000;
const LAST_RETRY_MS = 600_000;

/** Brings texts for what is drawn in another language than English. */
export class Translator {
  readonly #files: TextFiles;
  readonly #after: (ms: number, run: () => void) => void;
  readonly #begun = new Set<string>();
  #retryMs = FIRST_RETRY_MS;

  constructor({ files = FILES, after = (ms, run) => { setTimeout(run, ms); } }: TranslatorOptions = {}) {
    this.#files = files;
    this.#after = after;
  }

  /** Loads what a locale needs and has not got. Whoever draws texts is drawn again when they are there. */
  bring(locale: string, parts: Iterable<TextPart>): void {
    for (const tag of takeAdded()) this.#skip(tag);
    if (!/^en\b/.test(locale)) void this.load(locale, parts);
  }

  /** As `bring`, for who waits: resolves to whether all of it came. */
  async load(locale: string, parts: Iterable<TextPart>): Promise<boolean> {
    const tag = findTag(locale);
    if (!tag) return false;
    // Whoever asks has just been drawn, and is drawn again in a later step.
    await undefined;
    setHome(locale, tag);
    const loading = [...parts].map((part) => this.#loadPart(tag, part));
    return (await Promise.all(loading)).every(Boolean);
  }

  async #loadPart(tag: string, part: TextPart): Promise<boolean> {
    const name = `${tag}/${part}`;
    const load = this.#files[tag]?.[part];
    if (!load || this.#begun.has(name)) return true;
    this.#begun.add(name);
    try {
      addTexts(tag, withSameWays((await load()).default), false);
      this.#retryMs = FIRST_RETRY_MS;
      return true;
    } catch {
      // English stands meanwhile. Drawing again asks again, if anybody still wants it.
      this.#after(this.#retryMs, () => {
        this.#begun.delete(name);
        redraw();
      });
      this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
      return false;
    }
  }

  #skip(tag: string): void {
    for (const part of ['base', 'balances', 'immersve', 'errors']) this.#begun.add(`${tag}/${part}`);
  }
}

/** The one of the page. */
export const translator = new Translator();

/**
 * Marks what an element draws in English on a page in a language without texts, so that it is read out as English.
 * Nothing is marked where the language has texts.
 */
export function markLanguage(host: Element, locale: string): void {
  const isEnglish = /^en\b/.test(locale);
  const isForeign = !isEnglish && findText(locale, 'retry') === undefined;
  for (const child of host.shadowRoot?.children ?? []) {
    if (!(child instanceof HTMLElement)) continue;
    if (isForeign) child.lang = 'en';
    else child.removeAttribute('lang');
  }
}
