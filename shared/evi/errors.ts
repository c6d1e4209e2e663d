/**
 * EVI error codes that this project sends or understands, with their slugs. Hume's full table is not public any
 * more, so an unknown code must be shown generically. E09xx are this project's own: no code of Hume's is known there.
 */
export const EVI_ERRORS = {
  E0100: 'invalid_json',
  E0101: 'invalid_message',
  E0708: 'chat_group_not_found',
  E0714: 'inactivity_timeout',
  E0715: 'max_duration_timeout',
  E0900: 'too_many_connections',
  E0901: 'config_not_found',
  I0100: 'uncaught',
  I0116: 'transcription_failure',
} as const;

export type EviErrorCode = keyof typeof EVI_ERRORS;
