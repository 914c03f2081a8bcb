import type { LitElement } from 'lit';
import type { BalancesReader } from './balances-reader.js';

/** Those of the lists that stand on the page and have come to something. */
const readers = new Set<BalancesReader>();

/** Those that are read for a sibling, until they have told so. */
const reading = new Set<BalancesReader>();

/** Makes a list one of the siblings while its element stands on the page. */
export function joinSiblings(host: LitElement, reader: BalancesReader): void {
  host.addController({ hostConnected: () => readers.add(reader), hostDisconnected: () => readers.delete(reader) });
}

/**
 * Has the other lists that show the same account read anew, so that two of one page do not contradict each other. Where they
 * ask the same, the session makes one request of it.
 */
export function readSiblings(asked: BalancesReader): void {
  for (const reader of readers) {
    const isSame = reader !== asked && reader.session === asked.session && getAccount(reader) === getAccount(asked);
    // What is read already is an answer as new. A page that reads one list anew when the other tells of one would go on and on.
    if (!isSame || reader.isLoading || reading.has(reader)) continue;
    reading.add(reader);
    void reader.read(true, true).finally(() => reading.delete(reader));
  }
}

function getAccount({ question }: BalancesReader): string | undefined {
  return question && `${question.view} ${question.owner}`.toLowerCase();
}
