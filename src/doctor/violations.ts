import type { Violation } from './doctor-page.js';

/** Collects violations of the page's policy: from now on, and those before where the browser kept them (Chromium). */
export class ViolationWatch {
  readonly #seen: Violation[] = [];
  readonly #onViolation = (event: SecurityPolicyViolationEvent): void => {
    if (event.disposition === 'enforce') this.#note(event.effectiveDirective, event.blockedURI);
  };
  readonly #observer?: ReportingObserver;

  constructor(page: Window = window) {
    page.document.addEventListener('securitypolicyviolation', this.#onViolation);
    if (typeof ReportingObserver === 'undefined') return;
    this.#observer = new ReportingObserver((reports) => {
      for (const { body } of reports) this.#noteReport(body);
    }, { types: ['csp-violation'], buffered: true });
    this.#observer.observe();
  }

  /** What concerns the given origins. Other violations are the page's own. */
  list(origins: readonly string[]): readonly Violation[] {
    return this.#seen.filter(({ blocked }) => origins.includes(blocked));
  }

  /** Ends the watch. */
  stop(): void {
    document.removeEventListener('securitypolicyviolation', this.#onViolation);
    this.#observer?.disconnect();
  }

  #noteReport(body: unknown): void {
    const { disposition, effectiveDirective, blockedURL } = (body ?? {}) as Partial<Record<string, unknown>>;
    if (disposition === 'enforce') this.#note(String(effectiveDirective), String(blockedURL));
  }

  #note(directive: string, blocked: string): void {
    this.#seen.push({ directive, blocked: URL.canParse(blocked) ? new URL(blocked).origin : blocked });
  }
}
