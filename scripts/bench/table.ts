import type { Verdict } from './compare.js';
import { formatFigure, UNITS } from './measures.js';

/** Rows of text in columns, for a terminal: the first column from the left, the others from the right. */
export function renderText(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ').trimEnd()).join('\n');
}

/** The same for a page: figures stand on the right. */
export function renderMarkdown([head = [], ...rows]: readonly (readonly string[])[]): string {
  const toLine = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [toLine(head), toLine(head.map((_, column) => (column === 0 ? '---' : '--:'))), ...rows.map(toLine)].join('\n');
}

/** The comparison as rows, the heading first. */
export function toRows(verdicts: readonly Verdict[]): readonly (readonly string[])[] {
  return [
    ['measure', 'unit', 'median', 'min', 'max', 'baseline', 'ratio'],
    ...verdicts.map(({ measure: { what, kind }, summary, kept, ratio }) => {
      const show = (value: number | undefined): string => (value === undefined ? '-' : formatFigure(value, kind));
      return [what, UNITS[kind], show(summary?.median), show(summary?.min), show(summary?.max), show(kept?.median), ratio?.toFixed(2) ?? '-'];
    }),
  ];
}
