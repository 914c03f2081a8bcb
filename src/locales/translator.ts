import { addTexts, findText, redraw, setHome } from '../shared/texts.js';
import type { Texts } from '../shared/texts.js';
import { FILES } from './files.js';
import { takeAdded } from './added-files.js';
import { PARTS } from './text-files.js';
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
/** Files that come together, because an alert is read out once: the way out must not come after what happened. */
const WITH: Partial<Record<TextPart, readonly TextPart[]>> = { errors: ['details'] };

/** Brings texts for what is drawn in another language than English. */
export class Translator {
  readonly #files: TextFiles;
  readonly #after: (ms: number, run: () => void) => void;
  readonly #begun = new Map<string, Promise<boolean>>();
  #retryMs = FIRST_RETRY_MS;

  constructor({ files = FILES, after = (ms, run) => { setTimeout(run, ms); } }: TranslatorOptions = {}) {
    this.#files = files;
    this.#after = after;
  }

  /** Loads what a locale needs and has not got. Whoever draws texts is drawn again when they are there. */
  bring(locale: string, parts: Iterable<TextPart>): void {
    if (!/^en\b/.test(locale)) void this.load(locale, parts);
  }

  /** As `bring`, for who waits: resolves to whether all of it came. */
  async load(locale: string, parts: Iterable<TextPart>): Promise<boolean> {
    for (const added of takeAdded()) this.#skip(added);
    const tag = findTag(locale);
    if (!tag) return false;
    // Whoever asks has just been drawn, and is drawn again in a later step.
    await undefined;
    setHome(locale, tag);
    const loading = [...parts].map((part) => this.#getPart(tag, part));
    return (await Promise.all(loading)).every(Boolean);
  }

  #getPart(tag: string, part: TextPart): Promise<boolean> | boolean {
    const name = `${tag}/${part}`;
    const files = this.#files[tag];
    const loading = this.#begun.get(name) ?? (files && this.#loadPart(name, files, part));
    if (loading) this.#begun.set(name, loading);
    // The single file has no files: a script tag may bring the language yet.
    return loading ?? false;
  }

  async #loadPart(name: string, files: TextFiles[string], part: TextPart): Promise<boolean> {
    try {
      const loaded = await Promise.all([part, ...WITH[part] ?? []].map((one) => files[one]()));
      const texts = Object.assign({}, ...loaded.map((file) => file.default)) as Texts;
      addTexts(name.replace(/\/.*/, ''), withSameWays(texts), false);
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
    for (const part of PARTS) this.#begun.set(`${tag}/${part}`, Promise.resolve(true));
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
