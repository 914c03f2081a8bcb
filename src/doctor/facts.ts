/** How a finding is to be taken. `unknown`: this could not be looked at. */
export type FindingStatus = 'good' | 'notice' | 'bad' | 'unknown';

/** Everything that can be found, by check, and how it is to be taken. */
export const FACTS = {
  'configuration.good': 'good',
  'configuration.emulator': 'notice',
  'configuration.none': 'bad',
  'configuration.incomplete': 'bad',
  'configuration.element': 'bad',
  'address.good': 'good',
  'address.insecure': 'bad',
  'address.other': 'bad',
  'address.loopback': 'bad',
  'address.unstated': 'unknown',
  'callback.good': 'good',
  'callback.status': 'bad',
  'callback.redirect': 'bad',
  'callback.unreachable': 'bad',
  'callback.element': 'notice',
  'callback.referrer': 'notice',
  'callback.opener': 'notice',
  'callback.unseen': 'unknown',
  'policy.good': 'good',
  'policy.none': 'good',
  'policy.missing': 'bad',
  'policy.violated': 'bad',
  'policy.unseen': 'unknown',
  'opener.good': 'good',
  'opener.closed': 'notice',
  'opener.unseen': 'unknown',
  'storage.good': 'good',
  'storage.blocked': 'bad',
  'storage.apart': 'notice',
  'storage.locks': 'notice',
  'frame.good': 'good',
  'frame.sandbox': 'bad',
  'frame.framed': 'notice',
  'frame.app': 'notice',
  'clock.good': 'good',
  'clock.off': 'notice',
  'clock.wrong': 'bad',
  'clock.unseen': 'unknown',
  'copies.good': 'good',
  'copies.version': 'bad',
  'copies.twice': 'notice',
  'copies.foreign': 'bad',
  'tags.good': 'good',
  'tags.none': 'notice',
  'tags.taken': 'bad',
  'tags.undefined': 'bad',
  'authority.good': 'good',
  'authority.unreachable': 'bad',
  'authority.refused': 'bad',
  'authority.unseen': 'unknown',
  'network.good': 'good',
  'network.stopped': 'notice',
  'network.unreachable': 'bad',
  'network.chain': 'bad',
  'network.unseen': 'unknown',
} as const satisfies Record<string, FindingStatus>;

/** The name of something that can be found: the check, then what. */
export type FactName = keyof typeof FACTS;

/** The name of a check. */
export type CheckName = FactName extends `${infer Check}.${string}` ? Check : never;

/** The checks, in the order in which they are told. */
export const CHECKS = [
  'configuration', 'address', 'callback', 'policy', 'opener', 'storage', 'frame', 'clock', 'copies', 'tags', 'authority', 'network',
] as const satisfies readonly CheckName[];

/** One thing that was found. */
export interface Finding {
  readonly check: CheckName;
  readonly fact: FactName;
  readonly status: FindingStatus;
  /** What a sentence about it names: addresses, counts, words of a policy. Never a token, never a visitor's data. */
  readonly values: Readonly<Record<string, string>>;
}

/** Makes a finding of a fact. */
export function find(fact: FactName, values: Readonly<Record<string, string>> = {}): Finding {
  return { check: fact.split('.')[0] as CheckName, fact, status: FACTS[fact], values };
}
