/** The `params` of a frame's address as the client's library (magic-sdk 21.5.0) writes them. */
export function createFrameParams(domainOrigin: string, apiKey = 'pk_live_10F423798A540ED7'): string {
  const params = {
    API_KEY: apiKey, DOMAIN_ORIGIN: domainOrigin, ETH_NETWORK: 'mainnet', host: 'auth.magic.link',
    sdk: 'magic-sdk', version: '21.5.0', locale: 'en_US',
  };
  return Buffer.from(JSON.stringify(params), 'utf8').toString('base64');
}
