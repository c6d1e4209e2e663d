import { randomBytes, randomUUID } from 'node:crypto';
import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import * as v from 'valibot';
import type { KeyStore } from '../store/types.ts';

/** Seconds. A widget's token is fetched just before its socket opens and is good for one socket. */
const WIDGET_TOKEN_LIFETIME = 60;
/** Seconds, as Hume's: https://dev.hume.ai/docs/introduction/api-key */
export const API_TOKEN_LIFETIME = 1800;
const AUDIENCE = 'evi-chat';

const SUBJECT = v.variant('kind', [
  v.object({ kind: v.literal('key'), keyId: v.string() }),
  v.object({ kind: v.literal('widget'), configId: v.string() }),
]);

/** Whose chat it is: of the holder of an API key, or of a visitor, who gets the config that the token was given for. */
export type Caller = v.InferOutput<typeof SUBJECT>;

export interface Tokens {
  /** For the widget: short, for one socket, for chats with that config only. */
  issueForWidget(configId: string): Promise<string>;
  /** In Hume's form, for holders of a key and its secret; undefined when they do not match. */
  issueForKey(key: string, secret: string): Promise<string | undefined>;
  /** Who holds the key; undefined when it is not known, or revoked. */
  findKey(key: string): Promise<Caller | undefined>;
  /**
   * Who was given the token; undefined when it is not good, or no more, or its key was revoked. A widget's is good once.
   * `origin` is the socket's Origin header. Rejects when the store cannot tell whether the key was revoked.
   */
  accept(token: string, origin: string | undefined): Promise<Caller | undefined>;
}

/**
 * @param widgetOrigins From which sockets with a widget's token must come.
 */
export function createTokens(keys: KeyStore, widgetOrigins: ReadonlySet<string>): Tokens {
  // Made anew at each start: tokens live for minutes, and the process that gave one is the one that it is shown to.
  const secret = randomBytes(32);
  /** Spent tokens of the widget, with the Unix second at which each expires. */
  const spent = new Map<string, number>();

  const forgetExpired = (): void => {
    const now = Date.now() / 1000;
    for (const [id, expires] of spent) {
      // They stand about in the order in which they expire; what is left behind goes soon after.
      if (expires >= now) break;
      spent.delete(id);
    }
  };

  const sign = (subject: Caller, lifetime: number): Promise<string> =>
    new SignJWT({ ...subject })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(AUDIENCE)
      .setJti(randomUUID())
      .setExpirationTime(Math.floor(Date.now() / 1000) + lifetime)
      .sign(secret);

  const read = async (token: string): Promise<JWTPayload | undefined> => {
    try {
      return (await jwtVerify(token, secret, { audience: AUDIENCE, algorithms: ['HS256'] })).payload;
    } catch {
      return undefined;
    }
  };

  const spend = ({ jti, exp }: JWTPayload): boolean => {
    forgetExpired();
    if (!jti || !exp || spent.has(jti)) return false;
    spent.set(jti, exp);
    return true;
  };

  const isUsable = async (keyId: string): Promise<boolean> =>
    (await keys.list()).some(({ id, revokedAt }) => id === keyId && revokedAt === null);

  return {
    issueForWidget: (configId) => sign({ kind: 'widget', configId }, WIDGET_TOKEN_LIFETIME),
    async issueForKey(key, given) {
      const known = key && given ? await keys.find(key, given) : undefined;
      return known && sign({ kind: 'key', keyId: known.id }, API_TOKEN_LIFETIME);
    },
    async findKey(key) {
      const known = key ? await keys.find(key) : undefined;
      return known && { kind: 'key', keyId: known.id };
    },
    async accept(token, origin) {
      const payload = await read(token);
      const { success, output: caller } = v.safeParse(SUBJECT, payload);
      if (!payload || !success) return undefined;
      if (caller.kind === 'key') return (await isUsable(caller.keyId)) ? caller : undefined;
      return origin && widgetOrigins.has(origin) && spend(payload) ? caller : undefined;
    },
  };
}
