import type { NodeEvent } from './node-process.js';

type ResultEvent = Extract<NodeEvent, { kind: 'result' }>;

const NAME_WIDTH = 58;

/**
 * Renders a journey in one engine: what the browser is, whether popups are blocked, and each step with its time.
 *
 * The events of one engine come together, because the runner tells what a test said after its steps.
 */
export function renderJourney(engine: string, events: readonly NodeEvent[]): string {
  const said = new Set(events.flatMap((event) => (event.kind === 'said' ? [event.message] : [])));
  const lines = [engine, ...[...said].map((message) => `  ${message}`)];
  let steps: string[] = [];
  for (const event of events) {
    if (event.kind !== 'result') continue;
    if (event.nesting > 0) {
      steps.push(...renderStep(event));
      continue;
    }
    lines.push(`  ${event.name}`, ...steps);
    // A flow without steps, or one that failed outside of them, has a line of its own.
    if (steps.length === 0 || (!event.passed && !event.isGroup)) lines.push(...renderStep({ ...event, name: 'the flow itself' }));
    steps = [];
  }
  return [...lines, ...steps].join('\n');
}

function renderStep({ name, passed, skipped, durationMs, error }: ResultEvent): string[] {
  const verdict = skipped ? 'skipped' : passed ? 'ok' : 'failed';
  const line = `    ${name.padEnd(NAME_WIDTH)} ${durationMs.toFixed(0).padStart(7)} ms  ${verdict}`;
  return error === undefined || passed ? [line] : [line, error.replace(/^/gm, '        ')];
}
