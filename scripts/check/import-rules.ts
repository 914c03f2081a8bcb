import type { IForbiddenRuleType } from 'dependency-cruiser';

import { NEIGHBOURS, ROOMS, type Room } from '../../test/architecture/rooms.js';

const ALL: readonly Room[] = [...ROOMS, ...NEIGHBOURS];

/** A path as a regular expression that matches what starts with it. */
function toPattern(path: string): string {
  const escaped = path.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
  return path.endsWith('/') ? `^${escaped}` : `^${escaped}$`;
}

/** The room a file of the repository belongs to. */
export function getRoomName(file: string): string | undefined {
  return ALL.find((room) => room.paths.some((path) => new RegExp(toPattern(path), 'u').test(file)))?.name;
}

function getPatterns(names: readonly string[]): string[] {
  return ALL.filter((room) => names.includes(room.name)).flatMap((room) => room.paths.map(toPattern));
}

function toRoomRules(room: Room): IForbiddenRuleType[] {
  const from = { path: room.paths.map(toPattern) };
  const local = { path: '^(src|emulator|demo|test|scripts)/', pathNot: getPatterns([room.name, ...room.rooms]) };
  const packages = room.packages.map((name) => `node_modules/${name}/`);
  const foreign = packages.length === 0 ? { path: 'node_modules/' } : { path: 'node_modules/', pathNot: packages };
  return [
    { name: `room-${room.name}`, severity: 'error', from, to: local },
    { name: `package-${room.name}`, severity: 'error', from, to: foreign },
  ];
}

/** The rules of dependency-cruiser that say what the table of rooms says. */
export function createImportRules(): IForbiddenRuleType[] {
  const node: IForbiddenRuleType = {
    name: 'no-node-builtin', severity: 'error',
    from: { path: '^src/' }, to: { dependencyTypes: ['core'] },
  };
  const cycle: IForbiddenRuleType = {
    name: 'no-cycle', severity: 'error', from: {},
    // A ring that an `import()` closes is none: when it runs, everything it reaches back to is there.
    to: { circular: true, viaOnly: { dependencyTypesNot: ['dynamic-import'] } },
  };
  // Optional peers are not installed here.
  const peers = '^(?:@perawallet/connect|@agoralabs-sh/avm-web-provider)$';
  const lost: IForbiddenRuleType = {
    name: 'no-lost-import', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: peers },
  };
  return [...ALL.flatMap(toRoomRules), node, cycle, lost];
}
