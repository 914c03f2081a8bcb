import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeJwt } from 'jose';
import { Visitor } from '../identity/visitor.js';
import { startTestEmulator } from '../../support/emulator.js';
import { actAs, createRegistration, postJson } from '../support/people.js';

describe('a registration', () => {
  it('shows in the ID token of the next refresh, and not in the one before', async (context) => {
    const emulator = await startTestEmulator();
    context.after(() => emulator.close());
    const person = actAs(emulator, 'nova@example.com');
    const visitor = new Visitor(emulator);
    const signedIn = await visitor.redeem(await visitor.signIn('nova@example.com'));
    assert.equal(decodeJwt(String(signedIn.body.id_token)).passport, undefined);

    const { body } = await createRegistration(emulator, person);
    const registered = (await postJson(emulator, '/v2/passport/users', body, String(signedIn.body.access_token))).body as Record<string, string>;
    const refreshed = await visitor.refresh(signedIn.body.refresh_token);

    assert.deepEqual(decodeJwt(String(refreshed.body.id_token)).passport, {
      imx_eth_address: registered.ether_key, imx_stark_address: registered.stark_key, imx_user_admin_address: registered.user_admin_key?.toLowerCase(),
    });
  });
});
