import { type Kysely, type Migration, Migrator } from 'kysely';
import type { Engine } from './schema.ts';

/** By name, in their order for ever: a new one is added at the end, none is changed. */
const migrations = (counting: Engine['counting']): Record<string, Migration> => ({
  '001-chats-and-keys': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('chatGroups')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('activeAt', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('chatGroupsByAge').on('chatGroups').column('activeAt').execute();

      await db.schema
        .createTable('chats')
        .addColumn('position', counting, (column) => column.primaryKey())
        .addColumn('id', 'text', (column) => column.notNull().unique())
        .addColumn('chatGroupId', 'text', (column) =>
          column.notNull().references('chatGroups.id').onDelete('cascade'),
        )
        .addColumn('configId', 'text')
        .addColumn('customSessionId', 'text')
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('startedAt', 'bigint', (column) => column.notNull())
        .addColumn('endedAt', 'bigint')
        .addColumn('metadata', 'text')
        .execute();
      for (const column of ['chatGroupId', 'configId', 'status'])
        await db.schema.createIndex(`chatsBy_${column}`).on('chats').columns([column, 'position']).execute();

      await db.schema
        .createTable('events')
        .addColumn('position', counting, (column) => column.primaryKey())
        .addColumn('id', 'text', (column) => column.notNull().unique())
        .addColumn('chatId', 'text', (column) => column.notNull().references('chats.id').onDelete('cascade'))
        .addColumn('chatGroupId', 'text', (column) => column.notNull())
        .addColumn('timestamp', 'bigint', (column) => column.notNull())
        .addColumn('role', 'text', (column) => column.notNull())
        .addColumn('type', 'text', (column) => column.notNull())
        .addColumn('text', 'text')
        .addColumn('heardText', 'text')
        .addColumn('emotionFeatures', 'text')
        .addColumn('metadata', 'text')
        .addColumn('relatedEventId', 'text')
        .execute();
      for (const column of ['chatId', 'chatGroupId'])
        await db.schema
          .createIndex(`eventsBy_${column}`)
          .on('events')
          .columns([column, 'position'])
          .execute();

      await db.schema
        .createTable('apiKeys')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('prefix', 'text', (column) => column.notNull())
        .addColumn('keyHash', 'text', (column) => column.notNull().unique())
        .addColumn('secretHash', 'text', (column) => column.notNull())
        .addColumn('createdAt', 'bigint', (column) => column.notNull())
        .addColumn('revokedAt', 'bigint')
        .execute();
    },
  },
  '002-owners-of-groups': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .alterTable('chatGroups')
        .addColumn('owner', 'text', (column) => column.notNull().defaultTo(''))
        .execute();
    },
  },
});

/**
 * Brings the tables to what this version needs. Safe when several processes do it at once.
 * Throws when it fails, or when a newer version has changed them.
 */
export async function migrate({ db, name, counting }: Engine): Promise<void> {
  const known = migrations(counting);
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => known },
    // As they are in the database: kysely looks for them there without the plugin that renames.
    migrationTableName: 'evi_migrations',
    migrationLockTableName: 'evi_migrations_lock',
  }).migrateToLatest();
  if (!error) return;
  const applied = await db
    .withTables<{ evi_migrations: { name: string } }>()
    .selectFrom('evi_migrations')
    .select('name')
    .execute()
    .catch(() => []);
  if (applied.some((migration) => !(migration.name in known)))
    throw new Error(
      `${name} was made by a newer version of this server. Start that version, or use another database.`,
    );
  throw error;
}
