import threadUrl from './sound.thread.ts?worker&url';

/** Not in TypeScript's DOM types. What the policy gives is an object that browsers take in the place of the text. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

let vouched: string | undefined;

/**
 * The address of the threads of sound, as `Worker` takes it under the frame's Content-Security-Policy, which asks for a
 * trusted one. Throws where the policy is not allowed.
 */
export function threadSource(): string {
  const { trustedTypes } = globalThis as typeof globalThis & { trustedTypes?: TrustedTypes };
  vouched ??= trustedTypes
    ? trustedTypes.createPolicy('evi-thread', { createScriptURL: () => threadUrl }).createScriptURL('')
    : threadUrl;
  return vouched;
}

export { threadUrl };
