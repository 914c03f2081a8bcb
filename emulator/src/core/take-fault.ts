import type { Exchange } from './exchange.js';
import type { FaultParams, Faults } from './faults.js';

/** The details of a fault if it strikes this request, which is then noted in the request's record. */
export function takeFault(
  faults: Faults, exchange: Exchange, name: string, accepts: (params: FaultParams) => boolean = () => true,
): FaultParams | undefined {
  const params = faults.peek(name, exchange.path);
  if (params === undefined || !accepts(params)) return undefined;
  exchange.record.faults.push(name);
  return faults.take(name, exchange.path);
}
