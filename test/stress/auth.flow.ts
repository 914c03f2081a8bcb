import { flow } from '../support/flow.js';
import { GOALS, type Scale } from './auth/goals.js';
import { StressBench } from './auth/stress-bench.js';

/** The short part; `npm run stress:auth` does the whole. */
const SHORT: Scale = { tokens: { chromium: 500, others: 200 }, records: 200, clients: 12, rounds: 3, kills: 1, logouts: 12, returns: 2 };

flow('tokens and tabs under stress', async ({ engine, page, step, say }) => {
  const bench = await StressBench.open(page);
  try {
    for (const { title, run } of GOALS) await step(title, async () => say(await run(bench, engine, SHORT)));
  } finally {
    await bench.close();
  }
}, { timeoutMs: 180_000 });
