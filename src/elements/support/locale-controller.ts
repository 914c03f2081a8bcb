import { isServer } from 'lit';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { createLoader } from '../../session/lazy.js';
import type { TextPart } from '../../locales/text-files.js';
import { getLocale } from '../../shared/locale.js';
import { readers, redraw } from '../../shared/texts.js';

/** Brings what loads and keeps the texts of languages: for pages that are not in English. */
export const loadTranslator = createLoader(() => import('../../locales/translator.js'));

type Translation = Awaited<ReturnType<typeof loadTranslator>>;

let observer: MutationObserver | undefined;

/** An element that draws texts. */
export type LocaleHost = ReactiveControllerHost & HTMLElement;

/**
 * Follows the language of the page around an element: the closest `lang` across shadow roots, also when it changes.
 * Texts come after the first drawing that needs them; until then, and where they cannot be had, English stands.
 * The direction needs no script: `dir` is inherited through CSS.
 */
export class LocaleController implements ReactiveController {
  readonly #host: LocaleHost;
  readonly #parts: Set<TextPart>;
  #locale?: string;
  #translation?: Translation;
  #hasDrawn = false;

  constructor(host: LocaleHost, parts: readonly TextPart[] = []) {
    this.#host = host;
    this.#parts = new Set(['base', ...parts]);
    host.addController(this);
  }

  /** A canonical language tag. English until the element has been drawn once, because a server has drawn that. */
  get locale(): string {
    if (isServer || !this.#hasDrawn) return 'en';
    // Kept until a `lang` changes, because a list asks with each of its texts.
    return this.#locale ??= getLocale(this.#host);
  }

  /** Makes another part of the texts come from now on. */
  need(part: TextPart): void {
    this.#parts.add(part);
  }

  hostConnected(): void {
    readers.add(this);
    // The new place may be in another language.
    if (this.#hasDrawn) this.redraw();
    observer ??= new MutationObserver(redraw);
    // Each tree that the element stands in. Observing one twice changes nothing.
    for (let root = this.#host.getRootNode(); ; root = root.host.getRootNode()) {
      observer.observe(root, { subtree: true, attributeFilter: ['lang'] });
      if (!(root instanceof ShadowRoot)) break;
    }
  }

  hostDisconnected(): void {
    readers.delete(this);
  }

  hostUpdated(): void {
    if (!this.#hasDrawn) {
      this.#hasDrawn = true;
      // In a microtask, because the current update has to end first.
      if (this.locale !== 'en') queueMicrotask(() => this.redraw());
    } else if (this.#translation) this.#translate(this.#translation);
    else if (!/^en\b/.test(this.locale)) {
      // Where the code cannot be had, the next drawing tries again.
      loadTranslator().then((translation) => this.#translate(this.#translation = translation), () => {});
    }
  }

  /** Draws the element again, in the language that its place has now. */
  redraw(): void {
    this.#locale = undefined;
    this.#host.requestUpdate();
  }

  #translate({ translator, markLanguage }: Translation): void {
    translator.bring(this.locale, this.#parts);
    markLanguage(this.#host, this.locale);
  }
}
