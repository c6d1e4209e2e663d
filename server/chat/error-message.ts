import { randomUUID } from 'node:crypto';
import { EVI_ERRORS } from '../../shared/evi/errors.ts';
import type { SubscribeEvent } from '../../shared/evi/messages.ts';
import type { Refusal } from './parse-message.ts';

export const errorMessage = ({ refused, why }: Refusal): SubscribeEvent => ({
  type: 'error',
  code: refused,
  slug: EVI_ERRORS[refused],
  message: why,
  request_id: randomUUID(),
});
