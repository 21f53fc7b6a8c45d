import { isIPv6 } from 'node:net';
import { refusePattern } from './pattern-refusal.ts';

/**
 * An address as upper-case hex digits, 8 for IPv4 and 32 for IPv6, so that order of text is order of addresses.
 * Undefined when the text is no literal address; a v4 address mapped into v6 counts as v4.
 */
export function addressDigits(text: string): string | undefined {
  if (ipv4Form.test(text)) return ipv4Digits(text);
  if (ipv6Form.test(text) && isIPv6(text)) return ipv6Digits(text);
  return undefined;
}

const ipv4Form = /^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$/;
const ipv6Form = /^[0-9a-fA-F:]*:[0-9a-fA-F:]*$/;

function looksLikeAddress(text: string): boolean {
  return ipv4Form.test(text) || ipv6Form.test(text);
}

export interface AddressRange {
  bottom: string;
  top: string;
}

/** `10.0.0.0/24`. Any address of the block may stand for it. */
export function parseCidr(cidr: string): AddressRange {
  const [, address, maskText] = /^([^/]*)\/([^/]+)$/.exec(cidr) ?? [];
  if (address === undefined || maskText === undefined) return refusePattern("Malformed CIDR, one '/' required");
  const maskBits = parseMaskBits(maskText);
  const digits = addressDigits(address);
  if (digits === undefined) return refusePattern(`${looksLikeAddress(address) ? 'Invalid' : 'Nonstandard'} IP address: ${address}`);
  const bits = digits.length * 4;
  if (maskBits >= bits) return refusePattern(`IPv${bits === 32 ? 4 : 6} mask bits must be < ${bits}`);
  const hostBits = (1n << BigInt(bits - maskBits)) - 1n;
  const top = BigInt(`0x${digits}`) | hostBits;
  return { bottom: hex(top - hostBits, digits.length), top: hex(top, digits.length) };
}

function parseMaskBits(text: string): number {
  if (!/^[+-]?[0-9]{1,9}$/.test(text)) return refusePattern('Malformed CIDR, mask bits must be an integer');
  const maskBits = Number(text);
  return maskBits < 0 ? refusePattern('Malformed CIDR, mask bits must not be negative') : maskBits;
}

/** Event Ruler reads no further than the range's own digits, so an IPv4 range also takes IPv6 addresses that begin like it. */
export function inRange(text: string, { bottom, top }: AddressRange): boolean {
  const digits = addressDigits(text);
  if (digits === undefined || digits.length < bottom.length) return false;
  const compared = digits.slice(0, bottom.length);
  return compared >= bottom && compared <= top;
}

function ipv4Digits(text: string): string | undefined {
  const octets = text.split('.').map(Number);
  if (text.length > 15 || octets.some((octet) => octet > 255)) return undefined;
  return octets.map((octet) => hex(BigInt(octet), 2)).join('');
}

function ipv6Digits(text: string): string {
  const [head = '', tail] = text.split('::');
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  const zeros = Array<string>(8 - left.length - right.length).fill('0000');
  const digits = [...left, ...zeros, ...right].join('');
  return digits.startsWith('00000000000000000000FFFF') ? digits.slice(24) : digits;
}

function groups(part: string): string[] {
  return part === '' ? [] : part.split(':').map((group) => group.toUpperCase().padStart(4, '0'));
}

function hex(number: bigint, length: number): string {
  return number.toString(16).toUpperCase().padStart(length, '0');
}
