// For `web-test-runner --watch` while writing a test: `node --import tsx node_modules/.bin/wtr --watch --files test/auth/*.test.ts`.
// `npm test` uses the same settings, in every engine that is present.
import { requireEngine } from './test/support/driver/engines.ts';
import { startTripwire } from './test/support/driver/tripwire.ts';
import { createBrowserConfig } from './scripts/test/browser-config.ts';

const tripwire = await startTripwire();

export default createBrowserConfig([{ engine: await requireEngine('chromium'), tripwirePort: tripwire.port }]);
