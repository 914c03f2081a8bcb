import { readDocument } from '../../session/page-look.js';

const NOTICE_DELAY_MS = 3_000;

/** Says on the console, once, that an element still waits for a configuration 3 s after the page has loaded. */
export class WaitingNotice {
  readonly #element: Element;
  #stop?: () => void;
  #isTold = false;

  constructor(element: Element) {
    this.#element = element;
  }

  /** Starts or ends the wait. */
  update(isWaiting: boolean): void {
    if (!isWaiting) {
      this.#stop?.();
      this.#stop = undefined;
    } else if (!this.#stop && !this.#isTold) {
      this.#stop = afterLoad(() => this.#tell());
    }
  }

  #tell(): void {
    this.#isTold = true;
    console.warn(
      `<${this.#element.localName}> waits for a configuration: set client-id and redirect-uri on <passport-login>, or call configure().`,
    );
  }
}

function afterLoad(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const start = (): void => { timer = setTimeout(run, NOTICE_DELAY_MS); };
  if (readDocument(document, 'readyState') === 'complete') start();
  else addEventListener('load', start, { once: true });
  return () => {
    removeEventListener('load', start);
    clearTimeout(timer);
  };
}
