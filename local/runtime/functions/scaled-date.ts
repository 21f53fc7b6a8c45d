/**
 * Makes `new Date()` and `Date.now()` of this thread read the scaled clock. The clock stands still while a function
 * works, so one value serves a whole invocation. setTimeout, and with it the SDK's retries, stays on the wall's clock.
 */
export function installScaledDate(clockCell: SharedArrayBuffer): void {
  const cell = new Float64Array(clockCell);
  const now = (): number => cell[0] ?? 0;
  const scaled = new Proxy(Date, {
    construct: (target, values, newTarget) =>
      Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget) as Date,
    apply: () => new Date(now()).toString(),
    get: (target, property, receiver) => (property === 'now' ? now : (Reflect.get(target, property, receiver) as unknown)),
  });
  Object.defineProperty(Date.prototype, 'constructor', { value: scaled, writable: true, configurable: true });
  globalThis.Date = scaled;
}
