const MAXIMUM = (2n ** 256n - 1n).toString();
const ABSENT = '';

/** Balances that are not what the API promises (or just barely are), as JSON texts; empty leaves the member out. */
export const BAD_BALANCES: Readonly<Record<string, string>> = {
  'maximum': `"${MAXIMUM}"`,
  'beyond': `"${(2n ** 256n).toString()}"`,
  'number': '1e21',
  'unsafe-number': '9007199254740993',
  'small-number': '5',
  'exponent': '"1e3"',
  'negative': '"-1"',
  'hex': '"0x10"',
  'space': '" 1"',
  'fraction': '"1.5"',
  'separators': '"1,000"',
  'leading-zeros': '"0001"',
  'other-digits': '"\u0661\u0662"',
  'empty': '""',
  'text': '"all of it"',
  'long': `"${'9'.repeat(100_000)}"`,
  'null': 'null',
  'object': '{"amount":"1"}',
  'missing': ABSENT,
};

/** Decimals of the same kinds. */
export const BAD_DECIMALS: Readonly<Record<string, string>> = {
  'number': '18',
  'negative': '"-1"',
  'fraction': '"1.5"',
  'large': '"255"',
  'huge': '"1000000000"',
  'text': '"eighteen"',
  'empty': '""',
  'null': 'null',
  'missing': ABSENT,
};

/** The JSON of an object in which one member is replaced by a JSON text, or left out. */
export function replaceMember(value: object, member: string, json: string): string {
  const entries = Object.entries(value).flatMap(([key, content]) => {
    const text = key === member ? json : JSON.stringify(content);
    return text === ABSENT ? [] : [`${JSON.stringify(key)}:${text}`];
  });
  return `{${entries.join(',')}}`;
}
