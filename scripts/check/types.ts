import { runTool } from './run-tool.js';

const PROJECTS = [['src', '.'], ['test, scripts, demo', 'test'], ['emulator', 'emulator']] as const;

const figures = PROJECTS.map(([what, project]) => {
  const { status, output } = runTool('tsc', ['--noEmit', '--pretty', 'false', '-p', project]);
  const errors = output.split('\n').filter((line) => line.includes('error TS'));
  // A compiler that fails without naming an error must not pass for a clean one.
  const count = status === 0 ? 0 : Math.max(1, errors.length);
  if (count > 0) console.log(output);
  return { what, count };
});

console.log(`errors: ${figures.map(({ what, count }) => `${count} in ${what}`).join('; ')}`);
if (figures.some(({ count }) => count > 0)) process.exitCode = 1;
