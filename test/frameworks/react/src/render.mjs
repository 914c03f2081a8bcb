import { render } from '../dist/server/entry-server.js';

process.stdout.write(render(process.argv[2] ?? '/'));
