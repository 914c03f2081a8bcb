/** One bar. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  /** The value as it is written beside the bar. */
  readonly text: string;
  /** Ours stands out. */
  readonly isOurs?: boolean;
}

const WIDTH = 760;
const LABELS = 230;
const VALUES = 110;
const BAR = 20;
const STEP = 30;
const TOP = 44;
/** What is there is to be seen. */
const LEAST = 2;

/**
 * Draws bars from left to right, to scale from zero, as an SVG file: with a title and a description for those who do not
 * see it, in the colours of a light or a dark page.
 */
export function renderBarChart(title: string, bars: readonly Bar[]): string {
  if (bars.length === 0 || bars.some(({ value }) => !Number.isFinite(value) || value < 0)) throw new RangeError('A chart needs bars, each of a value from 0.');
  const most = Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE);
  const height = TOP + bars.length * STEP + 10;
  const description = bars.map(({ label, text }) => `${label}: ${text}`).join('; ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title description">
<title id="title">${escapeText(title)}</title>
<desc id="description">${escapeText(description)}</desc>
<style>
  .panel { fill: #ffffff; } text { fill: #1f2328; font: 14px system-ui, sans-serif; } .head { font-weight: 600; }
  .bar { fill: #8c959f; } .ours { fill: #0969da; }
  @media (prefers-color-scheme: dark) { .panel { fill: #0d1117; } text { fill: #e6edf3; } .bar { fill: #6e7681; } .ours { fill: #4493f8; } }
</style>
<rect class="panel" width="${WIDTH}" height="${height}" rx="6"/>
<text class="head" x="12" y="26">${escapeText(title)}</text>
${bars.map((bar, index) => renderBar(bar, TOP + index * STEP, most)).join('\n')}
</svg>
`;
}

function renderBar({ label, value, text, isOurs }: Bar, y: number, most: number): string {
  const width = Math.max(LEAST, Math.round((value / most) * (WIDTH - LABELS - VALUES)));
  const middle = y + BAR / 2 + 5;
  return `<text x="${LABELS - 10}" y="${middle}" text-anchor="end">${escapeText(label)}</text>`
    + `<rect class="${isOurs ? 'ours' : 'bar'}" x="${LABELS}" y="${y}" width="${width}" height="${BAR}" rx="2"/>`
    + `<text x="${LABELS + width + 8}" y="${middle}">${escapeText(text)}</text>`;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
