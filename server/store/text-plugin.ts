import {
  type KyselyPlugin,
  OperationNodeTransformer,
  type PrimitiveValueListNode,
  type ValueNode,
} from 'kysely';

/**
 * A value that both engines can keep. Neither returns text with U+0000 whole: Postgres refuses it and SQLite's ends there.
 * It becomes U+FFFD, as what is not Unicode does in both.
 */
function storable(value: unknown): unknown {
  // libsql ends the process, with no error to catch.
  if (typeof value === 'boolean') throw new TypeError('A boolean cannot be stored.');
  return typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value;
}

class StorableValues extends OperationNodeTransformer {
  protected override transformValue(node: ValueNode): ValueNode {
    return { ...node, value: storable(node.value) };
  }

  protected override transformPrimitiveValueList(node: PrimitiveValueListNode): PrimitiveValueListNode {
    return { ...node, values: node.values.map(storable) };
  }
}

/** Makes every value of every query one that both engines can keep, also those that are only looked for. */
export function textPlugin(): KyselyPlugin {
  const values = new StorableValues();
  return {
    transformQuery: ({ node, queryId }) => values.transformNode(node, queryId),
    transformResult: async ({ result }) => result,
  };
}
