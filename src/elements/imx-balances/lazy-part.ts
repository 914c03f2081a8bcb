import type { LitElement } from 'lit';
import { toPassportError } from '../../shared/passport-error.js';
import type { PassportError } from '../../shared/passport-error.js';

/** A part of an element whose code comes after its first drawing. What is drawn until then keeps its place. */
export class LazyPart<Part> {
  /** The part, once it is here. */
  value?: Part;
  /** Why it could not be had. */
  error?: PassportError;

  readonly #host: LitElement;
  readonly #load: () => Promise<Part>;
  #isLoading = false;

  constructor(host: LitElement, load: () => Promise<Part>) {
    this.#host = host;
    this.#load = load;
  }

  /** Brings the part, unless it is there. After a failure that is done `again` only: not with each drawing. */
  need(again = false): void {
    if (this.value || this.#isLoading || (this.error && !again)) return;
    this.#isLoading = true;
    this.#load().then((part) => {
      this.value = part;
      this.error = undefined;
    }, (error: unknown) => {
      this.error = toPassportError(error);
      // A mistake of ours, which the page would show as a file that is gone.
      if (this.error.code === 'UNEXPECTED') reportError(error);
    }).then(() => {
      this.#isLoading = false;
      this.#host.requestUpdate();
    });
  }
}
