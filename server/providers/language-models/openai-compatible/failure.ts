/** Errors for the operator's log. Never made of what the server said: that may quote the key. */

const REASONS: Record<number, string> = {
  400: 'it did not accept the request',
  401: 'it did not accept the API key',
  403: 'the API key may not do this',
  404: 'there is no such address or model',
  413: 'the page and the conversation are too long for it',
  429: 'it has had too many requests',
};

export class LanguageModelError extends Error {
  override readonly name = 'LanguageModelError';
}

/** `where` is shown, so it must not hold credentials. */
export function failure(error: unknown, where: string): LanguageModelError {
  const status = statusOf(error);
  const reason = status === undefined ? transport(error) : (REASONS[status] ?? 'it failed');
  const code = status === undefined ? '' : ` (HTTP ${status})`;
  return new LanguageModelError(`The language model at ${where} gave no answer: ${reason}${code}.`);
}

/** Some models answer `parallel_tool_calls` with an error, whatever its value (o1, o3 and o4-mini of OpenAI do). */
export const refusesParallelSetting = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'responseBody' in error &&
  /parallel_?tool_?calls/i.test(String(error.responseBody));

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined;
  // Errors inside a stream that began well carry 200.
  return typeof error.statusCode === 'number' && error.statusCode >= 300 ? error.statusCode : undefined;
}

function transport(error: unknown): string {
  const codes = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|Cannot connect/;
  for (let at = error; at instanceof Error; at = at.cause) {
    if (codes.test(`${'code' in at ? at.code : ''} ${at.message}`)) return 'it cannot be reached';
  }
  return 'the stream broke off or made no sense';
}
