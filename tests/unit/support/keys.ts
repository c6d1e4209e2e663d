import type { ApiKeyRecord, KeyStore } from '../../../server/store/types.ts';

/** Keys that a test knows by heart, in memory. The n-th one's id is `id-n`, from 1. */
export function keysInMemory(...known: readonly { key: string; secret: string }[]): KeyStore {
  const records = new Map<string, ApiKeyRecord>();
  const all = known.map((pair, index) => {
    const id = `id-${index + 1}`;
    records.set(id, { id, name: id, prefix: pair.key.slice(0, 4), createdAt: 0, revokedAt: null });
    return { ...pair, id };
  });
  return {
    create: () => Promise.reject(new Error('Nothing here makes keys.')),
    async find(key, secret) {
      const found = all.find((one) => one.key === key && (secret === undefined || one.secret === secret));
      const record = records.get(found?.id ?? '');
      return record?.revokedAt === null ? record : undefined;
    },
    list: async () => [...records.values()],
    async revoke(id) {
      const record = records.get(id);
      if (record?.revokedAt !== null) return false;
      records.set(id, { ...record, revokedAt: 1 });
      return true;
    },
  };
}
