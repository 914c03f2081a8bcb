import { writeFileSync } from 'node:fs';
import { createErrorPage, listErrorCodes } from './error-pages.js';

writeFileSync(new URL('../../docs/errors.md', import.meta.url), createErrorPage());
console.log(`docs/errors.md: ${listErrorCodes().length} codes`);
