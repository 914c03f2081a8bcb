import type { NodeEvent } from './node-process.js';

/** One cell of the provider's table, as its flow says it. */
interface ProviderCell {
  readonly name: string;
  readonly transport: string;
  readonly ending: string;
  readonly text: string;
}

/** Renders what the provider's flows said in one engine: method and way to the wallet by ending. */
export function renderProviderTable(engine: string, events: readonly NodeEvent[]): string {
  const said = new Set(events.flatMap((event) => (event.kind === 'said' && event.message.startsWith('cell {') ? [event.message] : [])));
  const cells = [...said].map((line) => JSON.parse(line.slice('cell'.length)) as ProviderCell);
  const endings = [...new Set(cells.map(({ ending }) => ending))];
  const rows = [...new Set(cells.map(({ name, transport }) => `${name}, ${transport}`))].map((row) => [row, ...endings.map((ending) =>
    cells.find((cell) => `${cell.name}, ${cell.transport}` === row && cell.ending === ending)?.text ?? 'MISSING')]);
  const table = [['method, wallet', ...endings], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return [
    engine, '',
    ...table.map((row) => `  ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd()), '',
    `${cells.length} cells, ${rows.flat().filter((text) => text === 'MISSING' || text === 'FAILED').length} empty or failed`,
  ].join('\n');
}
