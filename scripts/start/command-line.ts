/** What the commands that open a demo have in common. */

/**
 * Reads the value of `--port`; undefined when it was not given.
 *
 * @throws {Error} for what is no port, in words for the person at the terminal.
 */
export function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d{1,5}$/u.test(text) || port > 65535) throw new Error(`--port takes a number from 0 to 65535, not "${text}".`);
  return port;
}

/** Closes on the first signal. Without process.exit(): the process ends because nothing is left open. */
export function closeOnSignal(demo: { close(): Promise<void> }): void {
  let isClosing = false;
  const close = (): void => {
    // npm and the terminal may each send the signal.
    if (isClosing) return;
    isClosing = true;
    console.log('Stopped.');
    void demo.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, close);
}

/** Runs a command. A failure is one sentence, without a stack, and a status of 1. */
export async function runCommand(run: () => Promise<void>, whatElse = ''): Promise<void> {
  try {
    await run();
  } catch (error) {
    const { code, port, message } = error as NodeJS.ErrnoException & { port?: number };
    console.error(code === 'EADDRINUSE' ? `Port ${port ?? ''} is taken. Choose another with --port, or 0 for a free one.${whatElse}` : message);
    process.exitCode = 1;
  }
}
