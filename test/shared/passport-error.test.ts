import { expect } from '@open-wc/testing';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError, toPassportError } from '../../src/shared/passport-error.js';
import type { ErrorCode } from '../../src/shared/passport-error.js';

describe('PassportError', () => {
  it('takes type, texts and retryable from its table', () => {
    const error = new PassportError(ERROR_TABLE, 'POPUP_CLOSED');

    expect(error).to.be.instanceOf(Error);
    expect(error).to.include({ name: 'PassportError', code: 'POPUP_CLOSED', type: 'AUTHENTICATION_ERROR', retryable: true });
    expect(error.message).to.equal(ERROR_TABLE.POPUP_CLOSED.message);
  });

  it('lets a caller replace message and type, and keeps the cause', () => {
    const cause = new Error('below');
    const error = new PassportError(ERROR_TABLE, 'API_UNAVAILABLE', { message: 'Mine.', type: 'USER_REGISTRATION_ERROR', cause });

    expect(error).to.include({ message: 'Mine.', type: 'USER_REGISTRATION_ERROR', cause });
  });

  it('has whole sentences for every code', () => {
    for (const [code, { message, resolution }] of Object.entries(ERROR_TABLE)) {
      expect(message, code).to.match(/^[A-Z].*\.$/);
      expect(resolution, code).to.match(/^[A-Z].*\.$/);
    }
  });

  it('has a code equal to each documented type that it uses as a code', () => {
    for (const code of Object.keys(ERROR_TABLE) as ErrorCode[]) {
      // The documented types are Passport's.
      if (code.startsWith('IMMERSVE_')) continue;
      if (code.endsWith('_ERROR')) expect(ERROR_TABLE[code].type, code).to.equal(code);
    }
  });
});

describe('toPassportError', () => {
  it('leaves its own errors alone', () => {
    const error = new PassportError(ERROR_TABLE, 'TIMEOUT');
    expect(toPassportError(error)).to.equal(error);
  });

  it('calls an abort ABORTED and anything else UNEXPECTED, with its cause', () => {
    const abort = new DOMException('stop', 'AbortError');
    const mistake = new TypeError('mistake');

    expect(toPassportError(abort)).to.include({ code: 'ABORTED', cause: abort });
    expect(toPassportError(mistake)).to.include({ code: 'UNEXPECTED', cause: mistake });
    expect(toPassportError('text').code).to.equal('UNEXPECTED');
  });
});
