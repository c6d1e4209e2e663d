/** Comlink's wire, written by hand: the launcher must not weigh what comlink weighs. */
import type { FrameApi, HostApi } from './contract.ts';

/** Comlink never makes this id, so nobody waits for the answer. */
const UNANSWERED = 'launcher';

export const callMessage = <Method extends keyof HostApi>(
  method: Method,
  ...values: Parameters<HostApi[Method]>
): object => ({
  id: UNANSWERED,
  type: 'APPLY',
  path: [method],
  argumentList: values.map((value) => ({ type: 'RAW', value })),
});

export const resultMessage = (id: string, value: unknown): object => ({ id, type: 'RAW', value });

export interface Call {
  id: string;
  method: keyof FrameApi;
  /** Not looked at yet. */
  values: unknown[];
}

/** A call in the form that comlink gives it, or undefined. Whether it may be made, the guard says. */
export function readCall(data: unknown): Call | undefined {
  const { id, type, path, argumentList } = Object(data);
  const method: unknown = path?.[0];
  // An object in the method's place may throw when it is turned into text.
  if (
    typeof id !== 'string' ||
    type !== 'APPLY' ||
    typeof method !== 'string' ||
    !Array.isArray(argumentList)
  )
    return undefined;
  return {
    id,
    method: method as keyof FrameApi,
    values: argumentList.map((argument) => Object(argument).value),
  };
}
