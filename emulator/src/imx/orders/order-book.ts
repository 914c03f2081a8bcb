import type { World } from '../../core/world.js';
import { ImxError } from '../errors.js';
import type { Account } from '../ledger/accounts.js';
import type { Amount } from '../ledger/assets.js';

/** A share of a price, for somebody or for the exchange. */
export interface OrderFee {
  readonly type: 'protocol' | 'royalty' | 'ecosystem';
  readonly address: string;
  /** Of the side that is paid in a token. */
  readonly percentage: number;
}

/** An order on the exchange. */
export interface Order {
  readonly id: number;
  readonly user: Account;
  readonly sell: Amount;
  readonly buy: Amount;
  readonly fees: readonly OrderFee[];
  readonly side: 'maker' | 'taker';
  readonly createdMs: number;
  readonly expiresMs: number;
  updatedMs: number;
  /** As it was left; `expired` follows from the clock. */
  state: 'active' | 'filled' | 'cancelled';
}

/** A trade that was carried out: the taker's order and the maker's. */
export interface Trade {
  readonly id: number;
  readonly taker: Order;
  readonly maker: Order;
  readonly atMs: number;
}

/** A status as the API names it. */
export type OrderStatus = 'active' | 'filled' | 'cancelled' | 'expired';

const FIRST_ORDER = 7001;
const FIRST_TRADE = 9001;

/** The orders and trades of one emulator. */
export class OrderBook {
  readonly #world: World;
  readonly orders: Order[] = [];
  readonly trades: Trade[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  /** Puts a new order in. */
  add(order: Omit<Order, 'id' | 'updatedMs' | 'state'> & { readonly state?: Order['state'] }): Order {
    const kept: Order = { state: 'active', ...order, id: FIRST_ORDER + this.orders.length, updatedMs: order.createdMs };
    this.orders.push(kept);
    return kept;
  }

  /** Keeps a trade; both orders are filled by it. */
  fill(taker: Order, maker: Order, atMs: number): Trade {
    for (const order of [taker, maker]) {
      order.state = 'filled';
      order.updatedMs = atMs;
    }
    const trade = { id: FIRST_TRADE + this.trades.length, taker, maker, atMs };
    this.trades.push(trade);
    return trade;
  }

  /** The order with this number; 404 where there is none. */
  get(id: unknown): Order {
    const order = this.orders.find((candidate) => String(candidate.id) === String(id));
    if (order === undefined) throw new ImxError(404, 'order_not_found', `Order not found: ${String(id)}`);
    return order;
  }

  /** What an order is now. */
  getStatus({ state, expiresMs }: Order): OrderStatus {
    return state === 'active' && expiresMs <= this.#world.clock.now() ? 'expired' : state;
  }

  /** Refuses an order that can no longer be taken or cancelled. */
  requireActive(order: Order): void {
    const status = this.getStatus(order);
    if (status !== 'active') throw new ImxError(400, 'order_not_active', `The order is ${status}`);
  }

  /** Forgets all. */
  clear(): void {
    this.orders.length = 0;
    this.trades.length = 0;
  }
}
