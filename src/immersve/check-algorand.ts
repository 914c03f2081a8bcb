/** Longer than any real text. */
const MAX_LENGTH = 2_000;

const ADDRESS = /^[A-Z2-7]{58}$/;
// The documented text is `Login with your Algorand address <address>`, an empty line, `Id: <nonce>`. Its words may change;
// a host, a link or a further sentence has no place in it: such texts are sign-ins elsewhere.
const SENTENCE = /^[A-Za-z][A-Za-z ,']{0,80} $/;
const FIELD = /^[A-Za-z][A-Za-z ]{0,30}: (?:[A-Za-z0-9-]{1,100}|\d{4}-\d{2}-\d{2}T[\d:.]{5,18}(?:Z|[+-]\d{2}:\d{2}))$/;
const MAX_FIELDS = 6;

/** Whether a text has the form of an Algorand address. Its checksum is the service's to judge. */
export function isAlgorandAddress(value: unknown): value is string {
  return typeof value === 'string' && ADDRESS.test(value);
}

/**
 * Whether a text has the documented form: a sentence that ends with the connected address, an empty line, and values
 * such as the nonce. What is signed begins with `MX`, so it is no transaction; sign-ins to other sites are signed alike.
 */
export function isSafeAlgorand(message: string, address: string): boolean {
  if (message.length > MAX_LENGTH) return false;
  const [first = '', empty, ...fields] = message.replace(/\n$/, '').split('\n');
  return first.endsWith(address) && SENTENCE.test(first.slice(0, -address.length)) && empty === ''
    && fields.length > 0 && fields.length <= MAX_FIELDS && fields.every((line) => FIELD.test(line));
}

/** The looser check: the text names the connected address. */
export function isPlausibleAlgorand(message: string, address: string): boolean {
  return message.length <= MAX_LENGTH && message.split(/[^A-Za-z0-9]+/).includes(address);
}
