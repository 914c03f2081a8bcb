import { ROOT } from '../build/rollup-options.js';
import { measureImports } from './measure-imports.js';
import { renderRooms } from './render-rooms.js';

console.log(renderRooms(await measureImports(ROOT)));
