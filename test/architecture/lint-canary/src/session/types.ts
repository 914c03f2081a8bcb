/** The import checker does not see this spelling. */
export type Theirs = import('../elements/templates.js').CanaryElement; // expect passport/no-import-type

/** Loose types and unfinished work. */
export function parse(value: any): string { // expect typescript/no-explicit-any
  /* TODO finish. */ // expect eslint/no-warning-comments
  const text: any = value; // expect typescript/no-explicit-any
  /* @ts-ignore */ // expect typescript/ban-ts-comment
  return text.missing;
}
