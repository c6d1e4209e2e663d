import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';
import type { ApiKeyRecord, KeyStore } from './types.ts';

/** Characters of a key that are kept readable. The 34 hexadecimal digits after them are not. */
const PREFIX_LENGTH = 10;

const RECORD = [
  'id',
  'name',
  'prefix',
  'createdAt',
  'revokedAt',
] as const satisfies readonly (keyof ApiKeyRecord)[];

/** A fast hash is enough: these are random, so there is nothing to guess as there is with a password. */
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

const matches = (text: string, expectedHash: string): boolean =>
  timingSafeEqual(Buffer.from(hash(text)), Buffer.from(expectedHash));

/** API keys: 160 random bits and a secret of 256, of both only the hashes are kept. */
export function createKeyStore(db: Kysely<Tables>): KeyStore {
  return {
    async create(name) {
      const key = `evi_${randomBytes(20).toString('hex')}`;
      const secret = `evis_${randomBytes(32).toString('hex')}`;
      const record: ApiKeyRecord = {
        id: randomUUID(),
        name,
        prefix: key.slice(0, PREFIX_LENGTH),
        createdAt: Date.now(),
        revokedAt: null,
      };
      await db
        .insertInto('apiKeys')
        .values({ ...record, keyHash: hash(key), secretHash: hash(secret) })
        .execute();
      return { record, key, secret };
    },

    async find(key, secret) {
      // The time that looking for a hash takes says nothing about a key with another hash.
      const found = await db
        .selectFrom('apiKeys')
        .select([...RECORD, 'secretHash'])
        .where('keyHash', '=', hash(key))
        .where('revokedAt', 'is', null)
        .executeTakeFirst();
      if (!found) return undefined;
      const { secretHash, ...record } = found;
      return secret === undefined || matches(secret, secretHash) ? record : undefined;
    },

    list: () => db.selectFrom('apiKeys').select(RECORD).orderBy('createdAt').orderBy('id').execute(),

    async revoke(id) {
      const { numUpdatedRows } = await db
        .updateTable('apiKeys')
        .set({ revokedAt: Date.now() })
        .where('id', '=', id)
        .where('revokedAt', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}
