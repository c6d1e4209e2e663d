/** A set that remembers the newest of what was added, so that it does not grow for ever. */
export interface Recent {
  add(id: string): void;
  has(id: string): boolean;
}

export function createRecent(most: number): Recent {
  const ids = new Set<string>();
  return {
    add(id) {
      ids.delete(id);
      ids.add(id);
      if (ids.size <= most) return;
      for (const oldest of ids) {
        ids.delete(oldest);
        break;
      }
    },
    has: (id) => ids.has(id),
  };
}
