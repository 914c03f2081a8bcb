import { generateKeyPair, randomBytes, sign, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

/** A key and the certificate that it signed for itself, both as PEM. */
export interface Certificate {
  readonly key: string;
  readonly certificate: string;
}

const DAY_MS = 86_400_000;
const TAG = { bitString: 0x03, octetString: 0x04, oid: 0x06, utf8String: 0x0c, utcTime: 0x17, sequence: 0x30, set: 0x31, integer: 0x02, dnsName: 0x82, ipAddress: 0x87 } as const;

/** Object identifiers in their encoded form; the numbers stand in RFC 5280 and RFC 5758. */
const OID = {
  ecdsaWithSha256: '2a8648ce3d040302', commonName: '550403', subjectAltName: '551d11', extendedKeyUsage: '551d25', serverAuth: '2b06010505070301',
} as const;

/**
 * Makes a P-256 key and a certificate for the given names, valid from yesterday for thirty days. It is made anew at each
 * start and never stored, so that nobody comes to trust a key that others have.
 */
export async function createCertificate(names: readonly string[], nowMs = Date.now()): Promise<Certificate> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('ec', { namedCurve: 'prime256v1' });
  const algorithm = sequence(oid(OID.ecdsaWithSha256));
  const name = sequence(encode(TAG.set, sequence(oid(OID.commonName), encode(TAG.utf8String, Buffer.from('Passport emulator')))));
  const signed = sequence(
    encode(0xa0, integer(Buffer.from([2]))), // version 3
    integer(createSerial()), algorithm, name, sequence(time(nowMs - DAY_MS), time(nowMs + 30 * DAY_MS)), name,
    publicKey.export({ format: 'der', type: 'spki' }),
    encode(0xa3, sequence(
      sequence(oid(OID.subjectAltName), encode(TAG.octetString, sequence(...names.map(toAlternativeName)))),
      sequence(oid(OID.extendedKeyUsage), encode(TAG.octetString, sequence(oid(OID.serverAuth)))),
    )),
  );
  return { key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(), certificate: toPem(sequence(signed, algorithm, signatureOf(signed, privateKey))) };
}

function signatureOf(signed: Buffer, key: KeyObject): Buffer {
  return encode(TAG.bitString, Buffer.concat([Buffer.from([0]), sign('sha256', signed, { key, dsaEncoding: 'der' })]));
}

/** Positive, and without a leading zero that DER would refuse. */
function createSerial(): Buffer {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return serial;
}

function toAlternativeName(name: string): Buffer {
  return /^\d+(\.\d+){3}$/.test(name)
    ? encode(TAG.ipAddress, Buffer.from(name.split('.').map(Number)))
    : encode(TAG.dnsName, Buffer.from(name, 'ascii'));
}

/** `YYMMDDHHMMSSZ`, which means years up to 2049. */
function time(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replace(/\D/g, '').slice(2, 14);
  return encode(TAG.utcTime, Buffer.from(`${digits}Z`, 'ascii'));
}

function oid(hex: string): Buffer {
  return encode(TAG.oid, Buffer.from(hex, 'hex'));
}

function integer(bytes: Buffer): Buffer {
  return encode(TAG.integer, bytes);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return encode(TAG.sequence, Buffer.concat(parts));
}

/** One value in DER: tag, length, content. */
function encode(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const digits = Buffer.from(length.toString(16).padStart(length > 0xff ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | digits.length]), digits, content]);
}

function toPem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
