import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';

/** Seconds. A widget's token is fetched just before its socket opens and is good for one socket. */
const WIDGET_TOKEN_LIFETIME = 60;
/** Seconds, as Hume's: https://dev.hume.ai/docs/introduction/api-key */
export const API_TOKEN_LIFETIME = 1800;
const AUDIENCE = 'evi-chat';

export interface ApiKey {
  key: string;
  secret: string;
}

export interface Tokens {
  /** For the widget: short, for one socket. */
  issueForWidget(): Promise<string>;
  /** In Hume's form, for holders of a key and its secret; undefined when they do not match. */
  issueForKey(key: string, secret: string): Promise<string | undefined>;
  isKey(key: string): boolean;
  /** True once for a widget's token, until it expires for others. `origin` is the socket's Origin header. */
  accept(token: string, origin: string | undefined): Promise<boolean>;
}

function same(one: string, other: string): boolean {
  const [bytes, otherBytes] = [Buffer.from(one), Buffer.from(other)];
  return bytes.length === otherBytes.length && timingSafeEqual(bytes, otherBytes);
}

/**
 * @param widgetOrigins From which sockets with a widget's token must come.
 */
export function createTokens(keys: readonly ApiKey[], widgetOrigins: ReadonlySet<string>): Tokens {
  // Made anew at each start: tokens live for minutes, and one process answers for them.
  const secret = randomBytes(32);
  const used = new Map<string, number>();

  const forgetExpired = (): void => {
    const now = Date.now() / 1000;
    for (const [id, expires] of used) if (expires < now) used.delete(id);
  };

  const sign = (kind: 'widget' | 'api', lifetime: number): Promise<string> =>
    new SignJWT({ kind })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(AUDIENCE)
      .setJti(randomUUID())
      .setExpirationTime(Math.floor(Date.now() / 1000) + lifetime)
      .sign(secret);

  return {
    issueForWidget: () => sign('widget', WIDGET_TOKEN_LIFETIME),
    async issueForKey(key, given) {
      const known = keys.find((candidate) => same(candidate.key, key));
      return known && same(known.secret, given) ? sign('api', API_TOKEN_LIFETIME) : undefined;
    },
    isKey: (key) => keys.some((candidate) => same(candidate.key, key)),
    async accept(token, origin) {
      try {
        const { payload } = await jwtVerify(token, secret, { audience: AUDIENCE, algorithms: ['HS256'] });
        if (payload.kind !== 'widget') return true;
        forgetExpired();
        if (!payload.jti || used.has(payload.jti) || !origin || !widgetOrigins.has(origin)) return false;
        used.set(payload.jti, payload.exp ?? 0);
        return true;
      } catch {
        return false;
      }
    },
  };
}
