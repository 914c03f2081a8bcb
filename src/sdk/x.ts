export { IMXClient } from './imx-client.js';
export type { Balance, ImxClientConfiguration, ListBalancesRequest, ListBalancesResponse } from './imx-client.js';
