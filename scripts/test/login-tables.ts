import type { NodeEvent } from './node-process.js';

/** One cell of the login table, as a flow says it. */
interface LoginCell {
  readonly option: string;
  readonly way: string;
  readonly ending: string;
  readonly text: string;
}

/** One cell of the table of policies. */
interface CoopCell {
  readonly title: string;
  readonly what: string;
  readonly text: string;
}

/**
 * Renders what the login flows said in one engine: option and way by ending, then the policies of both sides, then
 * the lines that begin with `figure`. What a flow did not say is `MISSING`.
 */
export function renderLoginTables(engine: string, events: readonly NodeEvent[]): string {
  const said = [...new Set(events.flatMap((event) => (event.kind === 'said' ? [event.message] : [])))];
  const cells = read<LoginCell>(said, 'cell');
  const endings = [...new Set(cells.map(({ ending }) => ending))];
  const rows = [...new Set(cells.map(({ option, way }) => `${option}, ${way}`))].sort();
  const login = rows.map((row) => [row, ...endings.map((ending) =>
    cells.find((cell) => `${cell.option}, ${cell.way}` === row && cell.ending === ending)?.text ?? 'MISSING')]);

  const policies = read<CoopCell>(said, 'coop');
  const columns = ['popup', 'closed', 'redirect', 'frame'];
  const coop = [...new Set(policies.map(({ title }) => title))].map((title) => [title, ...columns.map((what) =>
    policies.find((cell) => cell.title === title && cell.what === what)?.text ?? (what === 'frame' ? '' : 'MISSING'))]);
  const figures = said.filter((line) => line.startsWith('figure ')).map((line) => line.slice('figure '.length));
  return [
    engine, '',
    ...renderTable([['login() ends with', ...endings], ...login]), '',
    ...renderTable([['Cross-Origin-Opener-Policy', 'popup, slowly', 'popup, closed', 'redirect', 'wallet frame'], ...coop]), '',
    ...figures,
    `${cells.length} cells, ${login.flat().filter((text) => text === 'MISSING' || text === 'FAILED').length} empty or failed`,
  ].join('\n');
}

function read<Cell>(said: readonly string[], word: string): Cell[] {
  return said.filter((line) => line.startsWith(`${word} {`)).map((line) => JSON.parse(line.slice(word.length)) as Cell);
}

function renderTable(rows: readonly (readonly string[])[]): string[] {
  if (rows.length < 2) return [];
  // The documented type is the same in most cells; the code is what tells them apart.
  const texts = rows.map((row) => row.map((text) => text.replace('AUTHENTICATION_ERROR ', 'AUTH ')));
  const widths = texts[0]?.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0))) ?? [];
  return texts.map((row) => `  ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}
