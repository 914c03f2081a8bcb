import type { Approval, ApprovalRequest, ApprovalRun, BeginOptions } from '../../../src/approval/approval.js';
import { ERROR_TABLE } from '../../../src/shared/errors/all.js';
import { PassportError } from '../../../src/shared/passport-error.js';
import type { ErrorCode } from '../../../src/shared/passport-error.js';

/** How the visitor, or the guardian, answers. */
export type Verdict = 'confirmed' | ErrorCode;

/** An approval that answers by itself and writes down what it was asked, in the one order of things. */
export function createFakeApproval(log: string[] = [], verdict: Verdict = 'confirmed') {
  const begun: BeginOptions[] = [];
  const requests: ApprovalRequest[] = [];
  const stops: AbortController[] = [];
  let open = 0;
  const approval: Pick<Approval, 'begin'> = {
    begin(options = {}): ApprovalRun {
      begun.push(options);
      log.push('begin');
      open += 1;
      let isOpen = true;
      const stop = new AbortController();
      stops.push(stop);
      return {
        signal: stop.signal,
        async confirm(request) {
          log.push('confirm');
          requests.push(request);
          stop.signal.throwIfAborted();
          if (verdict !== 'confirmed') throw new PassportError(ERROR_TABLE, verdict);
        },
        end() {
          if (isOpen) open -= 1;
          isOpen = false;
          log.push('end');
        },
      };
    },
  };
  return {
    approval, begun, requests,
    /** Ends the last run, as a window that is closed does. */
    abort: (code: ErrorCode) => stops.at(-1)?.abort(new PassportError(ERROR_TABLE, code)),
    /** Runs that were begun and not ended. */
    get open(): number {
      return open;
    },
  };
}
