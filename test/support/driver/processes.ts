import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';

const running = new Set<ChildProcess>();
let isWatchingExit = false;

/**
 * Starts a program in a process group of its own, which ends with this process at the latest.
 *
 * A group, because WebKitWebDriver leaves its browser behind when it is killed alone.
 */
export function startProcess(
  program: string, parameters: readonly string[], options: { env?: NodeJS.ProcessEnv; stdio?: StdioOptions } = {},
): ChildProcess {
  watchExit();
  const child = spawn(program, parameters, { stdio: 'ignore', ...options, detached: true });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Ends a program with its whole group and waits until it is gone. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    killGroup(child);
    await gone;
  }
  running.delete(child);
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}

function watchExit(): void {
  if (isWatchingExit) return;
  isWatchingExit = true;
  process.on('exit', () => running.forEach(killGroup));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(1));
  }
}
