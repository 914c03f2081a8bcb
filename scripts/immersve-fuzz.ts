/**
 * Judges 100,000 hostile texts to sign, with 1 % valid ones hidden among them, as src/immersve does before a wallet is asked.
 * Run: npm run fuzz:immersve -- [seed]
 */
import { fuzzChallenges } from '../test/immersve/support/judge.js';

const COUNT = 101_500;
const seed = Number(process.argv[2] ?? 1);
const { hostile, hostileSigned, valid, validSigned, wrong } = fuzzChallenges(seed, COUNT);
for (const challenge of wrong) console.log(JSON.stringify(challenge));
console.log(`Immersve challenges, seed ${seed}: ${hostileSigned} of ${hostile} hostile signed, ${validSigned} of ${valid} valid signed`);
if (hostileSigned > 0 || validSigned !== valid || valid === 0) process.exitCode = 1;
