import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'docs',
  template: 'docs',
  language: 'en',
  title: 'Refunds – API reference – Corvid Payments',
  site: 'Corvid Payments',
  menu: ['Get started', 'API reference', 'Webhooks', 'Testing', 'Status'],
  related: ['Authentication', 'Errors', 'Charges', 'Refunds', 'Payouts', 'Disputes', 'Customers', 'Events'],
  body: `
# Refunds
A refund gives back all or part of a charge. Refunds go to the card that was charged; they cannot be sent to another one.
## Create a refund
$ POST /v2/refunds
| Parameter | Type | Description
| charge | string, required | Id of the charge, begins with ch_
| amount | integer | In the smallest unit of the currency. Left out: all that is left of the charge
| reason | string | duplicate, fraudulent or requested
| metadata | object | Up to 20 keys of your own, 40 characters each
$ curl https://api.corvid.example/v2/refunds \\
$   -u sk_test_x: \\
$   -d charge=ch_81Kq -d amount=1250
The answer is a refund object with status \`pending\`. It becomes \`succeeded\` within ten business days, or \`failed\` if the bank refuses it.
## Limits
- A charge can be refunded for 180 days.
- At most 10 refunds can be made of one charge.
- The fee of the charge, 1.4 percent and 20 cents, is not given back.
- Refunds below 50 cents are refused with \`amount_too_small\`.
## Retrieve a refund
$ GET /v2/refunds/{id}
## List refunds
$ GET /v2/refunds?charge={id}&limit=25
Lists are newest first. \`limit\` is from 1 to 100 and is 25 by default. Use \`starting_after\` with the last id to go on.
## Cancel a refund
$ POST /v2/refunds/{id}/cancel
Only refunds that are still \`pending\` can be cancelled, and only in the first 30 minutes.
## Errors
| Code | HTTP | Meaning
| charge_already_refunded | 409 | Nothing is left of the charge
| charge_too_old | 422 | More than 180 days have passed
| insufficient_balance | 402 | Your balance does not cover the refund
| amount_too_small | 422 | Below 50 cents
## Idempotency
Send the header \`Idempotency-Key\` with a value of your own, at most 64 characters. The same key within 24 hours gives the same answer and makes no second refund.
## Rate limit
Live keys may send 100 requests a second, test keys 25. Above that the answer is 429 with \`Retry-After\`.
`,
};
