import { STARK_SEED_MESSAGE } from '../../../emulator/src/imx/stark/derive.js';

/** The Stark seed message as clients send it: hex of its bytes. */
export const SEED_HEX = `0x${Buffer.from(STARK_SEED_MESSAGE, 'utf8').toString('hex')}`;
