import { APPROVAL } from './approval.js';
import { BALANCES_SCENES } from './balances.js';
import { CALLBACK } from './callback.js';
import { DOCTOR } from './doctor.js';
import { IMMERSVE } from './immersve.js';
import { LOGIN, OPEN_MENU } from './login.js';
import { REGISTER } from './register.js';
import type { ElementScene, Scene } from './scene.js';

const SCENES_BY_TAG: readonly (readonly [tag: string, scenes: readonly ElementScene[]])[] = [
  ['passport-login', LOGIN],
  ['passport-callback', CALLBACK],
  ['imx-register', REGISTER],
  ['imx-balances', BALANCES_SCENES],
  ['immersve-login', IMMERSVE],
  ['approval', APPROVAL],
  ['passport-doctor', DOCTOR],
  // Last, because it closes when the focus goes elsewhere.
  ['passport-login', OPEN_MENU],
];

/** Every element in every state, and the question that is asked in the page. */
export const SCENES: readonly Scene[] = SCENES_BY_TAG
  .flatMap(([tag, scenes]) => scenes.map((scene) => ({ ...scene, tag })));
