import type { Exchange } from '../../core/exchange.js';
import type { ServiceContext } from '../../core/service.js';
import { ImxError } from '../errors.js';
import { toHex } from '../ledger/assets.js';
import type { Ledger, Transfer } from '../ledger/ledger.js';
import { cutList } from './cut-list.js';
import { Filter } from './filter.js';
import type { Orders } from './paging.js';
import { writeToken } from './write-token.js';

const ORDERS: Orders<Transfer> = {
  transaction_id: ({ id }) => BigInt(id),
  created_at: ({ atMs }) => BigInt(atMs),
  sender_ether_key: ({ sender }) => sender,
  receiver_ether_key: ({ receiver }) => receiver,
};

/** `GET /v1/transfers` */
export function sendTransfers(context: ServiceContext, ledger: Ledger, exchange: Exchange): void {
  const filter = new Filter(exchange.url.searchParams);
  const page = cutList(context, exchange, ledger.transfers.filter((transfer) => isWanted(filter, transfer)), ORDERS);
  exchange.sendJson(200, { ...page, result: page.result.map((transfer) => writeTransfer(context, transfer)) });
}

/** `GET /v1/transfers/{id}` */
export function sendTransfer(context: ServiceContext, ledger: Ledger, exchange: Exchange, id: string): void {
  const transfer = ledger.transfers.find((candidate) => String(candidate.id) === id);
  if (transfer === undefined) throw new ImxError(404, 'transfer_not_found', `Transfer not found: ${id}`);
  exchange.sendJson(200, writeTransfer(context, transfer));
}

function isWanted(filter: Filter, { sender, receiver, what, atMs }: Transfer): boolean {
  const { type, data } = writeToken('', what);
  const item = what.asset.kind === 'collectible' ? what.asset.collectible : undefined;
  return filter.isAmong('user', sender) && filter.isAmong('receiver', receiver) && filter.isOneOf('status', 'success', ['success', 'failure'])
    && filter.isBetween('min_timestamp', 'max_timestamp', atMs) && filter.isOneOf('token_type', type, ['ETH', 'ERC20', 'ERC721'])
    && filter.isAmong('token_id', item?.tokenId) && filter.isAmong('asset_id', toHex(what.asset.id)) && filter.isAmong('token_address', String(data.token_address))
    && filter.isIn('token_name', item?.name) && filter.hasMetadata('metadata', item?.metadata) && filter.isWithin('min_quantity', 'max_quantity', what.amount);
}

function writeTransfer(context: ServiceContext, { id, sender, receiver, what, atMs }: Transfer): object {
  return {
    transaction_id: id, status: 'success', user: sender, receiver, timestamp: new Date(atMs).toISOString(), token: writeToken(context.addresses.api, what),
  };
}
