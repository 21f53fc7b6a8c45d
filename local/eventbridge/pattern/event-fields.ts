/** A leaf of an event: what a value test sees. */
export type Scalar = string | number | boolean | null;

/** Which element of which array a leaf stands in: array number -> index of the element. */
export type Membership = ReadonlyMap<number, number>;

export interface Field {
  value: Scalar;
  membership: Membership;
}

/** An event laid flat, once for all rules: dotted path -> its leaves. An empty array or object has none. */
export type EventFields = ReadonlyMap<string, readonly Field[]>;

export const inNoArray: Membership = new Map();

interface Place {
  path: string;
  membership: Membership;
}

/**
 * Lays an event flat. A key that holds a dot is the same path as nested keys, as in AWS's Event Ruler.
 */
export function flattenEvent(event: object): EventFields {
  const fields = new Map<string, Field[]>();
  let arrays = 0;

  function visitArray(elements: readonly unknown[], place: Place): void {
    const arrayNumber = arrays++;
    elements.forEach((element, index) => {
      const inside = typeof element === 'object' && element !== null;
      // A bare value in an array binds to nothing: ["a","b"] may serve two tests with two elements.
      const membership = inside ? new Map(place.membership).set(arrayNumber, index) : place.membership;
      visit(element, { path: place.path, membership });
    });
  }

  function visit(value: unknown, place: Place): void {
    if (Array.isArray(value)) {
      visitArray(value, place);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        visit(child, { path: place.path === '' ? key : `${place.path}.${key}`, membership: place.membership });
      }
    } else if (value !== undefined) {
      addLeaf(value as Scalar, place);
    }
  }

  function addLeaf(value: Scalar, { path, membership }: Place): void {
    const known = fields.get(path);
    if (known) known.push({ value, membership });
    else fields.set(path, [{ value, membership }]);
  }

  visit(event, { path: '', membership: inNoArray });
  return fields;
}

/** The union of two memberships, or undefined when they name two elements of one array. */
export function consistentMembership(one: Membership, other: Membership): Membership | undefined {
  if (other.size === 0) return one;
  if (one.size === 0) return other;
  const union = new Map(one);
  for (const [array, index] of other) {
    const known = union.get(array);
    if (known !== undefined && known !== index) return undefined;
    union.set(array, index);
  }
  return union;
}
