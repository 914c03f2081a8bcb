import type { CheckName, FindingStatus } from '../../doctor/facts.js';
import type { DETAILS } from './details.js';

/** What checks are called, but for those that have the name of a header. */
const CHECK_TEXTS = {
  'doctor.configuration': 'Configuration',
  'doctor.address': 'Redirect URI',
  'doctor.callback': 'Callback page',
  'doctor.storage': 'Storage',
  'doctor.frame': 'Window',
  'doctor.clock': 'Clock',
  'doctor.copies': 'Copies of the library',
  'doctor.tags': 'Tags',
  'doctor.authority': 'Sign-in service',
  'doctor.network': 'Network',
} as const satisfies Record<Exclude<`doctor.${CheckName}`, keyof typeof DETAILS>, string>;

const STATUS_TEXTS = {
  'doctor-status-good': 'Fine',
  'doctor-status-notice': 'Good to know',
  'doctor-status-bad': 'To mend',
  'doctor-status-unknown': 'Not seen',
} as const satisfies Record<`doctor-status-${FindingStatus}`, string>;

/** What the element says in the language of the page: headings, verdicts and buttons. Details are in `details.ts`. */
export const TEXTS = {
  ...CHECK_TEXTS,
  ...STATUS_TEXTS,
  'doctor-title': 'Passport doctor',
  'doctor-examining': 'Looking at this page…',
  'doctor-healthy': 'Nothing stands in the way.',
  'doctor-bad': '{count} to mend',
  'doctor-notice': '{count} to know',
  'doctor-fine': '{count} fine',
  'doctor-mend': 'What to do:',
  'doctor-again': 'Look again',
  'doctor-copy': 'Copy report',
  'doctor-copied': 'Copied',
  'doctor-copy-failed': 'The browser did not allow it. Here is the report:',
  'doctor-report': 'Report',
  'doctor-close': 'Close',
} as const;
