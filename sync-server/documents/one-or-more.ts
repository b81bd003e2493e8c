/** Most have one of what is held here: a set for each would weigh more than what is in it. */
export type OneOrMore<Value extends object> = Value | Set<Value>;

/** The same with `value`; a set that is there already is changed itself. */
export function including<Value extends object>(held: OneOrMore<Value> | null, value: Value): OneOrMore<Value> {
  if (held === null || held === value) return value;
  return held instanceof Set ? held.add(value) : new Set([held, value]);
}

/** The same without `value`, null when nothing is left; a set is changed itself. */
export function without<Value extends object>(held: OneOrMore<Value> | null, value: Value): OneOrMore<Value> | null {
  if (held === value) return null;
  if (held instanceof Set && held.delete(value) && held.size === 0) return null;
  return held;
}

export const holds = <Value extends object>(held: OneOrMore<Value> | null, value: Value): boolean =>
  held === value || (held instanceof Set && held.has(value));

/** A copy: what is taken out meanwhile stays in it. */
export function allOf<Value extends object>(held: OneOrMore<Value> | null): Value[] {
  if (held === null) return [];
  return held instanceof Set ? [...held] : [held];
}
