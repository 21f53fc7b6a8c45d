/** A copy that lacks these members: to spoil a perfect default by leaving something out. */
export function without<Whole extends object, Name extends keyof Whole>(whole: Whole, ...names: Name[]): Omit<Whole, Name> {
  const kept = Object.entries(whole).filter(([name]) => !(names as string[]).includes(name));
  return Object.fromEntries(kept) as Omit<Whole, Name>;
}
