/** What every page of tests is told once, and says nothing of an element. */
const HARMLESS = /^Lit is in dev mode/;

/** Hears the warnings of Lit's development build, such as of an update that schedules the next one. */
export class LitWarnings {
  readonly #heard: string[] = [];

  /** Begins to hear: before Lit is imported, or after. Lit itself gives each warning once a page; here each is given each time. */
  start(): void {
    const known = new Set<string>();
    const issued = {
      has: (warning: string): boolean => known.has(warning),
      add: (warning: string): void => {
        if (HARMLESS.test(warning)) known.add(warning);
        else this.#heard.push(warning);
      },
    };
    Object.assign(globalThis, { litIssuedWarnings: issued });
  }

  /** What has been heard since the last time. */
  take(): string[] {
    return this.#heard.splice(0);
  }
}
