import { run } from 'node:test';

/** What the process is asked to run: its one argument, as JSON. */
export interface NodeJob {
  readonly files: readonly string[];
  /** How many files run at a time. */
  readonly concurrency: number;
  /** The limit of one file. */
  readonly timeoutMs: number;
}

/** A test's end, or something it said. */
export type NodeEvent =
  | {
    readonly kind: 'result';
    readonly file: string;
    readonly name: string;
    readonly nesting: number;
    readonly passed: boolean;
    readonly skipped: boolean;
    /** True for a `describe`, and for a test that failed because of the tests inside it. */
    readonly isGroup: boolean;
    readonly durationMs: number;
    readonly error?: string;
  }
  | { readonly kind: 'said'; readonly file: string; readonly nesting: number; readonly message: string }
  | { readonly kind: 'output'; readonly text: string }
  /** The last event: a process that ends without it has crashed. */
  | { readonly kind: 'end' };

interface ResultData {
  readonly name: string;
  readonly file?: string;
  readonly nesting: number;
  readonly skip?: string | boolean;
  readonly todo?: string | boolean;
  readonly details: { readonly type?: string; readonly duration_ms: number; readonly error?: Error & { failureType?: string } };
}

function toResult(data: ResultData, passed: boolean): NodeEvent {
  const { error } = data.details;
  // The reason to skip may be an empty text.
  const skipped = [data.skip, data.todo].some((mark) => mark !== undefined && mark !== false);
  const isGroup = error === undefined ? data.details.type === 'suite' : error.failureType === 'subtestsFailed';
  return {
    kind: 'result',
    file: data.file ?? '',
    name: data.name,
    nesting: data.nesting,
    passed,
    skipped,
    isGroup,
    durationMs: data.details.duration_ms,
    ...(error ? { error: renderError(error) } : {}),
  };
}

/** The test's own error is the cause of the one that the runner reports. Node's own lines of the stack say nothing. */
function renderError(error: Error): string {
  const own = error.cause instanceof Error ? error.cause : error;
  return (own.stack ?? own.message).split('\n').filter((line) => !/^\s+at .*node:internal/.test(line)).join('\n');
}

async function main(job: NodeJob, send: (event: NodeEvent) => void): Promise<void> {
  const stream = run({ files: [...job.files], concurrency: job.concurrency, timeout: job.timeoutMs });
  stream.on('test:pass', (data) => send(toResult(data as ResultData, true)));
  stream.on('test:fail', (data) => send(toResult(data as ResultData, false)));
  stream.on('test:diagnostic', ({ file, nesting, message }) => {
    // The runner's own totals come without a file.
    if (file !== undefined) send({ kind: 'said', file, nesting, message });
  });
  stream.on('test:stdout', ({ message }) => send({ kind: 'output', text: message }));
  stream.on('test:stderr', ({ message }) => send({ kind: 'output', text: message }));
  // Reading to the end is what makes the run go on.
  for await (const _event of stream);
  send({ kind: 'end' });
}

if (process.send) {
  await main(JSON.parse(process.argv[2] ?? '') as NodeJob, (event) => process.send?.(event));
  process.disconnect();
}
