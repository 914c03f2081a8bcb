import { stripVTControlCharacters } from 'node:util';

/** The two deliberate mistakes of each app. */
const MISTAKES = 2;

/** A line of any of the compilers that says an error, with the file it is in. */
const ERROR_LINE = /^(?:\d+ ERROR "(?<svelte>[^"]+)"|(?<tsc>[^\s(:]+)(?:\(\d+,\d+\)|:\d+:\d+)(?: -|:) error )/u;

/**
 * Judges what a type check has said: each error has to be in the file with the mistakes, and as many as there are mistakes.
 *
 * @returns what is wrong; undefined when all is as it should be
 */
export function judgeTypes(output: string, wrong: string): string | undefined {
  const files = stripVTControlCharacters(output).split('\n').flatMap((line) => {
    const { svelte, tsc } = ERROR_LINE.exec(line)?.groups ?? {};
    return svelte ?? tsc ?? [];
  });
  const elsewhere = files.filter((file) => !file.endsWith(wrong));
  if (elsewhere.length > 0) return `errors in ${[...new Set(elsewhere)].join(', ')}\n${output}`;
  if (files.length !== MISTAKES) return `${files.length} of the ${MISTAKES} mistakes in ${wrong} were reported\n${output}`;
  return undefined;
}
