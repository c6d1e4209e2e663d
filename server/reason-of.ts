/** What was thrown, as a line for the operator. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
