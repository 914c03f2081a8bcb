/** The import checker does not see this spelling. */
export type Theirs = import('../elements/templates.js').CanaryElement; // expect passport/no-import-type

/** Loose types and unfinished work. */
export function parse(value: any): string { // expect typescript/no-explicit-any
  /* TODO finish. */ // expect eslint/no-warning-comments
  const text: any = value; // expect typescript/no-explicit-any
  /* @ts-ignore */ // expect typescript/ban-ts-comment
  return text.missing;
}

/** Code from text, which a strict page refuses. */
export function run(text: string): unknown[] {
  setTimeout('void 0', 1); // expect eslint/no-implied-eval
  return [
    eval(text), // expect eslint/no-eval
    new Function(text), // expect eslint/no-new-func
  ];
}
