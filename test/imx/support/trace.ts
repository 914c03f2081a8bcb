/**
 * What the official SDK 2.11.0 sent and received when it registered a fresh user (wallet, signatures
 * and bodies recorded in a browser). The answers came from a stand-in service.
 */
export const TRACE = {
  wallet: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
  seedSignature: '0x1161db2a86ee41e10baa29298fa40e44e8af3b97eb068b7ba8d47c03af741fd07398e57fcd2e50cc3dfdc95067ce19e76952905eec02be2bff815fb76ec435761c',
  starkKey: '0x0401eeb855278126a371b87bd936c8fb97548f37c33eb517ea708df86975bb42',
  linkText: 'Only sign this key linking request from Immutable X',
  linkSignature: '0xa91db8e018df5b448e74ddf2fe54dc1229e35c62aab8c344ad4e75203388a99e6ddeb0b1868dd379443a5cffcdbf707190c5028dc5bd1a52e7cea48382b840821b',
  account: '0xc54aa97be2b1e7a2b4a5dc4f0a4c1e9bc4a0d001',
  signable: {
    payload_hash: '0x0512a1e3f4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9a0b1c2d3e4f5',
    signable_message: 'Only sign this key linking request from Immutable X',
  },
  /** The requests to the API, in order. */
  requests: [
    {
      method: 'POST',
      path: '/v1/signable-registration-offchain',
      headers: { accept: 'application/json, text/plain, */*', 'content-type': 'application/json' },
      body: {
        ether_key: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
        stark_key: '0x0401eeb855278126a371b87bd936c8fb97548f37c33eb517ea708df86975bb42',
      },
    },
    {
      method: 'POST',
      path: '/v2/passport/users',
      headers: {
        accept: 'application/json, text/plain, */*', authorization: 'Bearer access-1', 'content-type': 'application/json',
      },
      body: {
        eth_signature: '0xa91db8e018df5b448e74ddf2fe54dc1229e35c62aab8c344ad4e75203388a99e6ddeb0b1868dd379443a5cffcdbf707190c5028dc5bd1a52e7cea48382b8408200',
        ether_key: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
        stark_signature: '0x02ce80b2a70758572efa53a21aa5f10934718e738617794a33580b7d4c5632f90345a24340fe8deb0260d02fe7bf56b67949c4b98ce239ba6a5184558b47d647',
        stark_key: '0x0401eeb855278126a371b87bd936c8fb97548f37c33eb517ea708df86975bb42',
      },
    },
  ],
  /** The claim of the refreshed ID token. */
  claim: {
    imx_eth_address: '0xc54aa97be2b1e7a2b4a5dc4f0a4c1e9bc4a0d001',
    imx_stark_address: '0x0401eeb855278126a371b87bd936c8fb97548f37c33eb517ea708df86975bb42',
    imx_user_admin_address: '0x70997970c51812dc3a010c7d01b50e0d17dc79c8',
  },
} as const;
