import { GENERIC_FAULTS } from '../../emulator/src/core/generic-faults.js';
import { startEmulator } from '../../emulator/src/index.js';

const START = '<!-- faults: written by `npm run faults` -->';
const END = '<!-- end of the faults -->';

interface ListedFault {
  readonly name: string;
  readonly sentence: string;
  readonly rows?: readonly number[];
  readonly defaults?: Readonly<Record<string, unknown>>;
}

/** The emulator's README with the list of faults as it is now. */
export async function renderReadme(readme: string): Promise<string> {
  const [before, rest] = readme.split(START);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`emulator/README.md lacks ${START} or ${END}.`);
  return `${before}${START}\n\n${await renderFaults()}\n${END}${after}`;
}

async function renderFaults(): Promise<string> {
  const emulator = await startEmulator();
  const { catalogue } = emulator.faults;
  await emulator.close();
  const services = [...new Set(catalogue.map(({ service }) => service))];
  const common = new Set(GENERIC_FAULTS.map(({ name }) => name));
  const isOwn = (name: string): boolean => !common.has(name.split(':')[1] ?? '');
  return [
    renderTable(`Of every service (${services.map((service) => `\`${service}:\``).join(', ')}), for all its paths or those that \`match\``, GENERIC_FAULTS),
    ...services.map((service) => {
      const faults = catalogue.filter((fault) => fault.service === service && isOwn(fault.name));
      return faults.length === 0 ? '' : renderTable(`\`${service}:\``, faults.map((fault) => ({ ...fault, name: fault.name.slice(service.length + 1) })));
    }).filter((table) => table !== ''),
  ].join('\n');
}

function renderTable(title: string, faults: readonly ListedFault[]): string {
  const rows = faults.map(({ name, sentence, rows: numbers = [], defaults }) => (
    `| \`${name}\` | ${numbers.join(', ')} | ${escapeCell(sentence)} | ${defaults === undefined ? '' : escapeCell(`\`${JSON.stringify(defaults)}\``)} |`
  ));
  return `### ${title}\n\n| name | rows | what happens | details and their defaults |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|');
}
