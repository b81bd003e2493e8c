/**
 * Whether a decoded value is plain JSON at every depth: exact prototypes (lib0 lets a `__proto__` key set one, and an
 * inherited field then passes for an own one), finite numbers, well-formed strings; no `undefined`, big integer or
 * bytes (G7). `maxDepth` is how many containers may lie in each other.
 */
export function isPlainJson(value: unknown, maxDepth: number): boolean {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed();
    case 'number':
      return Number.isFinite(value);
    case 'boolean':
      return true;
    case 'object':
      return value === null || (maxDepth > 0 && isPlainContainer(value, maxDepth - 1));
    default:
      return false;
  }
}

function isPlainContainer(value: object, maxDepth: number): boolean {
  if (Array.isArray(value)) return value.every((member) => isPlainJson(member, maxDepth));
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  for (const key of Object.keys(value)) {
    if (!key.isWellFormed() || !isPlainJson((value as Record<string, unknown>)[key], maxDepth)) return false;
  }
  return true;
}

/** Narrows a value that `isPlainJson` has passed. */
export const isJsonObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
