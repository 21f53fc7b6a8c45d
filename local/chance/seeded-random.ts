/**
 * Chance that can be repeated. Every question asks its own named stream ("this instance, its third command"), so the
 * answer never depends on who asked before: adding an instance or changing the order of calls changes nothing else.
 * Mixing by MurmurHash3 (state) and sfc32 (numbers); neither is meant for secrets.
 */
export class SeededRandom {
  readonly #state: [number, number, number, number];

  constructor(seed: number | string, ...names: (number | string)[]) {
    const mix = murmur([seed, ...names].join('\n'));
    this.#state = [mix(), mix(), mix(), mix()];
  }

  /** A number from 0 (included) to 1 (excluded). */
  next(): number {
    const s = this.#state;
    const t = (s[0] + s[1] + s[3]) | 0;
    s[3] = (s[3] + 1) | 0;
    s[0] = s[1] ^ (s[1] >>> 9);
    s[1] = (s[2] + (s[2] << 3)) | 0;
    s[2] = ((s[2] << 21) | (s[2] >>> 11)) + t;
    return (t >>> 0) / 4_294_967_296;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  between(from: number, to: number): number {
    return from + this.next() * (to - from);
  }

  /** A whole number, both ends included. */
  integer(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** Log-normal around its median, as run times are, cut off at both ends. */
  logNormal(range: { median: number; from: number; to: number }): number {
    const spread = Math.log(range.to / range.from) / 4;
    const gauss = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    return Math.min(range.to, Math.max(range.from, range.median * Math.exp(spread * gauss)));
  }

  hex(length: number): string {
    return Array.from({ length }, () => Math.floor(this.next() * 16).toString(16)).join('');
  }

  uuid(): string {
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-a${this.hex(3)}-${this.hex(12)}`;
  }
}

function murmur(text: string): () => number {
  let h = 1_779_033_703 ^ text.length;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 3_432_918_353);
    h = (h << 13) | (h >>> 19);
  }
  return () => {
    h = Math.imul(h ^ (h >>> 16), 2_246_822_507);
    h = Math.imul(h ^ (h >>> 13), 3_266_489_909);
    h ^= h >>> 16;
    return h | 0;
  };
}
