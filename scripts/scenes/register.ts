import type { RegistrationStep } from '../../src/shared/network.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { nextTask, state, UNREGISTERED } from './scene.js';
import type { ElementScene, Scene } from './scene.js';

function failRegistering(code: keyof typeof ERROR_TABLE, registrationStep?: RegistrationStep): Scene['play'] {
  return (session) => {
    session.signIn({ account: undefined, registration: 'registering', registrationStep });
    session.signIn({ account: undefined, registration: 'failed', error: new PassportError(ERROR_TABLE, code) });
  };
}

/** `<imx-register>`. */
export const REGISTER: readonly ElementScene[] = [
  { name: 'signed-out', play: state('signed-out') },
  { name: 'unknown', play: (session) => session.signIn({ account: undefined, registration: 'unknown' }) },
  { name: 'unregistered', play: (session) => session.signIn(UNREGISTERED) },
  { name: 'registering', play: async (session, element) => {
    session.signIn(UNREGISTERED);
    await nextTask();
    element.shadowRoot?.querySelector('button')?.click();
    session.signIn({ account: undefined, registration: 'registering', registrationStep: 'sign' });
  } },
  { name: 'elsewhere', play: (session) => session.signIn({ account: undefined, registration: 'registering', isRegisteringElsewhere: true }) },
  { name: 'registered', play: (session) => session.signIn() },
  { name: 'failed', play: failRegistering('WALLET_TIMEOUT') },
  { name: 'failed-later', play: failRegistering('API_UNAVAILABLE', 'submit') },
  { name: 'pending', play: failRegistering('REGISTRATION_PENDING', 'confirm') },
  { name: 'other-account', play: failRegistering('WALLET_ADDRESS_MISMATCH', 'connect-wallet') },
];
